"""What an address of "what if" asks for: whose figures, which of them are others, as good as whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _

from groups.access import get_visible
from groups.models import Organisation
from indicators import coefficient as engine
from indicators.access import COUNTY_PARAMETER, counties_to_choose, county_shown
from indicators.forms.what_if import FiguresForm
from indicators.models import Calculation, Region
from indicators.models.region import COUNTY
from indicators.queries.calculations import Shown, read_calculation
from indicators.queries.what_if import Answer, Lever, answer_to, changed_only, levers_of
from indicators.queries.what_if_address import AREA, OTHER, what_if_address


@dataclass(frozen=True)
class Asked:
    """``county`` is the one from whose side one looks; ``other`` the code of the area to be as good as, where it is told."""

    shown: Shown
    county: Organisation | None
    counties: list[Organisation]
    told: Mapping[str, str]

    @cached_property
    def levers(self) -> list[Lever]:
        return levers_of(self.shown)

    @cached_property
    def form(self) -> FiguresForm:
        return FiguresForm(self.told, levers=self.levers)

    @cached_property
    def figures(self) -> dict[str, Decimal]:
        return changed_only(self.levers, self.form.figures)

    @cached_property
    def answer(self) -> Answer:
        return answer_to(self.shown, self.levers, self.figures)

    @property
    def problems(self) -> list[str]:
        return list(dict.fromkeys(_in_words(each) for each in self.answer.problems))

    @property
    def regions(self) -> list[Region]:
        return sorted(self.shown.regions.values(), key=lambda region: region.title)

    @property
    def other(self) -> Region | None:
        """The area to be as good as: the best of the others, unless another is asked for."""
        asked = self.shown.regions.get(self.told.get(OTHER, ""))
        return asked if asked in self._others else next(iter(self._others), None)

    @property
    def _others(self) -> list[Region]:
        return [self.shown.regions[each.area] for each in self.shown.in_order if each.area != self.shown.own.code]

    @property
    def carried(self) -> dict[str, str]:
        """What stays in the address whatever becomes of the figures."""
        told = {COUNTY_PARAMETER: self.told.get(COUNTY_PARAMETER, "")}
        if self.other not in self._others[:1]:
            told[OTHER] = self.other.code
        return {name: value for name, value in told.items() if value}

    @property
    def address(self) -> str:
        unread = {name: self.told[name] for name in self.form.errors if self.told.get(name)}
        return self.address_with({}, unread)

    def address_with(
        self, figures: Mapping[str, Decimal], more: Mapping[str, str] | None = None, page="what-if"
    ) -> str:
        told = changed_only(self.levers, {**self.figures, **figures})
        more = {**self.carried, **(more or {})}
        return what_if_address(self.shown.calculation.pk, self.shown.own.code, told, more=more, page=page)

    @property
    def county_to_save(self) -> Organisation | None:
        """The county whose figures these are; of a municipality's, the one from whose side one looks."""
        own = self.shown.own
        if own is None or own.category != COUNTY:
            return self.county if own else None
        return next((each for each in self.counties if each.region_code == own.code), None)


def get_calculation(user, pk: int) -> Calculation:
    return get_visible(Calculation.objects.select_related("rule_set", "county"), user, pk=pk)


def read_asked(request: HttpRequest, calculation: Calculation) -> Asked:
    counties = [calculation.county] if calculation.county else counties_to_choose(request)
    county = calculation.county or county_shown(request, counties)
    shown = read_calculation(calculation, user=request.user, county=county, area=request.GET.get(AREA, ""))
    return Asked(shown, county, counties, request.GET)


def _in_words(problem: engine.Problem) -> str:
    match problem.reason:
        case engine.Reason.NO_CORRECTION:
            return _(
                "Give also what is recorded and what is expected, above zero: the result is multiplied by their ratio."
            )
        case engine.Reason.ALL_ZERO:
            return _("The coefficient of every area would be zero, so there is nothing to share by.")
        case _:
            return _("With these figures nothing can be calculated.")
