from reporting.models.chapter import LONGEST_BODY, Chapter, Picture
from reporting.models.clock import ClockEvent, CouncilTerm
from reporting.models.report import GoalAssessment, Report, ReportDecision
from reporting.models.version import FrozenChapter, FrozenPicture, FrozenSeries, GeneratedFile, ReportVersion

__all__ = [
    "LONGEST_BODY",
    "Chapter",
    "ClockEvent",
    "CouncilTerm",
    "FrozenChapter",
    "FrozenPicture",
    "FrozenSeries",
    "GeneratedFile",
    "GoalAssessment",
    "Picture",
    "Report",
    "ReportDecision",
    "ReportVersion",
]
