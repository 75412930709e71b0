"""Builders of reports and of what belongs to them; each makes exactly what its name says."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from hyte.lib.jobs import JobState
from plans.models import DecisionMaterial, Plan
from reporting.models import (
    Chapter,
    GeneratedFile,
    GoalAssessment,
    Picture,
    Report,
    ReportDecision,
    ReportEffect,
    ReportVersion,
)
from reporting.services.report.freezing import freeze_report
from reporting.services.report.pictures import add_picture
from tests.factories.groups import Personas, make_decision


def make_report(plan: Plan, year: int = 2024, **fields) -> Report:
    """An annual report without chapters."""
    values = {"name_fi": f"Hyvinvointiraportti {year}", "data_until": date(year, 12, 31), "first_year": year} | fields
    return Report.objects.create(county=plan.county, plan=plan, year=year, **values)


def make_chapter(report: Report, key: str = "", body: str = "<p>Teksti.</p>", **fields) -> Chapter:
    position = report.chapters.count() + 1
    values = {"level": 1, "title_fi": f"Luku {position}", "state": "draft"} | fields
    return Chapter.objects.create(
        report=report, key=key or f"luku-{position}", position=position, body_fi=body, **values
    )


def make_version(report: Report, *, by=None, reason: str = "Korjaus") -> ReportVersion:
    return freeze_report(report, by=by, at=timezone.now(), reason=reason)


def make_assessment(report: Report, goal, verdict: str = "on_course", **fields) -> GoalAssessment:
    return GoalAssessment.objects.create(report=report, goal=goal, verdict=verdict, **({"text_fi": "Etenee."} | fields))


def picture_bytes(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    content = BytesIO()
    Image.new("RGB", size, "#17697b").save(content, kind)
    return content.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def make_picture(report: Report, alt: str = "Kaavio", **fields) -> Picture:
    return add_picture(Picture(report=report, alt_fi=alt, **fields), upload("kuva.png", picture_bytes()), by=None)


def make_approval(version: ReportVersion, **fields) -> ReportDecision:
    """The council's decision after which the version may be published."""
    decision = make_decision(version.report.county, on=date(2025, 1, 20))
    return ReportDecision.objects.create(
        report=version.report, decision=decision, version=version, **({"approves": True} | fields)
    )


def make_file(version: ReportVersion, format: str = "csv", content: bytes = b"sisalto", **fields) -> GeneratedFile:
    """A file that is ready."""
    values = {"language": "fi", "job_state": JobState.DONE, "file_name": f"raportti.{format}"} | fields
    file = GeneratedFile(version=version, format=format, file_size=len(content), **values)
    file.file.save(file.file_name, ContentFile(content))
    return file


def make_report_effect(report: Report, population: str = "Lapsiperheet", **fields) -> ReportEffect:
    return ReportEffect.objects.create(
        report=report, population_fi=population, **({"effects_fi": "Hyötyvät."} | fields)
    )


def make_report_material(tie: ReportDecision, content: bytes = b"%PDF-1.7\n%%EOF\n", **fields) -> DecisionMaterial:
    """A file that a body had before it."""
    material = DecisionMaterial(decision=tie.decision, file_name="esitys.pdf", **({"title_fi": "Esitys"} | fields))
    material.file.save("esitys.pdf", ContentFile(content))
    return material


@dataclass
class OfReports:
    """An internal report whose chapter is the group's, and one that has been published."""

    report: Report
    chapter: Chapter
    picture: Picture
    version: ReportVersion
    tie: ReportDecision
    file: GeneratedFile
    published: Report
    published_version: ReportVersion
    published_file: GeneratedFile
    effect: ReportEffect
    material: DecisionMaterial
    published_material: DecisionMaterial


def make_of_reports(personas: Personas, plan: Plan) -> OfReports:
    report = make_report(plan)
    chapter = make_chapter(report, group=personas.group)
    picture = make_picture(report)
    version = make_version(report, by=personas.coordinator)
    published = make_report(plan, 2023)
    make_chapter(published, key="summary")
    open_version = make_version(published, by=personas.coordinator)
    Report.objects.filter(pk=published.pk).update(open_version=open_version, publication="public")
    published.refresh_from_db()
    tie = make_approval(version)
    return OfReports(
        report=report,
        chapter=chapter,
        picture=picture,
        version=version,
        tie=tie,
        file=make_file(version),
        published=published,
        published_version=open_version,
        published_file=make_file(open_version),
        effect=make_report_effect(report),
        material=make_report_material(tie),
        published_material=make_report_material(make_approval(open_version)),
    )
