"""What a report tells beside chapters, measures and figures, as plain data that freezes to JSON and comes back the same."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cattrs import Converter

from hyte.lib.models import in_language


@dataclass(frozen=True)
class Words:
    """One text in the languages that it has."""

    text_fi: str = ""
    text_sv: str = ""
    text_en: str = ""

    @classmethod
    def of(cls, record: object, field: str) -> "Words":
        return cls(*(getattr(record, f"{field}_{code}", "") for code in ("fi", "sv", "en")))

    def __str__(self) -> str:
        return in_language(self, "text")[0]

    def __bool__(self) -> bool:
        return bool(self.text_fi or self.text_sv or self.text_en)


@dataclass(frozen=True)
class Heading:
    """Of which county, plan and years the report is, as it was called when it was frozen. ``plan_url`` is its address's end."""

    county: Words
    name: Words
    plan: Words
    plan_slug: str
    kind: str
    first_year: int
    year: int
    data_until: date
    languages: tuple[str, ...] = ("fi",)
    is_demo: bool = False

    @property
    def years(self) -> str:
        return str(self.year) if self.first_year == self.year else f"{self.first_year}–{self.year}"


@dataclass(frozen=True)
class Assessment:
    section_slug: str
    goal_identifier: str
    verdict: str
    text: Words


@dataclass(frozen=True)
class CoefficientYear:
    """The county's coefficient of one funding year; ``difference`` is its euros against an equal share."""

    year: int
    name: Words
    source: str
    coefficient: Decimal
    rank: int
    areas: int
    euros: Decimal
    difference: Decimal
    is_preliminary: bool
    is_demo: bool


@dataclass(frozen=True)
class AgreementLine:
    what: str
    who: tuple[str, ...]
    due_on: date
    state: str
    agreed_on: date
    measure: str = ""
    note: str = ""
    note_on: date | None = None


@dataclass(frozen=True)
class NegotiationLine:
    on: date
    title: str
    parties: tuple[str, ...]


@dataclass(frozen=True)
class GroupLine:
    name: Words
    seats: int
    meetings: tuple[date, ...]


@dataclass(frozen=True)
class OmissionLine:
    """An indicator of the minimum list that is left out, and why."""

    title: Words
    list_name: Words
    reason: str
    on: date


@dataclass(frozen=True)
class SubPlanLine:
    name: Words
    kind: str
    valid_from: date
    valid_until: date
    approved_by: str
    measures: int


@dataclass(frozen=True)
class StatementLine:
    """What a body said in a consultation, and how it was answered; a private person has no name here without consent."""

    consultation: Words
    body: Words
    said: tuple[str, ...]
    response: str
    response_text: Words

    @property
    def text(self) -> str:
        return "\n".join(self.said)


@dataclass(frozen=True)
class Parts:
    heading: Heading
    assessments: tuple[Assessment, ...] = ()
    coefficient: tuple[CoefficientYear, ...] = ()
    agreements: tuple[AgreementLine, ...] = ()
    negotiations: tuple[NegotiationLine, ...] = ()
    groups: tuple[GroupLine, ...] = ()
    omissions: tuple[OmissionLine, ...] = ()
    sub_plans: tuple[SubPlanLine, ...] = ()
    statements: tuple[StatementLine, ...] = ()


_converter = Converter(omit_if_default=True)  # a part that comes later is absent from what was frozen before it
_converter.register_unstructure_hook(Decimal, str)
_converter.register_structure_hook(Decimal, lambda text, _kind: Decimal(text))
_converter.register_unstructure_hook(date, date.isoformat)
_converter.register_structure_hook(date, lambda text, _kind: date.fromisoformat(text))


def freeze_parts(parts: Parts) -> dict[str, Any]:
    return _converter.unstructure(parts)


def thaw_parts(frozen: dict[str, Any]) -> Parts:
    return _converter.structure(frozen, Parts)
