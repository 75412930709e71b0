"""The chapters of a report as HTML: its text, and in it the live blocks drawn from the report's own rows."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from hyte.lib.models import in_language
from hyte.lib.templatetags.hyte import day
from indicators.charts import line_chart, line_picture
from plans.charts import render_totals_figure, render_totals_svg, totals_chart
from reporting.charts.report import figure_of, source_of
from reporting.models import FrozenChapter, FrozenPicture
from reporting.queries.report.blocks import Block, BlockKind, Prose, pieces_of
from reporting.queries.report.data import Indicated, ReportData
from reporting.queries.report.tables import series_table, turned_totals

HEADINGS = re.compile(r"<(/?)h([34])>")
TABLE = re.compile(r"<table>(.*?)</table>", re.S)
DEEPEST = 6


@dataclass(frozen=True)
class DrawnChapter:
    """``number`` is 4 or 4.2; ``language`` is that of the text, where it isn't the page's own."""

    key: str
    number: str
    level: int
    title: str
    html: SafeString
    language: str = ""

    @property
    def anchor(self) -> str:
        return f"luku-{self.number.replace('.', '-')}"


def draw_chapters(data: ReportData, *, address_of: Callable[[FrozenPicture], str] | None = None) -> list[DrawnChapter]:
    """All chapters in the language of the moment, a chapter's heading being of level 2.

    ``address_of`` gives the address of a picture on a page. Without it they are drawn for a file, which holds all that it
    needs: pictures stand in it as they are, and charts with their own colours and words.
    """
    pen = Pen(data, address_of)
    return [pen.draw(chapter, number) for number, chapter in numbered(data.chapters)]


def numbered(chapters: Iterable[FrozenChapter]) -> Iterator[tuple[str, FrozenChapter]]:
    first = second = 0
    for chapter in chapters:
        if chapter.level == 1:
            first, second = first + 1, 0
        else:
            first, second = max(first, 1), second + 1
        yield f"{first}.{second}" if chapter.level == 2 else str(first), chapter


class Pen:
    """Draws blocks; counts them, so that every id on the page is its own."""

    def __init__(self, data: ReportData, address_of: Callable[[FrozenPicture], str] | None) -> None:
        self.data, self.address_of, self.count = data, address_of, 0

    @property
    def for_file(self) -> bool:
        return self.address_of is None

    def draw(self, chapter: FrozenChapter, number: str) -> DrawnChapter:
        level = chapter.level + 1
        body, language = in_language(chapter, "body")
        html = "".join(self.piece(each, level) for each in pieces_of(body))
        other = language if body and language != (translation.get_language() or "fi")[:2] else ""
        title = in_language(chapter, "title")[0]
        return DrawnChapter(chapter.key, number, chapter.level, title, mark_safe(html), other)  # noqa: S308 - cleaned when saved

    def piece(self, piece: Prose | Block, level: int) -> str:
        if isinstance(piece, Prose):
            return _in_frames(_shift(piece.html, level - 2))
        return self.block(piece, level)

    def block(self, block: Block, level: int) -> str:
        """``heading`` is the tag of a heading inside the block."""
        self.count += 1
        context = {
            "data": self.data,
            "block": block,
            "id": f"lohko-{self.count}",
            "heading": f"h{min(level + 1, DEEPEST)}",
            "for_file": self.for_file,
        }
        if block.kind is None:
            return render_to_string("reporting/report/blocks/unknown.html", context)
        context |= self._context(block)
        return render_to_string(f"reporting/report/blocks/{TEMPLATES[block.kind]}.html", context)

    def _context(self, block: Block) -> dict[str, object]:
        match block.kind:
            case BlockKind.TOTALS:
                statuses = [status for status, count in self.data.total.cells if count]
                rows = [(each, [each.statuses[status] for status in statuses]) for each in self.data.totals]
                whole = [self.data.total.statuses[status] for status in statuses]
                told = {"statuses": statuses, "rows": rows, "whole": whole, "turned": turned_totals(self.data)}
                return {"chart": self._totals()} | told
            case BlockKind.GOALS | BlockKind.MEASURES:
                return {"goals": self.data.goals_of(block.argument)}
            case BlockKind.INDICATOR:
                return self._indicator(self.data.indicator(block.number))
            case BlockKind.PICTURE:
                return self._picture(block)
        return {}

    def _indicator(self, indicated: Indicated | None) -> dict[str, object]:
        if indicated is None:
            return {"indicated": None}
        figure = figure_of(indicated, key=f"kuvio-{self.count}")
        chart = ""
        if indicated.has_figures:
            chart = mark_safe(line_picture(figure)) if self.for_file else line_chart(figure)  # noqa: S308 - words() escapes
        told = {"chart": chart, "table": series_table(indicated), "source": source_of(indicated.first)}
        return {"indicated": indicated, "figure": figure} | told

    def _totals(self) -> str:
        if not self.data.measures:
            return ""
        chart = totals_chart(self.data.totals, day(self.data.heading.data_until))
        if self.for_file:
            return mark_safe(render_totals_svg(chart, key=f"kuvio-{self.count}"))  # noqa: S308 - words() escapes
        return render_totals_figure(chart, key=f"kuvio-{self.count}")

    def _picture(self, block: Block) -> dict[str, object]:
        picture = self.data.picture(block.number)
        if picture is None:
            return {"picture": None}
        return {"picture": picture, "address": data_address(picture) if self.for_file else self.address_of(picture)}


def data_address(picture: FrozenPicture) -> str:
    """The picture itself as an address."""
    with picture.picture.file.open("rb") as file:
        return f"data:{picture.picture.content_type};base64,{b64encode(file.read()).decode()}"


TEMPLATES = {
    BlockKind.TOTALS: "totals",
    BlockKind.MEASURES: "measures",
    BlockKind.GOALS: "goals",
    BlockKind.INDICATOR: "indicator",
    BlockKind.INDICATORS: "indicators",
    BlockKind.COEFFICIENT: "coefficient",
    BlockKind.AGREEMENTS: "agreements",
    BlockKind.NEGOTIATIONS: "negotiations",
    BlockKind.GROUPS: "groups",
    BlockKind.SUB_PLANS: "sub_plans",
    BlockKind.CHANGES: "changes",
    BlockKind.STATEMENTS: "statements",
    BlockKind.PICTURE: "picture",
}


def _shift(html: str, by: int) -> str:
    """Headings of the text stand one level under its chapter's: they are written as h3 and h4."""
    return HEADINGS.sub(lambda found: f"<{found[1]}h{min(int(found[2]) + by, DEEPEST)}>", html)


def _in_frames(html: str) -> str:
    """Tables of the text, each in a frame that scrolls where the page is narrow."""
    return TABLE.sub(r'<div class="table-scroll"><table class="data">\1</table></div>', html)
