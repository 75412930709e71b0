"""The pages around a report: what is missing, pictures, comparison, statements, and what the public meets."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image, ImageFile

from indicators.models import Observation
from plans.models import Consultation, Statement
from reporting.exports.report.document import render_html
from reporting.models import Picture, Report, ReportConsultation
from reporting.queries.report.compare import compare_reports
from reporting.queries.report.live import frozen_report, live_report
from reporting.queries.report.readiness import problems_of
from tests.factories.indicators import make_indicator
from tests.factories.plans import make_goal, make_measure, make_update
from tests.factories.reports import (
    make_assessment,
    make_chapter,
    make_picture,
    make_report,
    make_version,
    picture_bytes,
    upload,
)

pytestmark = pytest.mark.django_db


def problems(report: Report) -> dict[str, tuple]:
    """By the page that mends it: the texts and the names."""
    report = Report.objects.get(pk=report.pk)
    found: dict[str, tuple] = {}
    for each in problems_of(report, live_report(report), at=timezone.now()):
        found.setdefault(each.url, ())
        found[each.url] += (each,)
    return found


class TestReadiness:
    def test_each_gap_leads_to_its_page(self, reported, personas):
        empty = make_chapter(reported.report, "empty", "", state="empty")
        summary = make_chapter(reported.report, "summary", state="ready")
        missing = make_indicator("Ilman lukuja")
        charted = make_chapter(
            reported.report,
            "charts",
            f"<p>[[mittari:{missing.pk}]]</p><p>[[mittari:999999]]</p><p>[[höpö]]</p>",
            state="ready",
        )
        make_measure(reported.goal)
        make_update(reported.measure, date(2024, 12, 20), published=False)
        picture = make_picture(reported.report, alt="")
        found = problems(reported.report)
        assert empty.get_absolute_url() in found
        assert summary.get_absolute_url() in found  # no Swedish summary in a bilingual county
        assert len(found[charted.get_absolute_url()]) == 3
        assert reverse("reporting:assessments", args=[reported.report.pk]) in found
        assert reverse("reporting:picture-edit", args=[picture.pk]) in found
        assert reverse("plans:monitoring", args=["suunnitelma"]) in found
        stale = next(each for url, each in found.items() if "paivittamatta" in url)
        assert stale[0].names == ("T1.2",)

    def test_a_finished_report_lacks_nothing(self, reported, personas):
        make_chapter(reported.report, "summary", state="approved", body_sv="<p>Sammandrag.</p>")
        make_assessment(reported.report, reported.goal)
        assert problems(reported.report) == {}

    def test_a_goal_is_assessed_in_the_browser(self, client, reported, personas):
        make_chapter(reported.report, group=personas.group)
        client.force_login(personas.secretary)
        address = reverse("reporting:assess", args=[reported.report.pk, reported.goal.pk])
        assert client.post(address, {"verdict": "partly"}).status_code == 422
        client.post(address, {"verdict": "partly", "text_fi": "Osa jäi kesken."})
        assessed = reported.report.assessments.get()
        assert (assessed.goal, assessed.verdict, assessed.text_fi) == (reported.goal, "partly", "Osa jäi kesken.")

    def test_a_goal_of_another_plan_isnt_found(self, client, reported, personas):
        from tests.factories.plans import make_bare_plan, make_section

        other = make_goal(make_section(make_bare_plan(personas.county, "toinen")))
        client.force_login(personas.coordinator)
        assert client.get(reverse("reporting:assess", args=[reported.report.pk, other.pk])).status_code == 404


class TestPictures:
    def bring(self, client, reported, name: str, content: bytes):
        address = reverse("reporting:picture-create", args=[reported.report.pk])
        return client.post(address, {"file": upload(name, content), "alt_fi": "Mitä kuvassa on"})

    def test_it_is_made_anew_and_shown_to_those_inside(self, client, reported, personas):
        client.force_login(personas.coordinator)
        self.bring(client, reported, "iso.jpg", picture_bytes("JPEG", (3000, 1000)))
        picture = Picture.objects.get()
        assert (picture.width, picture.content_type) == (2400, "image/jpeg")
        address = reverse("reporting:picture", args=[picture.pk])
        shown = client.get(address)
        with picture.file.open() as file:
            assert Image.open(file).size == (2400, 800)
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
        client.logout()
        assert client.get(address).status_code == 302

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("kuva.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
            ("kuva.jpg", b"%PDF-1.7 %%EOF"),
            ("kuva.png", picture_bytes()[:60]),
            ("kuva.jpg", picture_bytes("JPEG")[:-40]),
            ("kuva.gif", b"GIF89a" + b"\0" * 40),
        ],
        ids=["svg", "pdf", "cut off png", "cut off jpeg", "gif"],
    )
    def test_what_isnt_a_picture_is_refused_with_a_word(self, client, reported, personas, name, content, monkeypatch):
        monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as it is once a PDF has been made
        client.force_login(personas.coordinator)
        answer = self.bring(client, reported, name, content)
        assert (answer.status_code, Picture.objects.count()) == (422, 0)
        assert answer.context["form"].errors

    def test_a_too_large_one_is_refused(self, client, reported, personas):
        client.force_login(personas.coordinator)
        answer = self.bring(client, reported, "iso.png", picture_bytes() + b"\0" * 10 * 1024 * 1024)
        assert (answer.status_code, Picture.objects.count()) == (422, 0)

    def test_one_with_too_many_pixels_is_refused(self, client, reported, personas):
        client.force_login(personas.coordinator)
        answer = self.bring(client, reported, "valtava.png", picture_bytes("PNG", (10_000, 6_000)))
        assert (answer.status_code, Picture.objects.count()) == (422, 0)

    def test_one_that_a_frozen_version_shows_stays(self, client, reported, personas):
        picture = make_picture(reported.report)
        make_chapter(reported.report, body=f"<p>[[kuva:{picture.pk}]]</p>")
        make_version(reported.report, by=personas.coordinator)
        client.force_login(personas.coordinator)
        answer = client.post(reverse("reporting:picture-remove", args=[picture.pk]))
        assert (answer.status_code, Picture.objects.count()) == (409, 1)

    def test_in_a_file_the_picture_is_in_it(self, reported, personas):
        picture = make_picture(reported.report, alt='Kaavio "lainauksin"')
        make_chapter(reported.report, body=f"<p>[[kuva:{picture.pk}]]</p>")
        html = render_html(live_report(reported.report)).decode()
        assert 'src="data:image/png;base64,' in html and "Kaavio &quot;lainauksin&quot;" in html


class TestComparison:
    def test_two_frozen_reports_beside_each_other(self, client, reported, personas):
        earlier = make_report(reported.plan, 2023)
        then = make_version(earlier, by=personas.coordinator)
        make_update(reported.measure, date(2024, 12, 1), "completed")
        Observation.objects.filter(region=reported.compared.own, year=2024).update(value="9.5")
        now = make_version(reported.report, by=personas.coordinator)
        found = compare_reports(frozen_report(then), frozen_report(now))
        assert (found.total.then.running, found.total.now.running, found.total.now.ended) == (0, 0, 1)
        [figure] = found.figures
        assert (figure.then.year, figure.now.year, figure.change) == (2023, 2024, Decimal("8.1"))
        client.force_login(personas.reader)
        page = client.get(reverse("reporting:report-compare", args=[reported.report.pk]), {"kanssa": earlier.pk})
        assert page.context["comparison"].figures == found.figures

    @pytest.mark.parametrize("value", ["abc", "99999999999999", "0"])
    def test_an_unknown_other_is_told(self, client, reported, personas, value):
        make_version(reported.report, by=personas.coordinator)
        client.force_login(personas.reader)
        page = client.get(reverse("reporting:report-compare", args=[reported.report.pk]), {"kanssa": value})
        assert page.status_code == 200 and page.context["comparison"] is None
        assert value in page.content.decode()


class TestStatements:
    def make_statement(self, plan, name: str, *, published: bool = True, **fields) -> Statement:
        now = timezone.now()
        days = {"opens_on": date(2024, 9, 1), "closes_on": date(2024, 10, 1)}
        texts = {"name_fi": name, "introduction_fi": "Lausukaa.", "contact": "HYTE-tiimi"}
        told = {"opened_at": now, "published_summary_at": now if published else None}
        consultation = Consultation.objects.create(plan=plan, **days, **texts, **told)
        values = {
            "is_private_person": True,
            "sender_name": "Salainen Nimi",
            "text": f"Lausunto: {name}",
            "receipt": name,
        }
        return Statement.objects.create(consultation=consultation, received_at=now, **(values | fields))

    def test_those_of_published_summaries_stand_in_the_report_without_names(self, reported, personas):
        self.make_statement(reported.plan, "Julkinen", response="accepted")
        self.make_statement(reported.plan, "Kesken", published=False)
        make_chapter(reported.report, body="<p>[[lausunnot]]</p>")
        with translation.override("fi"):
            html = render_html(live_report(reported.report)).decode()
        assert "Lausunto: Julkinen" in html
        assert "Lausunto: Kesken" not in html and "Salainen Nimi" not in html

    def test_with_consent_the_name_is_told(self, reported):
        self.make_statement(reported.plan, "Julkinen", name_may_be_published=True)
        assert str(live_report(reported.report).parts.statements[0].body) == "Salainen Nimi"

    def test_a_consultation_of_another_report_isnt_told_here(self, reported):
        statement = self.make_statement(reported.plan, "Toisen")
        other = make_report(reported.plan, 2023)
        ReportConsultation.objects.create(report=other, consultation=statement.consultation)
        assert live_report(reported.report).parts.statements == ()
        assert len(live_report(other).parts.statements) == 1

    def test_the_report_is_sent_out_for_statements_from_its_page(self, client, reported, personas):
        client.force_login(personas.coordinator)
        address = reverse("reporting:report-consultation-create", args=[reported.report.pk])
        form = client.get(address).context["form"]
        told = {name: form[name].value() or "" for name in form.fields}
        bare = client.post(address, told | {"name_fi": ""})
        assert (bare.status_code, Consultation.objects.count()) == (422, 0)
        made = client.post(address, told | {"introduction_fi": "Mitä mieltä?", "contact": "HYTE-tiimi"})
        assert made.status_code == 302, made.context["form"].errors
        tie = ReportConsultation.objects.get()
        assert (tie.report, tie.consultation.plan, tie.consultation.about_fi) == (
            reported.report,
            reported.plan,
            reported.report.name_fi,
        )
        assert tie.consultation.name_fi in client.get(reported.report.get_absolute_url()).content.decode()


class TestWhatOthersMeet:
    def test_an_empty_list_teaches(self, client, personas):
        assert client.get(reverse("reporting:report-list")).status_code == 200
        client.force_login(personas.coordinator)
        assert reverse("reporting:report-create") in client.get(reverse("reporting:report-list")).content.decode()

    def test_the_public_sees_only_open_ones(self, client, reported, personas):
        told = client.get(reverse("reporting:report-list")).content.decode()
        assert reported.report.name_fi not in told

    def test_a_report_with_chapters_is_removed_only_before_it_is_frozen(self, client, reported, personas):
        make_chapter(reported.report)
        client.force_login(personas.coordinator)
        address = reverse("reporting:report-remove", args=[reported.report.pk])
        make_version(reported.report, by=personas.coordinator)
        assert client.post(address).status_code == 409
        other = make_report(reported.plan, 2022)
        client.post(reverse("reporting:report-remove", args=[other.pk]))
        assert list(Report.objects.all()) == [reported.report]
