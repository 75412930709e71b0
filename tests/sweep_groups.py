"""Who gets what from the addresses of groups and seats."""

from collections.abc import Callable

from groups.models import Seat
from tests.factories.groups import make_person
from tests.factories.meetings import make_meeting
from tests.factories.world import World
from tests.sweep_rules import GROUP_PAGE, SIGNED_IN_PAGE, Rule, of, posted

GROUP, COUNTY, TURN = of("personas.group.pk"), of("personas.county.pk"), of("turn.pk")
COUNTERPART = of("counterpart.pk")
RUNNING = {"coordinator", "chair", "secretary"}
RUNNING_PAGE = Rule(RUNNING, GROUP_PAGE.allowed - RUNNING)
KEEPING_PAGE = Rule({"coordinator"}, GROUP_PAGE.allowed - {"coordinator"})
STAFF_OF_COUNTY = Rule(GROUP_PAGE.allowed - {"member"}, set())


def seat(world: World) -> list:
    return [Seat.objects.filter(group=world.personas.group).first().pk]


def meeting_without_turn(world: World) -> list:
    return [world.personas.group.pk, make_meeting(world.personas.group).pk]


def colleague(world: World) -> list:
    """Somebody of the county's organisations who sits in no group."""
    return [make_person(organisation=world.personas.division).pk]


TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (SIGNED_IN_PAGE, {"groups:group-list": of()}),
    (
        GROUP_PAGE,
        {
            "groups:group-detail": GROUP,
            "groups:meeting-detail": of("meeting.pk"),
            "groups:group-turns": GROUP,
            "groups:seat-history": GROUP,
            "groups:structure": COUNTY,
            "groups:counterparts": COUNTY,
        },
    ),
    (STAFF_OF_COUNTY, {"groups:person-seats": colleague, "groups:organisation-seats": COUNTY}),
    (
        RUNNING_PAGE,
        {
            "groups:rotation-make": GROUP,
            "groups:turn-swap": TURN,
            "groups:turn-take-over": TURN,
            "groups:turn-give": meeting_without_turn,
        },
    ),
    (
        KEEPING_PAGE,
        {
            "groups:seat-hand-over": seat,
            "groups:counterpart-create": COUNTY,
            "groups:counterpart-edit": COUNTERPART,
        },
    ),
    (posted(KEEPING_PAGE), {"groups:counterpart-remove": COUNTERPART}),
]
