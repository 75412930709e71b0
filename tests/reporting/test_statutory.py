"""What the law asks of a county: which lines apply, how each stands, what shows it, and what is late or soon due."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.urls import reverse

from groups.models import Organisation
from indicators.models import Region
from indicators.queries.coverage import Coverage, coverage_of
from negotiations.models import StandingParty
from negotiations.queries.statutory import Duty
from plans.services.rounds import close_round
from reporting.models import LawLine, StatutoryNote
from reporting.queries.statutory import due_statutory, statutory_page
from reporting.queries.statutory.lines import usual_due
from tests.factories.clock import make_term
from tests.factories.groups import make_decision, make_group, make_organisation
from tests.factories.indicators import adopt, make_indicator, make_observation, make_region
from tests.factories.meetings import at, make_round
from tests.factories.negotiations import (
    make_document,
    make_party,
)
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section
from tests.factories.reporting import load_demo
from tests.factories.statutory import ON, line, make_statutory_note, negotiate, state
from tests.lasting import lasting

pytestmark = pytest.mark.django_db
PAGE = reverse("reporting:statutory")
DEMO_DAY = date(2025, 1, 31)


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = ON


@lasting
@override_settings(HYTE_TODAY=DEMO_DAY)
def demo(db) -> None:
    load_demo()


@pytest.fixture
def town(personas) -> Organisation:
    return make_organisation("Kaupunki", kind="municipality", parent=personas.county, region_code="092")


@pytest.fixture
def area(town) -> Region:
    return make_region("092", "KUNTA")


class TestWhichLinesApply:
    def test_hus_is_asked_where_it_is_a_yearly_party_or_has_sat_at_the_table(self, personas):
        hus = make_organisation("HUS-yhtymä", kind="hus")
        for county in (personas.county, personas.other_county):
            assert statutory_page(county, 2024, ON).left_out == (LawLine.HUS,)
        StandingParty.objects.create(county=personas.county, organisation=hus)
        assert statutory_page(personas.county, 2024, ON).left_out == ()
        assert statutory_page(personas.other_county, 2024, ON).left_out == (LawLine.HUS,)
        negotiate(personas.other_county, hus)
        assert statutory_page(personas.other_county, 2024, ON).left_out == ()

    def test_every_other_line_in_the_order_of_the_law(self, personas):
        lines = statutory_page(personas.county, 2024, ON).lines
        assert [each.number for each in lines] == list(range(1, 10))
        assert [each.state for each in lines] == [Duty.MISSING] * 9

    def test_the_line_of_hus_can_be_written_only_where_it_applies(self, client, personas):
        client.force_login(personas.coordinator)
        address = reverse("reporting:statutory-note", args=["hus"])
        assert client.get(address).status_code == 404
        StandingParty.objects.create(county=personas.county, organisation=make_organisation("HUS", kind="hus"))
        assert client.get(address).status_code == 200
        assert client.get(reverse("reporting:statutory-note", args=["muu"])).status_code == 404


class TestWhatTheTablesShow:
    def test_the_groups_lead_but_a_body_is_named_by_hand(self, personas):
        county = personas.county
        assert state(county, LawLine.RESPONSIBLE_BODY) == Duty.MISSING  # an age group's group doesn't answer for it all
        steering = make_group(county, "Ohjausryhmä", "steering")
        found = line(county, LawLine.RESPONSIBLE_BODY)
        assert (found.state, [each.text for each in found.proofs]) == (Duty.PARTLY, ["Ohjausryhmä"])
        assert found.proofs[0].url == steering.get_absolute_url()

    def test_a_naming_stands_in_later_years_but_not_in_earlier_ones(self, personas):
        county = personas.county
        make_statutory_note(county, LawLine.RESPONSIBLE_BODY, 2024, body=personas.division)
        assert [state(county, LawLine.RESPONSIBLE_BODY, year) for year in (2023, 2024, 2025)] == [
            Duty.MISSING,
            Duty.DONE,
            Duty.DONE,
        ]
        assert personas.division.name in line(county, LawLine.RESPONSIBLE_BODY, 2025).proofs[0].text

    def test_the_plan_is_done_when_it_is_approved_with_goals_and_measures(self, personas):
        county = personas.county
        plan = make_bare_plan(county, approved=False)
        assert state(county, LawLine.GOALS) == Duty.PARTLY
        make_measure(make_goal(make_section(plan)))
        assert state(county, LawLine.GOALS) == Duty.PARTLY
        plan.approval = make_decision(county)
        plan.save()
        found = line(county, LawLine.GOALS)
        assert (found.state, len(found.proofs)) == (Duty.DONE, 2)
        assert found.proofs[0].url == plan.get_absolute_url()
        assert state(county, LawLine.GOALS, 2031) == Duty.MISSING

    def test_a_draft_doesnt_stand_before_the_approved_plan(self, personas):
        approved = make_bare_plan(personas.county)
        make_measure(make_goal(make_section(approved)))
        make_bare_plan(personas.county, "luonnos", approved=False, valid_from=date(2024, 6, 1))
        assert state(personas.county, LawLine.GOALS) == Duty.DONE

    def test_follow_up_needs_areas_groups_and_a_closed_round(self, personas, area):
        county, indicator = personas.county, make_indicator()
        adopt(indicator, county, on=date(2024, 1, 1))
        make_observation(indicator, make_region("111", "KUNTA"), 2023, 1, sex="female")  # of somewhere else
        plan = make_bare_plan(county)
        make_section(plan)
        round_ = make_round(plan)
        assert state(county, LawLine.FOLLOW_UP) == Duty.PARTLY
        close_round(round_, on=date(2024, 10, 1), at=at(date(2024, 10, 1)), by=personas.coordinator)
        assert state(county, LawLine.FOLLOW_UP) == Duty.PARTLY
        make_observation(indicator, area, 2023, 1)
        assert state(county, LawLine.FOLLOW_UP) == Duty.PARTLY
        make_observation(indicator, area, 2023, 1, sex="female")
        assert state(county, LawLine.FOLLOW_UP) == Duty.DONE
        assert state(county, LawLine.FOLLOW_UP, 2023) == Duty.MISSING

    @pytest.mark.parametrize(
        ("fields", "known"), [({}, 1), ({"is_hidden": True}, 0), ({"vanished_on": date(2024, 1, 1)}, 0)]
    )
    def test_figures_that_nobody_sees_follow_nothing(self, personas, area, fields, known):
        indicator = make_indicator()
        adopt(indicator, personas.county, on=date(2024, 1, 1))
        make_observation(indicator, area, 2023, 1, sex="female", **fields)
        assert coverage_of(personas.county, [ON]) == [Coverage(adopted=1, by_area=known, by_group=known)]

    def test_negotiations_tell_of_all_their_parties(self, personas, town):
        county = personas.county
        other = make_organisation("Toinen kaupunki", kind="municipality", parent=county)
        negotiation = negotiate(county, town)
        found = line(county, LawLine.NEGOTIATIONS)
        assert (found.state, negotiation.get_absolute_url() in [each.url for each in found.proofs]) == (
            Duty.PARTLY,
            True,
        )
        make_party(negotiation, other)
        assert state(county, LawLine.NEGOTIATIONS) == Duty.DONE
        assert state(county, LawLine.NEGOTIATIONS, 2023) == Duty.MISSING

    def test_hus_has_its_own_line_and_doesnt_count_in_the_others(self, personas, town):
        hus = make_organisation("HUS-yhtymä", kind="hus")
        StandingParty.objects.create(county=personas.county, organisation=hus)
        negotiation = negotiate(personas.county, town)
        assert state(personas.county, LawLine.NEGOTIATIONS) == Duty.DONE
        assert state(personas.county, LawLine.HUS) == Duty.MISSING
        make_party(negotiation, hus)
        assert state(personas.county, LawLine.HUS) == Duty.DONE

    @pytest.mark.parametrize(
        ("kinds", "expected"), [((), Duty.MISSING), (("report",), Duty.PARTLY), (("report", "plan"), Duty.DONE)]
    )
    def test_municipalities_deliver_both_of_their_documents(self, personas, town, kinds, expected):
        for kind in kinds:
            make_document(town, kind=kind)
        assert state(personas.county, LawLine.MUNICIPALITIES) == expected

    def test_an_old_document_doesnt_hold(self, personas, town):
        for kind in ("report", "plan"):
            make_document(town, kind=kind, first_year=2018, last_year=2021)
        assert state(personas.county, LawLine.MUNICIPALITIES) == Duty.PARTLY


class TestWhatIsWrittenByHand:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({}, Duty.MISSING),
            ({"next_step_fi": "Avustukset haettavaksi"}, Duty.PLANNED),
            ({"due_on": date(2024, 12, 1)}, Duty.PLANNED),
            ({"note_fi": "Avustuksia jaettiin"}, Duty.PARTLY),
            ({"link": "https://example.org/"}, Duty.PARTLY),
            ({"note_fi": "Avustuksia jaettiin", "done": True}, Duty.DONE),
        ],
    )
    def test_how_far_a_note_takes_a_line(self, personas, fields, expected):
        make_statutory_note(personas.county, **fields)
        assert state(personas.county, LawLine.NGOS) == expected

    def test_a_note_is_of_its_own_year_and_county(self, personas):
        make_statutory_note(personas.county, note_fi="Avustuksia jaettiin", done=True)
        assert state(personas.county, LawLine.NGOS, 2023) == Duty.MISSING
        assert state(personas.other_county, LawLine.NGOS) == Duty.MISSING

    def test_by_hand_a_line_only_gains(self, personas):
        """What the tables show isn't taken back by a note that says less."""
        make_measure(make_goal(make_section(make_bare_plan(personas.county))))
        make_statutory_note(personas.county, LawLine.GOALS, next_step_fi="Seuraava suunnitelma")
        found = line(personas.county, LawLine.GOALS)
        assert (found.state, found.next_step) == (Duty.DONE, "Seuraava suunnitelma")

    def test_done_by_hand_asks_nothing_more(self, personas):
        make_statutory_note(personas.county, LawLine.COUNCIL_REPORT, note_fi="Valtuusto 9.12.2024", done=True)
        found = line(personas.county, LawLine.COUNCIL_REPORT)
        assert (found.state, found.next_step, found.timing) == (Duty.DONE, "", "")

    def test_the_database_refuses_done_without_evidence_and_two_notes_of_one_line(self, personas):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_statutory_note(personas.county, done=True)
        make_statutory_note(personas.county)
        with pytest.raises(IntegrityError), transaction.atomic():
            make_statutory_note(personas.county)


