"""The practice calculation on the page: 22 areas to the euro, and what was shown to the counties beside it."""

import csv
import gzip
from datetime import date
from decimal import Decimal as D

import pytest
from django.urls import reverse
from django.utils import translation

from indicators.coefficient import Inputs
from indicators.models import Calculation, PublishedResult
from indicators.queries.coefficient_words import published_in_words
from tests.factories.coefficient import make_calculation, make_regions, make_rule_set
from tests.indicators.test_coefficient_practice import FILE, PRICE

pytestmark = pytest.mark.django_db
OWN = "Vantaa ja Kerava"
MOST_BYTES = 80_000  # packed


@pytest.fixture
def rows() -> dict[str, dict[str, str]]:
    """By codes of our own."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {str(100 + place): row for place, row in enumerate(csv.DictReader(file, delimiter=";"))}


@pytest.fixture
def own(rows) -> str:
    return next(code for code, row in rows.items() if row["area"] == OWN)


@pytest.fixture
def practice(rows) -> Calculation:
    regions = {region.code: region for region in make_regions(tuple(rows))}
    for code, region in regions.items():
        region.title_fi = rows[code]["area"]
        region.save()
    inputs = Inputs(
        {code: int(row["population"]) for code, row in rows.items()},
        coefficients={code: D(row["coefficient"]) for code, row in rows.items()},
    )
    made = make_calculation(make_rule_set(groups={}, price=PRICE, year=2024), inputs=inputs)
    told = {"rule_set": made.rule_set, "published_on": date(2024, 5, 27), "source": "THL"}
    for code, row in rows.items():
        figures = {"euros": row["total"], "flat": row["flat"], "difference": row["difference"]}
        PublishedResult.objects.create(region=regions[code], **told, **figures)
    return made


def page(client, practice: Calculation, own: str, name: str = "calculation"):
    with translation.override("fi"):
        return client.get(reverse(f"indicators:{name}", args=[practice.pk]), {"alue": own})


def test_vantaa_and_kerava_to_the_euro(client, practice, own):
    text = page(client, practice, own).content.decode().replace("\xa0", " ").replace("&nbsp;", " ")
    for told in ("8 738 021 €", "11 792 886", "−3 054 865 €", "−3 054 866", "232 650 298"):
        assert told in text


def test_what_was_published_of_the_own_area_stands_beside(client, practice, own):
    told = page(client, practice, own).context["own_published"]
    assert (told.published.difference, told.difference_apart) == (-3_054_866, -1)


def test_the_four_differences_that_were_rounded_otherwise(client, practice, own):
    answer = page(client, practice, own)
    compared = [row.compared for row in answer.context["rows"]]
    assert len(compared) == 22
    assert {each.euros_apart for each in compared} == {0}
    apart = {each.region.title: each.apart_from_its_euros for each in compared if each.apart_from_its_euros}
    assert sorted(apart.values()) == [-1, -1, 1, 1]
    assert apart[OWN] == -1
    assert {each.difference_apart for each in compared} == {-1, 0, 1}
    with translation.override("en"):
        told = published_in_words(compared)
    assert told[0] == "The published euros are the same as the calculated ones, to the euro."
    assert told[1].startswith("The published difference is a euro off the calculated one in 3 areas")
    assert told[2].startswith("In 4 areas, marked with *")


def test_the_steps_give_the_same(client, practice, own):
    parts = page(client, practice, own, "calculation-steps").context["parts"]
    results = [step.result.replace("\xa0", " ") for step in parts[-1].steps]
    assert results[0].startswith("8 738 02")
    assert results[1].startswith("11 792 88")
    assert parts[0].steps[0].sum == ""


def test_the_page_is_light(client, practice, own):
    assert len(gzip.compress(page(client, practice, own).content)) < MOST_BYTES


def test_nothing_is_written_in_the_page_itself(client, practice, own):
    text = page(client, practice, own).content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
