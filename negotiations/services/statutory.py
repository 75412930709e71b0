"""With whom a county negotiates every year beside its municipalities."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Organisation
from negotiations.models import StandingParty
from negotiations.services.records import remove_record, save_record


@transaction.atomic
def choose_standing_parties(county: Organisation, organisations: Iterable[Organisation], *, by) -> None:
    """Keep just the chosen ones; only organisations that the county knows, and not its municipalities: they are always."""
    wanted = {each.pk: each for each in organisations}
    known = Organisation.objects.of_county(county).exclude(kind=Organisation.Kind.MUNICIPALITY)
    if known.filter(pk__in=wanted).count() < len(wanted) or county.pk in wanted:
        raise ValidationError({"organisations": _("Choose organisations that the county knows.")})
    present = {each.organisation_id: each for each in StandingParty.objects.filter(county=county)}
    for pk, standing in present.items():
        if pk not in wanted:
            remove_record(standing, by=by)
    for pk, organisation in wanted.items():
        if pk not in present:
            save_record(StandingParty(county=county, organisation=organisation), by=by)
