from indicators.models.adoption import Adoption, Conclusion, Direction
from indicators.models.calculation import CalculatedArea, Calculation, PublishedResult
from indicators.models.catalogue import CatalogueEntry, IndicatorList, ListedIndicator, Omission
from indicators.models.figures import FiguresFile
from indicators.models.indicator import Indicator
from indicators.models.observation import Correction, Observation, Sex
from indicators.models.region import ComparisonArea, Region
from indicators.models.rule_set import RuleGroup, RuleIndicator, RuleSet
from indicators.models.scenario import Scenario
from indicators.models.source import Source
from indicators.models.sync import SyncItem, SyncRun
from indicators.models.theme import Theme, ThemeClassification
from indicators.models.triage import Triage, TriageNote

__all__ = [
    "Adoption",
    "CalculatedArea",
    "Calculation",
    "CatalogueEntry",
    "ComparisonArea",
    "Conclusion",
    "Correction",
    "Direction",
    "FiguresFile",
    "Indicator",
    "IndicatorList",
    "ListedIndicator",
    "Observation",
    "Omission",
    "PublishedResult",
    "Region",
    "RuleGroup",
    "RuleIndicator",
    "RuleSet",
    "Scenario",
    "Sex",
    "Source",
    "SyncItem",
    "SyncRun",
    "Theme",
    "ThemeClassification",
    "Triage",
    "TriageNote",
]
