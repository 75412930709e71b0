"""Sections, focus areas and phenomena: added, changed, put in order, deleted."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from plans.access import get_part_to_edit, get_plan_to_edit
from plans.forms.base import ReasonedForm
from plans.forms.structure import FocusAreaForm, PhenomenonForm, SectionForm
from plans.models import FocusArea, Phenomenon, Section
from plans.services.record import add_record, save_record
from plans.views.edit.pages import delete_page, form_page, manage_url, move

Part = Section | FocusArea | Phenomenon


@require_http_methods(["GET", "POST"])
def section_create(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    return _create(request, SectionForm, Section(plan=plan), plan.sections.all(), title=_("New section"))


@require_http_methods(["GET", "POST"])
def section_edit(request: HttpRequest, pk: int) -> HttpResponse:
    section = get_part_to_edit(request.user, Section.objects, pk)
    return _edit(request, SectionForm, section, anchor="sections")


@require_POST
def section_move(request: HttpRequest, pk: int) -> HttpResponse:
    section = get_part_to_edit(request.user, Section.objects, pk)
    return move(request, section, section.plan.sections.all(), plan=section.plan, anchor="sections")


@require_http_methods(["GET", "POST"])
def section_delete(request: HttpRequest, pk: int) -> HttpResponse:
    section = get_part_to_edit(request.user, Section.objects, pk)
    return delete_page(
        request, section, plan=section.plan, name=str(section), back=manage_url(section.plan, "sections")
    )


@require_http_methods(["GET", "POST"])
def focus_area_create(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    return _create(request, FocusAreaForm, FocusArea(plan=plan), plan.focus_areas.all(), title=_("New focus area"))


@require_http_methods(["GET", "POST"])
def focus_area_edit(request: HttpRequest, pk: int) -> HttpResponse:
    area = get_part_to_edit(request.user, FocusArea.objects, pk)
    targets = area.indicator_targets.select_related("indicator")
    return _edit(
        request, FocusAreaForm, area, anchor="focus-areas", template="plans/edit/focus_area.html", targets=targets
    )


@require_POST
def focus_area_move(request: HttpRequest, pk: int) -> HttpResponse:
    area = get_part_to_edit(request.user, FocusArea.objects, pk)
    return move(request, area, area.plan.focus_areas.all(), plan=area.plan, anchor="focus-areas")


@require_http_methods(["GET", "POST"])
def focus_area_delete(request: HttpRequest, pk: int) -> HttpResponse:
    area = get_part_to_edit(request.user, FocusArea.objects, pk)
    return delete_page(request, area, plan=area.plan, name=str(area), back=manage_url(area.plan, "focus-areas"))


@require_http_methods(["GET", "POST"])
def phenomenon_create(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_edit(request.user, slug)
    return _create(request, PhenomenonForm, Phenomenon(plan=plan), plan.phenomena.all(), title=_("New phenomenon"))


@require_http_methods(["GET", "POST"])
def phenomenon_edit(request: HttpRequest, pk: int) -> HttpResponse:
    phenomenon = get_part_to_edit(request.user, Phenomenon.objects, pk)
    ties = phenomenon.indicator_ties.select_related("indicator")
    return _edit(
        request, PhenomenonForm, phenomenon, anchor="phenomena", template="plans/edit/phenomenon.html", ties=ties
    )


@require_POST
def phenomenon_move(request: HttpRequest, pk: int) -> HttpResponse:
    phenomenon = get_part_to_edit(request.user, Phenomenon.objects, pk)
    return move(request, phenomenon, phenomenon.plan.phenomena.all(), plan=phenomenon.plan, anchor="phenomena")


@require_http_methods(["GET", "POST"])
def phenomenon_delete(request: HttpRequest, pk: int) -> HttpResponse:
    phenomenon = get_part_to_edit(request.user, Phenomenon.objects, pk)
    back = manage_url(phenomenon.plan, "phenomena")
    return delete_page(request, phenomenon, plan=phenomenon.plan, name=str(phenomenon), back=back)


def _create(request: HttpRequest, form_class: type[ReasonedForm], part: Part, siblings, *, title: str) -> HttpResponse:
    form = form_class(sent(request), instance=part, plan=part.plan, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: add_record(form.instance, siblings, by=request.user, reason=form.given_reason, ties=form.ties),
        plan=part.plan,
        title=title,
        back=manage_url(part.plan),
        done=_("It was added."),
    )


def _edit(request: HttpRequest, form_class: type[ReasonedForm], part: Part, *, anchor: str, **page) -> HttpResponse:
    title = str(part)
    form = form_class(sent(request), instance=part, plan=part.plan, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_record(form.instance, by=request.user, reason=form.given_reason, ties=form.ties),
        plan=part.plan,
        title=title,
        back=manage_url(part.plan, anchor),
        done=_("Saved: %(name)s.") % {"name": title},
        part=part,
        **page,
    )
