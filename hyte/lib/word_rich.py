"""Rich text and pictures in a Word file, in its real styles."""

from io import BytesIO
from xml.etree.ElementTree import Element

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from hyte.lib.rich_text import tree_of
from hyte.lib.text import for_xml
from hyte.lib.word import WordFile

HEADINGS = {"h3": 0, "h4": 1}  # levels under the one told
MARKS = {"strong": "bold", "em": "italic", "sub": "subscript", "sup": "superscript"}
LISTS = {"ul": "List Bullet", "ol": "List Number"}
WIDEST = Mm(165)


def write_rich(word: WordFile, clean: str, *, level: int) -> None:
    """Write a clean text of hyte.lib.rich_text; its highest headings get the ``level``."""
    root = tree_of(clean)
    for element in root:
        _write_block(word, element, level)


def _write_block(word: WordFile, element: Element, level: int) -> None:
    match element.tag:
        case "h3" | "h4":
            word.heading("".join(element.itertext()).strip(), level + HEADINGS[element.tag])
        case "ul" | "ol":
            _write_list(word, element, depth=1)
        case "table":
            _write_table(word, element)
        case "blockquote":
            for part in element:
                _write_paragraph(word, part, "Quote")
        case _:
            _write_paragraph(word, element, "Normal")


def _write_paragraph(word: WordFile, element: Element, style: str) -> None:
    _write_inline(word.document.add_paragraph(style=style), element, {})


def _write_list(word: WordFile, element: Element, *, depth: int) -> None:
    style = LISTS[element.tag] + (f" {min(depth, 3)}" if depth > 1 else "")
    for item in element.findall("li"):
        paragraph = word.document.add_paragraph(style=style)
        _write_inline(paragraph, item, {})
        for inner in item:
            if inner.tag in LISTS:
                _write_list(word, inner, depth=depth + 1)


def _write_table(word: WordFile, element: Element) -> None:
    """The first row heads the columns; cells that span several leave the others empty."""
    rows = [[_plain(cell) for cell in row if cell.tag in ("th", "td")] for row in element.iter("tr")]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    caption = element.find("caption")
    title = _plain(caption) if caption is not None else " – ".join(filter(None, rows[0]))
    padded = [row + [""] * (width - len(row)) for row in rows]
    word.table(padded[0], padded[1:], widths=[1] * width, title=title)


def _plain(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _write_inline(paragraph: Paragraph, element: Element, marks: dict[str, bool]) -> None:
    _add_run(paragraph, element.text, marks)
    for inner in element:
        match inner.tag:
            case "br":
                paragraph.add_run().add_break()
            case "a":
                _add_link(paragraph, inner.get("href", ""), "".join(inner.itertext()))
            case "ul" | "ol":
                pass  # written as a list of its own
            case _:
                mark = MARKS.get(inner.tag)
                _write_inline(paragraph, inner, marks | ({mark: True} if mark else {}))
        _add_run(paragraph, inner.tail, marks)


def _add_run(paragraph: Paragraph, text: str | None, marks: dict[str, bool]) -> None:
    if not text or not text.strip(" \n"):
        if text and paragraph.runs:
            paragraph.add_run(" ")
        return
    run = paragraph.add_run(for_xml(text.replace("\n", " ")))
    for mark in marks:
        target = run.font if mark in ("subscript", "superscript") else run
        setattr(target, mark, True)


def _add_link(paragraph: Paragraph, address: str, text: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(for_xml(text))
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def write_picture(word: WordFile, content: bytes, *, alt: str, caption: str = "") -> None:
    """A picture in the text with the words for those who don't see it, and its caption under it."""
    paragraph = word.document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = bool(caption)
    shape = paragraph.add_run().add_picture(BytesIO(content))
    if shape.width > WIDEST:
        shape.height = int(shape.height * WIDEST / shape.width)
        shape.width = WIDEST
    shape._inline.docPr.set("descr", for_xml(alt))
    if caption:
        word.document.add_paragraph(for_xml(caption), style="Caption")
