"""What an indicator should show: where it was, where it is to be, and where it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models import Direction, Indicator
from plans.models.plan import YEAR

VALUE = {"max_digits": 16, "decimal_places": 4, "null": True, "blank": True}
VALUE_YEAR = {"null": True, "blank": True, "validators": YEAR}


class AimedQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AimedQuerySet":
        """Those whose indicators the user may see; what they hang from is the caller's."""
        return self.filter(indicator__in=Indicator.objects.visible_to(user))


class Aimed(models.Model):
    """Baseline, target and outcome in the indicator's unit, each with its year."""

    baseline = models.DecimalField(_("baseline"), **VALUE)
    baseline_year = models.PositiveSmallIntegerField(_("year of the baseline"), **VALUE_YEAR)
    target = models.DecimalField(_("target"), **VALUE)
    target_year = models.PositiveSmallIntegerField(_("year of the target"), **VALUE_YEAR)
    outcome = models.DecimalField(_("outcome"), **VALUE)
    outcome_year = models.PositiveSmallIntegerField(_("year of the outcome"), **VALUE_YEAR)
    direction = models.CharField(
        _("good direction"),
        max_length=4,
        choices=Direction.choices,
        blank=True,
        help_text=_("Only where it differs from the county's own choice for the indicator."),
    )

    objects = AimedQuerySet.as_manager()

    class Meta:
        abstract = True
