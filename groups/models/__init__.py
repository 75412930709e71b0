from groups.models.decision import Decision, DecisionOutcome
from groups.models.group import Meeting, Seat, WorkingGroup
from groups.models.link import LinkPurpose, PersonalLink
from groups.models.notice import SentNotice
from groups.models.organisation import AgeGroup, Organisation
from groups.models.person import Person
from groups.models.user import RoleAssignment, User

__all__ = [
    "AgeGroup",
    "Decision",
    "DecisionOutcome",
    "LinkPurpose",
    "Meeting",
    "Organisation",
    "Person",
    "PersonalLink",
    "RoleAssignment",
    "Seat",
    "SentNotice",
    "User",
    "WorkingGroup",
]
