"""Themes of meetings: one for many meetings, or for one only."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.access import get_meeting_to_run, get_topic_to_edit
from groups.forms.topic import TopicForm
from groups.models import Meeting, MeetingTopic
from groups.queries.calendar import Term
from groups.services.meetings import remove_topic, save_topic
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial


@require_http_methods(["GET", "POST"])
def topic_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new theme, first of all for this meeting."""
    meeting = get_meeting_to_run(request.user, pk)
    topic = MeetingTopic(county=meeting.county)
    return _edit(request, topic, meeting, {"meetings": [meeting.pk]}, title=_("New theme"))


@require_http_methods(["GET", "POST"])
def topic_edit(request: HttpRequest, pk: int) -> HttpResponse:
    topic = get_topic_to_edit(request.user, pk)
    return _edit(request, topic, topic.meetings.first(), {}, title=_("Change the theme"))


@require_http_methods(["GET", "POST"])
def topic_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Say from how many meetings the theme goes; remove it when it is confirmed."""
    topic = get_topic_to_edit(request.user, pk)
    meetings = list(topic.meetings.all())
    back = _back(meetings[0] if meetings else None)
    if request.method == "POST":
        remove_topic(topic, by=request.user)
        messages.success(request, _("The theme was removed."))
        return redirect(back)
    context = {"topic": topic, "county": topic.county, "meetings": meetings, "back": back}
    return render(request, "groups/topic_remove.html", context)


def _edit(
    request: HttpRequest, topic: MeetingTopic, meeting: Meeting | None, initial: dict, *, title: str
) -> HttpResponse:
    term = Term.of(meeting.on) if meeting else None
    days = (term.first, term.last) if term else ()
    form = TopicForm(
        sent(request), instance=topic, user=request.user, days=days, initial=initial | kept_initial(request)
    )
    return form_page(
        request,
        form,
        lambda: save_topic(form.instance, meetings=form.cleaned_data["meetings"], by=request.user),
        title=title,
        back=_back(meeting),
        done=_("The theme was saved."),
        template="groups/topic_form.html",
        county=topic.county,
        topic=topic,
    )


def _back(meeting: Meeting | None) -> str:
    return meeting.get_absolute_url() if meeting else reverse("groups:calendar")
