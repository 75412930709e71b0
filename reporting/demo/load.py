"""Loading the whole demo, all or nothing."""

from django.db import transaction

from groups.models import User
from plans.models import Plan
from reporting.demo.clock import load_clock
from reporting.demo.consultations import load_consultations
from reporting.demo.development import load_development
from reporting.demo.files import counties, plan_slugs
from reporting.demo.groups import load_groups
from reporting.demo.handling import load_handling
from reporting.demo.indicators import load_indicators, load_targets
from reporting.demo.meetings import load_meetings
from reporting.demo.memos import load_memos
from reporting.demo.negotiations import load_negotiations
from reporting.demo.organisations import load_county
from reporting.demo.people import DOMAIN, load_people
from reporting.demo.plans import load_plans
from reporting.demo.removal import remove_demo
from reporting.demo.report import load_report
from reporting.demo.rollover import load_rollover
from reporting.demo.rounds import load_rounds
from reporting.demo.shared import load_shared
from reporting.demo.statutory import load_statutory


class AddressTaken(Exception):
    """A plan that isn't the demo's has the address of one that is."""


def is_loaded() -> bool:
    """Whether the demo is here.

    Raises AddressTaken where loading it would run into somebody's own plan.
    """
    plans = Plan.objects.filter(slug__in=plan_slugs())
    own = plans.filter(is_demo=False).first()
    if own:
        raise AddressTaken(own.slug)
    return plans.exists()


@transaction.atomic
def load_demo(password: str, *, afresh: bool = False) -> None:
    """Load both counties; ``afresh`` first removes what an earlier load and its users made in them."""
    if afresh:
        remove_demo()
    shared = load_shared()
    for folder in counties():
        county = load_county(folder, shared)
        load_people(county, password)
        load_groups(county)
        load_meetings(county)
        load_indicators(county, shared.regions)
        load_plans(county)
        load_targets(county)
        load_memos(county)
        load_rounds(county)
        load_development(county)
        load_negotiations(county)
        load_clock(county)
        load_statutory(county)
        load_handling(county)
        load_consultations(county)
        load_rollover(county)
        load_report(county)


def demo_accounts() -> list[User]:
    return list(User.objects.filter(email__endswith=DOMAIN).order_by("pk"))
