"""What somebody chooses for oneself."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.forms.settings import AccountForm, RemindersForm
from groups.models import LinkPurpose, PersonalLink
from groups.services.links import find_link
from groups.views.by_link import opened_by_link
from hyte.lib.forms_again import mark_saved


@require_http_methods(["GET", "POST"])
def my_settings(request: HttpRequest) -> HttpResponse:
    person = getattr(request.user, "person", None)
    data = request.POST or None
    account = AccountForm(data, instance=request.user)
    reminders = RemindersForm(data, instance=person) if person else None
    if request.method == "POST" and all(form.is_valid() for form in (account, reminders) if form):
        account.save()
        if reminders:
            reminders.instance._history_user = request.user
            reminders.save()
        messages.success(request, _("Your choices were saved."))
        mark_saved(request)
        return redirect("groups:my-settings")
    return render(request, "groups/my_settings.html", {"account": account, "reminders": reminders})


def find_settings_link(token: str, *, at: datetime) -> PersonalLink | None:
    return find_link(token, LinkPurpose.SETTINGS, at=at)


@opened_by_link(find_settings_link)
def settings_by_link(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """The choice of reminders from a mail, for somebody without an account."""
    form = RemindersForm(request.POST or None, instance=link.person)
    if request.method == "POST" and form.is_valid():
        form.instance._change_reason = _("By a personal link")
        form.save()
        messages.success(request, _("Your choices were saved."))
        mark_saved(request)
        return redirect(request.path)
    return render(request, "groups/settings_by_link.html", {"form": form})
