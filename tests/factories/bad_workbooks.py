"""Workbooks that can't be read, and such as can only partly: each gives the file's name and bytes."""

import re
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link import ExternalLink
from openpyxl.workbook.external_link.external import ExternalBook

from tests.factories.workbook_rows import HEADINGS, ROWS, table
from tests.factories.workbooks import File, part_of, plain_table, rewritten, saved, sheet_of, with_results, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_sheet_data(content: bytes, data: bytes) -> bytes:
    """The workbook with other rows in its first sheet."""
    pattern = re.compile(rb"<sheetData ?/>|<sheetData>.*</sheetData>", re.DOTALL)
    whole = b"<sheetData>" + data + b"</sheetData>"
    return rewritten(content, lambda name, part: pattern.sub(lambda _match: whole, part) if name == SHEET else part)


def with_part(content: bytes, name: str, part: bytes = b"") -> bytes:
    return rewritten(content, lambda _name, old: old, **{name: part})


def empty_file() -> File:
    """No bytes at all."""
    return "tyhja.xlsx", b""


def empty_workbook() -> File:
    """A workbook in which nothing is written."""
    return "tyhja taulukko.xlsx", saved(Workbook())


def picture() -> File:
    """A picture under a workbook's name."""
    return "kuva.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def pdf() -> File:
    """A PDF under a workbook's name."""
    return "suunnitelma.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"1 0 obj\n<<>>\nendobj\n" * 9


def html_as_xls() -> File:
    """A web page that some systems call a spreadsheet."""
    return "raportti.xls", b"<html><body><table><tr><td>Toimenpide</td></tr></table></body></html>"


def old_xls() -> File:
    """The header of a workbook of Excel 97-2003."""
    return "vanha.xls", OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(1000)


def encrypted() -> File:
    """The header of a workbook behind a password."""
    names = b"".join(name.encode("utf-16-le") + bytes(60) for name in ("EncryptionInfo", "EncryptedPackage"))
    return "salattu.xlsx", OLE + bytes(504) + names + bytes(1000)


def zip_of(name: str, **parts: bytes) -> File:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return name, out.getvalue()


def plain_zip() -> File:
    """Files packed together, none of them a workbook."""
    return zip_of("liitteet.zip", **{"muistio.txt": b"Muistio", "lista.csv": b"a;b"})