class TestInTime:
    def test_the_usual_days(self):
        assert usual_due(LawLine.RESPONSIBLE_BODY, 2024) == date(2024, 1, 31)
        assert usual_due(LawLine.NEGOTIATIONS, 2024) == date(2024, 12, 31)
        assert usual_due(LawLine.COUNCIL_REPORT, 2024) == date(2025, 12, 31)
        assert usual_due(LawLine.TERM, 2024, 2025) == date(2025, 12, 31)

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            (date(2024, 10, 31), ""),
            (date(2024, 11, 1), "soon"),
            (date(2024, 12, 31), "soon"),
            (date(2025, 1, 1), "late"),
        ],
    )
    def test_late_and_soon_by_the_due_day(self, personas, on, expected):
        assert line(personas.county, LawLine.NGOS, on=on).timing == expected

    def test_the_county_sets_its_own_day(self, personas):
        make_statutory_note(personas.county, due_on=date(2024, 11, 14))
        found = line(personas.county, LawLine.NGOS)
        assert (found.due_on, found.own_due, found.is_late) == (date(2024, 11, 14), True, True)

    def test_the_term_ends_where_the_county_tells(self, personas):
        make_term(personas.county, 2022, 2025)
        assert line(personas.county, LawLine.TERM).due_on == date(2025, 12, 31)

    def test_what_is_due_next(self, personas):
        make_term(personas.county, 2022, 2025)
        make_statutory_note(personas.county, LawLine.NGOS, 2024, note_fi="Jaettu", done=True)
        make_statutory_note(personas.county, LawLine.EFFECTS, 2024, due_on=date(2024, 11, 20))
        things = due_statutory(personas.county, ON)
        keys = [thing.key.split(":", 2)[2] for thing in things]
        assert keys == sorted(keys, key=lambda key: next(t.due_on for t in things if t.key.endswith(key)))
        assert "2024:ngos" not in keys and "2023:ngos" in keys
        assert [key for key in keys if key.endswith(":term")] == ["2024:term"]  # one and the same day
        assert next(thing for thing in things if thing.key.endswith("2024:effects")).due_on == date(2024, 11, 20)


