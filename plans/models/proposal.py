"""Proposals to change, add or close what a plan promises, and the personal links through which they may come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Decision, Person, PersonalLink
from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.models import LANGUAGES
from plans.models.chain import Goal
from plans.models.measure import Measure, permitted_measures
from plans.models.plan import Plan


class OfMeasureQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OfMeasureQuerySet":
        """Those of the measures whose internal side the user may read."""
        inside = Measure.objects.filter(permitted_measures(user, Permission.VIEW_INTERNAL))
        return self.filter(measure__in=inside.values("pk"))


class MeasureLink(models.Model):
    """Ties a personal link to the one measure that it opens."""

    link = models.OneToOneField(PersonalLink, on_delete=models.CASCADE, related_name="measure_link")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="personal_links")

    objects = OfMeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a measure")
        verbose_name_plural = _("links to measures")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.measure.identifier}: {self.link.person}"


class ProposalQuerySet(OfMeasureQuerySet):
    def open(self) -> "ProposalQuerySet":
        return self.filter(state=Proposal.State.OPEN)


class Proposal(models.Model):
    """Somebody who can't change the approved plan proposes; a coordinator accepts or drops.

    A successor's name and address stand here only until the answer: then they are a Person's, or nobody's.
    """

    class Kind(models.TextChoices):
        WORDING = "wording", _("New wording")
        CLOSING = "closing", _("Closing the measure")
        HANDOVER = "handover", _("New contact person")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DROPPED = "dropped", _("Dropped")

    measure = models.ForeignKey(Measure, verbose_name=_("measure"), on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("proposed wording"), blank=True, max_length=2000)
    language = models.CharField(
        _("language of the wording"),
        max_length=2,
        choices=LANGUAGES,
        blank=True,
        help_text=_("Empty: that of whoever proposed."),
    )
    grounds = models.TextField(_("grounds"), blank=True, max_length=2000)
    successor_name = models.CharField(_("name of the successor"), blank=True, max_length=200)
    successor_title = models.CharField(_("title of the successor"), blank=True, max_length=200)
    successor_email = models.EmailField(_("work e-mail of the successor"), blank=True)
    successor = models.ForeignKey(
        Person, verbose_name=_("successor"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    decided_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("answered by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="proposal_answered_when_not_open",
            ),
            models.CheckConstraint(condition=~Q(kind="wording") | ~Q(text=""), name="wording_proposal_has_text"),
            models.CheckConstraint(
                condition=Q(kind="handover") | ~Q(grounds=""), name="proposal_of_change_has_grounds"
            ),
            models.CheckConstraint(
                condition=~Q(kind="handover", state="open") | (~Q(successor_name="") & ~Q(successor_email="")),
                name="open_handover_names_successor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.identifier}: {self.get_kind_display()}"


class PromiseProposalQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PromiseProposalQuerySet":
        return self.filter(plan__county__in=standing_of(user).staff_counties)

    def open(self) -> "PromiseProposalQuerySet":
        return self.filter(state=Proposal.State.OPEN)


class PromiseProposal(models.Model):
    """A measure that isn't in the approved plan, or a new wording of a goal, as somebody's workbook proposes it.

    ``content`` is what the workbook said beside the wording: canonical values by the keys of plans.workbook.columns.
    ``goal`` is None where the workbook's goal isn't in the plan; its words are in the content then.
    """

    class Kind(models.TextChoices):
        MEASURE = "measure", _("New measure")
        GOAL_WORDING = "goal_wording", _("New wording of a goal")

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="promise_proposals")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    goal = models.ForeignKey(
        Goal, verbose_name=_("goal"), null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    text = models.TextField(_("proposed wording"), max_length=2000)
    content = models.JSONField(default=dict, blank=True)
    grounds = models.TextField(_("grounds"), max_length=2000)
    state = models.CharField(_("state"), max_length=10, choices=Proposal.State.choices, default=Proposal.State.OPEN)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    decided_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("answered by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    measure = models.ForeignKey(
        Measure,
        verbose_name=_("measure that came of it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = PromiseProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal to the plan")
        verbose_name_plural = _("proposals to the plan")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="promise_proposal_answered_when_not_open",
            ),
            models.CheckConstraint(
                condition=~Q(kind="goal_wording") | Q(goal__isnull=False), name="goal_wording_proposal_has_goal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
