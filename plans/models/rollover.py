"""The next plan prepared from this one: what becomes of each goal and measure, and what comes new."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hyte.lib.models import in_language
from plans.models.chain import Goal
from plans.models.measure import Measure
from plans.models.plan import YEAR, Addressed, Plan, Section

ONE_OF_TWO = Q(goal=None, measure__isnull=False) | Q(goal__isnull=False, measure=None)


class RollOver(Addressed):
    """Names and days are the next plan's; until it is carried out there is no next plan."""

    plan = models.OneToOneField(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="roll_over")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    term_start_year = models.PositiveSmallIntegerField(_("council term from"), null=True, blank=True, validators=YEAR)
    term_end_year = models.PositiveSmallIntegerField(_("council term to"), null=True, blank=True, validators=YEAR)
    carried_out_at = models.DateTimeField(_("carried out at"), null=True, blank=True, editable=False)
    carried_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("carried out by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("roll-over of a plan")
        verbose_name_plural = _("roll-overs of plans")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="rollover_ends_after_start"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("plans:rollover", args=[self.plan.slug])

    @property
    def is_carried_out(self) -> bool:
        return self.carried_out_at is not None


class RollOverChoice(models.Model):
    """What becomes of a goal or a measure of the old plan; what is undecided has none."""

    class Act(models.TextChoices):
        CONTINUE = "continue", _("Continues")
        MERGE = "merge", _("Is merged into another")
        DROP = "drop", _("Is dropped")

    rollover = models.ForeignKey(RollOver, on_delete=models.CASCADE, related_name="choices")
    goal = models.ForeignKey(
        Goal, verbose_name=_("goal"), null=True, blank=True, on_delete=models.CASCADE, related_name="roll_over_choices"
    )
    measure = models.ForeignKey(
        Measure,
        verbose_name=_("measure"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="roll_over_choices",
    )
    act = models.CharField(_("what becomes of it"), max_length=10, choices=Act.choices)
    into_goal = models.ForeignKey(
        Goal, verbose_name=_("merged into"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    into_measure = models.ForeignKey(
        Measure, verbose_name=_("merged into"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    under = models.ForeignKey(
        Goal, verbose_name=_("continues under"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True, max_length=2000)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("choice of a roll-over")
        verbose_name_plural = _("choices of roll-overs")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_OF_TWO, name="rollover_choice_of_goal_or_measure"),
            models.CheckConstraint(
                condition=Q(act="merge", into_goal__isnull=False, into_measure=None, measure=None)
                | Q(act="merge", into_goal=None, into_measure__isnull=False, goal=None)
                | (~Q(act="merge") & Q(into_goal=None, into_measure=None)),
                name="rollover_merge_into_its_like",
            ),
            models.CheckConstraint(
                condition=(Q(into_goal=None) | ~Q(into_goal=F("goal")))
                & (Q(into_measure=None) | ~Q(into_measure=F("measure"))),
                name="rollover_not_merged_into_itself",
            ),
            models.CheckConstraint(condition=~Q(act="drop") | ~Q(reason=""), name="rollover_drop_has_reason"),
            models.CheckConstraint(
                condition=Q(under=None) | Q(act="continue", measure__isnull=False),
                name="rollover_only_continuing_measure_moves",
            ),
            models.UniqueConstraint(fields=["rollover", "goal"], name="rollover_goal_decided_once"),
            models.UniqueConstraint(fields=["rollover", "measure"], name="rollover_measure_decided_once"),
        ]

    def __str__(self) -> str:
        return f"{self.record.identifier}: {self.get_act_display()}"

    @property
    def record(self) -> Goal | Measure:
        return self.goal or self.measure

    @property
    def into(self) -> Goal | Measure | None:
        return self.into_goal or self.into_measure


class RollOverNew(models.Model):
    """A wholly new goal of a section, or a new measure under a goal that goes on."""

    class Kind(models.TextChoices):
        GOAL = "goal", _("Goal")
        MEASURE = "measure", _("Measure")

    rollover = models.ForeignKey(RollOver, on_delete=models.CASCADE, related_name="additions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    section = models.ForeignKey(
        Section, verbose_name=_("section"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    goal = models.ForeignKey(
        Goal, verbose_name=_("under the goal"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    wording_fi = models.TextField(_("wording in Finnish"), max_length=2000)
    wording_sv = models.TextField(_("wording in Swedish"), blank=True, max_length=2000)
    wording_en = models.TextField(_("wording in English"), blank=True, max_length=2000)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("new promise of a roll-over")
        verbose_name_plural = _("new promises of roll-overs")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="goal", section__isnull=False, goal=None)
                | Q(kind="measure", section=None, goal__isnull=False),
                name="rollover_new_goal_in_section_measure_under_goal",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "wording")[0]


class Succession(models.Model):
    """A goal or a measure of one plan goes on as another of the next plan; what was merged has the same later one."""

    earlier_goal = models.ForeignKey(
        Goal, null=True, blank=True, on_delete=models.CASCADE, related_name="later_successions"
    )
    later_goal = models.ForeignKey(
        Goal, null=True, blank=True, on_delete=models.CASCADE, related_name="earlier_successions"
    )
    earlier_measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.CASCADE, related_name="later_successions"
    )
    later_measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.CASCADE, related_name="earlier_successions"
    )

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    earlier_goal__isnull=False, later_goal__isnull=False, earlier_measure=None, later_measure=None
                )
                | Q(earlier_goal=None, later_goal=None, earlier_measure__isnull=False, later_measure__isnull=False),
                name="succession_of_goals_or_measures",
            ),
            models.UniqueConstraint(fields=["earlier_goal", "later_goal"], name="goal_succeeded_once_by_the_same"),
            models.UniqueConstraint(
                fields=["earlier_measure", "later_measure"], name="measure_succeeded_once_by_the_same"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_goal or self.earlier_measure} → {self.later_goal or self.later_measure}"
