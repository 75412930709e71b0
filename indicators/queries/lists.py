"""Lists of indicators and what a county has decided of each line."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models import Organisation
from indicators.models import Adoption, Indicator, IndicatorList, ListedIndicator, Omission


class Stand(models.TextChoices):
    ADOPTED = "adopted", _("In use")
    OMITTED = "omitted", _("Left out, with a reason")
    OPEN = "open", _("Not decided")


@dataclass(frozen=True)
class Line:
    """A line with the county's stand; ``indicator`` is the one in use, or the one that could be."""

    listed: ListedIndicator
    stand: Stand
    indicator: Indicator | None
    omission: Omission | None


@dataclass(frozen=True)
class Overview:
    list: IndicatorList
    lines: list[Line]

    def number_of(self, stand: Stand) -> int:
        return sum(line.stand == stand for line in self.lines)

    @property
    def adopted(self) -> int:
        return self.number_of(Stand.ADOPTED)

    @property
    def omitted(self) -> int:
        return self.number_of(Stand.OMITTED)

    @property
    def open(self) -> int:
        return self.number_of(Stand.OPEN)


def overviews(county: Organisation, lists: models.QuerySet[IndicatorList]) -> list[Overview]:
    """Lists with the county's stand on every line; five queries whatever the number of lines."""
    kept = list(lists)
    listed = list(ListedIndicator.objects.filter(list__in=kept).select_related("indicator__source"))
    numbers = {each.sotkanet_id for each in listed if each.sotkanet_id}
    by_number = {
        each.sotkanet_id: each for each in Indicator.objects.filter(sotkanet_id__in=numbers).select_related("source")
    }
    adopted = set(Adoption.objects.filter(county=county).order_by().values_list("indicator_id", flat=True))
    omitted = {each.line_id: each for each in Omission.objects.filter(county=county, line__in=listed)}

    def line_of(each: ListedIndicator) -> Line:
        indicator = each.indicator or by_number.get(each.sotkanet_id)
        omission = omitted.get(each.pk)
        in_use = indicator is not None and indicator.pk in adopted
        stand = Stand.ADOPTED if in_use else Stand.OMITTED if omission else Stand.OPEN
        return Line(each, stand, indicator, omission)

    return [Overview(one, [line_of(each) for each in listed if each.list_id == one.pk]) for one in kept]
