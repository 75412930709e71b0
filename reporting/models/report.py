"""The report of a year or of a council term: what is written, who decides on it, and what has been published."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Decision, Organisation
from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.models import OPEN_PUBLICATIONS, NamedRecord, Publishable
from plans.models import Consultation, Goal, Plan
from plans.models.effects import Effect
from plans.models.plan import YEAR


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ReportQuerySet":
        """Those out for statements or published, and all of the counties whose internal side the user reads."""
        reach = standing_of(user).reach(Permission.VIEW_INTERNAL)
        visible = Q(publication__in=OPEN_PUBLICATIONS, open_version__isnull=False) | Q(county__in=reach.counties)
        if reach.groups:
            visible |= Q(pk__in=self.model.objects.filter(chapters__group__in=reach.groups).values("pk"))
        return self.filter(visible)


class Report(NamedRecord, Publishable):
    """``open_version`` is the frozen one that others than the staff read; the working text goes on beside it."""

    class Kind(models.TextChoices):
        ANNUAL = "annual", _("Annual report")
        TERM = "term", _("Report of the council term")

    county = models.ForeignKey(Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="reports")
    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.ANNUAL)
    first_year = models.PositiveSmallIntegerField(_("from the year"), validators=YEAR)
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    data_until = models.DateField(
        _("figures until"), help_text=_("Measures are told as they stood on this day, and nothing later is taken in.")
    )
    open_version = models.ForeignKey(
        "ReportVersion", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    earlier = models.ForeignKey(
        "self",
        verbose_name=_("compared with"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="later",
        help_text=_("The last report: the change since it is told."),
    )
    is_demo = models.BooleanField(_("invented demo data"), default=False, editable=False)
    history = HistoricalRecords()

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-year", "kind", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["county", "kind", "year"], name="one_report_of_a_year"),
            models.CheckConstraint(condition=Q(year__gte=F("first_year")), name="report_years_in_order"),
            models.CheckConstraint(
                condition=Q(publication="internal") | Q(open_version__isnull=False), name="open_report_has_its_version"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("reporting:report-detail", args=[self.pk])

    def clean(self) -> None:
        if self.kind == self.Kind.ANNUAL:
            self.first_year = self.year
        if self.plan_id and self.county_id and self.plan.county_id != self.county_id:
            raise ValidationError({"plan": _("The plan belongs to another county.")}, code="county")

    @property
    def years(self) -> str:
        return str(self.year) if self.first_year == self.year else f"{self.first_year}–{self.year}"


class GoalAssessment(models.Model):
    """How a goal has come about in the report's time, in words and as one of three."""

    class Verdict(models.TextChoices):
        ON_COURSE = "on_course", _("On course")
        PARTLY = "partly", _("Partly on course")
        OFF_COURSE = "off_course", _("Off course")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="assessments")
    goal = models.ForeignKey(Goal, verbose_name=_("goal"), on_delete=models.PROTECT, related_name="assessments")
    verdict = models.CharField(_("assessment"), max_length=12, choices=Verdict.choices)
    text_fi = models.TextField(_("grounds in Finnish"), max_length=3000)
    text_sv = models.TextField(_("grounds in Swedish"), max_length=3000, blank=True)
    text_en = models.TextField(_("grounds in English"), max_length=3000, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("assessment of a goal")
        verbose_name_plural = _("assessments of goals")
        ordering = ["goal__section__order", "goal__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "goal"], name="goal_assessed_once_in_report")]

    def __str__(self) -> str:
        return f"{self.goal}: {self.get_verdict_display()}"


class ReportDecision(models.Model):
    """A decision on the report's way: one matter may be handled by several bodies and more than once."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="report_decisions")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="report_decisions")
    version = models.ForeignKey(
        "ReportVersion",
        verbose_name=_("frozen version"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    approves = models.BooleanField(_("the report may be published after this"), default=False)

    class Meta:
        verbose_name = _("decision on a report")
        verbose_name_plural = _("decisions on reports")
        ordering = ["decision__on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "decision"], name="decision_tied_once_to_report"),
            models.CheckConstraint(
                condition=Q(approves=False) | Q(version__isnull=False), name="approval_names_its_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.decision}"


class ReportConsultation(models.Model):
    """A consultation that is about the report and not about the plan itself."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="consultation_ties")
    consultation = models.OneToOneField(Consultation, on_delete=models.CASCADE, related_name="report_tie")

    class Meta:
        verbose_name = _("consultation on a report")
        verbose_name_plural = _("consultations on reports")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.report}: {self.consultation}"


class ReportEffect(Effect):
    """The ex-ante assessment of what the report proposes."""

    report = models.ForeignKey(Report, verbose_name=_("report"), on_delete=models.CASCADE, related_name="effects")
    history = HistoricalRecords()

    class Meta(Effect.Meta):
        verbose_name = _("effect of a report")
        verbose_name_plural = _("effects of reports")
