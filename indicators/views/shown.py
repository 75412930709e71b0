"""What an address of an indicator asks for: the same on its page, in its pictures and in its files."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from groups.models import Organisation
from indicators.access import COUNTY_PARAMETER, counties_to_choose, county_shown, get_indicator, may_take_figures
from indicators.exports.table import terms_in_words
from indicators.models import Adoption, Indicator, Sex
from indicators.queries.page import Figures, read_figures

SEX, AREA = "sukupuoli", "alue"


@dataclass(frozen=True)
class Shown:
    """``counties`` are those from whose side one can look."""

    indicator: Indicator
    counties: list[Organisation]
    county: Organisation | None
    adoption: Adoption | None
    figures: Figures
    may_take: bool

    @property
    def terms_note(self) -> str:
        return terms_in_words(self.indicator, may_take=self.may_take)


def read_shown(request: HttpRequest, pk: int) -> Shown:
    """Five queries, seven where the areas of the county's choice have no figures."""
    indicator = get_indicator(request.user, pk)
    counties = [indicator.county] if indicator.county else counties_to_choose(request)
    county = indicator.county or county_shown(request, counties)
    adopted = Adoption.objects.filter(county=county, indicator=indicator).select_related("theme", "age_group")
    adoption = adopted.first() if county else None
    figures = read_figures(
        indicator,
        county,
        sex=request.GET.get(SEX, ""),
        asked=request.GET.getlist(AREA),
        adoption=adoption,
    )
    return Shown(indicator, counties, county, adoption, figures, may_take_figures(request.user, indicator))


def asked_in_vain(request: HttpRequest, shown: Shown) -> Iterator[str]:
    """What the address asks for that there isn't, in words."""
    county, sex = request.GET.get(COUNTY_PARAMETER), request.GET.get(SEX)
    if county and county not in [each.region_code for each in shown.counties]:
        yield _told(county, _("County"))
    if sex and sex not in Sex.values:
        yield _told(sex, _("Sex"))
    elif sex and sex != shown.figures.sex:
        yield _("There are no figures of this sex; all are shown.")
    for code in shown.figures.areas.unknown:
        yield _told(code, _("Area"))


def _told(value: str, name: str) -> str:
    told = _("“%(value)s” is not known in “%(filter)s”, so it was left out.")
    return told % {"value": value[:60], "filter": name}
