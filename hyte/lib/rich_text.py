"""Texts that people write with headings, lists, tables and links: cleaned of everything else, and read as a tree."""

import html
import re
from xml.etree.ElementTree import Element

import nh3
from defusedxml.ElementTree import fromstring

INLINE = {"strong", "em", "b", "i", "a", "sub", "sup", "br"}
BLOCKS = {"p", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
SAME = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
RENAMED = re.compile(r"<(/?)(b|i|h1|h2|h5|h6)>")
EMPTY = re.compile(r"<(p|li|strong|em|h3|h4|blockquote)>(?:\s|&nbsp;|<br>)*</\1>")
BULLET = re.compile(r"<p>(?:\s|&nbsp;)*[·•§o▪](?:\s|&nbsp;){2,}(.*?)</p>\s*", re.S)  # how Word writes a list
LIST_GAP = re.compile(r"</ul>\s*<ul class=x>")
ONE = re.compile(r' (?:colspan|rowspan)="1"')
CELL_PARAGRAPH = re.compile(r"<(th|td)([^>]*)>\s*<p>((?:(?!<p>).)*?)</p>\s*</\1>", re.S)
LOOSE_TEXT = re.compile(r"^(?!\s*<(?:p|ul|ol|table|h3|h4|blockquote)[ >])\s*\S", re.S)


def clean_rich(text: str) -> str:
    """Balanced HTML of the few elements that a report bears; "" where it says nothing. What Word pastes loses its looks."""
    cleaned = nh3.clean(
        text.replace("\x00", ""),
        tags=INLINE | BLOCKS | TABLES,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    cleaned = RENAMED.sub(lambda found: f"<{found[1]}{SAME[found[2]]}>", cleaned)
    cleaned = LIST_GAP.sub("", BULLET.sub(r"<ul class=x><li>\1</li></ul>", cleaned)).replace("<ul class=x>", "<ul>")
    cleaned = _head_tables(ONE.sub("", CELL_PARAGRAPH.sub(r"<\1\2>\3</\1>", cleaned)))
    while (shorter := EMPTY.sub("", cleaned)) != cleaned:
        cleaned = shorter
    if LOOSE_TEXT.match(cleaned):  # plain text, as a browser without scripts sends it
        cleaned = "".join(f"<p>{each.strip()}</p>" for each in re.split(r"\n\s*\n", cleaned) if each.strip())
    return cleaned.strip() if _says_something(cleaned) else ""


def tree_of(clean: str) -> Element:
    """A clean text as a tree under one element; clean texts are balanced, so only their letters need XML's own names."""
    letters = clean.replace("<br>", "<br/>").replace("&nbsp;", "\N{NO-BREAK SPACE}")
    return fromstring(f"<div>{letters}</div>")


def plain_text(clean: str) -> str:
    """The words alone, a line for each block."""
    broken = re.sub(r"</(?:p|li|tr|h3|h4|blockquote|caption)>|<br>", "\n", clean)
    return html.unescape(re.sub(r"<[^>]+>", " ", broken)).strip()


def _says_something(text: str) -> bool:
    return bool(nh3.clean(text, tags=set()).replace("&nbsp;", " ").strip())


def _head_tables(text: str) -> str:
    """Headings of a table say what they head: those of the first row their columns, the others their rows."""

    def row(found: re.Match, *, scope: str) -> str:
        return re.sub(r"<th(?![a-z])(?![^>]*scope)", f'<th scope="{scope}"', found[0])

    def table(found: re.Match) -> str:
        first, rest = _split_at_first_row(found[0])
        return row(re.match(r"(?s).*", first), scope="col") + row(re.match(r"(?s).*", rest), scope="row")

    return re.sub(r"<table>.*?</table>", table, text, flags=re.S)


def _split_at_first_row(table: str) -> tuple[str, str]:
    end = table.find("</tr>")
    return (table[:end], table[end:]) if end >= 0 else (table, "")
