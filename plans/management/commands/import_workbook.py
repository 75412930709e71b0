"""Bring a workbook into a plan from the command line: the wizard's reading, the wizard's findings, the wizard's work."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hyte.lib.workbooks import UnreadableBook
from plans.management.bringing import Bringing, find_account
from plans.management.import_report import line_of_question, lines_of_preview, lines_of_understanding, open_columns
from plans.management.plans_and_files import find_plan

BY = (
    "whose account brings the workbook, with that account's rights and name; needed with --apply. "
    "Without it the rows are looked at with the rights of a coordinator of the plan's county"
)
SUGGESTIONS = "answer open questions as the wizard suggests; without it an open question is an error that names it"


class Command(BaseCommand):
    help = "Reads a workbook and prints what it would change in a plan; with --apply it changes it."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="an .xlsx or .csv file")
        parser.add_argument("--plan", required=True, metavar="SLUG", help="the plan's address")
        parser.add_argument("--apply", action="store_true", help="change the plan; without it nothing is changed")
        parser.add_argument("--by", metavar="EMAIL", help=BY)
        parser.add_argument("--accept-suggestions", action="store_true", help=SUGGESTIONS)

    def handle(
        self, *, file: Path, plan: str, apply: bool, by: str | None, accept_suggestions: bool, **options
    ) -> None:
        if apply and not by:
            raise CommandError("--apply needs --by EMAIL: the history names who has brought the workbook.")
        found = find_plan(plan)
        bringing = self._read(file, found, find_account(by, found) if by else None)
        if accept_suggestions:
            bringing.accept_suggestions()
        self._print(bringing)
        if not bringing.is_clear:
            raise CommandError("Nothing was changed: look at the errors, conflicts and open questions above.")
        self._finish(bringing, apply)

    def _read(self, file: Path, plan, account) -> Bringing:
        try:
            return Bringing(plan, file.read_bytes(), file.name, account)
        except OSError as error:
            raise CommandError(f"Can't read {file}: {error.strerror or error}.") from error
        except UnreadableBook as error:
            raise CommandError(f"{file}: {error}") from error

    def _print(self, bringing: Bringing) -> None:
        for line in (*lines_of_understanding(bringing.understanding), *lines_of_preview(bringing.preview)):
            self.stdout.write(line)
        for line in () if bringing.accepted else open_columns(bringing.understanding.sheets):
            self.stderr.write(line)
        for question in bringing.preview.questions:
            self.stderr.write(line_of_question(question))

    def _finish(self, bringing: Bringing, apply: bool) -> None:
        if not bringing.preview.changes_something:
            self.stdout.write("Nothing to change: the plan says all of it already.")
        elif not apply:
            self.stdout.write("Nothing was changed. With --apply it would be.")
        else:
            self.stdout.write(f"Applied as import {bringing.apply().pk}.")
