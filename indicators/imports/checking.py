"""Whether Sotkanet still means by its numbers what we think it means."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True)
class Checked:
    """``accepted`` is the title that people know the number by, ``told`` the one that Sotkanet has now."""

    number: int
    verdict: Verdict
    accepted: str
    told: str = ""
    kind: str = ""

    @property
    def is_fine(self) -> bool:
        return self.verdict in (Verdict.AGREES, Verdict.NAMELESS)


def accepted_titles() -> dict[int, str]:
    """The Finnish titles of all numbers that we use, "" where nobody has accepted one: indicators, then lines of lists."""
    used = dict(Indicator.objects.synced().values_list("sotkanet_id", "title_fi"))
    listed = set(ListedIndicator.objects.exclude(sotkanet_id=None).values_list("sotkanet_id", flat=True)) - used.keys()
    seen = CatalogueEntry.objects.filter(sotkanet_id__in=listed).values_list("sotkanet_id", "title_fi")
    return dict.fromkeys(sorted(used.keys() | listed), "") | dict(seen) | used


def check_titles(client: Client, accepted: Mapping[int, str]) -> Iterator[Checked]:
    """Ask of each number; raises SotkanetError where nobody answers at all."""
    for number, title in accepted.items():
        try:
            document = client.indicator(number)
        except SotkanetError as error:
            if error.problem in NOBODY_ANSWERS:
                raise
            verdict = Verdict.MISSING if error.problem == NOT_THERE else Verdict.FAILED
            yield Checked(number, verdict, title, "" if verdict == Verdict.MISSING else str(error))
        else:
            told = title_of(document)
            yield Checked(number, _verdict(title, told), title, told, (document.value_type or {}).get("code", ""))


def _verdict(accepted: str, told: str) -> Verdict:
    if not accepted:
        return Verdict.NAMELESS
    return Verdict.AGREES if accepted == told else Verdict.DIFFERS


def areas_not_found(rows: Iterable[RegionRow]) -> list[Organisation]:
    """Counties and municipalities of ours whose official code Sotkanet doesn't have."""
    known = {(row.category, row.code) for row in rows}
    ours = Organisation.objects.filter(kind__in=CATEGORY_OF_KIND).exclude(region_code="").order_by("pk")
    return [each for each in ours if (CATEGORY_OF_KIND[each.kind], each.region_code) not in known]
