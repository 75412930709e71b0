"""Comments on measures by members of the groups and staff."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.measure import Measure


class Comment(models.Model):
    """Staff and group members read it; the public doesn't."""

    measure = models.ForeignKey(Measure, verbose_name=_("measure"), on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"), max_length=5000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.measure.identifier}: {self.by}"
