"""Load the demo."""

import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django.db.models import ProtectedError

from reporting.demo.load import AddressTaken, demo_accounts, is_loaded, load_demo


class Command(BaseCommand):
    help = "Load two made-up counties with their plans. A second time changes nothing; --reset starts over."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reset", action="store_true", help="remove the demo with all that was made in it, then load it"
        )
        parser.add_argument("--force", action="count", default=0, help="given twice: load it although DEBUG is off")

    def handle(self, *, reset: bool, force: int, **options) -> None:
        if not settings.DEBUG and force < 2:
            raise CommandError(
                "DEBUG is off, so this may be a real installation. The demo brings accounts that share one password. "
                "If you want it here, say it twice: load_demo --force --force"
            )
        try:
            self._load(reset)
        except AddressTaken as error:
            raise CommandError(
                f"There is a plan of your own at the address {error}. The demo needs that address."
            ) from error
        except ProtectedError as error:
            raise CommandError(f"Nothing was changed: another county uses what the demo made. {error}") from error
        except IntegrityError as error:
            raise CommandError(
                f"Nothing was changed: a part of the demo is here already; try --reset. {error}"
            ) from error

    def _load(self, reset: bool) -> None:
        if is_loaded() and not reset:
            self.stdout.write("The demo is already here; nothing was changed. Use --reset to start over.")
            return
        password = settings.DEMO_PASSWORD or secrets.token_urlsafe(9)
        load_demo(password, afresh=reset)
        self.stdout.write("The demo is loaded. Its accounts:")
        for user in demo_accounts():
            self.stdout.write(f"  {user.email}")
        self.stdout.write(
            f"Password of all of them: {'the one in DEMO_PASSWORD' if settings.DEMO_PASSWORD else password}"
        )
