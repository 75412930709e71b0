"""What the county writes of the law's lines."""

from django.db import transaction

from reporting.models import StatutoryNote


@transaction.atomic
def save_note(note: StatutoryNote, *, by) -> StatutoryNote:
    """Keep the note with who wrote it last; its history tells the earlier ones."""
    note.by = by
    note._history_user = by
    note.full_clean()
    note.save()
    return note
