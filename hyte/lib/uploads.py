"""Files that people bring to be read by others: taken by what is in them, never by what they are called."""

import zlib
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
LARGEST_UPLOAD = 20 * MEGABYTE
LARGEST_PART = MEGABYTE  # of the part that tells a package's kind
MOST_PARTS = 10_000
END_OF_PDF = 2048  # bytes from the end in which %%EOF stands

PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
ENDING_OF = {
    PDF: ".pdf",
    f"{OFFICE}wordprocessingml.document": ".docx",
    f"{OFFICE}spreadsheetml.sheet": ".xlsx",
    f"{OFFICE}presentationml.presentation": ".pptx",
    f"{OPEN}text": ".odt",
    f"{OPEN}spreadsheet": ".ods",
    f"{OPEN}presentation": ".odp",
}
ACCEPTED = ",".join(ENDING_OF.values())  # for the file field's ``accept``
UNREADABLE = (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error)


def check_upload(file: File) -> str:
    """The content type that the file's bytes show. Raises ValidationError with what is wrong and how to mend it."""
    if not file.size:
        raise ValidationError(_("The file is empty. Check that it is the right one and that it was saved."), "empty")
    if file.size > LARGEST_UPLOAD:
        text = _("The file is larger than %(size)s MB. Make it smaller, or give a link instead.")
        raise ValidationError(text, "too_large", {"size": LARGEST_UPLOAD // MEGABYTE})
    try:
        found = _type_by_content(file)
    finally:
        file.seek(0)
    _refuse_other_ending(file, found)
    return found


def content_type_of(name: str) -> str:
    """Of a file that was checked when it came, by its ending."""
    ending = PurePath(name).suffix.lower()
    return next((type_ for type_, known in ENDING_OF.items() if known == ending), "application/octet-stream")


def _type_by_content(file: File) -> str:
    file.seek(0)
    start = file.read(8)
    if start.startswith(b"%PDF-"):
        return _whole_pdf(file)
    if start.startswith(b"PK\x03\x04"):
        return _packed_type(file)
    raise _foreign()


def _whole_pdf(file: File) -> str:
    file.seek(max(0, file.size - END_OF_PDF))
    if b"%%EOF" not in file.read(END_OF_PDF):
        raise _damaged()
    return PDF


def _packed_type(file: File) -> str:
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            _refuse_unsafe(archive)
            found = _type_of_package(archive)
    except UNREADABLE as error:
        raise _damaged() from error
    if found not in ENDING_OF:
        raise _foreign()
    return found


def _refuse_unsafe(archive: ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise _foreign()
    if any(part.flag_bits & 1 for part in parts):
        raise ValidationError(_("The file is protected by a password. Remove it, save the file and bring it again."))
    if any(_is_macro(part.filename) for part in parts):
        raise ValidationError(_("The file contains macros, which are not taken in. Save it without them."), "macros")


def _is_macro(name: str) -> bool:
    return name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/", "xl/macrosheets/"))


def _type_of_package(archive: ZipFile) -> str:
    """What the package says it is, where it also has the part that such a file begins with; else nothing."""
    names = set(archive.namelist())
    if "mimetype" in names and "content.xml" in names:
        return _part(archive, "mimetype").decode("ascii", "replace").strip()
    if "[Content_Types].xml" not in names:
        return ""
    told = _part(archive, "[Content_Types].xml")
    mains = {"wordprocessingml.document": "word/", "spreadsheetml.sheet": "xl/", "presentationml.presentation": "ppt/"}
    for kind, folder in mains.items():
        if f"{OFFICE}{kind}.main+xml".encode() in told and any(name.startswith(folder) for name in names):
            return OFFICE + kind
    return ""


def _part(archive: ZipFile, name: str) -> bytes:
    """The start of a part, whatever size it says it has."""
    with archive.open(name) as part:
        return part.read(LARGEST_PART)


def _refuse_other_ending(file: File, found: str) -> None:
    ending = PurePath(file.name or "").suffix.lower()
    if ending != ENDING_OF[found]:
        text = _(
            "The file is named as %(name)s, but it is a %(ending)s file. Give it its right name and bring it again."
        )
        raise ValidationError(text, "other_ending", {"name": ending or _("nothing"), "ending": ENDING_OF[found]})


def _foreign() -> ValidationError:
    return ValidationError(
        _(
            "This is none of the files that can be brought: PDF, Word, Excel, PowerPoint or OpenDocument. Save it as PDF."
        ),
        "foreign",
    )


def _damaged() -> ValidationError:
    return ValidationError(_("The file is damaged. Open it in its own program, save it again and bring it."), "damaged")
