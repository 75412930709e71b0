"""Brought files are what they say they are, or are refused."""

from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from hyte.lib import uploads
from hyte.lib.uploads import OFFICE, OPEN, check_upload, content_type_of
from tests.factories import bad_workbooks as bad

pytestmark = pytest.mark.usefixtures("in_english")
WHOLE_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


def brought(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def written(document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def office(kind: str, folder: str, **others: bytes) -> bytes:
    types = f'<Types><Override ContentType="{OFFICE}{kind}.main+xml"/></Types>'.encode()
    return zipped({"[Content_Types].xml": types, f"{folder}/main.xml": b"<a/>"} | others)


def open_document(kind: str, **others: bytes) -> bytes:
    return zipped({"mimetype": f"{OPEN}{kind}".encode(), "content.xml": b"<a/>"} | others)


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (WHOLE_PDF, "suunnitelma.pdf", "application/pdf"),
        (WHOLE_PDF, "SUUNNITELMA.PDF", "application/pdf"),
        (written(docx.Document()), "kertomus.docx", f"{OFFICE}wordprocessingml.document"),
        (written(openpyxl.Workbook()), "luvut.xlsx", f"{OFFICE}spreadsheetml.sheet"),
        (office("presentationml.presentation", "ppt"), "esitys.pptx", f"{OFFICE}presentationml.presentation"),
        (open_document("text"), "kertomus.odt", f"{OPEN}text"),
    ],
)
def test_takes_what_is_what_it_says(content, name, found):
    file = brought(content, name)
    assert (check_upload(file), file.read()) == (found, content), "and the file is left at its start"
    assert content_type_of(name) == found


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "tyhja.pdf", "empty"),
        (b"<html><script>alert(1)</script></html>", "sivu.pdf", "foreign"),
        (b"MZ\x90\x00" + b"\x00" * 50, "kertomus.docx", "foreign"),
        (b"\x89PNG\r\n\x1a\n", "kuva.pdf", "foreign"),
        (b"GIF89a%PDF-1.7 %%EOF", "kuva.pdf", "foreign"),
        (bad.plain_zip()[1], "paketti.docx", "foreign"),
        (open_document("formula"), "kaava.odt", "foreign"),
        (zipped({"mimetype": f"{OPEN}text".encode()}), "tynka.odt", "foreign"),
        (zipped({"[Content_Types].xml": f"{OFFICE}wordprocessingml.document.main+xml".encode()}), "a.docx", "foreign"),
        (WHOLE_PDF[:20], "katkennut.pdf", "damaged"),
        (written(docx.Document())[:900], "katkennut.docx", "damaged"),
        (WHOLE_PDF, "kertomus.docx", "other_ending"),
        (WHOLE_PDF, "kertomus.pdf.html", "other_ending"),
        (WHOLE_PDF, "kertomus", "other_ending"),
        (written(docx.Document()), "kertomus.pdf", "other_ending"),
        (office("wordprocessingml.document", "word", **{"word/vbaProject.bin": b"x"}), "makrot.docx", "macros"),
        (open_document("text", **{"Basic/Standard/a.xml": b"x"}), "makrot.odt", "macros"),
    ],
)
def test_refuses_what_is_not(content, name, code):
    with pytest.raises(ValidationError) as refused:
        check_upload(brought(content, name))
    assert refused.value.code == code


def test_size_is_limited(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", len(WHOLE_PDF) - 1)
    with pytest.raises(ValidationError) as refused:
        check_upload(brought(WHOLE_PDF, "suuri.pdf"))
    assert refused.value.code == "too_large"


def test_message_tells_the_largest_size():
    file = brought(WHOLE_PDF, "suuri.pdf")
    file.size = uploads.LARGEST_UPLOAD + 1
    with pytest.raises(ValidationError, match="larger than 20 MB"):
        check_upload(file)


def test_password_is_told():
    content = bytearray(written(docx.Document()))
    place = content.rindex(b"PK\x01\x02")
    content[place + 8] |= 1  # the flag of an encrypted part
    with pytest.raises(ValidationError, match="protected by a password"):
        check_upload(brought(bytes(content), "salattu.docx"))


def test_package_that_unpacks_without_end_is_not_unpacked():
    content = zipped({"mimetype": b"a" * (3 * uploads.LARGEST_PART), "content.xml": b""})
    with pytest.raises(ValidationError) as refused:
        check_upload(brought(content, "pommi.odt"))
    assert refused.value.code == "foreign"
