"""The parts of an .xlsx that are read, unpacked within limits and packed again without the rest.

openpyxl reads what a package holds: charts, comments, links over a million cells, rows without content. So it gets a
package that holds only the words and the rows.
"""

import re
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _
from openpyxl.xml.constants import PKG_REL_NS, REL_NS, SHEET_MAIN_NS

from hyte.lib.workbooks.kinds import open_archive, refuse_other_packages
from hyte.lib.workbooks.refusals import (
    LARGEST_UNPACKED,
    MOST_CELLS,
    MOST_PARTS,
    MOST_TIMES_PACKED,
    USUAL,
    Limits,
    UnreadableBook,
    damaged,
    unpacks_to_too_much,
)
from hyte.lib.workbooks.trimming import Trimmed, trim

NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/([^/]+|worksheets/[^/]+)\.xml|xl/_rels/[^/]+\.rels")
BOOK, BOOK_LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
NAMES = re.compile(rb"<(?:[^\s<>/:]+:)?definedNames\b.*</(?:[^\s<>/:]+:)?definedNames>", re.DOTALL)
DEFINITIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
WIDE = (b"\xff\xfe", b"\xfe\xff")  # marks of UTF-16
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


@dataclass
class Package:
    """``file`` is for openpyxl; ``sheets`` are in the order in which it reads them."""

    file: BytesIO
    sheets: list[Trimmed]
    notes: list[str] = field(default_factory=list)


def repack(content: bytes, limits: Limits = USUAL) -> Package:
    """Unpack, check and trim an .xlsx; raise UnreadableBook where it is too much, damaged or something else."""
    with open_archive(BytesIO(content)) as archive:
        refuse_other_packages(archive)
        _check_sizes(archive, len(content))
        parts = _read_parts(archive)
        notes = _notes(archive.namelist())
    _check_parts(parts)
    sheets = _trim_sheets(parts, limits)
    parts[BOOK] = NAMES.sub(b"", parts[BOOK])  # they may point to sheets that are left out
    return Package(_packed(parts), sheets, notes)


def _check_sizes(archive: ZipFile, packed: int) -> None:
    """By the directory, before anything is unpacked."""
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > LARGEST_UNPACKED or len(archive.infolist()) > MOST_PARTS:
        raise unpacks_to_too_much()
    if unpacked > packed * MOST_TIMES_PACKED:
        raise unpacks_to_too_much()


def _read_parts(archive: ZipFile) -> dict[str, bytes]:
    parts, left = {}, LARGEST_UNPACKED
    for part in archive.infolist():
        if NEEDED.fullmatch(part.filename):
            parts[part.filename] = _read_part(archive, part, left)
            left -= len(parts[part.filename])
    return parts


def _read_part(archive: ZipFile, part: ZipInfo, left: int) -> bytes:
    """The directory's size may be a lie: the part is read to its own end, or to the limit."""
    told, part.file_size = part.file_size, left + 2
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise damaged()
    with archive.open(part) as stream:
        content = stream.read(left + 1)
    if len(content) > left:
        raise unpacks_to_too_much()
    if len(content) != told:
        raise damaged()
    return content


def _check_parts(parts: dict[str, bytes]) -> None:
    """What Excel never writes: definitions, which may grow without end, and other encodings, which would hide them."""
    if BOOK not in parts or BOOK_LINKS not in parts:
        raise damaged()
    if any(DEFINITIONS.search(part) or b"\x00" in part[:8] or part.startswith(WIDE) for part in parts.values()):
        raise damaged()
    if STRICT in parts[BOOK]:
        raise UnreadableBook(
            _("The workbook is a Strict Open XML one. Save it as a plain Excel workbook (.xlsx) and bring that.")
        )


def _trim_sheets(parts: dict[str, bytes], limits: Limits) -> list[Trimmed]:
    """Trim the sheets with rows in place; leave out chart sheets, macro sheets and what no sheet's name points to."""
    sheets, rows, cells = [], 0, 0
    for title, name in _sheet_parts(parts):
        sheet = trim(parts[name], title, rows, limits) if name in parts else None
        if sheet is None:
            parts.pop(name, None)
            continue
        parts[name] = sheet.part
        rows, cells = rows + sheet.rows, cells + sheet.cells
        sheets.append(sheet)
    if cells > MOST_CELLS:
        raise unpacks_to_too_much()
    return sheets


def _sheet_parts(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """Titles of the sheets and the names of their parts, in the workbook's order."""
    links = fromstring(parts[BOOK_LINKS]).iter(f"{{{PKG_REL_NS}}}Relationship")
    targets = {link.get("Id"): normpath(join("/xl", link.get("Target"))).lstrip("/") for link in links}
    sheets = fromstring(parts[BOOK]).iter(f"{{{SHEET_MAIN_NS}}}sheet")
    return [(sheet.get("name", ""), targets.get(sheet.get(f"{{{REL_NS}}}id"), "")) for sheet in sheets]


def _packed(parts: dict[str, bytes]) -> BytesIO:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out


def _notes(names: list[str]) -> list[str]:
    notes = []
    if any(name.startswith("xl/externalLinks/") for name in names):
        notes.append(_("The workbook has links to other files. They are not followed."))
    if any(name.startswith(("xl/media/", "xl/charts/", "xl/chartsheets/")) for name in names):
        notes.append(_("The workbook has pictures or charts. They are not read."))
    return notes
