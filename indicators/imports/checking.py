"""Whether Sotkanet still means by its numbers what we think it means."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from groups.models import Organisation
from indicators.imports.documents import title_of
from indicators.models import CatalogueEntry, Indicator, ListedIndicator
from indicators.models.region import CATEGORY_OF_KIND
from indicators.sotkanet import Client, RegionRow, SotkanetError

NOT_THERE = "not_found"
NOBODY_ANSWERS = ("unreachable", "timeout", "certificate", "redirected")  # nor will anybody the next question


class Verdict(StrEnum):
    AGREES = "agrees"
    DIFFERS = "DIFFERS"
    MISSING = "MISSING"
    NAMELESS = "no accepted title"
    FAILED = "FAILED"


class Used(NamedTuple):
    """A number with the title that people have accepted for it, "" where nobody has yet; else it goes by the name in a list."""

    number: int
    accepted: str
    name: str


@dataclass(frozen=True)
class Checked:
    """``told`` is the title that Sotkanet has now."""

    used: Used
    verdict: Verdict
    told: str = ""
    kind: str = ""

    @property
    def is_fine(self) -> bool:
        return self.verdict in (Verdict.AGREES, Verdict.NAMELESS)


def used_numbers() -> list[Used]:
    """All numbers that we use: those of indicators, and of lines of lists by the titles of the catalogue."""
    accepted = dict(CatalogueEntry.objects.values_list("sotkanet_id", "title_fi"))
    names = dict(ListedIndicator.objects.exclude(sotkanet_id=None).values_list("sotkanet_id", "title_fi"))
    indicators = dict(Indicator.objects.synced().values_list("sotkanet_id", "title_fi"))
    titles = accepted | indicators
    return [Used(number, titles.get(number, ""), names.get(number, "")) for number in sorted(names | indicators)]


def check_titles(client: Client, numbers: Iterable[Used]) -> Iterator[Checked]:
    """Ask of each number; raises SotkanetError where nobody answers at all."""
    for used in numbers:
        try:
            document = client.indicator(used.number)
        except SotkanetError as error:
            if error.problem in NOBODY_ANSWERS:
                raise
            is_missing = error.problem == NOT_THERE
            yield Checked(used, Verdict.MISSING) if is_missing else Checked(used, Verdict.FAILED, str(error))
        else:
            told = title_of(document)
            yield Checked(used, _verdict(used.accepted, told), told, (document.value_type or {}).get("code", ""))


def _verdict(accepted: str, told: str) -> Verdict:
    if not accepted:
        return Verdict.NAMELESS
    return Verdict.AGREES if accepted == told else Verdict.DIFFERS


def areas_not_found(rows: Iterable[RegionRow]) -> list[Organisation]:
    """Counties and municipalities of ours whose official code Sotkanet doesn't have."""
    known = {(row.category, row.code) for row in rows}
    ours = Organisation.objects.filter(kind__in=CATEGORY_OF_KIND).exclude(region_code="").order_by("pk")
    return [each for each in ours if (CATEGORY_OF_KIND[each.kind], each.region_code) not in known]
