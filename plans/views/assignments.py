"""Tasks: lists of a group and of oneself, and what is done to one task."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groups.access import (
    get_assignment_to_end,
    get_assignment_to_run,
    get_group,
    get_group_to_run,
    is_assignee,
    may_run_group,
)
from groups.models import AgendaItem, Assignment, Meeting, WorkingGroup
from groups.queries.assignments import open_tasks_of, tasks_of_group
from groups.services.assignments import end_assignment, reopen_assignment, save_assignment
from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from plans.forms.assignment import AssignmentForm, OutcomeForm

FORM, MOST_ENDED = "plans/assignment_form.html", 50


@require_GET
def my_assignments(request: HttpRequest) -> HttpResponse:
    person = getattr(request.user, "person", None)
    tasks = open_tasks_of(person) if person else []
    context = {"tasks": tasks, "person": person, "today": today(), "place": "groups"}
    return render(request, "plans/my_assignments.html", context)


@require_GET
def group_assignments(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_group(request.user, pk)
    tasks = list(tasks_of_group(group))
    ended = sorted((task for task in tasks if task.ended_on), key=lambda task: (task.ended_on, task.pk), reverse=True)
    context = {
        "group": group,
        "county": group.county,
        "place": "groups",
        "open_tasks": [task for task in tasks if not task.ended_on],
        "ended_tasks": ended[:MOST_ENDED],
        "ended_count": len(ended),
        "runs": may_run_group(request.user, group),
        "today": today(),
    }
    return render(request, "plans/group_assignments.html", context)


@require_http_methods(["GET", "POST"])
def assignment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new task of the group; ``?kokous=`` and ``?kohta=`` tell the meeting and the agenda item where it was agreed."""
    group = get_group_to_run(request.user, pk)
    item, meeting = _agreed_in(request, group)
    task = Assignment(group=group, meeting=meeting, item=item)
    ids = f"task-{item.pk}-%s" if item else "task-%s"  # several forms stand on one page
    form = AssignmentForm(sent(request), instance=task, on=today(), initial=kept_initial(request), auto_id=ids)
    return form_page(
        request,
        form,
        lambda: save_assignment(form.instance, by=request.user),
        title=_("New task"),
        back=_back(group, meeting, item),
        done=_("The task was added."),
        template=FORM,
        place="groups",
        county=group.county,
        group=group,
        item=item,
        meeting=meeting,
        submit=_("Add the task"),
    )


@require_http_methods(["GET", "POST"])
def assignment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_assignment_to_run(request.user, pk)
    form = AssignmentForm(sent(request), instance=task, on=today(), initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_assignment(form.instance, by=request.user),
        title=_("Change the task"),
        back=_list(task.group),
        done=_("The task was saved."),
        template=FORM,
        place="groups",
        county=task.group.county,
        group=task.group,
        meeting=task.meeting,
    )


@require_http_methods(["GET", "POST"])
def assignment_done(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_assignment_to_end(request.user, pk)
    return _end(request, task, Assignment.State.DONE, title=_("The task is done"), submit=_("Mark it done"))


@require_http_methods(["GET", "POST"])
def assignment_drop(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_assignment_to_run(request.user, pk)
    return _end(request, task, Assignment.State.DROPPED, title=_("Drop the task"), submit=_("Drop it"))


@require_POST
def assignment_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_assignment_to_run(request.user, pk)
    reopen_assignment(task, by=request.user)
    messages.success(request, _("The task is open again: %(task)s.") % {"task": task})
    return redirect(_list(task.group))


def _end(request: HttpRequest, task: Assignment, state: str, *, title: str, submit: str) -> HttpResponse:
    dropped = state == Assignment.State.DROPPED
    form = OutcomeForm(sent(request), is_required=dropped, initial=kept_initial(request))
    if request.method == "GET" and task.state != Assignment.State.OPEN:
        messages.warning(request, _("The task has ended already: %(state)s.") % {"state": task.get_state_display()})
        return redirect(_after(request.user, task))
    return form_page(
        request,
        form,
        lambda: end_assignment(task, state, outcome=form.cleaned_data["outcome"], on=today(), by=request.user),
        title=title,
        back=_after(request.user, task),
        done=_("Saved: %(name)s.") % {"name": task},
        template=FORM,
        place="groups",
        county=task.group.county,
        group=task.group,
        task=task,
        submit=submit,
    )


def _agreed_in(request: HttpRequest, group: WorkingGroup) -> tuple[AgendaItem | None, Meeting | None]:
    """The agenda item and the meeting that the address names, where they are the group's."""
    meetings = Meeting.objects.of_groups([group.pk])
    item_id, meeting_id = request.GET.get("kohta", ""), request.GET.get("kokous", "")
    if item_id.isdecimal():
        item = AgendaItem.objects.filter(pk=int(item_id), meeting__in=meetings).select_related("meeting").first()
        if item:
            return item, item.meeting
    return None, meetings.filter(pk=int(meeting_id)).first() if meeting_id.isdecimal() else None


def _back(group: WorkingGroup, meeting: Meeting | None, item: AgendaItem | None) -> str:
    if meeting is None:
        return _list(group)
    anchor = f"item-{item.pk}" if item else "tasks"
    return f"{reverse('plans:memo-edit', args=[meeting.pk])}#{anchor}"


def _list(group: WorkingGroup) -> str:
    return reverse("plans:group-assignments", args=[group.pk])


def _after(user, task: Assignment) -> str:
    """The assignee's own list; to others the group's."""
    return reverse("plans:my-assignments") if is_assignee(user, task) else _list(task.group)
