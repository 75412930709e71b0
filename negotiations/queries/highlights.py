"""The highlights of a round by theme, each with the figure behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.models import Indicator, Region, Sex, Theme
from indicators.models.region import COUNTRY
from indicators.queries.series import Line, lines_of
from indicators.queries.words import source_line
from negotiations.models import Highlight, NegotiationRound


@dataclass(frozen=True)
class Figure:
    """One figure, as ``region``, ``sex`` and ``year`` tell it, beside the whole country's where it is known."""

    value: Decimal
    year: int
    indicator: Indicator
    region: Region
    sex: str
    source: str
    country: Decimal | None = None

    @property
    def sex_label(self) -> str:
        return "" if self.sex == Sex.TOTAL else str(Sex(self.sex).label)


@dataclass(frozen=True)
class Shown:
    """``figure`` is None where the highlight has its figure in words, or where there is none yet."""

    highlight: Highlight
    figure: Figure | None


@dataclass(frozen=True)
class ThemeHighlights:
    theme: Theme
    rows: list[Shown]


def highlights_of(round_: NegotiationRound) -> list[ThemeHighlights]:
    """Themes in their order; three queries whatever the number."""
    rows = list(round_.highlights.select_related("theme__classification", "indicator__source", "region"))
    county_and_country = Region.objects.of_organisations([round_.county]) | Region.objects.country()
    own, country = _apart(county_and_country) if rows else (None, None)
    figures = _figures(rows, own, country)
    themes: dict[int, ThemeHighlights] = {}
    for each in rows:
        themes.setdefault(each.theme_id, ThemeHighlights(each.theme, [])).rows.append(Shown(each, figures.get(each.pk)))
    return list(themes.values())


def _apart(regions: Iterable[Region]) -> tuple[Region | None, Region | None]:
    """The county's own area and the whole country."""
    found = {region.category == COUNTRY: region for region in regions}
    return found.get(False), found.get(True)


def _figures(rows: Sequence[Highlight], own: Region | None, country: Region | None) -> dict[int, Figure]:
    measured = [each for each in rows if each.indicator and (each.region or own)]
    regions = {region.pk: region for each in measured for region in (each.region or own, country) if region}
    if not measured:
        return {}
    lines = lines_of({each.indicator for each in measured}, list(regions.values()), sexes=Sex.values)
    found = {}
    for each in measured:
        figure = _figure(each, lines.get(each.indicator_id, []), each.region or own, country)
        if figure:
            found[each.pk] = figure
    return found


def _figure(highlight: Highlight, lines: list[Line], region: Region, country: Region | None) -> Figure | None:
    """None where the year or any year has no figure, or the figure is hidden."""
    line = _line(lines, region, highlight.sex)
    points = [point for point in line.points if point.value is not None] if line else []
    point = next((each for each in reversed(points) if highlight.year in (None, each.year)), None)
    if point is None:
        return None
    beside = _line(lines, country, highlight.sex) if country and country != region else None
    of_country = next((each.value for each in beside.points if each.year == point.year), None) if beside else None
    indicator = highlight.indicator
    return Figure(point.value, point.year, indicator, region, highlight.sex, source_of(indicator), of_country)


def source_of(indicator: Indicator) -> str:
    """Sotkanet asks to be cited in its own way; of others the title beside the figure is enough."""
    return source_line(indicator) if indicator.sotkanet_id else indicator.source.name


def _line(lines: list[Line], region: Region, sex: str) -> Line | None:
    return next((line for line in lines if line.region == region and line.sex == sex), None)
