"""An applied import taken back as a whole, by new history: nothing of what was is erased.

Only what an import had made in a draft goes, with its "-" in the history, and so do the status updates of measures that go:
their whole content stays in the journal (``Journal.removed``), because updates have no history of their own.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from plans.imports.applying.writing import Writer
from plans.imports.journal import Journal
from plans.imports.undoing.removing import Removal, updates_that_go
from plans.imports.undoing.restoring import Restoration
from plans.models import Plan, PromiseProposal, Proposal, StatusUpdate


def undo(plan: Plan, journal: Journal, *, by, at: datetime, today: date, source: str) -> None:
    """Put the plan back as it was before the import; the journal gets the content of updates that go.

    Raises ValidationError with every reason where something has been built on the import since; nothing is changed then.
    The caller holds the plan (``lock_plan``).
    """
    writer = Writer(by, at, _("Workbook taken back: %(name)s") % {"name": source})
    removal, restoration = Removal(plan, journal, writer), Restoration(plan, journal, writer, today)
    refusals = [*removal.refusals(), *restoration.refusals(), *answered(journal)]
    if refusals:
        raise ValidationError(refusals)
    try:
        with transaction.atomic():
            withdraw_updates(plan, journal, writer)
            restoration.restore()
            drop_proposals(journal, writer)
            removal.remove()
    except IntegrityError as error:
        raise ValidationError(
            _("The database refused to take the workbook back, so nothing was changed. Something depends on it.")
        ) from error


def withdraw_updates(plan: Plan, journal: Journal, writer: Writer) -> None:
    """Updates are append-only: a new one takes each back and says nothing itself. It is as public as the one it takes back."""
    made = StatusUpdate.objects.filter(measure__plan=plan, pk__in=journal.ids_of(StatusUpdate))
    kept = made.exclude(pk__in=updates_that_go(journal).values("pk")).order_by("pk")
    StatusUpdate.objects.bulk_create(_withdrawal(update, writer) for update in kept)


def _withdrawal(update: StatusUpdate, writer: Writer) -> StatusUpdate:
    """The database wants a reason and a target where the status does."""
    return StatusUpdate(
        measure_id=update.measure_id,
        on=update.on,
        status=update.status,
        progress=update.progress,
        reason=update.reason,
        merged_into_id=update.merged_into_id,
        replaces=update,
        is_withdrawal=True,
        by=writer.by,
        recorded_at=writer.at,
        published_at=writer.at if update.is_published else None,
        published_by=writer.by if update.is_published else None,
    )


def answered(journal: Journal) -> list[str]:
    """Proposals of the import that a coordinator has accepted in the meantime."""
    of_measures = Proposal.objects.filter(pk__in=journal.ids_of(Proposal)).select_related("measure")
    of_plan = PromiseProposal.objects.filter(pk__in=journal.ids_of(PromiseProposal))
    text = _("A proposal of the workbook has been accepted: %(proposal)s.")
    accepted = Proposal.State.ACCEPTED
    return [text % {"proposal": each} for found in (of_measures, of_plan) for each in found.filter(state=accepted)]


def drop_proposals(journal: Journal, writer: Writer) -> None:
    """Without mail: who takes a workbook back knows, and there may be hundreds."""
    values = {"state": Proposal.State.DROPPED, "decided_at": writer.at, "decided_by": writer.by}
    for model in (Proposal, PromiseProposal):
        model.objects.open().filter(pk__in=journal.ids_of(model)).update(answer=_("The import was undone."), **values)