def word_document() -> File:
    """A package of the same kind as a workbook, but a text document."""
    return zip_of("muistio.xlsx", **{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


def open_document() -> File:
    """LibreOffice's own format."""
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zip_of("toimeenpano.ods", mimetype=kind, **{"content.xml": b"<office/>"})


def numbers() -> File:
    """Apple's own format."""
    return zip_of("toimeenpano.numbers", **{"Index/Document.iwa": b"\x00\x01", "preview.jpg": b"\xff\xd8"})


def damaged() -> File:
    """A workbook that broke off on its way."""
    name, content = plain_table()
    return name, content[: len(content) // 2]


def garbled() -> File:
    """A workbook with a part whose bytes have changed."""
    name, content = plain_table()
    middle = content.index(SHEET.encode()) + 200
    return name, content[:middle] + bytes(40) + content[middle + 40 :]


def zip_bomb() -> File:
    """150 MB of spaces packed into a sheet."""
    return "pommi.xlsx", with_part(plain_table()[1], "xl/worksheets/sheet2.xml", b" " * 150_000_000)


def lying_zip_bomb() -> File:
    """150 MB of spaces of which the directory says that they are ten, with a checksum to match."""
    claimed = struct.pack("<L", 10)
    content = zip_bomb()[1].replace(struct.pack("<L", 150_000_000), claimed)
    with ZipFile(BytesIO(content)) as archive:
        checksum = archive.getinfo("xl/worksheets/sheet2.xml").CRC
    return "valehteleva pommi.xlsx", content.replace(
        struct.pack("<L", checksum), struct.pack("<L", zlib.crc32(b" " * 10))
    )


def many_parts() -> File:
    """A package of tens of thousands of small parts."""
    return zip_of(
        "palasina.xlsx",
        **{"[Content_Types].xml": b""},
        **{f"xl/worksheets/sheet{number}.xml": b"" for number in range(20_000)},
    )


def entity_bomb() -> File:
    """A sheet whose entities grow without end."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(12))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE worksheet [{entities}]><worksheet xmlns="{MAIN}"><sheetData><row r="1">'
        f'<c r="A1" t="inlineStr"><is><t>&e11;</t></is></c></row></sheetData></worksheet>'
    )
    return "entiteetit.xlsx", rewritten(plain_table()[1], lambda name, part: sheet.encode() if name == SHEET else part)


def macros() -> File:
    """A workbook with macros."""
    return "makrot.xlsm", with_part(plain_table()[1], "xl/vbaProject.bin", OLE)


def many_rows(count: int = 200_000) -> File:
    """Rows up to 200 000, a number in each."""
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>' for number in range(1, count + 1))
    return "pitka.xlsx", with_sheet_data(plain_table()[1], rows.encode())


def many_columns(count: int = 300) -> File:
    """More columns than a table of measures can have."""
    return xlsx("levea.xlsx", [[f"Sarake {number}" for number in range(count)]])


def text_far_down() -> File:
    """One forgotten word in row 900 000."""
    workbook, worksheet = sheet_of(table(ROWS))
    worksheet["B900000"] = "unohtunut"
    return "kaukana.xlsx", saved(workbook)


def formatted_far_down(count: int = 200_000) -> File:
    """The table, and below it formatted rows without content; the sheet says that it is as large as can be."""
    content = plain_table()[1]
    data = re.search(rb"<sheetData>(.*)</sheetData>", part_of(content, SHEET), re.DOTALL)[1]
    rows = "".join(
        f'<row r="{number}" ht="15"><c r="A{number}" s="0"/><c r="B{number}" s="0"/></row>'
        for number in range(len(ROWS) + 2, count)
    )
    content = with_sheet_data(content, data + rows.encode())
    dimension = b'<dimension ref="A1:XFD1048576" />'
    return "muotoiltu.xlsx", rewritten(content, lambda _name, part: re.sub(rb"<dimension [^>]*>", dimension, part))


def merged_without_end() -> File:
    """A title merged over every column, and the whole of column A below it merged into one cell."""
    name, content = plain_table()
    merges = b'</sheetData><mergeCells count="2"><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:A1048576"/></mergeCells>'
    return name, rewritten(content, lambda _name, part: part.replace(b"</sheetData>", merges))


def with_cell(name: str, place: str, value: object, result: str | float | None = None) -> File:
    """The plain table with another value in one cell; for a formula, with a result or without."""
    workbook, worksheet = sheet_of(table(ROWS))
    worksheet[place] = value
    content = saved(workbook)
    return name, content if result is None else with_results(content, {place: result})


def formula_without_value() -> File:
    """Cell D2 is a formula that no program has calculated."""
    return with_cell("laskematta.xlsx", "D2", '=CONCATENATE("Avataan ","pihat")')


def formula_with_error() -> File:
    """Cell I3 is a formula whose cells have been deleted."""
    return with_cell("viittaus.xlsx", "I3", "=Pohja!#REF!", "#REF!")


def external_link() -> File:
    """Cell G4 fetches its value from another workbook."""
    workbook, worksheet = sheet_of(table(ROWS))
    worksheet["G4"] = "=[1]Henkilöt!$A$3"
    link = ExternalLink(externalBook=ExternalBook())
    link.file_link = Relationship(type="externalLinkPath", Target="yhteystiedot.xlsx", TargetMode="External")
    workbook._external_links.append(link)
    return "linkit.xlsx", with_results(saved(workbook), {"G4": "Onni Malli"})


def same_heading_twice() -> File:
    """Two columns are called Tilanne."""
    lines = table(ROWS)
    lines[0] = [HEADINGS["status"] if heading == HEADINGS["text"] else heading for heading in lines[0]]
    return xlsx("kaksi tilannetta.xlsx", lines)


def no_header() -> File:
    """Rows of measures with nothing above that says what they are."""
    return xlsx("otsikoton.xlsx", table(ROWS)[1:])


REFUSED: tuple[Callable[[], File], ...] = (
    empty_file, empty_workbook, picture, pdf, html_as_xls, old_xls, encrypted, plain_zip, word_document, open_document,
    numbers, damaged, garbled, zip_bomb, lying_zip_bomb, many_parts, entity_bomb, macros, many_rows, many_columns,
    text_far_down,
)  # fmt: skip
