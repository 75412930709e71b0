"""Write the council's workbook into a file."""

from datetime import date
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from groups.standing import CountyStaff
from plans.exports.council import council_report, render_xlsx
from plans.management.plans_and_files import find_plan, write_file
from plans.queries.picture import picture_of


def read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is not a date. Write it like 2024-05-27.") from None


class Command(BaseCommand):
    help = "Writes the council's workbook: totals, goals, measures and changes, as the county's staff sees them."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--plan", required=True, metavar="SLUG", help="the plan's address")
        parser.add_argument("--on", required=True, metavar="DATE", help="the day of the picture, YYYY-MM-DD")
        parser.add_argument("--since", metavar="DATE", help="list what has changed since this day")
        parser.add_argument("--language", choices=("fi", "sv"), default="fi")
        parser.add_argument("--output", required=True, metavar="FILE")

    def handle(self, *, plan: str, on: str, since: str | None, language: str, output: str, **options) -> None:
        found = find_plan(plan)
        day, earlier = read_day(on), read_day(since) if since else None
        if day < found.valid_from:
            raise CommandError(
                f"{day} is before the plan, which is valid from {found.valid_from} to {found.valid_until}."
            )
        if earlier and earlier >= day:
            raise CommandError(f"--since {earlier} must be earlier than --on {day}.")
        with translation.override(language):
            picture = picture_of(found, day, user=CountyStaff(found.county_id), since=earlier)
            report = council_report(picture, since=earlier, made_by=_("HYTE, on the server"), made_at=timezone.now())
            write_file(partial(render_xlsx, report), Path(output))
        self.stdout.write(f"{output}: {len(picture.rows)} measures on {day}")
