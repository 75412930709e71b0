"""What the law asks: with whom, on which topics, by what evidence, and what is warned of in time."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from negotiations.models import STATUTORY_TOPICS, StandingParty
from negotiations.queries.statutory import Duty, PartyDuty, statutory_check
from negotiations.services.statutory import choose_standing_parties
from tests.factories.groups import make_organisation
from tests.factories.negotiations import (
    make_agreement,
    make_discussion,
    make_negotiation,
    make_negotiation_memo,
    make_party,
    make_representative,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SUMMER, AUTUMN = date(2024, 8, 31), date(2024, 9, 1)


def row_of(town, on: date = SUMMER, year: int = 2024) -> PartyDuty:
    return next(row for row in statutory_check(town.county, year, on).rows if row.organisation == town)


def write_all(negotiation) -> None:
    for topic in STATUTORY_TOPICS:
        make_discussion(negotiation, topic, notes="Puhuttiin")


def test_nothing_planned_is_missing_and_warned_of_in_the_autumn(town):
    row = row_of(town)
    assert (row.state, row.warning) == (Duty.MISSING, "") and "Plan" in row.next_step
    assert "year is ending" in row_of(town, AUTUMN).warning
    assert "No negotiation in 2024" in row_of(town, date(2025, 1, 10)).warning


def test_a_planned_one_is_planned_until_its_day(town, negotiation, party):
    row = row_of(town, date(2024, 3, 1))
    assert (row.state, row.warning) == (Duty.PLANNED, "") and "Negotiate on 5" in row.next_step
    assert "nothing has been written" in row_of(town, date(2024, 3, 6)).warning


def test_each_topic_needs_evidence(town, negotiation, party):
    make_discussion(negotiation, "goals", notes="Puhuttiin")
    make_discussion(negotiation, "measures", notes="")
    make_agreement(negotiation, party, topic="cooperation")
    make_agreement(negotiation, party, topic="operating_models")
    row = row_of(town)
    assert [topic.is_shown for topic in row.topics] == [True, False, True, False]
    assert row.topics[0].negotiations == (negotiation,)
    assert row.state == Duty.PARTLY and "follow-up" in row.next_step and row.warning == ""


def test_a_meeting_only_marked_as_held_is_partly_done_and_warned_of(town, negotiation, party):
    negotiation.meeting.state = "held"
    negotiation.meeting.save()
    row = row_of(town)
    assert row.state == Duty.PARTLY and "nothing has been written" in row.warning


def test_all_four_topics_are_done_and_the_memo_comes_next(town, negotiation, party):
    write_all(negotiation)
    assert row_of(town).state == Duty.DONE and "memo" in row_of(town).next_step
    assert statutory_check(town.county, 2024, SUMMER).is_done
    make_negotiation_memo(negotiation, state="approved", content={}, approved_at=timezone.now())
    assert "Nothing" in row_of(town).next_step


def test_topics_may_be_spread_over_the_year(town, negotiation, party):
    later = make_negotiation(negotiation.round, on=date(2024, 6, 5))
    make_party(later, town)
    for topic, held in zip(STATUTORY_TOPICS, (negotiation, negotiation, later, later), strict=True):
        make_discussion(held, topic, notes="Puhuttiin")
    assert row_of(town).state == Duty.DONE


def test_a_party_that_was_not_there_or_left_has_not_negotiated(town, negotiation, party):
    write_all(negotiation)
    speaker = make_representative(party, was_present=False)
    row = row_of(town)
    assert row.state == Duty.MISSING and row.absent_from == (negotiation,)
    speaker.was_present = True
    speaker.save()
    assert row_of(town).state == Duty.DONE
    party.withdrawn_on, party.withdrawn_reason = date(2024, 3, 6), "Erosi"
    party.save()
    assert row_of(town).state == Duty.MISSING and row_of(town).absent_from == ()


def test_cancelled_negotiations_and_other_years_show_nothing(town, negotiation, party):
    write_all(negotiation)
    assert row_of(town, year=2025).state == Duty.MISSING
    negotiation.meeting.state, negotiation.meeting.cancel_reason = "cancelled", "Sairaus"
    negotiation.meeting.save()
    assert row_of(town).state == Duty.MISSING


def test_who_is_negotiated_with(personas, town):
    hus, ngo = make_organisation("HUS", kind="hus"), make_organisation("Yhdistys", kind="ngo", parent=personas.county)
    make_organisation("Entinen kunta", kind="municipality", parent=personas.county, ended_on=date(2020, 12, 31))
    make_organisation("Naapuri", kind="municipality", parent=personas.other_county)
    for each in (hus, ngo):
        StandingParty.objects.create(county=personas.county, organisation=each)
    rows = statutory_check(personas.county, 2024, SUMMER).rows
    assert [row.organisation for row in rows] == [town, hus, ngo]


def test_the_page_tells_in_words_icons_and_links(client, personas, town, negotiation, party, settings):
    settings.HYTE_TODAY = SUMMER
    make_discussion(negotiation, "goals", notes="Puhuttiin")
    client.force_login(personas.reader)
    page = client.get("/neuvottelut/velvoitteet/").content.decode()
    assert str(town) in page and "status--partly_completed" in page
    assert f"/neuvottelut/{negotiation.pk}/aiheet/#topic-goals" in page


@pytest.mark.parametrize("query", [{"vuosi": "x"}, {"vuosi": "1"}, {"vuosi": "9" * 30}, {"alue": "x"}, {"alue": "0"}])
def test_a_bad_year_or_county_is_told(client, personas, town, settings, query):
    settings.HYTE_TODAY = SUMMER
    client.force_login(personas.reader)
    page = client.get("/neuvottelut/velvoitteet/", query)
    assert page.status_code == 200 and page.context["check"].year == 2024 and list(page.context["messages"])
    assert page.context["county"] == personas.county


def test_yearly_parties_are_chosen_on_the_page(client, personas, town):
    hus, ngo = make_organisation("HUS", kind="hus"), make_organisation("Järjestö", kind="ngo", parent=personas.county)
    client.force_login(personas.coordinator)
    address = f"/neuvottelut/velvoitteet/{personas.county.pk}/osapuolet/"
    assert client.post(address, {"organisations": [hus.pk, ngo.pk]}).status_code == 302
    assert client.post(address, {"organisations": [ngo.pk]}).status_code == 302
    assert [each.organisation for each in StandingParty.objects.all()] == [ngo]
    assert client.post(address, {"organisations": [town.pk]}).status_code == 422
    assert client.post(address, {"organisations": ["9" * 30]}).status_code == 422
    assert client.post(address, {}).status_code == 302 and not StandingParty.objects.exists()


def test_organisations_of_others_are_refused(personas, town):
    foreign = make_organisation("Vieras", kind="ngo", parent=personas.other_county)
    for wrong in (foreign, town, personas.county):
        with pytest.raises(ValidationError):
            choose_standing_parties(personas.county, [wrong], by=personas.coordinator)
