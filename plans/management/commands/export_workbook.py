"""Write the implementation workbook into a file."""

from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hyte.lib.clock import today
from plans.exports.implementation import implementation_of, render_fillable
from plans.management.plans_and_files import find_plan, write_file


class Command(BaseCommand):
    help = "Writes the implementation workbook, which people fill in and bring back with import_workbook."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--plan", required=True, metavar="SLUG", help="the plan's address")
        parser.add_argument("--language", choices=("fi", "sv"), default="fi")
        parser.add_argument("--output", required=True, metavar="FILE")

    def handle(self, *, plan: str, language: str, output: str, **options) -> None:
        found = find_plan(plan)
        with translation.override(language):
            made = {"made_by": _("HYTE, on the server"), "made_at": timezone.now()}
            implementation = implementation_of(found, on=today(), **made)
            write_file(partial(render_fillable, implementation), Path(output))
        self.stdout.write(f"{output}: {len(implementation.lines)} measures")
