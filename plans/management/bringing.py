"""A workbook that the command brings: read, answered, compared, and applied here and now."""

from datetime import date
from functools import cached_property

from django.core.management.base import CommandError
from django.utils import timezone

from groups.models import User
from groups.permissions import Role
from groups.standing import CountyStaff
from hyte.lib.clock import today
from hyte.lib.jobs import JobState
from hyte.lib.workbooks import read_book
from plans.access import may_import
from plans.imports.answers import Answers, SheetAnswers
from plans.imports.comparing.preview import preview_of
from plans.imports.incoming import receive_workbook, remembered_for, save_answers
from plans.imports.outcomes import Preview, Result
from plans.imports.reading.understanding import Understanding, shape_of, understand
from plans.imports.work import apply_import, queue_apply
from plans.models import Plan, WorkbookImport

ROUNDS = 3  # an answer lets more of a row be read, which may hold a question of its own


class Bringing:
    """``account`` is None where nobody is named: then the rows are looked at as a coordinator of the county sees them."""

    def __init__(self, plan: Plan, content: bytes, name: str, account: User | None) -> None:
        self.plan, self.content, self.name, self.account = plan, content, name, account
        self.user = account or CountyStaff(plan.county_id, Role.COORDINATOR)
        self.answers, self.accepted = Answers(), False
        self.book = read_book(content, name)

    @cached_property
    def understanding(self) -> Understanding:
        like_it = WorkbookImport(plan=self.plan, shape=shape_of(self.book))
        return understand(self.book, self.plan, self.answers, remembered_for(like_it))

    @cached_property
    def preview(self) -> Preview:
        return preview_of(self.plan, self.understanding, self.answers, user=self.user, on=self.day, today=today())

    @property
    def day(self) -> date:
        """Today, or the plan's nearest day: an ended plan takes no statuses of later days."""
        return min(max(today(), self.plan.valid_from), self.plan.valid_until)

    @property
    def is_clear(self) -> bool:
        open_columns = self.understanding.needs_a_look and not self.accepted
        return not (
            open_columns or self.preview.questions or self.preview.errors or self.preview.count(Result.CONFLICT)
        )

    def accept_suggestions(self) -> None:
        """Answer as the wizard's pages would be sent unchanged."""
        self.accepted = True
        self.answers.sheets = {
            sheet.title: SheetAnswers(
                used=sheet.used,
                header=sheet.header,
                section=sheet.section,
                columns={str(column.number): column.key for column in sheet.columns},
            )
            for sheet in self.understanding.sheets
        }
        for _round in range(ROUNDS):
            for question in self.preview.questions:
                self.answers.names.setdefault(question.kind, {})[question.folded] = question.suggested
            del self.preview

    def apply(self) -> WorkbookImport:
        """Keep the workbook as the wizard does, and do here what the worker would."""
        now = timezone.now()
        imported = receive_workbook(self.plan, self.content, self.name, by=self.account, on=self.day, at=now)
        save_answers(imported, self.answers)
        queue_apply(imported, fingerprint=self.preview.fingerprint, at=now)
        apply_import(imported, at=now, today=today())
        imported.refresh_from_db()
        if imported.job_state != JobState.DONE:
            raise CommandError(imported.job_error)
        return imported


def find_account(email: str, plan: Plan) -> User:
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no account {email}.")
    if not may_import(user, plan):
        raise CommandError(f"{email} may not bring workbooks into {plan.slug}.")
    return user