class TestThePage:
    def test_words_icon_and_evidence(self, client, personas):
        make_statutory_note(personas.county, note_fi="<b>Avustukset</b>", link="https://example.org/a")
        client.force_login(personas.reader)
        page = client.get(PAGE, {"vuosi": "2024"})
        row = page.text.split('id="ngos"')[1].split("</tr>")[0]
        assert "&lt;b&gt;Avustukset" in row and 'href="https://example.org/a"' in row
        assert "status--partly_completed" in row and "#calendar" in row
        late = page.text.split('id="follow-up"')[1].split("</tr>")[0]
        assert "hint-late" in late and "#warning" in late

    def test_only_the_coordinator_is_led_to_write(self, client, personas):
        address = reverse("reporting:statutory-note", args=["ngos"])
        for persona, there in (("coordinator", True), ("reader", False), ("secretary", False)):
            client.force_login(getattr(personas, persona))
            assert (address in client.get(PAGE).text) is there

    @pytest.mark.parametrize("year", ["eilen", "2022", "99999", "²⁰²⁴"])
    def test_a_year_that_isnt_one(self, client, personas, year):
        client.force_login(personas.reader)
        page = client.get(PAGE, {"vuosi": year})
        assert (page.status_code, page.context["page"].year) == (200, 2024)
        assert [str(each.level_tag) for each in page.context["messages"]] == ["warning"]

    def test_pages_that_lead_here(self, client, personas):
        client.force_login(personas.reader)
        for name in ("negotiations:statutory-check", "reporting:annual-clock"):
            assert PAGE in client.get(reverse(name)).text


