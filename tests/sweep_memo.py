"""Who gets what from the addresses of memos, tasks and the hand-over."""

from collections.abc import Callable

from tests.conftest import has_pango
from tests.factories.world import World
from tests.sweep_rules import GROUP_PAGE, SIGNED_IN_PAGE, STAFF, Rule, of, posted

MEETING, ITEM = of("meeting.pk"), of("meeting.pk", "item.pk")
GROUP, TASK = of("personas.group.pk"), of("assignment.pk")

RUNNERS, APPROVERS = {"coordinator", "chair", "secretary"}, {"coordinator", "chair"}
READERS = STAFF | {"member"}
RUNNING_PAGE = Rule(RUNNERS, READERS - RUNNERS)
APPROVING_PAGE = Rule(APPROVERS, READERS - APPROVERS)
# The contact person has taken the task without sitting in the group, and sees it.
RUNNING_TASK = Rule(RUNNERS, (READERS | {"contact"}) - RUNNERS)
ENDING_TASK = Rule(RUNNERS | {"contact"}, READERS - RUNNERS)
PDF_PAGE = Rule(
    GROUP_PAGE.allowed, set(), answer=200 if has_pango() else 302
)  # else the memo's page tells why there is none

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (GROUP_PAGE, {"plans:meeting-memo": MEETING, "plans:memo-docx": of("approved_meeting.pk")}),
    (PDF_PAGE, {"plans:memo-pdf": of("approved_meeting.pk")}),
    (GROUP_PAGE, {"plans:group-assignments": GROUP}),
    (SIGNED_IN_PAGE, {"plans:my-assignments": of()}),
    (
        RUNNING_PAGE,
        {
            "plans:memo-edit": MEETING,
            "plans:memo-item": ITEM,
            "plans:memo-attendance": MEETING,
            "plans:assignment-add": GROUP,
            "plans:group-handover": GROUP,
        },
    ),
    (posted(RUNNING_PAGE), {"plans:memo-send": MEETING}),
    (posted(APPROVING_PAGE), {"plans:memo-approve": MEETING}),
    (posted(APPROVING_PAGE, 422), {"plans:memo-return": MEETING}),
    (RUNNING_TASK, {"plans:assignment-edit": TASK, "plans:assignment-drop": TASK}),
    (posted(RUNNING_TASK), {"plans:assignment-reopen": TASK}),
    (ENDING_TASK, {"plans:assignment-done": TASK}),
]
