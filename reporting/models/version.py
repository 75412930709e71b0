"""Frozen reports: rows of their own, which nothing that is changed later reaches."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hyte.lib.files import StoredFile
from hyte.lib.jobs import Job
from hyte.lib.models import in_language
from indicators.models import Indicator
from indicators.queries.series import Point
from plans.models import Snapshot
from reporting.models.chapter import Picture
from reporting.models.report import Report


class ReportVersion(models.Model):
    """One freezing. ``parts`` holds what isn't chapters, measures or figures, as reporting.queries.report.parts writes it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    reason = models.TextField(_("why it was frozen anew"), max_length=2000, blank=True)
    data_until = models.DateField(_("figures until"))
    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="report_version")
    compared_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("compared with")
    )
    parts = models.JSONField(editable=False)
    frozen_at = models.DateTimeField(_("frozen at"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("frozen by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("frozen version of a report")
        verbose_name_plural = _("frozen versions of reports")
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_number_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="later_version_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("reporting:version", args=[self.pk])


class FrozenChapter(models.Model):
    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField()
    title_fi = models.CharField(max_length=300)
    title_sv = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    body_fi = models.TextField(blank=True)
    body_sv = models.TextField(blank=True)
    body_en = models.TextField(blank=True)

    class Meta:
        verbose_name = _("chapter of a frozen report")
        verbose_name_plural = _("chapters of frozen reports")
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="frozen_chapter_position_once")]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.title_fi}"


class FrozenSeries(models.Model):
    """An indicator's figures of one area, each with its year; ``points`` are [year, figure or null, hidden]."""

    class Role(models.TextChoices):
        OWN = "own", pgettext_lazy("area of a chart", "Own area")
        OTHER = "other", pgettext_lazy("area of a chart", "Other area")
        COUNTRY = "country", pgettext_lazy("area of a chart", "Whole country")

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="series")
    position = models.PositiveIntegerField()
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.SET_NULL, related_name="+")
    key = models.PositiveBigIntegerField()  # the indicator's id in the chapters' texts, also after it is gone
    title_fi = models.CharField(max_length=300)
    title_sv = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    unit_fi = models.CharField(max_length=100, blank=True)
    unit_sv = models.CharField(max_length=100, blank=True)
    unit_en = models.CharField(max_length=100, blank=True)
    theme_fi = models.CharField(max_length=300, blank=True)
    theme_sv = models.CharField(max_length=300, blank=True)
    theme_en = models.CharField(max_length=300, blank=True)
    region_fi = models.CharField(max_length=300)
    region_sv = models.CharField(max_length=300, blank=True)
    region_en = models.CharField(max_length=300, blank=True)
    region_code = models.CharField(max_length=40)
    role = models.CharField(max_length=10, choices=Role.choices)
    decimals = models.PositiveSmallIntegerField(default=1)
    direction = models.CharField(max_length=4, blank=True)
    source_fi = models.CharField(max_length=300)
    source_sv = models.CharField(max_length=300, blank=True)
    source_en = models.CharField(max_length=300, blank=True)
    sotkanet_id = models.PositiveIntegerField(null=True)
    licence = models.CharField(max_length=200, blank=True)
    passes_on = models.BooleanField(default=False)
    is_minimum = models.BooleanField(default=False)
    is_invented = models.BooleanField(default=False)
    retrieved_on = models.DateField(null=True)
    points_json = models.JSONField(default=list)

    class Meta:
        verbose_name = _("figures of a frozen report")
        verbose_name_plural = _("figures of frozen reports")
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="frozen_series_position_once")]

    def __str__(self) -> str:
        return f"{self.title_fi}: {self.region_fi}"

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(
            Point(year, None if value is None else Decimal(value), None, is_hidden)
            for year, value, is_hidden in self.points_json
        )

    @property
    def title(self) -> str:
        return in_language(self, "title")[0]

    @property
    def region(self) -> str:
        return in_language(self, "region")[0]

    @property
    def source(self) -> str:
        return in_language(self, "source")[0]

    @property
    def unit(self) -> str:
        return in_language(self, "unit")[0]


class FrozenPicture(models.Model):
    """A picture of the report as it was: the file itself is never changed, only its words are."""

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    alt_fi = models.CharField(max_length=500)
    alt_sv = models.CharField(max_length=500, blank=True)
    alt_en = models.CharField(max_length=500, blank=True)
    caption_fi = models.CharField(max_length=300, blank=True)
    caption_sv = models.CharField(max_length=300, blank=True)
    caption_en = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("picture of a frozen report")
        verbose_name_plural = _("pictures of frozen reports")
        ordering = ["version", "picture"]
        constraints = [models.UniqueConstraint(fields=["version", "picture"], name="frozen_picture_once")]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.picture_id}"


class GeneratedFile(Job, StoredFile):
    """A file made of a frozen report: who asked for it, when, of which version. It is offered only when it is whole."""

    class Format(models.TextChoices):
        HTML = "html", _("Web page")
        PDF = "pdf", _("PDF")
        DOCX = "docx", _("Word")
        XLSX = "xlsx", _("Excel")
        CSV = "csv", _("Open data (CSV)")
        JSON = "json", _("Open data (JSON)")

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(_("format"), max_length=4, choices=Format.choices)
    language = models.CharField(_("language"), max_length=2)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked for by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")
        ordering = ["-job_queued_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["version", "format", "language"], name="report_file_once")]

    def __str__(self) -> str:
        return f"{self.version} {self.format} {self.language}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:report-file", args=[self.pk])
