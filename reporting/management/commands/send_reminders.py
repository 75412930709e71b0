"""Send the reminders of a day, or rehearse them."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from groups.tasks import deliver_after_commit
from hyte.lib.clock import today
from hyte.lib.templatetags.hyte import day as format_day
from reporting.services.reminders import PlannedMail, plan_reminders, send_reminders


class Command(BaseCommand):
    help = "Sends the reminders of the day: one mail per person. What has been told isn't told again."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--on", metavar="DATE", help="the day, YYYY-MM-DD; today unless told")
        parser.add_argument("--rehearse", action="store_true", help="tell what would be sent, send and store nothing")
        parser.add_argument("--language", choices=("fi", "sv", "en"), default="fi", help="of the rehearsal")

    def handle(self, *, on: str | None, rehearse: bool, language: str, **options) -> None:
        day = _read_day(on) if on else today()
        if rehearse:
            with translation.override(language):
                self._tell(plan_reminders(day), day)
            return
        notices = send_reminders(day, at=timezone.now())
        for notice in notices:
            deliver_after_commit(notice)
        self.stdout.write(f"{day}: {len(notices)} mails")

    def _tell(self, mails: list[PlannedMail], day: date) -> None:
        for mail in mails:
            self.stdout.write(f"{mail.addressee.name} <{mail.addressee.email}>")
            for told in mail.things:
                instead = f" (in place of {told.instead_of})" if told.instead_of else ""
                self.stdout.write(f"  {told.stage.label}: {told.thing.title}, {format_day(told.thing.due_on)}{instead}")
        self.stdout.write(f"{day}: {len(mails)} mails would be sent. Nothing was sent or stored.")


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is not a date. Write it like 2024-05-27.") from None
