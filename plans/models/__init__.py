from plans.models.agenda import AgendaMeasure
from plans.models.chain import FocusArea, Goal, Phenomenon, PhenomenonIndicator
from plans.models.coefficient import MeasureScenario, TriageMeasure
from plans.models.comment import Comment
from plans.models.consultation import Consultation, ConsultationQuestion, Invitee, InviteeLink
from plans.models.effects import Effect, EffectDirection, PlanEffect
from plans.models.follow import Follow
from plans.models.handling import DecisionMaterial
from plans.models.measure import Measure, Responsibility
from plans.models.plan import Plan, PlanDecision, PlanStep, Section
from plans.models.proposal import MeasureLink, PromiseProposal, Proposal
from plans.models.rollover import RollOver, RollOverChoice, RollOverNew, Succession
from plans.models.round import UpdateRound
from plans.models.snapshot import Snapshot, SnapshotRow
from plans.models.statement import Response, Statement, StatementAnswer, StatementFile
from plans.models.status import RUNNING, Progress, Status, StatusUpdate
from plans.models.target import IndicatorTarget
from plans.models.wording import WordingVersion
from plans.models.workbook import LearnedWord, RememberedMapping, WorkbookImport

__all__ = [
    "RUNNING",
    "AgendaMeasure",
    "Comment",
    "Consultation",
    "ConsultationQuestion",
    "DecisionMaterial",
    "Effect",
    "EffectDirection",
    "FocusArea",
    "Follow",
    "Goal",
    "IndicatorTarget",
    "Invitee",
    "InviteeLink",
    "LearnedWord",
    "Measure",
    "MeasureLink",
    "MeasureScenario",
    "Phenomenon",
    "PhenomenonIndicator",
    "Plan",
    "PlanDecision",
    "PlanEffect",
    "PlanStep",
    "Progress",
    "PromiseProposal",
    "Proposal",
    "RememberedMapping",
    "Response",
    "Responsibility",
    "RollOver",
    "RollOverChoice",
    "RollOverNew",
    "Section",
    "Snapshot",
    "SnapshotRow",
    "Statement",
    "StatementAnswer",
    "StatementFile",
    "Status",
    "StatusUpdate",
    "Succession",
    "TriageMeasure",
    "UpdateRound",
    "WordingVersion",
    "WorkbookImport",
]
