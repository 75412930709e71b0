"""Measures and who answers for them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Decision, Organisation, Person
from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.models import OPEN_PUBLICATIONS
from hyte.lib.text import fold
from indicators.models import Theme
from plans.models.chain import Goal, Worded
from plans.models.plan import YEAR, Plan


class MeasureQuerySet(models.QuerySet):
    def in_force_on(self, on: date) -> "MeasureQuerySet":
        return self.filter(in_force_from__lte=on).filter(Q(in_force_until=None) | Q(in_force_until__gte=on))

    def permitted(self, user, permission: Permission) -> "MeasureQuerySet":
        """Measures on which the user has the permission, by whatever role."""
        return self.filter(permitted_measures(user, permission))

    def visible_to(self, user) -> "MeasureQuerySet":
        """Measures of open plans and those whose internal side the user may read."""
        return self.filter(
            Q(plan__publication__in=OPEN_PUBLICATIONS) | permitted_measures(user, Permission.VIEW_INTERNAL)
        )

    def in_plan_order(self) -> "MeasureQuerySet":
        return self.order_by("goal__section__order", "goal__section_id", "goal__order", "goal_id", "order", "pk")


def permitted_measures(user, permission: Permission) -> Q:
    """A condition on measures: those on which the user has the permission."""
    reach = standing_of(user).reach(permission)
    condition = Q(plan__county__in=reach.counties) | Q(goal__section__group__in=reach.groups)
    if reach.divisions:
        answered = Responsibility.objects.in_force().filter(organisation__in=reach.divisions)
        condition |= Q(pk__in=answered.exclude(kind=Responsibility.Kind.PARTNER).values("measure"))
    if reach.own:
        condition |= Q(contact_person__user=user) | Q(deputy__user=user)
    return condition


class Measure(Worded):
    """What was promised: approved wording, who answers, when, with what."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="measures")
    goal = models.ForeignKey(Goal, verbose_name=_("goal"), on_delete=models.PROTECT, related_name="measures")
    identifier = models.CharField(_("identifier"), max_length=20)
    contact_person = models.ForeignKey(
        Person,
        verbose_name=_("contact person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="measures",
    )
    deputy = models.ForeignKey(
        Person,
        verbose_name=_("deputy"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deputised_measures",
    )
    continuous = models.BooleanField(_("continuous"), default=False)
    start_year = models.PositiveSmallIntegerField(_("from the year"), null=True, blank=True, validators=YEAR)
    end_year = models.PositiveSmallIntegerField(_("to the year"), null=True, blank=True, validators=YEAR)
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    resources = models.TextField(_("resources"), blank=True, max_length=5000)
    reach = models.TextField(
        _("reach"), blank=True, max_length=2000, help_text=_("How many people or places the measure has reached.")
    )
    vulnerable_groups_fi = models.TextField(_("vulnerable groups considered, in Finnish"), blank=True, max_length=2000)
    vulnerable_groups_sv = models.TextField(_("vulnerable groups considered, in Swedish"), blank=True, max_length=2000)
    vulnerable_groups_en = models.TextField(_("vulnerable groups considered, in English"), blank=True, max_length=2000)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="measures")
    strategy_goal = models.CharField(_("strategy goal"), max_length=300, blank=True)
    budget_entry = models.CharField(_("budget entry"), max_length=300, blank=True)
    project = models.CharField(_("project"), max_length=300, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    search_text = models.TextField(editable=False, default="")
    history = HistoricalRecords(excluded_fields=["search_text"])

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["goal__section__order", "goal__order", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "identifier"], name="measure_identifier_once_in_plan"),
            models.CheckConstraint(
                condition=Q(start_year=None) | Q(end_year=None) | Q(end_year__gte=F("start_year")),
                name="measure_years_ascend",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until=None) | Q(in_force_until__gte=F("in_force_from")),
                name="measure_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(contact_person=None) | Q(deputy=None) | ~Q(deputy=F("contact_person")),
                name="measure_deputy_is_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.identifier} {self.wording}"

    def save(self, *args, **kwargs) -> None:
        self.search_text = self.folded()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_text"}
        super().save(*args, **kwargs)

    def folded(self) -> str:
        return fold(self.identifier, self.wording_fi, self.wording_sv, self.wording_en)

    def get_absolute_url(self) -> str:
        return reverse("plans:measure-detail", args=[self.pk])

    def get_report_url(self) -> str:
        return reverse("plans:status-report", args=[self.pk])

    @property
    def years(self) -> str:
        """The years as they stand in the plan: "2023–2025", "2024–", or "" where none is given."""
        if not self.start_year or self.start_year == self.end_year:
            return str(self.start_year or self.end_year or "")
        return f"{self.start_year}–{self.end_year or ''}"


class ResponsibilityQuerySet(models.QuerySet):
    def in_force(self) -> "ResponsibilityQuerySet":
        return self.filter(ended_on=None)

    def main(self) -> "ResponsibilityQuerySet":
        return self.filter(kind=Responsibility.Kind.MAIN)


class Responsibility(models.Model):
    """Who answers for a measure: proposed, then approved by a management board's decision."""

    class Kind(models.TextChoices):
        MAIN = "main", _("Main responsible")
        OTHER = "other", _("Other responsible")
        PARTNER = "partner", _("Partner")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")

    measure = models.ForeignKey(
        Measure, verbose_name=_("measure"), on_delete=models.CASCADE, related_name="responsibilities"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="responsibilities"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.MAIN)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED)
    decision = models.ForeignKey(
        Decision,
        verbose_name=_("decision"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="responsibilities",
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    history = HistoricalRecords()

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["measure", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(kind="main", state="approved", ended_on=None),
                name="one_approved_main_responsible",
            ),
            models.UniqueConstraint(
                fields=["measure", "organisation"], condition=Q(ended_on=None), name="organisation_once_on_measure"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(kind="main") | Q(decision__isnull=False),
                name="approved_main_responsibility_has_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.identifier}: {self.organisation} ({self.get_kind_display()})"
