"""What was agreed: who does what by when, and how it went."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from groups.models import Person
from groups.standing import standing_of
from hyte.lib.clock import today
from hyte.lib.models import OPEN_PUBLICATIONS
from indicators.models import Indicator
from negotiations.models.negotiation import Negotiation, Topic
from negotiations.models.party import Party
from plans.models import Goal, Measure


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AgreementQuerySet":
        """Those of the user's counties, those that the user follows, and to all those of public, approved memos."""
        negotiations = Negotiation.objects.all()
        inside = negotiations.filter(round__county__in=standing_of(user).staff_counties)
        public = negotiations.filter(publication__in=OPEN_PUBLICATIONS, memo__state="approved")
        own = Q(owner__user=user) if user.is_authenticated else Q()
        return self.filter(Q(negotiation__in=inside.values("pk")) | Q(negotiation__in=public.values("pk")) | own)

    def open(self) -> "AgreementQuerySet":
        return self.filter(state__in=Agreement.OPEN_STATES)


class Agreement(models.Model):
    """What, who (at least one party) and by when; tied to a goal, a measure or an indicator, or a proposal for a new measure.

    An open one is on the table again in every later negotiation of its parties until it ends.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("agreement", "Not started")
        RUNNING = "running", pgettext_lazy("agreement", "In progress")
        DONE = "done", pgettext_lazy("agreement", "Done")
        DROPPED = "dropped", pgettext_lazy("agreement", "Dropped")

    OPEN_STATES = (State.OPEN, State.RUNNING)

    negotiation = models.ForeignKey(
        Negotiation, verbose_name=_("negotiation"), on_delete=models.PROTECT, related_name="agreements"
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic.choices)
    text = models.TextField(_("what was agreed"), max_length=2000)
    responsible = models.ManyToManyField(Party, verbose_name=_("who"), related_name="agreements")
    owner = models.ForeignKey(
        Person,
        verbose_name=_("followed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_agreements",
        help_text=_("The person who tells how it goes and is reminded."),
    )
    due_on = models.DateField(_("by when"))
    goal = models.ForeignKey(
        Goal, verbose_name=_("goal"), null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    measure = models.ForeignKey(
        Measure, verbose_name=_("measure"), null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indicator"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
    )
    proposes_measure = models.BooleanField(
        _("proposal for a new measure"),
        default=False,
        help_text=_("The coordinator takes it into the plan; the measure's status is then the agreement's."),
    )
    state = models.CharField(
        pgettext_lazy("agreement", "state"), max_length=10, choices=State.choices, default=State.OPEN
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    is_demo = models.BooleanField(_("invented demo data"), default=False, editable=False)
    history = HistoricalRecords(m2m_fields=[responsible])

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-negotiation__meeting__starts_at", "negotiation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["negotiation", "number"], name="agreement_number_once_in_negotiation"),
            models.CheckConstraint(
                condition=Q(state__in=("open", "running"), ended_on=None)
                | Q(state__in=("done", "dropped"), ended_on__isnull=False),
                name="ended_agreement_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("negotiations:agreement-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < today()

    @property
    def became_measure(self) -> bool:
        return self.proposes_measure and self.measure_id is not None


class AgreementNote(models.Model):
    """How an agreement goes, on a day; append-only. ``negotiation`` is the later one in which it was taken up."""

    agreement = models.ForeignKey(
        Agreement, verbose_name=_("agreement"), on_delete=models.CASCADE, related_name="notes"
    )
    on = models.DateField(_("date"))
    text = models.TextField(_("how it goes"), max_length=2000)
    state = models.CharField(pgettext_lazy("agreement", "state"), max_length=10, choices=Agreement.State.choices)
    due_on = models.DateField(_("new deadline"), null=True, blank=True)
    negotiation = models.ForeignKey(
        Negotiation, verbose_name=_("taken up in"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("note of an agreement")
        verbose_name_plural = _("notes of agreements")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}: {self.text[:60]}"
