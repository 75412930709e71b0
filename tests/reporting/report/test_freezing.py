"""A frozen report: nothing that is changed later reaches it, it rebuilds the same, and it is published only when decided."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from indicators.models import Observation
from plans.models import Measure
from reporting.exports.report.document import render_html
from reporting.exports.report.files import draw_report
from reporting.models import FrozenChapter, FrozenSeries, Report, ReportDecision, ReportVersion
from reporting.queries.report.live import frozen_report, live_report
from reporting.queries.report.parts import freeze_parts, thaw_parts
from reporting.services.report.freezing import freeze_report, publish_report
from tests.factories.indicators import adopt, make_indicator, make_series
from tests.factories.plans import make_goal, make_measure, make_update
from tests.factories.reports import (
    make_approval,
    make_assessment,
    make_chapter,
    make_picture,
    make_report,
    make_version,
)

pytestmark = pytest.mark.django_db
BASE = "http://testserver/"
EVERYTHING = (
    "<p>[[luvut]]</p><p>[[tavoitteet]]</p><p>[[toimenpiteet]]</p><p>[[mittarit]]</p><p>[[kerroin]]</p><p>[[sovitut-asiat]]</p>"
    "<p>[[neuvottelut]]</p><p>[[ryhmat]]</p><p>[[osasuunnitelmat]]</p><p>[[muutos]]</p><p>[[lausunnot]]</p>"
)


def html_of(version: ReportVersion) -> str:
    with translation.override("fi"):
        return render_html(frozen_report(ReportVersion.objects.get(pk=version.pk))).decode()


def change_everything(reported) -> None:
    """Whatever a report tells, as it might be a year later."""
    make_update(reported.measure, date(2024, 12, 1), "completed", public_text_fi="Myöhempi teksti.")
    Measure.objects.update(wording_fi="Uusi sanamuoto")
    Observation.objects.update(value=99)
    reported.compared.indicator.title_fi = "Uusi mittarin nimi"
    reported.compared.indicator.save()
    reported.goal.section.name_fi = "Uusi osio"
    reported.goal.section.save()
    reported.report.chapters.update(body_fi="<p>Muutettu.</p>", title_fi="Muutettu")
    reported.report.assessments.update(text_fi="Muutettu arvio")
    type(reported.report).objects.update(name_fi="Muutettu raportti")
    reported.plan.name_fi = "Muutettu suunnitelma"
    reported.plan.save()
    reported.plan.county.name_fi = "Muutettu alue"
    reported.plan.county.save()


class TestFrozen:
    def test_it_is_what_the_draft_was(self, reported, personas):
        make_chapter(reported.report, body=f"{EVERYTHING}<p>[[mittari:{reported.compared.indicator.pk}]]</p>")
        make_assessment(reported.report, reported.goal)
        live = live_report(Report.objects.get(pk=reported.report.pk))
        version = make_version(reported.report, by=personas.coordinator)
        frozen = frozen_report(version)
        assert frozen.parts == live.parts
        assert [row.wording_fi for row in frozen.rows] == [row.wording_fi for row in live.rows]
        told = [
            (each.title_fi, each.region_fi, each.points, each.source_fi, each.retrieved_on) for each in frozen.series
        ]
        assert told == [
            (each.title_fi, each.region_fi, each.points, each.source_fi, each.retrieved_on) for each in live.series
        ]
        assert len(told) >= 3

    def test_later_changes_reach_nothing_of_it(self, reported, personas):
        make_chapter(reported.report, body=f"{EVERYTHING}<p>[[mittari:{reported.compared.indicator.pk}]]</p>")
        make_assessment(reported.report, reported.goal)
        version = make_version(reported.report, by=personas.coordinator)
        before = html_of(version)
        change_everything(reported)
        assert html_of(version) == before
        assert "1,3" in before and "Etenee." in before

    def test_an_indicator_that_is_removed_leaves_its_figures(self, reported, personas):
        indicator = make_indicator("Häviävä", source=reported.compared.indicator.source)
        make_series(indicator, reported.compared.own, {2023: "7.5"})
        adopt(indicator, personas.county)
        make_chapter(reported.report, body=f"<p>[[mittari:{indicator.pk}]]</p>")
        version = make_version(reported.report, by=personas.coordinator)
        before = html_of(version)
        Observation.objects.filter(indicator=indicator).delete()
        indicator.adoptions.all().delete()
        indicator.delete()
        assert html_of(version) == before
        with translation.override("fi"):
            draft = render_html(live_report(Report.objects.get(pk=reported.report.pk))).decode()
        assert "7,5" in before and "7,5" not in draft and "message--warning" in draft

    @pytest.mark.parametrize("format", ["xlsx", "docx", "csv", "json", "html"])
    def test_files_rebuild_the_same(self, reported, personas, format):
        make_chapter(reported.report, body=EVERYTHING)
        version = make_version(reported.report, by=personas.coordinator)
        first = draw_report(frozen_report(version), format, "fi", base_url=BASE)
        change_everything(reported)
        second = draw_report(frozen_report(ReportVersion.objects.get(pk=version.pk)), format, "fi", base_url=BASE)
        assert contents(first) == contents(second)

    @pytest.mark.pango
    def test_the_pdf_rebuilds_in_text_tags_and_pictures(self, reported, personas):
        picture = make_picture(reported.report)
        chart = f"<p>[[mittari:{reported.compared.indicator.pk}]]</p><p>[[kuva:{picture.pk}]]</p>"
        make_chapter(reported.report, body=EVERYTHING + chart)
        version = make_version(reported.report, by=personas.coordinator)
        before = told_by_pdf(version)
        change_everything(reported)
        reported.report.pictures.update(alt_fi="Muuta")
        assert told_by_pdf(version) == before
        assert len(before[0]) > 1 and len(set(before[2])) == 1

    def test_only_published_updates_stand_in_it(self, reported, personas):
        make_update(reported.measure, date(2024, 12, 1), "completed", public_text_fi="Salassa.", published=False)
        make_chapter(reported.report, body="<p>[[toimenpiteet]]</p>")
        version = make_version(reported.report, by=personas.coordinator)
        assert "Salassa" not in html_of(version)
        assert [row.status for row in frozen_report(version).measures] == ["in_progress"]

    def test_hidden_figures_stay_hidden(self, reported, personas):
        Observation.objects.filter(region=reported.compared.own, year=2024).update(is_hidden=True)
        make_chapter(reported.report, body=f"<p>[[mittari:{reported.compared.indicator.pk}]]</p>")
        version = make_version(reported.report, by=personas.coordinator)
        own = FrozenSeries.objects.get(version=version, role="own")
        assert own.points_json[-1] == [2024, None, True]

    def test_a_later_version_says_why(self, reported, personas):
        make_chapter(reported.report)
        make_version(reported.report, by=personas.coordinator, reason="")
        with pytest.raises(ValidationError):
            freeze_report(reported.report, by=personas.coordinator, at=timezone.now())
        second = freeze_report(reported.report, by=personas.coordinator, at=timezone.now(), reason="Virhe taulukossa")
        assert (second.number, second.reason) == (2, "Virhe taulukossa")
        assert FrozenChapter.objects.filter(version__report=reported.report).count() == 2

    def test_the_database_refuses_a_later_version_without_its_reason(self, reported, personas):
        version = make_version(reported.report, by=personas.coordinator)
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportVersion.objects.filter(pk=version.pk).update(number=2, reason="")

    def test_a_picture_without_words_stops_it_and_nothing_is_half_saved(self, reported, personas):
        picture = make_picture(reported.report, alt="")
        make_chapter(reported.report, body=f"<p>[[kuva:{picture.pk}]]</p>")
        with pytest.raises(ValidationError) as refused:
            make_version(reported.report, by=personas.coordinator)
        assert "kuva.png" in " ".join(refused.value.messages)
        assert not ReportVersion.objects.exists() and not reported.plan.snapshots.exists()

    def test_the_change_since_the_last_report(self, reported, personas):
        earlier = make_report(reported.plan, 2023)
        then = make_version(earlier, by=personas.coordinator)
        make_update(reported.measure, date(2024, 12, 1), "completed")
        new = make_measure(reported.goal)
        reported.report.earlier = earlier
        reported.report.save()
        version = make_version(reported.report, by=personas.coordinator)
        assert version.compared_with == then
        changes = frozen_report(version).changes
        told = {each.row.identifier: each.earlier and each.earlier.status for each in changes}
        assert told == {reported.measure.identifier: "not_started", new.identifier: None}

    def test_parts_come_back_the_same(self, reported):
        parts = live_report(reported.report).parts
        assert thaw_parts(freeze_parts(parts)) == parts


def told_by_pdf(version: ReportVersion) -> tuple[list[bytes], list[str], list[bytes]]:
    """The drawn pages, the tags with their alternative texts, and the pictures."""
    data = frozen_report(ReportVersion.objects.get(pk=version.pk))
    pdf = pikepdf.open(BytesIO(draw_report(data, "pdf", "fi", base_url=BASE)))
    pages = [page.Contents.read_bytes() for page in pdf.pages]
    pictures = [image.read_raw_bytes() for page in pdf.pages for image in page.get_images().values()]
    return pages, tags_of(pdf.Root.StructTreeRoot.K), pictures


def tags_of(element) -> list[str]:
    if isinstance(element, pikepdf.Array):
        return [tag for each in element for tag in tags_of(each)]
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return []
    return [f"{element.S} {element.get('/Alt', '')}", *tags_of(element.get("/K"))]


def contents(file: bytes):
    """A file's bytes; of a package its parts without the document's properties."""
    if not file.startswith(b"PK"):
        return file
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.startswith("docProps/")}


def asked_when_freezing(report: Report, by) -> int:
    report = Report.objects.select_related("county", "plan", "earlier").get(pk=report.pk)
    with CaptureQueriesContext(connection) as asked:
        freeze_report(report, by=by, at=timezone.now(), reason="Mittaus")
    return len([each for each in asked if not re.match("SAVEPOINT|RELEASE|BEGIN|COMMIT", each["sql"])])


def test_freezing_asks_the_same_at_3_and_at_30(reported, personas):
    make_chapter(reported.report, body="<p>[[toimenpiteet]]</p>")

    def grow(count: int) -> None:
        for _number in range(count):
            goal = make_goal(reported.goal.section, f"T{_number + reported.plan.measures.count() + 5}")
            make_update(make_measure(goal))
            indicator = make_indicator(source=reported.compared.indicator.source)
            make_series(indicator, reported.compared.own, {2023: 5, 2024: 6})
            adopt(indicator, personas.county)
            make_chapter(reported.report)

    grow(3)
    asked_when_freezing(reported.report, personas.coordinator)
    few = asked_when_freezing(reported.report, personas.coordinator)
    grow(27)
    many = asked_when_freezing(reported.report, personas.coordinator)
    assert (many, many < 25) == (few, True)


class TestPublishing:
    def test_without_the_decision_nothing_is_published(self, client, reported, personas):
        make_chapter(reported.report)
        version = make_version(reported.report, by=personas.coordinator)
        with pytest.raises(ValidationError):
            publish_report(version, by=personas.coordinator, at=timezone.now())
        client.force_login(personas.coordinator)
        client.post(reverse("reporting:version-publish", args=[version.pk]))
        reported.report.refresh_from_db()
        assert (reported.report.publication, reported.report.open_version) == ("internal", None)

    def test_with_it_anybody_reads_the_frozen_text_and_not_the_draft(self, client, reported, personas):
        chapter = make_chapter(reported.report, body="<p>Jäädytetty teksti.</p>")
        version = make_version(reported.report, by=personas.coordinator)
        make_approval(version)
        publish_report(version, by=personas.coordinator, at=timezone.now())
        chapter.body_fi = "<p>Luonnoksen teksti.</p>"
        chapter.save()
        told = client.get(reported.report.get_absolute_url()).content.decode()
        assert "Jäädytetty teksti." in told and "Luonnoksen teksti." not in told
        for name in ("report-preview", "readiness"):
            assert client.get(reverse(f"reporting:{name}", args=[reported.report.pk])).status_code == 302

    def test_out_for_statements_before_any_decision(self, client, reported, personas):
        make_chapter(reported.report, body="<p>Lausunnolla.</p>")
        version = make_version(reported.report, by=personas.coordinator)
        client.force_login(personas.coordinator)
        client.post(reverse("reporting:version-open", args=[version.pk]))
        client.logout()
        assert "Lausunnolla." in client.get(reported.report.get_absolute_url()).content.decode()
        client.force_login(personas.coordinator)
        client.post(reverse("reporting:report-withdraw", args=[reported.report.pk]))
        client.logout()
        assert client.get(reported.report.get_absolute_url()).status_code == 302

    def test_the_decision_is_recorded_with_the_version_that_was_handled(self, client, reported, personas):
        make_chapter(reported.report)
        version = make_version(reported.report, by=personas.coordinator)
        decision = reported.plan.approval
        client.force_login(personas.coordinator)
        address = reverse("reporting:handling-create", args=[reported.report.pk])
        bare = client.post(address, {"decision": decision.pk, "approves": "on"})
        assert (bare.status_code, "version" in bare.context["form"].errors) == (422, True)
        client.post(address, {"decision": decision.pk, "approves": "on", "version": version.pk})
        tie = ReportDecision.objects.get()
        assert (tie.version, tie.approves, tie.decision) == (version, True, decision)

    def test_the_decision_of_a_published_report_stays(self, client, reported, personas):
        version = make_version(reported.report, by=personas.coordinator)
        tie = make_approval(version)
        publish_report(version, by=personas.coordinator, at=timezone.now())
        client.force_login(personas.coordinator)
        client.post(reverse("reporting:handling-remove", args=[reported.report.pk, tie.pk]))
        assert ReportDecision.objects.filter(pk=tie.pk).exists()

    def test_freezing_is_told_what_is_missing_and_who_writes(self, client, reported, personas):
        chapter = make_chapter(
            reported.report, title_fi="Keskeneräinen", written_at=timezone.now(), written_by=personas.secretary
        )
        client.force_login(personas.coordinator)
        page = client.get(reverse("reporting:report-freeze", args=[reported.report.pk]))
        told = [each.text for each in page.context["problems"]]
        assert any("Keskeneräinen" in text and str(personas.secretary) in text for text in told)
        answer = client.post(reverse("reporting:report-freeze", args=[reported.report.pk]))
        version = ReportVersion.objects.get()
        assert (answer.status_code, answer.url) == (302, version.get_absolute_url())
        assert version.chapters.get().key == chapter.key
