"""Plans and sub-plans, their sections, steps and decisions."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import AgeGroup, Decision, Organisation, WorkingGroup
from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.models import OPEN_PUBLICATIONS, NamedRecord, Publishable

YEAR = [MinValueValidator(2000), MaxValueValidator(2100)]
RESERVED_ADDRESSES = frozenset({"uusi"})  # the pages that make new ones stand there


class Addressed(NamedRecord):
    """A named record whose ``slug`` is the end of its page's address."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None) -> None:
        super().clean_fields(exclude=exclude)
        if self.slug in RESERVED_ADDRESSES and "slug" not in (exclude or ()):
            told = _("The address “%(address)s” belongs to the page where a new one is made. Choose another.")
            raise ValidationError({"slug": ValidationError(told, params={"address": self.slug})})


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PlanQuerySet":
        """Plans that are open to everyone and those of the counties, groups and measures of the user."""
        standing = standing_of(user)
        visible = Q(publication__in=OPEN_PUBLICATIONS)
        if standing.authenticated:
            reach = standing.reach(Permission.VIEW_INTERNAL)
            inside = Q(sections__group__in=reach.groups)
            inside |= Q(measures__contact_person__user=user) | Q(measures__deputy__user=user)
            visible |= Q(county__in=reach.counties) | Q(pk__in=self.model.objects.filter(inside).values("pk"))
        return self.filter(visible)

    def main(self) -> "PlanQuerySet":
        """Plans that are not a part of another plan."""
        return self.filter(parent=None)


class Plan(Addressed, Publishable):
    """A plan of a council term, or a sub-plan that hangs from one."""

    class Kind(models.TextChoices):
        WELLBEING = "wellbeing", _("Wellbeing plan")
        CULTURE = "culture", _("Culture wellbeing plan")
        VIOLENCE = "violence", _("Plan for preventing domestic violence")
        STUDENT = "student", _("Student welfare plan")
        CLINIC = "clinic", _("Maternity and child health clinic plan")
        OTHER = "other", _("Other plan")

    county = models.ForeignKey(Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="plans")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.WELLBEING)
    parent = models.ForeignKey(
        "self", verbose_name=_("main plan"), null=True, blank=True, on_delete=models.PROTECT, related_name="sub_plans"
    )
    successor = models.OneToOneField(
        "self", verbose_name=_("successor"), null=True, blank=True, on_delete=models.PROTECT, related_name="predecessor"
    )
    aim_fi = models.TextField(_("aim in Finnish"), blank=True, max_length=2000)
    aim_sv = models.TextField(_("aim in Swedish"), blank=True, max_length=2000)
    aim_en = models.TextField(_("aim in English"), blank=True, max_length=2000)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    term_start_year = models.PositiveSmallIntegerField(_("council term from"), null=True, blank=True, validators=YEAR)
    term_end_year = models.PositiveSmallIntegerField(_("council term to"), null=True, blank=True, validators=YEAR)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    approval = models.ForeignKey(
        Decision,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approved_plans",
    )
    strategy_goal = models.CharField(_("strategy goal"), max_length=300, blank=True)
    budget_entry = models.CharField(_("budget entry"), max_length=300, blank=True)
    project = models.CharField(_("project"), max_length=300, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-valid_from", "name_fi", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="plan_ends_after_start"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="plan_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("pk")), name="plan_not_its_own_successor"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("plans:plan-detail", args=[self.slug])

    @property
    def is_approved(self) -> bool:
        """Approved wording can only be superseded by a version tied to a decision."""
        return self.approval_id is not None

    def covers(self, on: date) -> bool:
        return self.valid_from <= on <= self.valid_until


class PlanDecision(models.Model):
    """A decision on the plan's way: one matter may be handled by several bodies and more than once."""

    class Meaning(models.TextChoices):
        APPROVAL = "approval", _("Approval of the plan")
        RESPONSIBILITY = "responsibility", _("Responsibilities")
        WORDING = "wording", _("Change of wording")
        HANDLING = "handling", _("Handling")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="plan_decisions")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="plan_decisions")
    meaning = models.CharField(_("meaning"), max_length=20, choices=Meaning.choices, default=Meaning.HANDLING)

    class Meta:
        verbose_name = _("decision on a plan")
        verbose_name_plural = _("decisions on plans")
        ordering = ["decision__on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "decision", "meaning"], name="decision_tied_once_to_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.get_meaning_display()}: {self.decision}"


class PlanStep(models.Model):
    """A step of preparing or carrying out the plan, placed by month or by day."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="steps")
    title_fi = models.CharField(_("title in Finnish"), max_length=300)
    title_sv = models.CharField(_("title in Swedish"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    by_month = models.BooleanField(_("only the month is known"), default=True)
    body = models.ForeignKey(
        Organisation, verbose_name=_("body"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        WorkingGroup, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("step of a plan")
        verbose_name_plural = _("steps of plans")
        ordering = ["starts_on", "ends_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="step_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.title_fi


class Section(Addressed):
    """A part of a plan, looked after by a working group."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="sections")
    slug = models.SlugField(_("address"), max_length=60)
    age_group = models.ForeignKey(
        AgeGroup, verbose_name=_("age group"), null=True, blank=True, on_delete=models.PROTECT, related_name="sections"
    )
    group = models.ForeignKey(
        WorkingGroup,
        verbose_name=_("looked after by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sections",
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "slug"], name="section_address_once_in_plan")]
