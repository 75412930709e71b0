"""Update rounds: what is asked of everybody by a day, and what was told when the round closed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hyte.lib.models import NamedRecord
from plans.models.plan import Plan, Section
from plans.models.snapshot import Snapshot


class UpdateRoundQuerySet(models.QuerySet):
    def open(self) -> "UpdateRoundQuerySet":
        return self.filter(closed_on=None)


class UpdateRound(NamedRecord):
    """Asks for an update of every measure of its sections; closing it publishes them and keeps a frozen snapshot."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="update_rounds")
    sections = models.ManyToManyField(Section, verbose_name=_("sections"), related_name="update_rounds")
    period_from = models.DateField(_("period from"))
    period_until = models.DateField(_("period until"))
    opened_on = models.DateField(_("opened on"))
    deadline = models.DateField(_("deadline"))
    instructions = models.TextField(_("instructions"), blank=True, max_length=5000)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("opened by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    snapshot = models.OneToOneField(
        Snapshot,
        verbose_name=_("snapshot"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="update_round",
    )
    history = HistoricalRecords(m2m_fields=[sections])

    objects = UpdateRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("update round")
        verbose_name_plural = _("update rounds")
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "name_fi"], name="round_name_once_in_plan"),
            models.CheckConstraint(condition=Q(period_until__gte=F("period_from")), name="round_period_ascends"),
            models.CheckConstraint(condition=Q(deadline__gte=F("opened_on")), name="round_ends_after_start"),
            models.CheckConstraint(
                condition=(Q(closed_on=None) & Q(snapshot=None))
                | (Q(closed_on__isnull=False) & Q(snapshot__isnull=False)),
                name="closed_round_has_its_snapshot",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("plans:update-round", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_on is None
