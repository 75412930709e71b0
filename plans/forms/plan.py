"""A plan's own facts, its approval, publication and steps."""

from calendar import monthrange
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import PlainForm
from hyte.lib.models import Publication
from plans.forms.base import REASON_LENGTH, ReasonedForm, RecordForm
from plans.forms.choices import bodies_of, groups_of
from plans.forms.decision import DecidedForm
from plans.models import Plan, PlanStep
from plans.models.plan import RESERVED_ADDRESSES

YEARS = (2000, 2100)


class PlanForm(ReasonedForm):
    fieldsets = (
        ("", ("county", "name_fi", "name_sv", "name_en", "kind", "slug")),
        (gettext_lazy("When"), ("valid_from", "valid_until", "term_start_year", "term_end_year")),
        (gettext_lazy("Aim"), ("aim_fi", "aim_sv", "aim_en")),
        (gettext_lazy("Ties"), ("legal_basis", "strategy_goal", "budget_entry", "project", "parent", "successor")),
        ("", ("reason",)),
    )

    class Meta:
        model = Plan
        fields = [
            "county",
            "name_fi",
            "name_sv",
            "name_en",
            "kind",
            "slug",
            "valid_from",
            "valid_until",
            "term_start_year",
            "term_end_year",
            "aim_fi",
            "aim_sv",
            "aim_en",
            "legal_basis",
            "strategy_goal",
            "budget_entry",
            "project",
            "parent",
            "successor",
        ]
        help_texts = {
            "slug": gettext_lazy(
                "The end of the plan's address on the network. Leave empty to have it made from the name."
            ),
            "parent": gettext_lazy(
                "Only for a sub-plan. A sub-plan's measures are never counted in the main plan's totals."
            ),
            "successor": gettext_lazy("The plan that follows this one."),
            "legal_basis": gettext_lazy("For example: Social Welfare Act, section 7."),
        }

    def __init__(self, *args, counties, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.counties = counties
        self.fields["county"].queryset = counties
        self.fields["slug"].required = False
        if self.instance.pk:
            self.drop("county", "slug")
        elif len(counties) == 1:
            self.drop("county")
        others = Plan.objects.filter(county__in=counties).exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = others.main()
        self.fields["successor"].queryset = others

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if Plan.objects.filter(slug=slug).exists():
            raise ValidationError(_("The address is already in use. Choose another."))
        return slug

    def clean_successor(self) -> Plan | None:
        """A chain of successors doesn't come back, and a plan follows only one other."""
        successor, seen = self.cleaned_data["successor"], {self.instance.pk}
        if successor and Plan.objects.filter(successor=successor).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("The plan already follows another plan."))
        following = successor
        while following and self.instance.pk:
            if following.pk in seen:
                raise ValidationError(_("This plan itself follows the chosen one."))
            seen.add(following.pk)
            following = following.successor
        return successor

    def clean_parent(self) -> Plan | None:
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk and self.instance.sub_plans.exists():
            raise ValidationError(_("The plan has sub-plans of its own, so it can't be a sub-plan."))
        return parent

    def clean(self) -> dict:
        cleaned = super().clean()
        self._check_county(cleaned)
        check_order(self, "valid_from", "valid_until", _("The plan can't end before it starts."))
        check_order(self, "term_start_year", "term_end_year", _("The council term can't end before it starts."))
        check_year(self, "valid_from", "valid_until")
        if self.instance.pk and not self.errors:
            self._check_measures(cleaned["valid_from"], cleaned["valid_until"])
        return cleaned

    def _check_county(self, cleaned: dict) -> None:
        if not self.instance.pk:
            self.instance.county = cleaned.get("county") or self.counties[0]
        for name in ("parent", "successor"):
            other = cleaned.get(name)
            if other and other.county_id != self.instance.county_id:
                self.add_error(name, _("The plan belongs to another county."))
        if not self.instance.pk and not cleaned.get("slug") and cleaned.get("name_fi"):
            cleaned["slug"] = free_plan_address(cleaned["name_fi"])

    def _check_measures(self, start: date, end: date) -> None:
        measures = self.instance.measures
        early, late = measures.filter(in_force_from__lt=start).count(), measures.filter(in_force_until__gt=end).count()
        late += measures.filter(in_force_from__gt=end).count()
        if early:
            self.add_error(
                "valid_from", _("Measures that came into force before that day: %(count)s.") % {"count": early}
            )
        if late:
            self.add_error("valid_until", _("Measures that are in force after that day: %(count)s.") % {"count": late})


