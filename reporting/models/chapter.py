"""Chapters of a report while they are written, and the pictures in them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from groups.models import WorkingGroup
from hyte.lib.files import StoredFile
from hyte.lib.models import in_language
from reporting.models.report import Report

WRITING_FOR = timedelta(minutes=5)  # after a sign of writing
LONGEST_BODY = 400_000  # characters of HTML: some 150 pages


class Chapter(models.Model):
    """A chapter or, at level 2, a part of the one before it; in its clean HTML a paragraph [[…]] stands for live data."""

    class State(models.TextChoices):
        EMPTY = "empty", pgettext_lazy("chapter", "Empty")
        DRAFT = "draft", pgettext_lazy("chapter", "Draft")
        READY = "ready", pgettext_lazy("chapter", "Ready")
        APPROVED = "approved", pgettext_lazy("chapter", "Approved")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="chapters")
    key = models.CharField(max_length=80, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)
    level = models.PositiveSmallIntegerField(_("level"), choices=[(1, _("Chapter")), (2, _("Part of a chapter"))])
    title_fi = models.CharField(_("title in Finnish"), max_length=300)
    title_sv = models.CharField(_("title in Swedish"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    instructions = models.TextField(_("instructions to the writers"), max_length=3000, blank=True)
    group = models.ForeignKey(
        WorkingGroup,
        verbose_name=_("responsible group"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="chapters",
    )
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.EMPTY)
    body_fi = models.TextField(_("text in Finnish"), max_length=LONGEST_BODY, blank=True)
    body_sv = models.TextField(_("text in Swedish"), max_length=LONGEST_BODY, blank=True)
    body_en = models.TextField(_("text in English"), max_length=LONGEST_BODY, blank=True)
    written_at = models.DateTimeField(null=True, blank=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    history = HistoricalRecords(excluded_fields=["written_at", "written_by"])

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        ordering = ["report", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="chapter_key_once_in_report"),
            models.CheckConstraint(condition=Q(level__in=(1, 2)), name="chapter_level_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reporting:chapter", args=[self.pk])

    @property
    def title(self) -> str:
        return in_language(self, "title")[0]

    @property
    def bodies(self) -> tuple[str, ...]:
        return self.body_fi, self.body_sv, self.body_en

    def is_written_now(self, at: datetime) -> bool:
        return self.written_at is not None and at - self.written_at < WRITING_FOR


class Picture(StoredFile):
    """A picture that the chapters of a report may show; without its words for those who don't see it nothing is frozen."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="pictures")
    content_type = models.CharField(max_length=20, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt_fi = models.CharField(_("what the picture shows, in Finnish"), max_length=500, blank=True)
    alt_sv = models.CharField(_("what the picture shows, in Swedish"), max_length=500, blank=True)
    alt_en = models.CharField(_("what the picture shows, in English"), max_length=500, blank=True)
    caption_fi = models.CharField(_("caption in Finnish"), max_length=300, blank=True)
    caption_sv = models.CharField(_("caption in Swedish"), max_length=300, blank=True)
    caption_en = models.CharField(_("caption in English"), max_length=300, blank=True)
    source = models.CharField(_("source of the picture"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file_name

    def clean(self) -> None:
        if not self.alt_fi and (self.alt_sv or self.alt_en):
            raise ValidationError({"alt_fi": _("Tell it in Finnish, too.")}, code="required")
