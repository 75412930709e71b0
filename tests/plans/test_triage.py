"""What a county does about the coefficient's indicators: judged, noted, tied to measures, told to its own staff."""

from datetime import date

import pytest
from django.urls import reverse

from indicators.models import RuleIndicator, Triage
from plans.models import Measure, TriageMeasure
from plans.services.triage import save_triage
from tests.factories.coefficient import make_calculation, make_rule_set
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator(personas) -> RuleIndicator:
    personas.county.region_code = "04"
    personas.county.save()
    return make_rule_set(personas.county).groups.get().indicators.first()


@pytest.fixture
def measure(personas) -> Measure:
    return make_measure(make_goal(make_section(make_bare_plan(personas.county))))


def address(name: str, indicator: RuleIndicator) -> str:
    return reverse(f"plans:{name}", args=[indicator.pk])


def judged(indicator, personas, measures=(), **fields) -> Triage:
    triage = Triage(county=personas.county, indicator=indicator, **({"action": "wide"} | fields))
    return save_triage(triage, measures, by=personas.coordinator)


class TestJudging:
    def test_a_coordinator_judges_and_ties_measures(self, client, personas, indicator, measure):
        client.force_login(personas.coordinator)
        owner = personas.contact.person
        sent = {
            "action": "wide",
            "cause": "recording",
            "partner": "records",
            "owner": owner.pk,
            "handling": "Sovitaan.",
        }
        answer = client.post(address("triage-edit", indicator), sent | {"measures": [measure.pk]})
        assert answer.status_code == 302, answer.context["form"].errors
        triage = Triage.objects.get()
        assert (triage.action, triage.cause, triage.owner) == ("wide", "recording", owner)
        assert TriageMeasure.objects.get().measure == measure
        page = client.get(answer.url)
        assert page.context["line"].measures == [measure]
        assert triage.history.get().history_user == personas.coordinator

    def test_a_measure_left_out_is_untied_and_the_others_stay(self, client, personas, indicator, measure):
        other = make_measure(measure.goal)
        triage = judged(indicator, personas, [measure, other])
        kept = TriageMeasure.objects.get(measure=other).pk
        client.force_login(personas.coordinator)
        client.post(address("triage-edit", indicator), {"action": "small", "measures": [other.pk]})
        assert list(TriageMeasure.objects.filter(triage=triage).values_list("pk", flat=True)) == [kept]

    def test_another_countys_measure_cant_be_tied(self, client, personas, indicator):
        foreign = make_measure(make_goal(make_section(make_bare_plan(personas.other_county, slug="toinen"))))
        client.force_login(personas.coordinator)
        answer = client.post(address("triage-edit", indicator), {"action": "wide", "measures": [foreign.pk]})
        assert list(answer.context["form"].errors) == ["measures"]
        assert not Triage.objects.exists()

    def test_without_an_action_the_rest_stays_in_the_form(self, client, personas, indicator):
        client.force_login(personas.coordinator)
        answer = client.post(address("triage-edit", indicator), {"handling": "Kirjoitettu kauan"})
        assert list(answer.context["form"].errors) == ["action"]
        assert "Kirjoitettu kauan" in answer.content.decode()

    def test_removing_says_how_many_notes_go(self, client, personas, indicator, measure):
        triage = judged(indicator, personas, [measure])
        triage.notes.create(on=date(2024, 3, 11), text="Muistiin", created_at="2024-03-11T10:00Z")
        client.force_login(personas.coordinator)
        assert client.get(address("triage-remove", indicator)).context["note_count"] == 1
        client.post(address("triage-remove", indicator))
        assert not Triage.objects.exists()
        assert Measure.objects.filter(pk=measure.pk).exists()


def test_the_measures_page_tells_it_to_staff_only(client, personas, indicator, measure):
    measure.plan.publication = "public"
    measure.plan.save()
    triage = judged(indicator, personas, [measure])
    for user, told in ((personas.reader, [triage]), (personas.other_coordinator, [])):
        client.force_login(user)
        assert client.get(measure.get_absolute_url()).context["triages"] == told


class TestNotes:
    def test_a_note_has_its_day_and_writer(self, client, personas, indicator):
        triage = judged(indicator, personas)
        client.force_login(personas.coordinator)
        client.post(address("triage-note", indicator), {"on": "2024-10-07", "text": "Ohje kokeilussa"})
        note = triage.notes.get()
        assert (note.on, note.by) == (date(2024, 10, 7), personas.coordinator)

    def test_the_newest_stands_in_the_list(self, client, personas, indicator):
        triage = judged(indicator, personas)
        for day in ("2024-03-11", "2024-10-07", "2024-05-01"):
            triage.notes.create(on=day, text="x", created_at=f"{day}T10:00Z")
        client.force_login(personas.reader)
        line = client.get(reverse("plans:triage-list")).context["overview"].lines[0]
        assert line.latest_note.on == date(2024, 10, 7)

    def test_what_isnt_judged_has_no_notes(self, client, personas, indicator):
        client.force_login(personas.coordinator)
        answer = client.post(address("triage-note", indicator), {"on": "2024-10-07", "text": "Ohje"}, follow=True)
        assert answer.redirect_chain[0][0].startswith(address("triage", indicator))


class TestTheList:
    def test_wide_first_and_not_judged_last(self, client, personas, indicator):
        second = RuleIndicator.objects.get(group=indicator.group, key="process-2")
        judged(second, personas, action="wide")
        client.force_login(personas.reader)
        parts = client.get(reverse("plans:triage-list")).context["overview"].parts
        assert [(action, [line.indicator for line in lines]) for action, lines in parts] == [
            ("wide", [second]),
            ("", [indicator]),
        ]

    def test_own_points_and_place_of_the_latest_calculation(self, client, personas, indicator):
        make_calculation(indicator.group.rule_set, personas.county)
        judged(indicator, personas)
        client.force_login(personas.reader)
        line = client.get(reverse("plans:triage-list")).context["overview"].lines[0]
        assert (line.points, line.place) == (0, 3)

    def test_rules_that_arent_there_are_told(self, client, personas, indicator):
        client.force_login(personas.reader)
        answer = client.get(reverse("plans:triage-list"), {"saannot": "x1"})
        assert [str(each.level_tag) for each in answer.context["messages"]] == ["warning"]
        assert answer.context["overview"].rule_set.pk

    def test_another_county_sees_nothing_of_it(self, client, personas, indicator):
        national = RuleIndicator.objects.filter(group__rule_set__shipped_as="county-2026").first()
        judged(national, personas, handling="Salaista")
        client.force_login(personas.other_coordinator)
        personas.other_county.region_code = "15"
        personas.other_county.save()
        for page in (reverse("plans:triage-list"), address("triage", national)):
            assert "Salaista" not in client.get(page).content.decode()
        assert client.get(address("triage", national), {"hva": "04"}).status_code == 404
