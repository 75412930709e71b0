"""What is already written elsewhere and belongs in a chapter, with the way to where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from groups.models import AgeGroup
from hyte.lib.models import in_language
from indicators.models import Adoption, Conclusion
from negotiations.models import AgreementNote, Highlight
from plans.models import StatusUpdate
from reporting.models import Chapter, Report

LONGEST = 600  # characters of one suggestion that are taken at once


@dataclass(frozen=True)
class Suggestion:
    """``html`` is what would stand in the text; ``origin`` says where it comes from and ``url`` leads there."""

    title: str
    html: SafeString
    origin: str
    url: str


def suggestions_for(chapter: Chapter) -> list[Suggestion]:
    """What the chapter's key asks for, by its own years; at most three queries."""
    report, key = chapter.report, chapter.key
    if key.startswith("plan-"):
        return list(_updates(report, key.removeprefix("plan-")))
    if key.startswith("wellbeing"):
        return [*_conclusions(report, key), *_charts(report, key)]
    if key in ("negotiations", "summary"):
        return [*_highlights(report), *(_follow_ups(report) if key == "negotiations" else ())]
    return []


def last_years_text(chapter: Chapter) -> Chapter | None:
    """The same chapter of the report compared with."""
    earlier = chapter.report.earlier_id
    return Chapter.objects.filter(report=earlier, key=chapter.key).first() if earlier else None


def first_draft(chapter: Chapter) -> str:
    """The suggestions as one text, to be written on."""
    return "".join(each.html for each in suggestions_for(chapter))


def _updates(report: Report, section: str) -> Iterator[Suggestion]:
    """The newest published text of each measure of the section in the report's years."""
    first = date(report.first_year, 1, 1)
    updates = (
        StatusUpdate.objects.standing()
        .published()
        .filter(
            measure__plan=report.plan, measure__goal__section__slug=section, on__gte=first, on__lte=report.data_until
        )
        .exclude(public_text_fi="", public_text_sv="", public_text_en="")
        .select_related("measure__goal")
        .order_by("measure__goal__order", "measure__order", "measure", "-on", "-recorded_at", "-pk")
    )
    seen: set[int] = set()
    for update in updates:
        if update.measure_id not in seen:
            seen.add(update.measure_id)
            measure = update.measure
            html = format_html("<p><strong>{}</strong> {}</p>", measure.identifier, update.public_text[:LONGEST])
            yield Suggestion(str(measure), html, _("Status update"), measure.get_absolute_url())


def _age_group_of(report: Report, key: str) -> AgeGroup | None:
    """Whose part it is, by its title; the whole population has none."""
    title = report.chapters.filter(key=key).values_list("title_fi", flat=True).first()
    return report.county.age_groups.filter(name_fi=title).first()


def _conclusions(report: Report, key: str) -> Iterator[Suggestion]:
    """Public conclusions of the groups of the years, of the part's age group."""
    age_group = _age_group_of(report, key)
    found = Conclusion.objects.filter(
        county=report.county, is_public=True, on__year__gte=report.first_year, on__lte=report.data_until
    )
    found = found.filter(group__age_group=age_group) if age_group else found.filter(group__age_group=None)
    for each in found.select_related("indicator", "group"):
        text = in_language(each, "conclusion")[0]
        action = in_language(each, "action")[0]
        html = format_html("<p>{}</p>", " ".join(filter(None, (text, action)))[:LONGEST])
        yield Suggestion(each.indicator.title, html, _("Conclusion of a group"), each.indicator.get_absolute_url())


def _charts(report: Report, key: str) -> Iterator[Suggestion]:
    """Charts of the indicators that the county uses for the age group."""
    adopted = Adoption.objects.filter(county=report.county, age_group=_age_group_of(report, key))
    for each in adopted.select_related("indicator").order_by("theme__order", "indicator__title_fi"):
        html = format_html("<p>[[mittari:{}]]</p>", each.indicator_id)
        yield Suggestion(each.indicator.title, html, _("Chart of an indicator"), each.indicator.get_absolute_url())


def _highlights(report: Report) -> Iterator[Suggestion]:
    found = Highlight.objects.filter(
        round__county=report.county, round__first_year__lte=report.year, round__last_year__gte=report.first_year
    )
    for each in found.select_related("round", "theme"):
        figure = format_html(" ({}, {})", each.figure, each.source) if each.figure else ""
        html = format_html("<ul><li>{}{}</li></ul>", each.text, figure)
        yield Suggestion(str(each.theme), html, _("Highlight of negotiations"), each.round.get_absolute_url())


def _follow_ups(report: Report) -> Iterator[Suggestion]:
    """Notes on public agreements, written in the report's years."""
    notes = AgreementNote.objects.filter(
        agreement__negotiation__round__county=report.county,
        agreement__negotiation__publication="public",
        on__year__gte=report.first_year,
        on__lte=report.data_until,
    )
    for each in notes.select_related("agreement"):
        html = format_html("<p>{}: {}</p>", each.agreement.text, each.text[:LONGEST])
        yield Suggestion(each.agreement.text, html, _("Follow-up of an agreement"), each.agreement.get_absolute_url())
