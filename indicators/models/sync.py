"""Fetching from Sotkanet: one run, one item for each indicator."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.jobs import Job, JobQuerySet, JobState
from indicators.models.indicator import Indicator


class Problem(models.TextChoices):
    """Why an answer of Sotkanet could not be used."""

    NONE = "", _("None")
    UNREACHABLE = "unreachable", _("Sotkanet could not be reached.")
    TIMEOUT = "timeout", _("Sotkanet did not answer in time.")
    REFUSED = "refused", _("Sotkanet refused the question.")
    BUSY = "busy", _("Sotkanet asked to slow down.")
    BROKEN = "broken", _("Sotkanet had an error of its own.")
    NOT_FOUND = "not_found", _("Sotkanet doesn't have the indicator.")
    NOT_JSON = "not_json", _("The answer was not what it should be.")
    CUT = "cut", _("The answer ended in the middle.")
    TOO_BIG = "too_big", _("The answer was too big.")
    REDIRECTED = "redirected", _("The answer pointed to another address, which was not followed.")
    CERTIFICATE = "certificate", _("The certificate of the address was not valid.")
    STRANGE = "strange", _("A figure of the answer could not be read.")
    EMPTY = "empty", _("Sotkanet gave no figures although there were some before.")
    OUR_OWN = "our_own", _("The program itself made an error.")


class SyncRunQuerySet(JobQuerySet):
    def visible_to(self, user) -> "SyncRunQuerySet":
        """Runs fetch what all counties share: whoever keeps indicators anywhere reads of them."""
        standing = standing_of(user)
        keeps = standing.reach(Permission.KEEP_INDICATORS)
        return self.all() if keeps.counties or keeps.nation else self.none()

    def going_on(self) -> "SyncRunQuerySet":
        return self.filter(job_state__in=(JobState.WAITING, JobState.RUNNING))


class SyncRun(Job):
    class Reason(models.TextChoices):
        NIGHT = "night", _("Every night")
        BUTTON = "button", _("Asked for in the browser")
        COMMAND = "command", _("Command on the server")
        ADOPTION = "adoption", _("An indicator was adopted")

    reason = models.CharField(_("why it ran"), max_length=10, choices=Reason.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    regions_changed = models.PositiveIntegerField(_("changed areas"), default=0)
    catalogue_changed = models.PositiveIntegerField(_("changed entries of the catalogue"), default=0)
    regions_problem = models.CharField(_("problem with the areas"), max_length=12, choices=Problem.choices, blank=True)
    catalogue_problem = models.CharField(
        _("problem with the catalogue"), max_length=12, choices=Problem.choices, blank=True
    )
    silences = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="indicators in a row for which Sotkanet did not answer at all"
    )

    objects = SyncRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("fetching run")
        verbose_name_plural = _("fetching runs")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Case(When(job_state__in=(JobState.WAITING, JobState.RUNNING), then=Value(1))), name="one_run_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("indicators:sync-run", args=[self.pk])


class SyncItem(models.Model):
    """What became of one indicator in a run. ``problem`` tells people, ``detail`` is what the outside world said."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", pgettext_lazy("job", "Running")
        UNCHANGED = "unchanged", _("Nothing new")
        FETCHED = "fetched", _("Fetched")
        RETITLED = "retitled", _("The title has changed")
        FAILED = "failed", _("Failed")

    Problem = Problem

    run = models.ForeignKey(SyncRun, on_delete=models.CASCADE, related_name="items")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="sync_items")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    problem = models.CharField(_("problem"), max_length=12, choices=Problem.choices, blank=True)
    detail = models.TextField(_("what was said"), blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(_("tried again at"), null=True, blank=True)
    requests = models.PositiveIntegerField(_("questions to Sotkanet"), default=0)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    added = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("corrected"), default=0)
    vanished = models.PositiveIntegerField(_("vanished"), default=0)
    left_out = models.PositiveIntegerField(
        _("left out"), default=0, help_text="rows of unknown areas or sexes, and doubles"
    )
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("fetched indicator")
        verbose_name_plural = _("fetched indicators")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "indicator"], name="indicator_once_in_run")]

    def __str__(self) -> str:
        return f"{self.run}: {self.indicator}"
