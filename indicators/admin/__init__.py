from indicators.admin.coefficient import CalculationAdmin, PublishedResultAdmin, RuleSetAdmin
from indicators.admin.indicators import IndicatorAdmin, RegionAdmin, SourceAdmin
from indicators.admin.lists import IndicatorListAdmin
from indicators.admin.themes import ThemeAdmin, ThemeClassificationAdmin

__all__ = [
    "CalculationAdmin",
    "IndicatorAdmin",
    "IndicatorListAdmin",
    "PublishedResultAdmin",
    "RegionAdmin",
    "RuleSetAdmin",
    "SourceAdmin",
    "ThemeAdmin",
    "ThemeClassificationAdmin",
]
