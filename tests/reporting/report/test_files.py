"""The report's files: PDF for screen readers, Word with headings, a workbook with charts, open data; built once and whole."""

import json
import re
import subprocess
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from docx import Document
from openpyxl import load_workbook

from hyte.lib.jobs import FORGOTTEN_AFTER, JobState
from plans.models import Measure
from reporting.exports.report import files
from reporting.exports.report.files import MOST_ATTEMPTS, ask_for_file, build_file, draw_report, resume_files
from reporting.models import GeneratedFile
from reporting.queries.report.live import frozen_report
from reporting.tasks import build_report_file
from tests.conftest import OFFICE
from tests.factories.indicators import adopt, make_indicator, make_series, make_source
from tests.factories.plans import make_goal, make_measure, make_update
from tests.factories.reports import make_assessment, make_chapter, make_picture, make_version

pytestmark = pytest.mark.django_db
BASE = "http://testserver/"
CHAPTERS = {
    "Tiivistelmä": "<p>Vuosi <strong>lyhyesti</strong>, <a href='https://example.org/'>linkki</a>.</p><p>[[luvut]]</p>",
    "Toteutuminen": "<h3>Väliotsikko</h3><ul><li>Ensin</li></ul><p>[[tavoitteet]]</p><p>[[toimenpiteet]]</p>",
}


@pytest.fixture
def version(reported, personas):
    for title, body in CHAPTERS.items():
        make_chapter(reported.report, title_fi=title, body=body)
    picture = make_picture(reported.report, alt="Kaavio ryhmistä", caption_fi="Ryhmät")
    body = f"<p>[[mittari:{reported.compared.indicator.pk}]]</p><p>[[mittarit]]</p><p>[[kuva:{picture.pk}]]</p>"
    make_chapter(reported.report, title_fi="Mittarit", body=body, level=2)
    make_assessment(reported.report, reported.goal)
    return make_version(reported.report, by=personas.coordinator)


def drawn(version, format: str, language: str = "fi") -> bytes:
    return draw_report(frozen_report(version), format, language, base_url=BASE)


def figures_in(element, found: list) -> list:
    """All figures of a PDF's structure tree, with their alternative texts."""
    if isinstance(element, pikepdf.Dictionary):
        if str(element.get("/S", "")) == "/Figure":
            found.append(str(element.get("/Alt", "")))
        figures_in(element.get("/K"), found)
    elif isinstance(element, pikepdf.Array):
        for each in element:
            figures_in(each, found)
    return found


@pytest.mark.pango
class TestPdf:
    def test_title_language_and_ua_identifier(self, version):
        pdf = pikepdf.open(BytesIO(drawn(version, "pdf")))
        assert (str(pdf.Root.Lang), str(pdf.docinfo["/Title"])) == ("fi", "Hyvinvointiraportti 2024")
        assert pdf.Root.MarkInfo.Marked is True
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"

    def test_every_figure_is_told_in_words(self, version):
        pdf = pikepdf.open(BytesIO(drawn(version, "pdf")))
        told = figures_in(pdf.Root.StructTreeRoot.K, [])
        assert len(told) == 3 and all(told)
        assert "Kaavio ryhmistä" in told

    def test_a_bookmark_for_each_heading(self, version):
        pdf = pikepdf.open(BytesIO(drawn(version, "pdf")))

        def titles(items) -> list[str]:
            return [title for item in items for title in (str(item.title), *titles(item.children))]

        with pdf.open_outline() as outline:
            found = titles(outline.root)
        for heading in ("1 Tiivistelmä", "2 Toteutuminen", "2.1 Mittarit", "Väliotsikko"):
            assert found.count(heading) == 1
        assert len(found) == len(re.findall(r"</h[1-6]>", drawn(version, "html").decode()))


