"""How a measure goes: append-only updates."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Meeting
from groups.permissions import Permission
from hyte.lib.clock import today
from hyte.lib.models import OPEN_PUBLICATIONS, in_language
from plans.models.measure import Measure, permitted_measures


class Status(models.TextChoices):
    NOT_STARTED = "not_started", _("Not yet started")
    STARTING = "starting", _("Starting")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETED = "completed", _("Completed")
    PARTLY_COMPLETED = "partly_completed", _("Partly completed")
    NOT_COMPLETED = "not_completed", _("Not completed")
    DISCONTINUED = "discontinued", _("Discontinued")
    MERGED = "merged", _("Merged")


RUNNING = (Status.STARTING, Status.IN_PROGRESS)
ENDED = (Status.COMPLETED, Status.PARTLY_COMPLETED, Status.NOT_COMPLETED, Status.DISCONTINUED, Status.MERGED)


class Progress(models.TextChoices):
    AS_PLANNED = "as_planned", _("As planned")
    DELAYED = "delayed", _("Delayed")
    STALLED = "stalled", _("Stalled")
    NOT_ASSESSED = "not_assessed", _("Not assessed")


class StatusUpdateQuerySet(models.QuerySet):
    def standing(self) -> "StatusUpdateQuerySet":
        """Updates that no later one has corrected or withdrawn."""
        corrections = StatusUpdate.objects.filter(replaces=OuterRef("pk"))
        # PostgreSQL takes corrected_by=None for next to no rows, and reads every update of a measure to find the newest.
        return self.filter(~Exists(corrections), is_withdrawal=False)

    def published(self) -> "StatusUpdateQuerySet":
        return self.exclude(published_at=None)

    def visible_to(self, user) -> "StatusUpdateQuerySet":
        """Published ones of open plans, and all of the measures whose internal side the user may read."""
        open_to_all = Q(published_at__isnull=False, measure__plan__publication__in=OPEN_PUBLICATIONS)
        inside = Measure.objects.filter(permitted_measures(user, Permission.VIEW_INTERNAL))
        return self.filter(open_to_all | Q(measure__in=inside.values("pk")))

    def newest_first(self) -> "StatusUpdateQuerySet":
        return self.order_by("-on", "-recorded_at", "-pk")


class StatusUpdate(models.Model):
    """What was true of a measure on a day, who said it and when; a wrong one is corrected by a new one."""

    measure = models.ForeignKey(Measure, verbose_name=_("measure"), on_delete=models.PROTECT, related_name="updates")
    on = models.DateField(_("true on"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    by_name = models.CharField(_("name of the writer"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices)
    progress = models.CharField(_("progress"), max_length=20, choices=Progress.choices, default=Progress.NOT_ASSESSED)
    public_text_fi = models.TextField(_("public text in Finnish"), blank=True, max_length=5000)
    public_text_sv = models.TextField(_("public text in Swedish"), blank=True, max_length=5000)
    public_text_en = models.TextField(_("public text in English"), blank=True, max_length=5000)
    done = models.TextField(_("what was done"), blank=True, max_length=5000)
    effect = models.TextField(_("effect"), blank=True, max_length=5000)
    obstacles = models.TextField(_("obstacles"), blank=True, max_length=5000)
    next_step = models.TextField(_("next step"), blank=True, max_length=5000)
    internal_note = models.TextField(_("internal note"), blank=True, max_length=5000)
    reason = models.TextField(_("reason for discontinuing"), blank=True, max_length=2000)
    merged_into = models.ForeignKey(
        Measure,
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_updates",
    )
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="status_updates",
    )
    replaces = models.OneToOneField(
        "self", verbose_name=_("corrects"), null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    is_withdrawal = models.BooleanField(
        _("withdraws"),
        default=False,
        editable=False,
        help_text=_("It only takes back the update that it replaces and says nothing itself."),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = StatusUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("status update")
        verbose_name_plural = _("status updates")
        ordering = ["-on", "-recorded_at", "-pk"]
        indexes = [models.Index(fields=["measure", "-on", "-recorded_at", "-id"], name="update_newest_of_measure")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="discontinued") | ~Q(reason=""), name="discontinued_update_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False) | (~Q(status="merged") & Q(merged_into=None)),
                name="merged_update_has_target",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("measure")), name="measure_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("pk")), name="update_not_its_own_correction"
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawal=False) | Q(replaces__isnull=False), name="withdrawal_replaces_an_update"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.identifier} {self.on.isoformat()}: {self.get_status_display()}"

    @property
    def public_text(self) -> str:
        return in_language(self, "public_text")[0]

    @property
    def is_backdated(self) -> bool:
        """Whether it was written later than the day on which it was true; where the domain's day stands still, that counts."""
        return self.on < min(timezone.localdate(self.recorded_at), today())

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
