from indicators.models.indicator import Indicator, Source
from indicators.models.theme import Theme, ThemeClassification

__all__ = ["Indicator", "Source", "Theme", "ThemeClassification"]
