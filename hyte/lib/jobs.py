"""Long work as a row of ours: a lost message of the queue is found, and a page can tell how far it is."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FORGOTTEN_AFTER = timedelta(minutes=2)  # without a sign of life
KEPT_FOR = 24 * 3600  # seconds


class JobState(models.TextChoices):
    NONE = "none", _("Nothing to do")
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", pgettext_lazy("job", "Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class JobQuerySet(models.QuerySet):
    def forgotten(self, at: datetime) -> "JobQuerySet":
        """Those that the queue or a killed worker has lost."""
        since = at - FORGOTTEN_AFTER
        late = Q(job_state=JobState.WAITING, job_queued_at__lte=since) | Q(
            job_state=JobState.RUNNING, job_started_at__lte=since
        )
        return self.filter(late)


class Job(models.Model):
    """Work outside requests.

    How far it is stands in the cache and not in the row: the work is one transaction, whose writes nobody sees before its end.
    """

    job_state = models.CharField(
        _("state of the work"), max_length=10, choices=JobState.choices, default=JobState.NONE, editable=False
    )
    job_queued_at = models.DateTimeField(_("asked for at"), null=True, blank=True, editable=False)
    job_started_at = models.DateTimeField(_("started at"), null=True, blank=True, editable=False)
    job_ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    job_error = models.TextField(_("why it failed"), blank=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_busy(self) -> bool:
        return self.job_state in (JobState.WAITING, JobState.RUNNING)

    @property
    def progress(self) -> "Progress":
        return cache.get(self._progress_key) or Progress(0, 0, None)

    def note_progress(self, done: int, total: int, *, at: datetime) -> None:
        """Leave a mark of how far the work is; it is a sign of life, too."""
        cache.set(self._progress_key, Progress(done, total, at), timeout=KEPT_FOR)

    def shows_life(self, at: datetime) -> bool:
        seen = self.progress.at
        return seen is not None and seen > at - FORGOTTEN_AFTER

    @property
    def _progress_key(self) -> str:
        return f"job:{self._meta.label_lower}:{self.pk}"


class Progress:
    """How much of a job is done, of how much, and when that was noted."""

    def __init__(self, done: int, total: int, at: datetime | None) -> None:
        self.done, self.total, self.at = done, total, at

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0