def free_plan_address(name: str) -> str:
    taken = {*Plan.objects.values_list("slug", flat=True), *RESERVED_ADDRESSES}
    base = slugify(name.replace("–", "-"))[:70].strip("-") or "suunnitelma"
    number, address = 2, base
    while address in taken:
        address, number = f"{base}-{number}", number + 1
    return address


class ApprovalForm(DecidedForm, PlainForm):
    """By which decision the plan was approved; for an approved plan the right one in place of a wrong choice."""

    reason = forms.CharField(
        label=gettext_lazy("What was wrong with the earlier choice"),
        max_length=REASON_LENGTH,
        help_text=gettext_lazy("The plan has been approved: the reason stays in the history."),
    )
    fieldsets = (*DecidedForm.DECISION_FIELDSETS, ("", ("reason",)))

    def __init__(self, *args, plan: Plan, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offer_decisions(plan.county, today=today)
        if not plan.is_approved:
            self.drop("reason")


class PublicationForm(PlainForm):
    fieldsets = (("", ("publication",)),)
    publication = forms.ChoiceField(
        label=gettext_lazy("Who can read the plan"), choices=Publication.choices, widget=forms.RadioSelect
    )


class StepForm(RecordForm):
    fieldsets = (
        ("", ("title_fi", "title_sv", "title_en")),
        (gettext_lazy("When"), ("starts_on", "ends_on", "by_month", "done_on")),
        (gettext_lazy("Who"), ("body", "group")),
    )

    class Meta:
        model = PlanStep
        fields = ["title_fi", "title_sv", "title_en", "starts_on", "ends_on", "by_month", "done_on", "body", "group"]
        help_texts = {
            "by_month": gettext_lazy("Then any day of the month will do: the step is shown by its months."),
            "ends_on": gettext_lazy("Leave empty when the step is over on the same day or in the same month."),
        }

    def __init__(self, *args, today: date, **kwargs) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = False
        self.fields["body"].queryset = bodies_of(self.plan.county)
        self.fields["group"].queryset = groups_of(self.plan.county)

    def clean_done_on(self) -> date | None:
        done = self.cleaned_data["done_on"]
        if done and done > self.today:
            raise ValidationError(_("The day is in the future."))
        return done

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["ends_on"] = cleaned.get("ends_on") or cleaned.get("starts_on")
        check_order(self, "starts_on", "ends_on", _("The step can't end before it starts."))
        check_year(self, "starts_on", "ends_on")
        if cleaned.get("by_month") and cleaned.get("starts_on") and cleaned.get("ends_on"):
            cleaned["starts_on"] = cleaned["starts_on"].replace(day=1)
            cleaned["ends_on"] = last_of_month(cleaned["ends_on"])
        return cleaned


def last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def check_order(form: forms.BaseForm, first: str, last: str, message: str) -> None:
    """Refuse a pair of days or years in the wrong order."""
    start, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if start and end and end < start:
        form.add_error(last, message)


def check_year(form: forms.BaseForm, *names: str) -> None:
    """Refuse days of other centuries, which are slips of the finger."""
    for name in names:
        day = form.cleaned_data.get(name)
        if day and not YEARS[0] <= day.year <= YEARS[1]:
            form.add_error(
                name, _("Give a year between %(first)s and %(last)s.") % {"first": YEARS[0], "last": YEARS[1]}
            )
