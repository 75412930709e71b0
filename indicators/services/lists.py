"""Lines of lists that a county leaves out, with the reason."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import Adoption, Omission


@transaction.atomic
def omit_line(omission: Omission, *, by) -> Omission:
    """Leave a line of a list out, or change the reason. What the county has adopted isn't left out."""
    adopted = Adoption.objects.filter(county=omission.county, indicator=omission.line.indicator)
    if omission.line.indicator_id and adopted.exists():
        raise ValidationError(_("The county uses this indicator. Stop using it first if it is to be left out."))
    omission.by = omission._history_user = by
    omission.full_clean()
    omission.save()
    return omission


@transaction.atomic
def take_back_omission(omission: Omission, *, by) -> None:
    omission._history_user = by
    omission.delete()
