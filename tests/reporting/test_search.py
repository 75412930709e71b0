"""Searching: everything that one may see, and nothing else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Phenomenon
from reporting.models import Report
from tests.factories.clock import make_clock_event
from tests.factories.consultations import make_consultation
from tests.factories.groups import make_group, make_organisation
from tests.factories.indicators import make_indicator
from tests.factories.meetings import make_meeting
from tests.factories.negotiations import make_agreement, make_negotiation, make_negotiation_round, make_party
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section
from tests.factories.reports import make_chapter, make_report, make_version

pytestmark = pytest.mark.django_db
WORD = "Yksinäisyys"


def make_one_of_each(personas, *, public: bool, mark: str = "") -> None:
    county, named = personas.county, f"{WORD} {mark}".strip()
    plan = make_bare_plan(county, f"suunnitelma{mark.lower()}", public=public, name_fi=f"{named} suunnitelma")
    goal = make_goal(make_section(plan), wording_fi=f"{named} vähenee")
    make_measure(goal, wording_fi=f"{named} otetaan puheeksi")
    Phenomenon.objects.create(plan=plan, title_fi=f"{named} lisääntyy")
    make_indicator(f"{named}, osuus")
    group = make_group(county, f"{named} ryhmä")
    make_meeting(group, title=f"{named} kokous")
    negotiation = make_negotiation(
        make_negotiation_round(county, 2000 + county.negotiation_rounds.count()), title=f"{named} neuvottelu"
    )
    make_agreement(negotiation, make_party(negotiation), text=f"{named} kartoitetaan")
    make_organisation(f"{named}kunta", kind="municipality", parent=county)
    make_clock_event(county, f"{named} viikko")
    report = make_report(plan, 2000 + county.reports.count(), name_fi=f"{named} raportissa")
    make_chapter(report, body=f"<p>{named} on yleistä.</p>")
    if public:
        Report.objects.filter(pk=report.pk).update(open_version=make_version(report), publication="public")
    make_consultation(plan, f"{named} lausunnoilla", opens_on=date(2024, 9, 1), closes_on=date(2024, 10, 1))


def found(client, words: str) -> dict[str, int]:
    page = client.get(reverse("reporting:search"), {"q": words})
    assert page.status_code == 200
    return {kind.label: kind.count for kind in page.context["kinds"]}


def test_staff_finds_one_of_each(client, personas):
    make_one_of_each(personas, public=False)
    client.force_login(personas.reader)
    assert sorted(found(client, "yksinäisyys").values()) == [1] * 12 + [2]  # a report and its chapter


def test_the_public_finds_what_is_public(client, personas):
    make_one_of_each(personas, public=False)
    assert set(found(client, WORD).values()) == {1}
    assert len(found(client, WORD)) == 2  # an indicator that all share, and a municipality
    make_one_of_each(personas, public=True, mark="Avoin")
    assert len(found(client, f"{WORD} avoin")) == 8


def test_another_county_finds_nothing_internal(client, personas):
    make_one_of_each(personas, public=False)
    client.force_login(personas.other_coordinator)
    assert len(found(client, WORD)) == 2


@pytest.mark.parametrize(
    "words", ["YKSINÄISYYS", "yksinäi", "  yksinäisyys   puheeksi ", "puheeksi yksinäisyys", "y\x00ksinäisyys"]
)
def test_letters_parts_and_order_dont_matter(client, personas, words):
    make_one_of_each(personas, public=False)
    client.force_login(personas.reader)
    assert sum(found(client, words).values()) >= 1


def test_a_year_of_a_meeting_finds_it(client, personas):
    make_meeting(personas.group, title="Kokous", on=date(2024, 3, 18))
    client.force_login(personas.reader)
    assert sum(found(client, "kokous 18.3.2024").values()) == 1


@pytest.mark.parametrize("words", ["", " ", "y", "' OR 1=1 --", "%", "_" * 300, "<script>"])
def test_whatever_is_searched_the_page_answers(client, personas, words):
    make_one_of_each(personas, public=True)
    assert found(client, words) == {}
    assert "<script>alert" not in client.get(reverse("reporting:search"), {"q": words}).content.decode()


def test_many_are_counted_and_the_first_are_shown(client, personas):
    goal = make_goal(make_section(make_bare_plan(personas.county)))
    for number in range(25):
        make_measure(goal, wording_fi=f"{WORD} {number}")
    page = client.get(reverse("reporting:search"), {"q": WORD})
    kind = page.context["kinds"][0]
    assert (kind.count, len(kind.rows), kind.more) == (25, 20, 5)


def test_the_same_number_of_questions_at_3_and_at_30(client, personas):
    client.force_login(personas.coordinator)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            found(client, WORD)
        return len(asked)

    for number in range(3):
        make_one_of_each(personas, public=False, mark=f"a{number}")
    count()
    few = count()
    for number in range(27):
        make_one_of_each(personas, public=False, mark=f"b{number}")
    assert count() == few
