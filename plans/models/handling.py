"""What a body had before it when it decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Decision
from hyte.lib.files import StoredFile
from hyte.lib.models import in_language


class DecisionMaterial(StoredFile):
    """A file or a link; open to those to whom the plan that was decided about is open."""

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.CASCADE, related_name="materials"
    )
    title_fi = models.CharField(_("title in Finnish"), max_length=300)
    title_sv = models.CharField(_("title in Swedish"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    link = models.URLField(_("link"), blank=True, max_length=500)
    history = HistoricalRecords(excluded_fields=["file"])

    class Meta:
        verbose_name = _("material of a decision")
        verbose_name_plural = _("materials of decisions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(file="") | ~Q(link=""), name="decision_material_has_file_or_link"),
        ]

    def __str__(self) -> str:
        return in_language(self, "title")[0]
