from reporting.models.chapter import LONGEST_BODY, Chapter, Picture
from reporting.models.clock import ClockEvent, CouncilTerm
from reporting.models.feed import ClockFeed
from reporting.models.report import GoalAssessment, Report, ReportConsultation, ReportDecision, ReportEffect
from reporting.models.statutory import LawLine, StatutoryNote
from reporting.models.version import FrozenChapter, FrozenPicture, FrozenSeries, GeneratedFile, ReportVersion

__all__ = [
    "LONGEST_BODY",
    "Chapter",
    "ClockEvent",
    "ClockFeed",
    "CouncilTerm",
    "FrozenChapter",
    "FrozenPicture",
    "FrozenSeries",
    "GeneratedFile",
    "GoalAssessment",
    "LawLine",
    "Picture",
    "Report",
    "ReportConsultation",
    "ReportDecision",
    "ReportEffect",
    "ReportVersion",
    "StatutoryNote",
]
