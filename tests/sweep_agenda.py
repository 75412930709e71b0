"""Who gets what from the addresses of agendas, reading packs and comments."""

from collections.abc import Callable

from tests.factories.links import make_meeting_address
from tests.factories.meetings import make_comment
from tests.factories.world import World
from tests.sweep_memo import PDF_PAGE
from tests.sweep_rules import GROUP_PAGE, PUBLIC_PAGE, REPORTING_PAGE, STAFF, Rule, of, posted

MEETING, ITEM = of("meeting.pk"), of("meeting.pk", "item.pk")
READERS = STAFF | {"member"}
RUNNERS = {"coordinator", "chair", "secretary"}
RUNNING_PAGE = Rule(RUNNERS, READERS - RUNNERS)
COMMENTERS = READERS - {"reader"}


def personal_link(world: World) -> list:
    return [make_meeting_address(world.meeting, world.personas.member.person).split("/")[2]]


def comment_on_item(world: World) -> list:
    return [make_comment(world.item, by=world.personas.member).pk]


TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (GROUP_PAGE, {"plans:meeting-agenda": MEETING, "plans:meeting-pack": MEETING}),
    (PDF_PAGE, {"plans:meeting-pack-pdf": MEETING}),
    (
        RUNNING_PAGE,
        {
            "plans:agenda-propose": MEETING,
            "plans:agenda-item-add": MEETING,
            "plans:agenda-item-edit": ITEM,
            "plans:agenda-item-remove": ITEM,
        },
    ),
    (posted(RUNNING_PAGE), {"plans:agenda-item-move": ITEM}),
    (posted(Rule(COMMENTERS, READERS - COMMENTERS), 422), {"plans:meeting-comment-add": MEETING}),
    (REPORTING_PAGE, {"plans:comment-answer": of("comment.pk")}),
    (posted(RUNNING_PAGE), {"plans:comment-close": comment_on_item}),
    (PUBLIC_PAGE, {"plans:personal-meeting": personal_link}),
]
