from groups.models.agenda import AgendaItem, Assignment, Memo
from groups.models.counterpart import Counterpart
from groups.models.decision import Decision, DecisionOutcome
from groups.models.group import Seat, WorkingGroup
from groups.models.link import LinkPurpose, PersonalLink
from groups.models.meeting import Attendance, Meeting, MeetingTopic, SecretaryTurn
from groups.models.notice import NoticeItem, NoticeKind, NoticeState, SentNotice
from groups.models.organisation import AgeGroup, Organisation
from groups.models.person import Person
from groups.models.user import RoleAssignment, User

__all__ = [
    "AgeGroup",
    "AgendaItem",
    "Assignment",
    "Attendance",
    "Counterpart",
    "Decision",
    "DecisionOutcome",
    "LinkPurpose",
    "Meeting",
    "MeetingTopic",
    "Memo",
    "NoticeItem",
    "NoticeKind",
    "NoticeState",
    "Organisation",
    "Person",
    "PersonalLink",
    "RoleAssignment",
    "Seat",
    "SecretaryTurn",
    "SentNotice",
    "User",
    "WorkingGroup",
]
