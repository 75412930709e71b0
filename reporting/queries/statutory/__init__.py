"""What the law asks of a county (612/2021 7 §), how each line of it stands, and what shows it."""

from reporting.queries.statutory.lines import Proof, StatutoryLine
from reporting.queries.statutory.page import (
    StatutoryPage,
    address_of,
    due_statutory,
    lines_for,
    statutory_lines,
    statutory_page,
    usual_due_of,
)

__all__ = [
    "Proof",
    "StatutoryLine",
    "StatutoryPage",
    "address_of",
    "due_statutory",
    "lines_for",
    "statutory_lines",
    "statutory_page",
    "usual_due_of",
]
