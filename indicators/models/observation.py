"""Figures: what was measured of an area in a year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models.indicator import Indicator
from indicators.models.region import Region

FIGURE = {"max_digits": 15, "decimal_places": 5, "null": True, "blank": True}  # SQLite keeps 15 digits exactly


class Sex(models.TextChoices):
    TOTAL = "total", _("All")
    FEMALE = "female", _("Women")
    MALE = "male", _("Men")


class Observation(models.Model):
    """The figure of an area, a year and a sex. Sotkanet's are shared; a county's own hang from its own indicator.

    ``cases`` is the number of people or events behind a share ("absolute value"). ``is_hidden`` marks an own figure that
    would tell of fewer than five cases, alone or by subtraction; it leaves no page and no file. ``vanished_on`` marks one
    that the source no longer has.
    """

    # The database doesn't check these two row by row, which took longer than writing the rows: whoever writes holds the indicator
    # and knows the areas; deleting goes through the models.
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="observations", db_index=False, db_constraint=False
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    year = models.PositiveSmallIntegerField(_("year"))
    sex = models.CharField(_("sex"), max_length=6, choices=Sex.choices, default=Sex.TOTAL)
    value = models.DecimalField(_("figure"), **FIGURE)
    cases = models.DecimalField(_("cases"), **FIGURE)
    is_hidden = models.BooleanField(default=False, db_default=False)
    vanished_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["indicator", "region", "year", "sex"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "region", "year", "sex"], name="figure_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(cases__isnull=False), name="figure_has_a_value_or_cases"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.region_id} {self.year} {self.sex}"


class Correction(models.Model):
    """An earlier figure that its source has corrected: it stood until ``replaced_at``."""

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="corrections")
    value = models.DecimalField(_("earlier figure"), **FIGURE)
    cases = models.DecimalField(_("earlier cases"), **FIGURE)
    replaced_at = models.DateTimeField(_("replaced at"))

    class Meta:
        verbose_name = _("corrected figure")
        verbose_name_plural = _("corrected figures")
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        """Without the figure: it may be one that would be hidden, and a name is shown anywhere."""
        return f"{self.observation}: {self.replaced_at:%Y-%m-%d}"
