"""The municipalities that have cards, and the addresses of the cards."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from groups.models import Organisation
from groups.standing import standing_of
from negotiations.models import MunicipalDocument


@dataclass(frozen=True)
class CardLink:
    """A municipality with the address of its card, and which of its own documents are in force."""

    municipality: Organisation
    slug: str
    documents: tuple[MunicipalDocument, ...] = ()


@dataclass(frozen=True)
class CountyCards:
    county: Organisation
    links: list[CardLink]


def slugs_of(municipalities: Iterable[Organisation]) -> dict[int, str]:
    """The address of each by its id: its name, or with its code where an earlier one has the name already."""
    slugs: dict[int, str] = {}
    names: Counter[str] = Counter()
    for each in sorted(municipalities, key=lambda each: each.pk):
        name = slugify(each.short_name or each.name_fi) or each.region_code
        slugs[each.pk] = f"{name}-{each.region_code or each.pk}" if names[name] else name
        names[name] += 1
    return slugs


def municipality_of(slug: str) -> Organisation | None:
    """The municipality whose card has the address, with its county."""
    municipalities = {each.pk: each for each in _municipalities()}
    return next((municipalities[pk] for pk, each in slugs_of(municipalities.values()).items() if each == slug), None)


def cards_by_county(user, on: date) -> list[CountyCards]:
    """The municipalities that there are on the day: one's own county first, then counties and municipalities in their order."""
    municipalities = list(_municipalities())
    slugs, documents = slugs_of(municipalities), _documents(user, on)
    counties: dict[Organisation, list[CardLink]] = {}
    for each in municipalities:
        if each.ended_on is None or each.ended_on > on:
            link = CardLink(each, slugs[each.pk], tuple(documents.get(each.pk, ())))
            counties.setdefault(each.county, []).append(link)
    order = sorted(
        counties, key=lambda county: (not standing_of(user).acts_in(county.pk), county.order, county.name_fi)
    )
    return [CountyCards(county, counties[county]) for county in order]


def _municipalities():
    kind = Organisation.Kind.MUNICIPALITY
    found = Organisation.objects.filter(kind=kind, county__isnull=False).select_related("county")
    return found.order_by("order", "name_fi", "pk")


def _documents(user, on: date) -> dict[int, list[MunicipalDocument]]:
    """The newest of each kind by municipality, of those that are in force."""
    valid = MunicipalDocument.objects.visible_to(user).filter(first_year__lte=on.year, last_year__gte=on.year)
    newest: dict[tuple[int, str], MunicipalDocument] = {}
    for each in valid.order_by("kind", "-first_year", "-pk"):
        newest.setdefault((each.municipality_id, each.kind), each)
    found: dict[int, list[MunicipalDocument]] = {}
    for (municipality, _kind), each in newest.items():
        found.setdefault(municipality, []).append(each)
    return found
