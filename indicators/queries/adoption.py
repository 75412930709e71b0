"""The indicators that a county uses, by theme, with its newest figures."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from groups.models import Organisation
from hyte.lib.text import fold
from indicators.models import Adoption, Indicator, Region, Theme
from indicators.queries.series import Line, lines_of
from indicators.queries.trend import Trend, trend_of


@dataclass(frozen=True)
class Row:
    adoption: Adoption
    line: Line | None
    trend: Trend


@dataclass(frozen=True)
class ThemeRows:
    """``theme`` None holds what has been given no theme."""

    theme: Theme | None
    rows: list[Row]


def adopted_by_theme(county: Organisation, *, words: str, user) -> list[ThemeRows]:
    """What the county uses and the user may see, themes in their order; three queries whatever the number."""
    rows: dict[int | None, list[Row]] = defaultdict(list)
    themes: dict[int | None, Theme | None] = {}
    for row in _rows(_adopted(county, words, user), county):
        themes[row.adoption.theme_id] = row.adoption.theme
        rows[row.adoption.theme_id].append(row)
    order = sorted(themes, key=lambda pk: _place(themes[pk]))
    return [ThemeRows(themes[pk], rows[pk]) for pk in order]


def not_adopted(county: Organisation, *, words: str, user) -> QuerySet[Indicator]:
    """What others use and the county doesn't, or hasn't used yet."""
    found = Indicator.objects.visible_to(user).exclude(adoptions__county=county).select_related("source", "county")
    for word in fold(words).split():
        found = found.filter(search_text__contains=word)
    return found


def _adopted(county: Organisation, words: str, user) -> QuerySet[Adoption]:
    found = Adoption.objects.filter(county=county, indicator__in=Indicator.objects.visible_to(user))
    for word in fold(words).split():
        found = found.filter(indicator__search_text__contains=word)
    return found.select_related("indicator__source", "theme__classification", "age_group")


def _rows(adoptions: QuerySet[Adoption], county: Organisation) -> list[Row]:
    adopted = list(adoptions)
    region = Region.objects.of_organisations([county]).first()
    lines = lines_of([each.indicator for each in adopted], [region]) if region and adopted else {}
    return [_row(each, next(iter(lines.get(each.indicator_id, ())), None)) for each in adopted]


def _row(adoption: Adoption, line: Line | None) -> Row:
    points = line.points if line else ()
    return Row(adoption, line, trend_of(points, decimals=adoption.indicator.decimals, direction=adoption.direction))


def _place(theme: Theme | None) -> tuple:
    return (theme is None, *((theme.classification.order, theme.order, theme.pk) if theme else ()))
