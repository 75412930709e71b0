"""Figures that were brought by file."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.models import Organisation
from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.files import StoredFile
from indicators.models.indicator import Indicator


class FiguresFileQuerySet(models.QuerySet):
    def visible_to(self, user) -> "FiguresFileQuerySet":
        return self.filter(county__in=standing_of(user).reach(Permission.KEEP_INDICATORS).counties)


class FiguresFile(StoredFile):
    """A table of a county's own figures on its way in.

    ``answers`` says how its columns are read; ``journal`` is what undoing needs.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("file of figures", "Not applied")
        APPLIED = "applied", pgettext_lazy("file of figures", "Applied")
        UNDONE = "undone", pgettext_lazy("file of figures", "Undone")

    county = models.ForeignKey(Organisation, verbose_name=_("county"), on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indicator"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="files",
        help_text=_("Empty where a column of the file names the indicators."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    grid = models.FileField(max_length=200, upload_to="indicators/grids", editable=False)
    answers = models.JSONField(default=dict, blank=True, editable=False)
    journal = models.JSONField(default=dict, blank=True, editable=False)
    source_date = models.DateField(_("date of the figures"), null=True, blank=True)
    created_at = models.DateTimeField(_("brought at"), auto_now_add=True)
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("brought by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = FiguresFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of figures")
        verbose_name_plural = _("files of figures")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", applied_at=None) | (~Q(state="open") & Q(applied_at__isnull=False)),
                name="applied_figures_have_their_time",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("indicators:figures-file", args=[self.pk])
