"""Writing a report: chapters from what is shipped or from last year, texts that stay clean, two writers, the first draft."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from groups.models import AgeGroup
from plans.models import StatusUpdate
from reporting.models import Chapter, Report
from reporting.queries.report.reminders import due_reminders
from reporting.queries.report.suggestions import suggestions_for
from reporting.services.report.assembling import assemble_draft
from reporting.services.report.making import create_report
from reporting.services.report.writing import change_state, save_chapter
from tests.factories.groups import make_group
from tests.factories.plans import make_update
from tests.factories.reports import make_chapter, make_report

pytestmark = pytest.mark.django_db
WORD = (
    '<p class=MsoNormal style="margin:0"><o:p></o:p>Väestön <b style="color:red">hyvinvointi</b><script>alert(1)</script></p>'
    "<p class=MsoListParagraph>·&nbsp;&nbsp;&nbsp; Ensin</p><p class=MsoListParagraph>·&nbsp;&nbsp; Sitten</p>"
    "<h1>Otsikko</h1><table border=1><tr><th>Alue</th><th>2024</th></tr><tr><th>Vantaa</th><td>5</td></tr></table>"
    '<img src=x onerror=alert(1)><a href="javascript:alert(1)">linkki</a>'
)


def write(client, chapter: Chapter, **fields):
    page = client.get(chapter.get_absolute_url())
    seen = page.context["form"].initial["seen"]
    return client.post(chapter.get_absolute_url(), {"seen": seen, "body_fi": "", "body_sv": ""} | fields)


class TestTheFirstChapters:
    def test_they_come_from_what_is_shipped_with_a_part_for_each_section_and_age_group(self, reported, personas):
        AgeGroup.objects.create(county=personas.county, name_fi="Työikäiset")
        new = Report(
            county=personas.county,
            plan=reported.plan,
            name_fi="Raportti",
            year=2021,
            first_year=2021,
            data_until="2021-12-31",
        )
        create_report(new, by=personas.coordinator)
        keys = [each.key for each in new.chapters.all()]
        assert keys[:3] == ["summary", "introduction", "structures"]
        assert {"wellbeing-tyoikaiset", "plan-tyoikaiset", "annex-measures"} <= set(keys)
        part = new.chapters.get(key="plan-tyoikaiset")
        assert (part.group, part.body_fi, part.state) == (personas.group, "<p>[[tavoitteet:tyoikaiset]]</p>", "empty")

    def test_next_years_are_last_years_without_their_texts(self, reported, personas):
        make_chapter(
            reported.report, "oma", "<p>Viime vuonna.</p><p>[[luvut]]</p>", title_fi="Oma luku", group=personas.group
        )
        values = {"name_fi": "Uusi", "year": 2025, "first_year": 2025, "data_until": "2025-12-31"}
        new = create_report(Report(county=personas.county, plan=reported.plan, **values), by=personas.coordinator)
        chapter = new.chapters.get()
        assert (chapter.title_fi, chapter.group, chapter.body_fi) == ("Oma luku", personas.group, "<p>[[luvut]]</p>")
        assert new.earlier == reported.report

    def test_the_coordinator_makes_one_in_the_browser(self, client, reported, personas):
        client.force_login(personas.coordinator)
        fields = {"name_fi": "Raportti 2023", "kind": "annual", "year": 2023, "plan": reported.plan.pk}
        answer = client.post(reverse("reporting:report-create"), fields | {"data_until": "2023-12-31"})
        made = Report.objects.get(year=2023)
        assert (answer.status_code, answer.url) == (302, made.get_absolute_url())
        assert made.chapters.count() > 10

    def test_two_reports_of_a_year_are_refused_with_a_word(self, client, reported, personas):
        client.force_login(personas.coordinator)
        fields = {
            "name_fi": "Toinen",
            "kind": "annual",
            "year": 2024,
            "plan": reported.plan.pk,
            "data_until": "2024-12-31",
        }
        answer = client.post(reverse("reporting:report-create"), fields)
        assert (answer.status_code, "year" in answer.context["form"].errors) == (422, True)
        assert Report.objects.filter(county=personas.county).count() == 1


class TestTexts:
    def test_what_word_pastes_is_stored_clean(self, client, reported, personas):
        chapter = make_chapter(reported.report)
        client.force_login(personas.coordinator)
        write(client, chapter, body_fi=WORD)
        chapter.refresh_from_db()
        assert chapter.body_fi == (
            "<p>Väestön <strong>hyvinvointi</strong></p><ul><li>Ensin</li><li>Sitten</li></ul><h3>Otsikko</h3>"
            '<table><tbody><tr><th scope="col">Alue</th><th scope="col">2024</th></tr>'
            '<tr><th scope="row">Vantaa</th><td>5</td></tr></tbody></table><a>linkki</a>'
        )

    def test_an_empty_chapter_becomes_a_draft_and_a_ready_one_a_draft_again(self, reported, personas):
        chapter = make_chapter(reported.report, body="", state="empty")
        now = timezone.now()
        chapter.body_fi = "<p>Alku.</p>"
        assert save_chapter(chapter, by=personas.coordinator, at=now).state == "draft"
        change_state(chapter, "ready", by=personas.coordinator)
        chapter.body_fi = "<p>Muutos.</p>"
        assert save_chapter(chapter, by=personas.coordinator, at=now).state == "draft"
        chapter.body_fi = "<p>[[luvut]]</p>"
        assert save_chapter(chapter, by=personas.coordinator, at=now).state == "empty"

    def test_an_empty_chapter_isnt_ready(self, reported, personas):
        chapter = make_chapter(reported.report, body="<p>[[luvut]]</p>", state="empty")
        with pytest.raises(ValidationError):
            change_state(chapter, "ready", by=personas.coordinator)

    def test_a_too_long_text_is_refused_and_comes_back(self, client, reported, personas):
        chapter = make_chapter(reported.report)
        client.force_login(personas.coordinator)
        answer = write(client, chapter, body_fi="<p>" + "a" * 400_001 + "</p>")
        assert answer.status_code == 422
        assert "a" * 1000 in answer.content.decode()
        chapter.refresh_from_db()
        assert chapter.body_fi == "<p>Teksti.</p>"


class TestTwoWriters:
    def test_the_second_one_is_told_and_sees_both_texts(self, client, reported, personas):
        chapter = make_chapter(reported.report, group=personas.group)
        client.force_login(personas.secretary)
        seen = client.get(chapter.get_absolute_url()).context["form"].initial["seen"]
        chapter.body_fi = "<p>Koordinaattorin teksti.</p>"
        save_chapter(chapter, by=personas.coordinator, at=timezone.now())
        page = client.get(chapter.get_absolute_url())
        assert page.context["others"] == personas.coordinator
        answer = client.post(chapter.get_absolute_url(), {"seen": seen, "body_fi": "<p>Sihteerin teksti.</p>"})
        told = answer.content.decode()
        assert answer.status_code == 409
        assert "Koordinaattorin teksti." in told and "Sihteerin teksti." in told
        chapter.refresh_from_db()
        assert chapter.body_fi == "<p>Koordinaattorin teksti.</p>"

    def test_the_browsers_own_saving_never_writes_over_the_other(self, client, reported, personas):
        chapter = make_chapter(reported.report, group=personas.group)
        client.force_login(personas.secretary)
        seen = client.get(chapter.get_absolute_url()).context["form"].initial["seen"]
        address = reverse("reporting:chapter-autosave", args=[chapter.pk])
        first = client.post(address, {"seen": seen, "body_fi": "<p></p><p>Ensin.</p>", "body_sv": ""})
        assert first.status_code == 200
        assert first.json()["stored"]["body_fi"] == "<p>Ensin.</p>"
        chapter.refresh_from_db()
        chapter.body_fi = "<p>Toisen.</p>"
        save_chapter(chapter, by=personas.coordinator, at=timezone.now())
        second = client.post(
            address, {"seen": first.json()["seen"], "body_fi": "<p>Ensin ja lisää.</p>", "body_sv": ""}
        )
        assert second.status_code == 409
        chapter.refresh_from_db()
        assert chapter.body_fi == "<p>Toisen.</p>"

    def test_somebody_who_stopped_isnt_writing(self, client, reported, personas):
        chapter = make_chapter(reported.report, group=personas.group)
        Chapter.objects.filter(pk=chapter.pk).update(
            written_by=personas.coordinator, written_at=timezone.now() - timedelta(minutes=6)
        )
        client.force_login(personas.secretary)
        assert client.get(chapter.get_absolute_url()).context["others"] is None


class TestHistory:
    def test_what_the_browser_saves_leaves_one_row_for_ten_minutes(self, reported, personas):
        chapter = make_chapter(reported.report)
        before = chapter.history.count()
        for number in range(5):
            chapter.body_fi = f"<p>Teksti {number}</p>"
            save_chapter(chapter, by=personas.coordinator, at=timezone.now(), by_itself=True)
        rows = chapter.history.count() - before
        assert rows in (1, 2)  # two where ten minutes turned in between
        chapter.body_fi = "<p>Tallennettu itse</p>"
        save_chapter(chapter, by=personas.coordinator, at=timezone.now())
        assert chapter.history.count() - before == rows + 1

    def test_earlier_texts_are_on_their_page(self, client, reported, personas):
        chapter = make_chapter(reported.report, body="<p>Vanha teksti.</p>")
        chapter.body_fi = "<p>Uusi teksti.</p>"
        save_chapter(chapter, by=personas.coordinator, at=timezone.now())
        client.force_login(personas.coordinator)
        told = client.get(reverse("reporting:chapter-history", args=[chapter.pk])).content.decode()
        assert "Vanha teksti." in told and "Uusi teksti." in told


class TestTheFirstDraft:
    def test_texts_of_updates_fill_the_empty_chapter_of_their_section(self, reported, personas):
        chapter = make_chapter(reported.report, "plan-tyoikaiset", "<p>[[tavoitteet:tyoikaiset]]</p>", state="empty")
        written = make_chapter(reported.report, "plan-muu", "<p>Kirjoitettu.</p>")
        make_update(reported.measure, reported.report.data_until, public_text_fi="Julkaisematon.", published=False)
        assert assemble_draft(reported.report, by=personas.coordinator, at=timezone.now()) == 1
        chapter.refresh_from_db(), written.refresh_from_db()
        told = StatusUpdate.objects.get(measure=reported.measure, published_at__isnull=False).public_text_fi
        assert told in chapter.body_fi and "Julkaisematon" not in chapter.body_fi
        assert (chapter.state, written.body_fi) == ("draft", "<p>Kirjoitettu.</p>")

    def test_each_suggestion_leads_to_where_it_comes_from(self, reported):
        chapter = make_chapter(reported.report, "plan-tyoikaiset", "")
        assert [each.url for each in suggestions_for(chapter)] == [reported.measure.get_absolute_url()]

    def test_last_years_text_is_at_hand(self, client, reported, personas):
        earlier = make_report(reported.plan, 2023)
        make_chapter(earlier, "summary", "<p>Viime vuoden tiivistelmä.</p>")
        reported.report.earlier = earlier
        reported.report.save()
        chapter = make_chapter(reported.report, "summary", "")
        client.force_login(personas.coordinator)
        assert "Viime vuoden tiivistelmä." in client.get(chapter.get_absolute_url()).content.decode()


def titles(report: Report) -> list[str]:
    return list(report.chapters.values_list("title_fi", flat=True))


class TestTheFrame:
    def test_a_chapter_is_added_after_another_moved_and_removed(self, client, reported, personas):
        first, second = make_chapter(reported.report), make_chapter(reported.report)
        client.force_login(personas.coordinator)
        fields = {"after": first.pk, "title_fi": "Väliin", "level": 2, "group": make_group(personas.county).pk}
        client.post(reverse("reporting:chapter-create", args=[reported.report.pk]), fields)
        assert titles(reported.report) == ["Luku 1", "Väliin", "Luku 2"]
        client.post(reverse("reporting:chapter-move", args=[second.pk]), {"direction": "up"})
        assert titles(reported.report) == ["Luku 1", "Luku 2", "Väliin"]
        client.post(reverse("reporting:chapter-remove", args=[first.pk]))
        assert titles(reported.report) == ["Luku 2", "Väliin"]

    def test_the_member_reads_and_the_coordinator_approves(self, client, reported, personas):
        chapter = make_chapter(reported.report, group=personas.group)
        client.force_login(personas.member)
        page = client.get(chapter.get_absolute_url()).content.decode()
        assert "Teksti." in page and "chapter-form" not in page
        client.force_login(personas.secretary)
        state = reverse("reporting:chapter-state", args=[chapter.pk])
        client.post(state, {"state": "ready"})
        assert client.post(state, {"state": "approved"}).status_code == 403
        chapter.refresh_from_db()
        assert chapter.state == "ready"


class TestDeadlines:
    def due(self, chapter: Chapter) -> list:
        return [each for each in due_reminders(date(2025, 1, 31)) if each.key == f"chapter:{chapter.pk}"]

    def test_the_groups_writers_are_reminded_until_it_is_ready(self, reported, personas):
        chapter = make_chapter(reported.report, group=personas.group, deadline=date(2025, 2, 7))
        [thing] = self.due(chapter)
        people = {personas.secretary.person.pk, personas.chair.person.pk}
        assert (set(thing.people), thing.due_on, thing.address) == (
            people,
            chapter.deadline,
            chapter.get_absolute_url(),
        )
        change_state(chapter, "ready", by=personas.secretary)
        assert self.due(chapter) == []

    def test_nobody_is_reminded_of_one_without_deadline_or_group(self, reported, personas):
        assert self.due(make_chapter(reported.report, deadline=date(2025, 2, 7))) == []
        assert self.due(make_chapter(reported.report, group=personas.group)) == []
