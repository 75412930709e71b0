"""What kind of file the bytes are, whatever the file's name says."""

from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from hyte.lib.workbooks.refusals import UnreadableBook, damaged, not_a_workbook

ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Office before 2007, and of encrypted files
PASSWORD_PART = "EncryptedPackage".encode("utf-16-le")
FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".numbers")


def is_packed(content: bytes) -> bool:
    return content.startswith(ZIP)


def refuse_foreign(content: bytes, name: str) -> None:
    """Raise UnreadableBook if the bytes are neither packed nor text."""
    if content.startswith(OLE):
        raise _protected() if PASSWORD_PART in content else _old()
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(MARKUP):
        raise UnreadableBook(
            _("This is a web page under the name of a workbook. Open it in Excel and save it as .xlsx.")
        )
    if content.startswith(FOREIGN) or name.lower().endswith(WORKBOOK_ENDINGS):
        raise not_a_workbook()


def refuse_other_packages(archive: ZipFile) -> None:
    """Raise UnreadableBook if the package isn't a plain .xlsx; archive errors are the caller's."""
    names = set(archive.namelist())
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise _protected()
    if any(name.endswith("vbaProject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise UnreadableBook(
            _(
                "The workbook contains macros, which are not taken in. Save it as an Excel workbook without macros (.xlsx)."
            )
        )
    if "xl/workbook.bin" in names:
        raise _other_format("Excel Binary (.xlsb)")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise _by_other_program(archive, names)


def open_archive(file) -> ZipFile:
    try:
        return ZipFile(file)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged() from error


def _by_other_program(archive: ZipFile, names: set[str]) -> UnreadableBook:
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        return _other_format("Numbers")
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200 and "content.xml" in names:
        return _other_format("OpenDocument (.ods)")
    return not_a_workbook()


def _other_format(name: str) -> UnreadableBook:
    return UnreadableBook(
        _("The file is in the format %(format)s. Save it as an Excel workbook (.xlsx) and bring that.")
        % {"format": name}
    )


def _protected() -> UnreadableBook:
    return UnreadableBook(
        _("The file is protected by a password. Open it, remove the password, save it and bring it again.")
    )


def _old() -> UnreadableBook:
    return UnreadableBook(
        _("This is an old Excel file (.xls). Open it in Excel, save it as an Excel workbook (.xlsx) and bring that.")
    )
