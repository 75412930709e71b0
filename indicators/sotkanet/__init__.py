"""THL's statistics bank Sotkanet, asked over HTTP. Nothing here knows Django.

Sotkanet is meant for fetching in batches, not for each page view: few questions, one at a time, the answers kept.
"""

from indicators.sotkanet.client import Client
from indicators.sotkanet.errors import SotkanetError
from indicators.sotkanet.records import (
    DataRow,
    Document,
    Organisation,
    RegionRow,
    ShortIndicator,
    clean_text,
)
from indicators.sotkanet.rows import read_rows

__all__ = [
    "Client",
    "DataRow",
    "Document",
    "Organisation",
    "RegionRow",
    "ShortIndicator",
    "SotkanetError",
    "clean_text",
    "read_rows",
]
