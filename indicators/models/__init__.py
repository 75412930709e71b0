from indicators.models.adoption import Adoption, Conclusion, Direction
from indicators.models.catalogue import CatalogueEntry, IndicatorList, ListedIndicator, Omission
from indicators.models.figures import FiguresFile
from indicators.models.indicator import Indicator
from indicators.models.observation import Correction, Observation, Sex
from indicators.models.region import ComparisonArea, Region
from indicators.models.source import Source
from indicators.models.sync import SyncItem, SyncRun
from indicators.models.theme import Theme, ThemeClassification

__all__ = [
    "Adoption",
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
    "Region",
    "Sex",
    "Source",
    "SyncItem",
    "SyncRun",
    "Theme",
    "ThemeClassification",
]
