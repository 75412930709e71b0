"""Compare the numbers that we use with Sotkanet's titles of today, and tell what only a look at the real one settles."""

from collections import Counter
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations

from groups.models import Organisation
from indicators.imports.checking import Checked, Verdict, areas_not_found, check_titles, used_numbers
from indicators.sotkanet import Client, SotkanetError

REAL_HOST = "sotkanet.fi"
ONLY_LIVE = (
    "Our name as a caller is let in; a caller without one, or with a library's usual name, is said to get 403.",
    "Asking for chosen areas narrows the answer: we don't rely on it, we fetch all areas.",
    "Which status and body come for an unknown number, a year without figures, a wrong sex.",
    "Answers come compressed, and whether they carry ETag or Last-Modified: we go by the day of the last update.",
    "What /groups looks like, and whether it has a group of HYTE indicators.",
    "Numbers of the coefficient's indicators that no list of ours has yet: look for them by title in the catalogue.",
    "A county carries its collaborative area, and Vantaa and Kerava their county, among the areas above them.",
    "How a figure that is hidden for privacy looks: we take it that its row is not there at all.",
    "Which kinds of figures there are; those met in this run are listed above.",
    "The present title and age limit of 3563: they have changed since the demo's figures were fetched.",
)


class Command(BaseCommand):
    help = "Compares each number of Sotkanet that we use with its accepted title; exit code 1 where something differs."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--pause", metavar="SECONDS", type=float, default=0.5, help="between two questions")

    @no_translations
    def handle(self, *, pause: float, **options) -> None:
        self.stdout.write(f"Asking {settings.SOTKANET_URL}")
        try:
            checked, lost = self._check(pause)
        except SotkanetError as error:
            raise CommandError(f"Sotkanet could not be asked ({error}). Nothing was compared to the end.") from error
        self._sum_up(checked)
        self._tell_what_is_open()
        if lost or not all(each.is_fine for each in checked):
            raise CommandError("Something differs: see above. No figures were changed.")

    def _check(self, pause: float) -> tuple[list[Checked], list[Organisation]]:
        checked, contact = [], settings.CONTACT_EMAIL or settings.DEFAULT_FROM_EMAIL
        with Client(settings.SOTKANET_URL, contact=contact, pause=pause) as client:
            lost = areas_not_found(client.regions())
            for each in lost:
                self.stdout.write(f"MISSING: area {each.region_code} {each.name}")
            for each in check_titles(client, used_numbers()):
                self.stdout.write(line_of(each))
                checked.append(each)
        return checked, lost

    def _sum_up(self, checked: list[Checked]) -> None:
        counts = Counter(each.verdict for each in checked)
        told = ", ".join(f"{counts[verdict]} {verdict.lower()}" for verdict in Verdict if counts[verdict])
        kinds = Counter(each.kind for each in checked if each.kind)
        self.stdout.write(f"{len(checked)} numbers: {told or 'none in use yet'}.")
        self.stdout.write(f"Kinds of figures: {', '.join(sorted(kinds)) or 'none'}.")

    def _tell_what_is_open(self) -> None:
        host = urlsplit(settings.SOTKANET_URL).hostname
        if host != REAL_HOST:
            self.stdout.write(f"This was {host}, not the real Sotkanet ({REAL_HOST}).")
        self.stdout.write("Only a look at the real Sotkanet settles:")
        for number, each in enumerate(ONLY_LIVE, start=1):
            self.stdout.write(f"{number:>3}. {each}")


def line_of(checked: Checked) -> str:
    used, told = checked.used, checked.told
    line = f"{checked.verdict}: {used.number} {used.accepted or used.name}"
    if checked.verdict in (Verdict.DIFFERS, Verdict.NAMELESS):
        return f"{line}\n    Sotkanet says: {told}"
    return f"{line} ({told})" if checked.verdict == Verdict.FAILED else line
