"""The page of a form: shown, checked, acted on; what was refused or changed meanwhile opens the same form again."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hyte.lib.calm_forms import CalmForm
from hyte.lib.forms_again import mark_saved
from hyte.lib.meanwhile import Conflict, SeenForm

Act = Callable[[], object]


class ChangedMeanwhile(Exception):
    """Somebody else has saved the record since the form was opened; ``conflict`` tells what."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(", ".join(each.label for each in conflict.differences))
        self.conflict = conflict


def form_page(
    request: HttpRequest,
    form: CalmForm,
    act: Act,
    *,
    title: str,
    back: str,
    done: str,
    template: str,
    then: Callable[[], str] | None = None,
    **context,
) -> HttpResponse:
    """Show the form; when it is sent and holds, run the act and go ``back``, or ``then`` where it leads on."""
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = attempt(form, act)
        except ChangedMeanwhile as changed:
            saved, conflict = False, changed.conflict
        if saved:
            messages.success(request, done)
            mark_saved(request)
            return redirect(then() if then else back)
    values = {"form": form, "title": title, "back": back, "conflict": conflict} | context
    return render(request, template, values, status=409 if conflict else 422 if form.errors else 200)


def sent(request: HttpRequest) -> QueryDict | None:
    """What the form sent, also when it sent nothing; None where it is only shown."""
    return request.POST if request.method == "POST" else None


def attempt(form: CalmForm, act: Act) -> bool:
    """Run the act, all or nothing; what it refuses is shown in the form.

    Raises ChangedMeanwhile where somebody else has saved the same record since the form was opened.
    """
    try:
        with transaction.atomic():
            _refuse_unseen(form)
            act()
    except ValidationError as error:
        form.refuse(error)
    except IntegrityError:
        form.refuse(
            ValidationError(_("Somebody else saved the same thing at the same moment. Look at it and save again."))
        )
    return not form.errors


def _refuse_unseen(form: CalmForm) -> None:
    conflict = form.find_conflict() if isinstance(form, SeenForm) else None
    if conflict:
        raise ChangedMeanwhile(conflict)
