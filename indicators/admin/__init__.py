from indicators.admin.indicators import IndicatorAdmin, RegionAdmin, SourceAdmin
from indicators.admin.lists import IndicatorListAdmin
from indicators.admin.themes import ThemeAdmin, ThemeClassificationAdmin

__all__ = [
    "IndicatorAdmin",
    "IndicatorListAdmin",
    "RegionAdmin",
    "SourceAdmin",
    "ThemeAdmin",
    "ThemeClassificationAdmin",
]
