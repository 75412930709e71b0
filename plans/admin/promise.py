"""Goals, measures and responsibilities to be read; their wording changes by decisions on the plan's pages."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.admin.base import HistoryAdmin, ReadOnly
from groups.models import Decision, DecisionOutcome
from plans.models import Goal, Measure, Plan, PlanDecision, Responsibility
from plans.services.decision import tie_decision
from plans.services.responsibility import approve_responsibilities

COLUMN_LENGTH = 70


@admin.register(Goal)
class GoalAdmin(ReadOnly, HistoryAdmin):
    county_path = "section__plan__county"
    list_display = ["identifier", "wording_fi", "section"]
    list_display_links = ["identifier", "wording_fi"]
    list_filter = ["section"]
    list_select_related = ["section"]
    search_fields = ["search_text"]
    exclude = ["search_text"]


@admin.register(Measure)
class MeasureAdmin(ReadOnly, HistoryAdmin):
    county_path = "plan__county"
    list_display = ["identifier", "wording_fi", "plan", "contact_person", "years", "in_force_until"]
    list_display_links = ["identifier", "wording_fi"]
    list_filter = ["plan", ("contact_person", admin.EmptyFieldListFilter)]
    list_select_related = ["plan", "contact_person"]
    search_fields = ["search_text", "contact_person__name"]

    @admin.display(description=gettext_lazy("years"), ordering="start_year")
    def years(self, measure: Measure) -> str:
        return measure.years


@admin.display(description=gettext_lazy("measure"), ordering="measure__identifier")
def short_measure(row) -> str:
    """The measure of a row, short enough for a column."""
    return Truncator(row.measure).chars(COLUMN_LENGTH)


class ApprovalForm(forms.Form):
    """By which decision the chosen responsibilities are approved."""

    decision = forms.ModelChoiceField(Decision.objects.none(), label=gettext_lazy("Decision"))

    def __init__(self, *args, decisions: QuerySet[Decision], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions


@admin.register(Responsibility)
class ResponsibilityAdmin(ReadOnly, HistoryAdmin):
    county_path = "measure__plan__county"
    list_display = [short_measure, "organisation", "kind", "state", "decision", "ended_on"]
    list_filter = ["state", "kind", "organisation", ("ended_on", admin.EmptyFieldListFilter)]
    list_select_related = ["measure", "organisation", "decision__body"]
    search_fields = ["measure__search_text", "organisation__name_fi"]
    actions = ["approve"]

    @admin.action(description=gettext_lazy("Approve by a decision"), permissions=["view"])
    def approve(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Ask for the decision first, then approve all or none."""
        proposed = queryset.in_force().filter(state=Responsibility.State.PROPOSED)
        confirmed = "confirm" in request.POST
        form = ApprovalForm(request.POST if confirmed else None, decisions=self._decisions(request))
        if form.is_valid() and self._approved(form, proposed, request):
            return None
        context = self.admin_site.each_context(request) | {
            "title": _("Approve responsibilities by a decision"),
            "opts": self.opts,
            "form": form,
            "proposed": proposed,
            "action": "approve",
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/plans/responsibility/approve.html", context)

    def _decisions(self, request: HttpRequest) -> QuerySet[Decision]:
        decisions = self.admin_site.get_model_admin(Decision).kept_rows(request.user)
        return decisions.filter(outcome=DecisionOutcome.APPROVED).select_related("body")

    def _approved(self, form: ApprovalForm, proposed: QuerySet, request: HttpRequest) -> bool:
        try:
            approved = _approve(proposed, form.cleaned_data["decision"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return False
        words = ngettext(
            "%(count)s responsibility was approved.", "%(count)s responsibilities were approved.", len(approved)
        )
        self.message_user(request, words % {"count": len(approved)}, messages.SUCCESS)
        return True


@transaction.atomic
def _approve(proposed: QuerySet, decision: Decision, *, by) -> list[Responsibility]:
    plans = list(Plan.objects.filter(measures__responsibilities__in=proposed).distinct())
    approved = approve_responsibilities(proposed, decision=decision, by=by)
    for plan in plans:
        tie_decision(plan, decision, PlanDecision.Meaning.RESPONSIBILITY)
    return approved