class TestWord:
    def test_headings_are_real_and_tables_have_header_rows(self, version):
        document = Document(BytesIO(drawn(version, "docx")))
        headings = [
            (each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Heading")
        ]
        assert headings[:2] == [("Heading 1", "1 Tiivistelmä"), ("Heading 1", "2 Toteutuminen")]
        assert ("Heading 2", "Väliotsikko") in headings and ("Heading 2", "2.1 Mittarit") in headings
        assert all(table._tbl.xpath(".//w:tblHeader") for table in document.tables)
        captions = [each.text for each in document.paragraphs if each.style.name == "Caption"]
        assert "Ryhmät" in captions

    def test_pictures_have_their_words(self, version):
        document = Document(BytesIO(drawn(version, "docx")))
        told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
        assert len(told) == 3 and all(told) and "Kaavio ryhmistä" in told

    @pytest.mark.writer
    def test_it_opens_in_libreoffice_with_a_tree_of_headings(self, version, tmp_path):
        source = tmp_path / "raportti.docx"
        source.write_bytes(drawn(version, "docx"))
        options = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        command = [OFFICE, profile, "--headless", "--convert-to", options, "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        pdf = pikepdf.open(tmp_path / "raportti.pdf")
        with pdf.open_outline() as outline:
            top = [str(item.title) for item in outline.root]
            second = [str(child.title) for item in outline.root for child in item.children]
        assert top == ["1 Tiivistelmä", "2 Toteutuminen"]
        assert "Väliotsikko" in second and "2.1 Mittarit" in second


class TestWorkbook:
    def test_its_sheets_tell_what_the_report_does(self, version, reported):
        book = load_workbook(BytesIO(drawn(version, "xlsx")))
        assert len(book.sheetnames) == 8
        summary, measures = book.worksheets[0], book.worksheets[2]
        assert summary["C5"].value == Measure.objects.count()
        assert measures["C2"].value == reported.measure.identifier
        assert summary._charts

    @pytest.mark.office
    def test_it_opens_in_libreoffice_with_its_chart(self, version, tmp_path):
        source = tmp_path / "raportti.xlsx"
        source.write_bytes(drawn(version, "xlsx"))
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        command = [OFFICE, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        with ZipFile(tmp_path / "raportti.ods") as archive:
            assert any(name.startswith("Object ") for name in archive.namelist())


class TestOpenData:
    def test_tables_and_a_description_that_machines_read(self, version, reported):
        with ZipFile(BytesIO(drawn(version, "csv"))) as archive:
            package = json.loads(archive.read("datapackage.json"))
            rows = archive.read("toimenpiteet.csv").decode("utf-8-sig").splitlines()
            figures = archive.read("mittarit.csv").decode("utf-8-sig")
        measures = next(each for each in package["resources"] if each["name"] == "toimenpiteet")
        assert rows[0].split(";") == [field["name"] for field in measures["schema"]["fields"]]
        assert reported.measure.identifier in rows[1]
        assert "Yksinäisyys" in figures and "1,3" in figures

    def test_figures_whose_terms_forbid_it_are_left_out_and_named(self, reported, personas):
        indicator = make_indicator("Suojattu", source=make_source(may_pass_on=False))
        make_series(indicator, reported.compared.own, {2024: "77.7"})
        adopt(indicator, personas.county)
        version = make_version(reported.report, by=personas.coordinator)
        data = json.loads(drawn(version, "json"))
        assert data["package"]["left_out"] == ["Suojattu"]
        assert "77.7" not in json.dumps(data["figures"])
        book = load_workbook(BytesIO(drawn(version, "xlsx")))
        cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        assert 77.7 not in cells


class TestBuilding:
    def test_who_asks_gets_a_whole_file(self, client, version, personas, django_capture_on_commit_callbacks):
        client.force_login(personas.reader)
        answer = client.post(reverse("reporting:file-create", args=[version.pk]), {"format": "json", "language": "fi"})
        file = GeneratedFile.objects.get()
        assert (answer.url, file.job_state, file.by) == (file.get_absolute_url(), "waiting", personas.reader)
        assert client.get(reverse("reporting:file-download", args=[file.pk])).status_code == 404
        build_report_file(file.pk)
        taken = client.get(reverse("reporting:file-download", args=[file.pk]))
        assert json.loads(taken.content)["package"]["title"] == "Hyvinvointiraportti 2024"
        assert "attachment" in taken["Content-Disposition"]

    def test_done_twice_it_is_done_once(self, version, personas):
        file = ask_for_file(version, "json", "fi", by=personas.coordinator, at=timezone.now())
        build_report_file(file.pk)
        first = GeneratedFile.objects.get(pk=file.pk)
        build_report_file(file.pk)
        assert ask_for_file(version, "json", "fi", by=personas.lead, at=timezone.now()).pk == file.pk
        again = GeneratedFile.objects.get(pk=file.pk)
        assert (again.file.name, again.by, again.attempts) == (first.file.name, personas.coordinator, 1)

    def test_a_build_that_was_killed_is_taken_up_again(self, version, personas):
        """A killed worker leaves a running row without a sign of life, and no file."""
        long_ago = timezone.now() - FORGOTTEN_AFTER * 2
        file = ask_for_file(version, "json", "fi", by=personas.coordinator, at=long_ago)
        GeneratedFile.objects.filter(pk=file.pk).update(job_state=JobState.RUNNING, job_started_at=long_ago, attempts=1)
        assert [each.pk for each in resume_files(timezone.now())] == [file.pk]
        build_report_file(file.pk)
        assert GeneratedFile.objects.get(pk=file.pk).job_state == "done"

    def test_after_some_attempts_it_fails_with_a_word_and_can_be_tried_again(self, client, version, personas):
        long_ago = timezone.now() - FORGOTTEN_AFTER * 2
        file = ask_for_file(version, "json", "fi", by=personas.coordinator, at=long_ago)
        GeneratedFile.objects.filter(pk=file.pk).update(
            job_state=JobState.RUNNING, job_started_at=long_ago, attempts=MOST_ATTEMPTS
        )
        assert resume_files(timezone.now()) == []
        client.force_login(personas.coordinator)
        page = client.get(file.get_absolute_url())
        assert page.context["file"].job_state == "failed" and page.context["file"].job_error
        client.post(reverse("reporting:file-create", args=[version.pk]), {"format": "json", "language": "fi"})
        assert GeneratedFile.objects.get(pk=file.pk).job_state == "waiting"

    def test_what_breaks_is_told_and_offers_nothing(self, version, personas, monkeypatch):
        file = ask_for_file(version, "json", "fi", by=personas.coordinator, at=timezone.now())
        monkeypatch.setattr(files, "render_json", lambda data: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build_file(GeneratedFile.objects.get(pk=file.pk), at=timezone.now(), base_url=BASE)
        failed = GeneratedFile.objects.get(pk=file.pk)
        assert (failed.job_state, bool(failed.job_error), bool(failed.file)) == ("failed", True, False)

    @pytest.mark.parametrize("fields", [{"format": "exe"}, {}, {"format": "json", "language": "xx"}])
    def test_an_unknown_wish_is_refused_with_a_word(self, client, version, personas, fields):
        client.force_login(personas.coordinator)
        answer = client.post(reverse("reporting:file-create", args=[version.pk]), fields)
        assert (answer.status_code, GeneratedFile.objects.count()) == (302, 0)


class TestCommand:
    def test_it_writes_the_files_of_the_year(self, version, tmp_path):
        call_command("build_report", "2024", plan="suunnitelma", output=str(tmp_path), formats=["json", "html"])
        names = sorted(each.name for each in tmp_path.iterdir())
        assert names == [
            f"Hyvinvointiraportti 2024 ({code}).{kind}" for code in ("fi", "sv") for kind in ("html", "json")
        ]

    def test_a_draft_says_that_it_is_one(self, reported, tmp_path):
        make_chapter(reported.report)
        call_command("build_report", "2024", plan="suunnitelma", output=str(tmp_path), formats=["html"])
        text = (tmp_path / "Hyvinvointiraportti 2024 (fi).html").read_text()
        with translation.override("fi"):
            assert _("Draft: not frozen yet") in text

    def test_a_year_without_a_report_is_told(self, reported, tmp_path):
        with pytest.raises(CommandError, match="2024"):
            call_command("build_report", "2019", plan="suunnitelma", output=str(tmp_path))


def test_a_report_of_300_measures_with_long_texts_is_drawn(reported, personas):
    for number in range(300):
        goal = reported.goal if number % 30 else make_goal(reported.goal.section, f"G{number}")
        make_update(make_measure(goal, f"{goal.identifier}.{number + 10}"), public_text_fi="Pitkä teksti. " * 350)
    make_chapter(reported.report, body="<p>[[toimenpiteet]]</p>")
    version = make_version(reported.report, by=personas.coordinator)
    assert drawn(version, "html").decode().count("Pitkä teksti.") == 300 * 350
    assert len(load_workbook(BytesIO(drawn(version, "xlsx"))).worksheets[2]["A"]) == 302
