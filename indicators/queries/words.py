"""An indicator in words: what it has done, whose figures they are, what its source says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hyte.lib.foreign_html import clean_foreign
from hyte.lib.models import in_language
from hyte.lib.templatetags.hyte import day, number
from indicators.models import Indicator
from indicators.queries.page import Figures
from indicators.queries.series import Point

LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True)
class ForeignText:
    """A text of the source's own with the language that it is in."""

    heading: str
    html: SafeString
    language: str


def finding_of(figures: Figures) -> str:
    """The title of the chart: what the own area's figures have done, else the question that the chart answers."""
    return finding_in(figures.own.points if figures.own else (), figures.indicator.decimals)


def finding_in(points: Iterable[Point], decimals: int) -> str:
    """The same of an area's points with ascending years."""
    known = [point for point in points if point.value is not None]
    if not known:
        return _("How do areas differ?")
    first, last = known[0], known[-1]
    told = {
        "first": number(first.value, decimals),
        "last": number(last.value, decimals),
        "since": first.year,
        "year": last.year,
    }
    step = Decimal(1).scaleb(-decimals)
    change = last.value.quantize(step, ROUND_HALF_UP) - first.value.quantize(step, ROUND_HALF_UP)
    if first.year == last.year:
        return _("In %(year)s the figure was %(last)s") % told
    if change == 0:
        return _("The same in %(year)s as in %(since)s: %(last)s") % told
    if change > 0:
        return _("Has grown from %(first)s in %(since)s to %(last)s in %(year)s") % told
    return _("Has fallen from %(first)s in %(since)s to %(last)s in %(year)s") % told


def source_line(indicator: Indicator) -> str:
    """Whose figures they are and when they were taken, as it stands in every file."""
    told = {"title": indicator.title, "id": indicator.sotkanet_id, "day": day(indicator.retrieved_at)}
    if indicator.sotkanet_id is None:
        return _("%(source)s. %(title)s.") % (told | {"source": indicator.source.name})
    if indicator.retrieved_at is None:
        return _("Statistics and indicator bank Sotkanet. THL. %(title)s (ind. %(id)s).") % told
    return _("Statistics and indicator bank Sotkanet. THL. %(title)s (ind. %(id)s). Cited %(day)s.") % told


def foreign_texts(indicator: Indicator) -> list[ForeignText]:
    """What Sotkanet tells of the indicator, what it leaves empty left out."""
    headings = {
        "description": _("Definition"),
        "interpretation": _("Interpretation"),
        "limits": _("Limits"),
        "legislation": _("Legislation"),
        "notices": _("Notices"),
    }
    found = [_foreign(heading, indicator.metadata.get(field)) for field, heading in headings.items()]
    return [text for text in found if text]


def _foreign(heading: str, texts: object) -> ForeignText | None:
    """The text in the reader's language, else in Finnish, else in any."""
    wanted = (translation.get_language() or "fi")[:2]
    for code in dict.fromkeys((wanted, *LANGUAGES)):
        html = clean_foreign(texts.get(code)) if isinstance(texts, dict) else ""
        if html:
            return ForeignText(heading, html, code)
    return None


def subtitle_of(figures: Figures) -> str:
    """The unit, the area and the sex that the chart shows."""
    unit = in_language(figures.indicator, "unit")[0]
    area = figures.areas.own.title if figures.own else ""
    sex = {"female": _("women"), "male": _("men")}.get(figures.sex, "")
    return ", ".join(filter(None, (unit, area, sex)))
