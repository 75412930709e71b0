"""Word files that stay editable: real styles, headings, tables with header rows, and the language and title told."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from hyte.lib.text import for_xml

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Calibri"
INK, ACCENT = RGBColor(0x15, 0x21, 0x1F), RGBColor(0x0B, 0x57, 0x68)
SIZES = {"Normal": 11, "Title": 20, "Subtitle": 12, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11}
LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
HEADER_FILL = "E2EFF0"
TEXT_WIDTH = Mm(170)


class WordFile:
    """One upright A4 document; its parts are added from top to bottom."""

    def __init__(self, *, title: str, language: str, author: str = "", subject: str = "", made_at: datetime) -> None:
        self.document: WordDocument = Document()
        self._set_properties(title, language, author, subject, made_at)
        _set_page(self.document)
        _set_styles(self.document, LOCALES.get(language, language))
        self.document.add_paragraph(for_xml(title), style="Title")

    def subtitle(self, text: str) -> None:
        self.document.add_paragraph(for_xml(text), style="Subtitle")

    def heading(self, text: str, level: int = 1) -> None:
        self.document.add_heading(for_xml(text), level)

    def text(self, text: str, *, label: str = "", style: str = "Normal") -> None:
        """A paragraph; empty lines in the text begin new ones. The label stands before it in strong type."""
        for number, part in enumerate(filter(str.strip, for_xml(text).split("\n\n"))):
            paragraph = self.document.add_paragraph(style=style)
            if label and not number:
                paragraph.add_run(f"{for_xml(label)}: ", style="Strong")
            paragraph.add_run(part.strip("\n"))

    def bullets(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.document.add_paragraph(for_xml(text), style="List Bullet")

    def facts(self, rows: Iterable[tuple[str, str]], *, description: str) -> None:
        """Labels and what they are, as a table whose first column is its header."""
        rows = [row for row in rows if row[1]]
        table = self._table(len(rows), 2, (1, 3), description)
        _set_look(table, firstColumn="1", firstRow="0")
        for cells, values in zip(table.rows, rows, strict=True):
            _write(cells.cells[0].paragraphs[0], values[0], style="Strong")
            _write(cells.cells[1].paragraphs[0], values[1])

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[int], title: str) -> None:
        """A table whose header row repeats on every page; ``widths`` are shares of the text's width."""
        rows = list(rows)
        table = self._table(len(rows) + 1, len(header), widths, title)
        _set_look(table, firstRow="1", firstColumn="0")
        _mark_header(table)
        for cell, text in zip(table.rows[0].cells, header, strict=True):
            _write(cell.paragraphs[0], text, style="Strong")
        for row, values in zip(table.rows[1:], rows, strict=True):
            for cell, text in zip(row.cells, values, strict=True):
                _write(cell.paragraphs[0], text)

    def footer(self, text: str) -> None:
        """The text and the page's number at the foot of every page."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{for_xml(text)}\t\t")
        _add_field(paragraph, "PAGE")

    def content(self) -> bytes:
        file = BytesIO()
        self.document.save(file)
        return file.getvalue()

    def _table(self, rows: int, columns: int, widths: Sequence[int], description: str) -> Table:
        table = self.document.add_table(rows, columns, style="Table Grid")
        table.autofit = False
        for column, share in zip(table.columns, widths, strict=True):
            column.width = int(TEXT_WIDTH * share / sum(widths))
            for cell in column.cells:  # LibreOffice reads the cells' own widths
                cell.width = column.width
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        _describe(table, description)
        after = self.document.add_paragraph()
        after.paragraph_format.space_after = Pt(0)
        return table

    def _set_properties(self, title: str, language: str, author: str, subject: str, made_at: datetime) -> None:
        properties = self.document.core_properties
        properties.title, properties.author = for_xml(title)[:255], for_xml(author)[:255]
        properties.subject, properties.comments = for_xml(subject)[:255], ""
        properties.language = LOCALES.get(language, language)
        properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
        properties.last_modified_by = properties.author


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)


def _set_styles(document: WordDocument, locale: str) -> None:
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.size, style.font.name, style.font.italic = Pt(size), FONT, False
        style.font.color.rgb = INK if name in ("Normal", "Subtitle") else ACCENT
        _use_one_font(style.element.get_or_add_rPr())
    _remove_rule(document.styles["Title"])
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(16)
    _set_language(document, locale)


def _use_one_font(properties) -> None:
    """The template's headings name a font of its theme, which goes before the style's own."""
    fonts = properties.find(qn("w:rFonts"))
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _remove_rule(style) -> None:
    borders = style.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)


def _set_language(document: WordDocument, locale: str) -> None:
    """Of all text: a screen reader speaks it and Word checks its spelling."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), locale)
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), locale)


def _write(paragraph: Paragraph, text: str, style: str | None = None) -> None:
    paragraph.add_run(for_xml(text), style=style)
    paragraph.paragraph_format.space_after = Pt(2)


def _mark_header(table: Table) -> None:
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        shading = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEADER_FILL)):
            shading.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shading)


def _set_look(table: Table, **parts: str) -> None:
    """Tell which row and column are headers: what a screen reader goes by beside the marked row."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    for name, value in parts.items():
        look.set(qn(f"w:{name}"), value)


def _describe(table: Table, text: str) -> None:
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), for_xml(text))
    table._tbl.tblPr.append(caption)


def _add_field(paragraph: Paragraph, name: str) -> None:
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        run = paragraph.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
