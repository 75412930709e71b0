"""What the county writes of the law's lines."""

from datetime import datetime

from django.db import transaction

from reporting.models import StatutoryNote


@transaction.atomic
def save_note(note: StatutoryNote, *, at: datetime, by) -> StatutoryNote:
    """Keep the note with who wrote it last; its history tells the earlier ones."""
    note.by, note.written_at = by, at
    note._history_user = by
    note.full_clean()
    note.save()
    return note
