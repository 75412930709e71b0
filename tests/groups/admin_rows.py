"""One row in every table of the admin site."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from groups.models import AgeGroup, Counterpart, Meeting, MeetingTopic, Organisation, SecretaryTurn, SentNotice
from indicators.models import Indicator, IndicatorList, PublishedResult, Region, Source, Theme, ThemeClassification
from negotiations.models import StandingParty
from plans.models import FocusArea, LearnedWord, Phenomenon, PlanStep, Snapshot
from tests.factories.coefficient import make_calculation, make_rule_set
from tests.factories.groups import make_decision, make_group, make_organisation, make_person, make_seat
from tests.factories.links import make_link
from tests.factories.negotiations import make_negotiation_round
from tests.factories.plans import (
    make_bare_plan,
    make_goal,
    make_measure,
    make_responsibility,
    make_section,
    make_update,
)

HELSINKI = ZoneInfo("Europe/Helsinki")


def make_row_of_each(county: Organisation, mark: str) -> None:
    """Every name carries the mark, so that a test sees where a row has leaked to."""
    division = make_organisation(f"Toimiala {mark}", parent=county)
    person = make_person(f"Henkilö {mark}", organisation=division, email=f"{mark.lower()}@example.org")
    group = make_group(county, f"Ryhmä {mark}")
    make_seat(group, person, represents=division)
    AgeGroup.objects.create(county=county, name_fi=f"Ikäryhmä {mark}")
    start = datetime(2024, 3, 18, 14, tzinfo=HELSINKI)
    meeting = Meeting.objects.create(
        county=county, title=f"Kokous {mark}", starts_at=start, ends_at=start.replace(hour=15)
    )
    meeting.groups.add(group)
    SecretaryTurn.objects.create(meeting=meeting, group=group, person=person)
    MeetingTopic.objects.create(county=county, name_fi=f"Teema kokouksessa {mark}").meetings.add(meeting)
    Counterpart.objects.create(county=county, name_fi=f"Asia {mark}", organisation=division, person=person)
    SentNotice.objects.create(recipient=person.email, subject=f"Viesti {mark}", sent_at=timezone.now())
    named = {"name_fi": f"Jaottelu {mark}", "slug": f"jaottelu-{mark.lower()}"}
    classification = ThemeClassification.objects.create(county=county, **named)
    Theme.objects.create(classification=classification, name_fi=f"Teema {mark}", slug=f"teema-{mark.lower()}")
    IndicatorList.objects.get_or_create(slug="lista", defaults={"kind": "other", "name_fi": "Yhteinen lista"})
    Region.objects.get_or_create(category="KUNTA", code="092", defaults={"title_fi": "Yhteinen alue"})
    source, _made = Source.objects.get_or_create(name_fi="Yhteinen lähde")
    Indicator.objects.create(county=county, source=source, title_fi=f"Mittari {mark}")
    make_rows_of_coefficient(county, mark)
    make_rows_of_plan(county, mark, division, person)
    make_rows_of_negotiations(county, mark)


def make_rows_of_coefficient(county: Organisation, mark: str) -> None:
    rule_set = make_rule_set(county, name_fi=f"Säännöt {mark}")
    calculation = make_calculation(rule_set, county, name_fi=f"Laskelma {mark}")
    region = calculation.areas.first().region
    told = {"published_on": date(2024, 5, 27), "source": f"Lähde {mark}"}
    PublishedResult.objects.create(county=county, rule_set=rule_set, region=region, **told)


def make_rows_of_negotiations(county: Organisation, mark: str) -> None:
    make_negotiation_round(county, 2000 + county.negotiation_rounds.count(), name_fi=f"Kierros {mark}")
    town = make_organisation(f"Kunta {mark}", "municipality", county)
    StandingParty.objects.create(county=county, organisation=town)


def make_rows_of_plan(county: Organisation, mark: str, division: Organisation, person) -> None:
    council = make_organisation(f"Valtuusto {mark}", "county_council", county)
    decision = make_decision(county, council, title_fi=f"Päätös {mark}")
    plan = make_bare_plan(county, f"suunnitelma-{mark.lower()}", name_fi=f"Suunnitelma {mark}", public=False)
    section = make_section(plan, name_fi=f"Osio {mark}")
    goal = make_goal(section, wording_fi=f"Tavoite {mark}")
    measure = make_measure(goal, wording_fi=f"Toimenpide {mark}", contact_person=person)
    make_responsibility(measure, division, decision=decision)
    make_update(measure, public_text_fi=f"Tilanne {mark}", by_name=f"Kirjoittaja {mark}")
    make_link(measure)
    FocusArea.objects.create(plan=plan, slug="alue", name_fi=f"Painopiste {mark}")
    Phenomenon.objects.create(plan=plan, title_fi=f"Ilmiö {mark}")
    PlanStep.objects.create(plan=plan, title_fi=f"Vaihe {mark}", starts_on=date(2024, 1, 1), ends_on=date(2024, 1, 31))
    Snapshot.objects.create(plan=plan, name_fi=f"Tilannekuva {mark}", on=date(2024, 5, 27), decision=decision)
    LearnedWord.objects.create(county=county, kind="organisation", text=f"sana {mark}", organisation=division)
    LearnedWord.objects.create(county=county, kind="status", text=f"tila {mark}", value="completed")
