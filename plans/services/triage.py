"""What a county does about an indicator of the coefficient: the judgement, its notes, the measures that develop it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from indicators.models import Triage, TriageNote
from plans.models import Measure, TriageMeasure


@transaction.atomic
def save_triage(triage: Triage, measures: Iterable[Measure], *, by) -> Triage:
    """Save the judgement and tie it to just these measures."""
    triage._history_user = by
    triage.full_clean()
    triage.save()
    wanted = {measure.pk for measure in measures}
    tied = TriageMeasure.objects.filter(triage=triage)
    tied.exclude(measure__in=wanted).delete()
    missing = wanted - set(tied.values_list("measure_id", flat=True))
    TriageMeasure.objects.bulk_create(TriageMeasure(triage=triage, measure_id=pk) for pk in sorted(missing))
    return triage


@transaction.atomic
def add_triage_note(note: TriageNote, *, by) -> TriageNote:
    note.by, note.created_at = by, timezone.now()
    note.full_clean()
    note.save()
    return note


@transaction.atomic
def remove_triage(triage: Triage, *, by) -> None:
    """With its notes; the measures stay."""
    triage._history_user = by
    triage.delete()
