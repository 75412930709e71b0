"""The entry of a calculation between two requests: who enters what, and the table as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from groups.access import require
from groups.models import Organisation
from indicators import coefficient as engine
from indicators.access import get_rule_set, owners_of
from indicators.imports.coefficient.checking import lacks_of
from indicators.imports.coefficient.columns import Column, Depth, Extra, indicators_of
from indicators.imports.coefficient.filling import tied_indicators
from indicators.imports.coefficient.reading import Reader
from indicators.models import Calculation, Indicator, Region, RuleSet
from indicators.queries.calculations import calculations_for
from indicators.queries.coefficient_areas import AreaNames, areas_of

DEPTHS = {"kertoimet": Depth.COEFFICIENTS, "pisteet": Depth.POINTS, "arvot": Depth.VALUES}
MOST_FIELDS = 1_500  # cells that stand in fields of their own; a larger table is mended as one text


@dataclass
class Entry:
    """``owners``: the counties that the calculation can belong to, None for what all share."""

    user: object
    rule_set: RuleSet
    depth: Depth
    owners: list[Organisation | None]

    @cached_property
    def rules(self) -> engine.RuleSet:
        return self.rule_set.rules()

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {each.code: each for each in sorted(areas_of(self.rule_set), key=lambda region: region.title)}

    @cached_property
    def titles(self) -> dict[str, str]:
        return {code: region.title for code, region in self.regions.items()}

    @cached_property
    def names(self) -> AreaNames:
        return AreaNames(self.regions.values())

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.rule_set, self.depth, self.names)

    @cached_property
    def lacks(self) -> list[str]:
        return lacks_of(self.rules, self.depth)

    @cached_property
    def tied(self) -> dict[str, Indicator]:
        return tied_indicators(self.rule_set, self.user) if self.depth == Depth.VALUES else {}

    @property
    def slug(self) -> str:
        return next(slug for slug, depth in DEPTHS.items() if depth == self.depth)

    @property
    def is_text(self) -> bool:
        """Whether the table is too large for a field for each cell."""
        return len(self.regions) * (len(self.columns(set(Extra))) + 1) > MOST_FIELDS

    def columns(self, extras) -> list[Column]:
        return self.reader.columns(extras)

    @property
    def calculations(self) -> QuerySet[Calculation]:
        """Earlier ones of the same kind of areas."""
        return calculations_for(self.user).filter(rule_set__level=self.rule_set.level)

    def earlier(self, text: str) -> Calculation | None:
        """The calculation that a hidden field names."""
        small = text.isascii() and text.isdecimal() and len(text) < 19
        return self.calculations.filter(pk=text).first() if small else None

    def indicators(self) -> list:
        return indicators_of(self.rule_set)


def get_entry(user, pk: int, slug: str) -> Entry:
    """404 where there are no such rules or depth, 403 to who may read the rules but not enter by them."""
    if slug not in DEPTHS:
        raise Http404
    rule_set = get_rule_set(user, pk)
    owners = owners_for(owners_of(user), rule_set)
    require(bool(owners))
    return Entry(user, rule_set, DEPTHS[slug], owners)


def owners_for(owners: list[Organisation | None], rule_set: RuleSet) -> list[Organisation | None]:
    """Who of them can have a calculation by the rules: anybody by those that all share, by a county's own only itself."""
    return owners if rule_set.county_id is None else [each for each in owners if each and each.pk == rule_set.county_id]


def depth_links(rule_set: RuleSet) -> list[Mapping[str, object]]:
    """The depths at which figures can be entered, and why at the others they can't."""
    rules, hints = rule_set.rules(), depth_hints()
    return [
        {"slug": slug, "label": depth.label, "hint": hints[depth], "lacks": lacks_of(rules, depth)}
        for slug, depth in DEPTHS.items()
    ]


def depth_hints() -> dict[Depth, str]:
    return {
        Depth.COEFFICIENTS: _("The population and the coefficient of each area: as they are published."),
        Depth.POINTS: _("The population and the points of each indicator, 0–100."),
        Depth.VALUES: _(
            "The population and the values of each indicator, for a change of two years: from these all is calculated."
        ),
    }