class TestWriting:
    ADDRESS = reverse("reporting:statutory-note", args=["ngos"])
    SENT = {"note_fi": "Avustuksia jaettiin kahdesti", "done": "on", "next_step_fi": "Haku 2025"}

    def test_is_kept_with_its_writer_and_history(self, client, personas):
        client.force_login(personas.coordinator)
        answer = client.post(f"{self.ADDRESS}?vuosi=2023", self.SENT)
        assert answer.status_code == 302, answer.context["form"].errors
        assert "vuosi=2023" in answer.url and answer.url.endswith("#ngos")
        note = StatutoryNote.objects.get()
        assert (note.county, note.year, note.by, note.done) == (personas.county, 2023, personas.coordinator, True)
        assert client.post(f"{self.ADDRESS}?vuosi=2023", self.SENT | {"done": ""}).status_code == 302
        note.refresh_from_db()
        assert (note.done, note.history.count(), note.history.first().history_user) == (False, 2, personas.coordinator)

    def test_done_needs_something_that_shows_it(self, client, personas):
        client.force_login(personas.coordinator)
        answer = client.post(self.ADDRESS, {"done": "on", "next_step_fi": "Haku"})
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"done"})
        assert not StatutoryNote.objects.exists()

    def test_a_body_of_another_county_isnt_a_choice(self, client, personas):
        foreign = make_organisation("Vieras", parent=personas.other_county)
        client.force_login(personas.coordinator)
        answer = client.post(self.ADDRESS, self.SENT | {"body": foreign.pk})
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"body"})

    def test_two_who_write_the_same_line(self, client, personas):
        make_statutory_note(personas.county, note_fi="Ensin")
        client.force_login(personas.coordinator)
        seen = client.get(self.ADDRESS).context["form"]["seen"].value()
        StatutoryNote.objects.update(note_fi="Toisen")
        answer = client.post(self.ADDRESS, self.SENT | {"seen": seen})
        assert answer.status_code == 409
        assert StatutoryNote.objects.get().note_fi == "Toisen"


class TestTheDemo:
    def test_shows_every_state_and_both_warnings(self, demo):
        county = Organisation.objects.get(region_code="04", kind="county")
        page = statutory_page(county, 2024, DEMO_DAY)
        states = {each.line.value: each.state for each in page.lines}
        assert page.left_out == ()
        assert states == {
            "responsible-body": Duty.DONE,
            "goals": Duty.DONE,
            "follow-up": Duty.DONE,
            "effects": Duty.PARTLY,
            "council-report": Duty.PLANNED,
            "term": Duty.PARTLY,
            "negotiations": Duty.DONE,
            "ngos": Duty.DONE,
            "municipalities": Duty.PARTLY,
            "hus": Duty.DONE,
        }
        assert [each.line for each in page.soon] == [LawLine.EFFECTS]
        assert [each.line for each in page.late] == [LawLine.MUNICIPALITIES]

    def test_hus_isnt_asked_of_keski_suomi(self, demo):
        county = Organisation.objects.get(kind="county", name_fi__startswith="Keski-Suomen")
        assert statutory_page(county, 2024, DEMO_DAY).left_out == (LawLine.HUS,)
