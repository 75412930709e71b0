"""The reading pack: everything to read before a meeting, as one page and one PDF."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from groups.models import Meeting
from hyte.lib import pdf
from plans.exports.pack import render_pack_pdf
from plans.models import AgendaMeasure
from plans.queries.pack import pack_of
from tests.factories.groups import make_person, make_seat
from tests.factories.meetings import make_assignment, make_item, make_meeting, make_memo, make_topic, make_turn
from tests.factories.plans import make_goal, make_measure, make_section, make_update

pytestmark = pytest.mark.django_db
TODAY = date(2024, 4, 10)


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = TODAY


@pytest.fixture
def meeting(personas) -> Meeting:
    return make_meeting(personas.group, on=date(2024, 4, 15), title="Huhtikuun kokous", place="Kokoustila 4")


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


def pack_page(meeting: Meeting, name: str = "meeting-pack") -> str:
    return reverse(f"plans:{name}", args=[meeting.pk])


def test_the_pack_tells_cover_agenda_backgrounds_tasks_and_measures(client, member, personas, meeting, measure):
    make_turn(meeting, personas.secretary.person)
    make_seat(personas.group, None, deputy=make_person("Varajäsen Virtanen"))
    topic = make_topic(meeting, name="Teema", to_be_confirmed=True)
    make_item(meeting, "Avaus", minutes=5, kind="opening")
    make_item(
        meeting, "Vieras", minutes=20, text="Taustaa vieraasta", topic=topic, presenter=make_person("Esittelijä E")
    )
    measures = make_item(meeting, "Toimenpiteet", kind="measures")
    AgendaMeasure.objects.create(item=measures, measure=measure)
    make_update(measure, date(2024, 4, 1), public_text_fi="Näin menee", next_step="Sitten näin", internal_note="Salaa")
    make_assignment(personas.group, "Kutsu asiantuntija", person=personas.contact.person, due_on=date(2024, 4, 30))
    text = client.get(pack_page(meeting)).content.decode()
    for told in (
        "Huhtikuun kokous",
        "Kokoustila 4",
        "secretary henkilö",
        "Varajäsen Virtanen",
        "14.05",
        "Taustaa vieraasta",
        "Esittelijä E",
        "Näin menee",
        "Sitten näin",
        "Kutsu asiantuntija",
        "30.4.2024",
        measure.wording_fi,
    ):
        assert told in text
    assert "Salaa" not in text and "Työteksti salassa" not in text


def test_the_last_memo_is_linked_once_it_is_approved(client, member, personas, meeting):
    before = make_meeting(personas.group, on=date(2024, 3, 18), state="held")
    memo = make_memo(before)
    link = reverse("plans:meeting-memo", args=[before.pk])
    assert link not in client.get(pack_page(meeting)).content.decode()
    memo.state, memo.approved_at, memo.content = "approved", timezone.now(), {}
    memo.save()
    assert link in client.get(pack_page(meeting)).content.decode()


def test_a_past_meetings_pack_tells_what_was_said_by_its_day(personas, measure):
    held = make_meeting(personas.group, on=date(2024, 2, 26), state="held")
    AgendaMeasure.objects.create(item=make_item(held), measure=measure)
    make_update(measure, date(2024, 2, 20), "starting")
    make_update(measure, date(2024, 4, 1), "discontinued", reason="Loppui")
    pack = pack_of(Meeting.objects.get(pk=held.pk), personas.secretary, TODAY)
    assert [each.row.status for each in pack.agenda.measures] == ["starting"]


def test_a_person_with_the_same_seat_in_many_groups_is_listed_once(personas, meeting):
    other = personas.group.__class__.objects.create(county=personas.county, name_fi="Lapset", kind="age_group")
    meeting.groups.add(other)
    expert = make_person("Kiertävä Asiantuntija")
    for group in (personas.group, other):
        make_seat(group, expert, "expert", represents=personas.division)
    pack = pack_of(Meeting.objects.get(pk=meeting.pk), personas.secretary, TODAY)
    [found] = [each for each in pack.participants if each.person == expert]
    assert len(found.seats) == 1


def test_a_cancelled_meetings_pack_says_so(client, member, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled", cancel_reason="Lumimyrsky")
    assert "Lumimyrsky" in client.get(pack_page(meeting)).content.decode()


@pytest.mark.pango
def test_the_pdf_tells_title_language_headings_and_tags(client, member, meeting, measure):
    AgendaMeasure.objects.create(item=make_item(meeting, "Toimenpiteet"), measure=measure)
    answer = client.get(pack_page(meeting, "meeting-pack-pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    with pikepdf.open(BytesIO(answer.content)) as file:
        assert str(file.Root.Lang) == "fi" and "Huhtikuun kokous" in str(file.docinfo["/Title"])
        assert file.Root.MarkInfo.Marked is True
        assert len(file.Root.Outlines.keys()) > 0


def test_without_pango_the_page_says_so_and_can_be_printed(client, member, meeting, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise pdf.PdfUnavailable

    monkeypatch.setattr("plans.exports.pack.render_pdf", refuse)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(pack_page(meeting, "meeting-pack-pdf"), follow=True)
    assert answer.redirect_chain == [(pack_page(meeting), 302)]
    text = answer.content.decode()
    assert "Print the page instead" in text.replace("&#x27;", "'") and "data-print" in text


@pytest.mark.pango
def test_200_measures_make_a_pack(client, member, personas, plan, meeting):
    goal = make_goal(make_section(plan, "suuri", personas.group), "S1")
    item = make_item(meeting, "Toimenpiteet", kind="measures")
    for number in range(200):
        measure = make_measure(goal, f"S1.{number}")
        make_update(measure, date(2024, 4, 1), public_text_fi="Teksti " * 20)
        AgendaMeasure.objects.create(item=item, measure=measure, order=number)
    page = client.get(pack_page(meeting))
    assert page.content.decode().count('class="pack__measure"') == 200
    pack = pack_of(Meeting.objects.get(pk=meeting.pk), personas.member, TODAY)
    with pikepdf.open(BytesIO(render_pack_pdf(pack, base_url="http://testserver/"))) as file:
        assert len(file.pages) > 20
