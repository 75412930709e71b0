"""The demo's report, half written."""

from plans.models import Goal, Plan
from reporting.demo.county import DemoCounty
from reporting.demo.files import FOLDER, texts
from reporting.demo.records import noon, remove, save_all
from reporting.models import Chapter, GeneratedFile, GoalAssessment, Picture, Report, ReportDecision, ReportVersion
from reporting.queries.report.suggestions import first_draft
from reporting.services.report.making import create_report
from reporting.services.report.writing import save_chapter

NAME = "report"
BODIES = ("body_fi", "body_sv", "body_en")


def load_report(county: DemoCounty) -> None:
    """Nothing where the county has no such file."""
    if not FOLDER.joinpath(county.folder, NAME).with_suffix(".toml").exists():
        return
    data = county.read(NAME)
    told = data["report"]
    report = Report(
        county=county.root,
        plan=Plan.objects.get(slug=county.read("plan")["plan"]["slug"]),
        kind=told["kind"],
        first_year=told["year"],
        year=told["year"],
        data_until=told["data_until"],
        is_demo=True,
        **texts(told, "name"),
    )
    create_report(report, by=county.coordinator)
    chapters = {each.key: each for each in report.chapters.all()}
    for entry in data["chapters"]:
        _write(county, chapters[entry["key"]], report, entry, noon(told["made_on"]))
    save_all([_assessment(report, entry) for entry in data["assessments"]])


def _write(county: DemoCounty, chapter: Chapter, report: Report, entry: dict, at) -> None:
    """As its group would: the frame, then the text, then how far it is."""
    chapter.report = report
    chapter.deadline = entry.get("deadline")
    if "group" in entry:
        chapter.group = county.groups[entry["group"]]
    for name in BODIES:
        setattr(chapter, name, entry.get(name, "") or getattr(chapter, name))
    if entry.get("assembled"):
        chapter.body_fi += first_draft(chapter)
    save_chapter(chapter, by=county.coordinator, at=at, is_writing=False)
    if state := entry.get("state"):
        chapter.state = state
        chapter.save(update_fields=["state"])


def _assessment(report: Report, entry: dict) -> GoalAssessment:
    goal = Goal.objects.get(section__plan=report.plan, identifier=entry["goal"])
    return GoalAssessment(report=report, goal=goal, verdict=entry["verdict"], **texts(entry, "text"))


def remove_reports(county_ids: list[int]) -> None:
    """With what was frozen of them: frozen rows hold on to the plan's snapshots."""
    reports = Report.objects.filter(county__in=county_ids)
    reports.update(open_version=None, publication="internal", earlier=None)
    ReportDecision.objects.filter(report__in=reports).delete()
    versions = ReportVersion.objects.filter(report__in=reports)
    GeneratedFile.objects.filter(version__in=versions).delete()
    versions.update(compared_with=None)
    versions.delete()
    for model in (GoalAssessment, Picture, Chapter):
        remove(model.objects.filter(report__in=reports))
    remove(reports)
