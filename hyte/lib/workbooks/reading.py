"""Bytes that people have brought, read into a plain workbook or refused with the reason."""

from hyte.lib.workbooks.cells import GridBook
from hyte.lib.workbooks.excel import read_excel
from hyte.lib.workbooks.kinds import is_packed, refuse_foreign
from hyte.lib.workbooks.refusals import (
    LARGEST_FILE,
    USUAL,
    Limits,
    UnreadableBook,
    damaged,
    too_large,
    without_content,
)
from hyte.lib.workbooks.text_files import read_text_book


def read_book(content: bytes, name: str, limits: Limits = USUAL) -> GridBook:
    """Read an .xlsx, or a table as text; what the file is shows in its bytes, and its name only where they don't tell.

    Raises UnreadableBook, whose text is for people.
    """
    if not content.strip(b"\x00\r\n\t "):
        raise without_content()
    if len(content) > LARGEST_FILE:
        raise too_large()
    book = _read_excel(content, limits) if is_packed(content) else _read_text(content, name, limits)
    if not any(grid.rows for grid in book.sheets):
        raise without_content()
    return book


def _read_text(content: bytes, name: str, limits: Limits) -> GridBook:
    refuse_foreign(content, name)
    return read_text_book(content, name, limits)


def _read_excel(content: bytes, limits: Limits) -> GridBook:
    try:
        return read_excel(content, limits)
    except UnreadableBook:
        raise
    except Exception as error:  # what parsers raise at broken bytes has no common name
        raise damaged() from error
