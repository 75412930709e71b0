"""What was said in a consultation and what was answered, as everybody may read it: no names but those that may be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from hyte.lib.models import in_language
from plans.models import Consultation, ConsultationQuestion, Statement


@dataclass(frozen=True)
class SummaryAnswer:
    question_id: int
    question: str
    text: str


@dataclass(frozen=True)
class SummaryStatement:
    """``body`` is the body's name, the person's where there is consent, else the words for a private person."""

    number: int
    body: str
    is_private_person: bool
    language: str
    text: str
    answers: tuple[SummaryAnswer, ...]
    was_late: bool
    response: str
    response_label: str
    response_text: str


@dataclass(frozen=True)
class QuestionSummary:
    """A question with who said what; ``said`` are pairs of a statement and its answer's text."""

    question: str
    said: tuple[tuple[SummaryStatement, str], ...]


def statements_summary(consultation: Consultation) -> list[SummaryStatement]:
    """Bodies in the order in which their statements came, then private persons; three queries."""
    statements = consultation.statements.select_related("organisation").prefetch_related("answers__question")
    ordered = statements.order_by("is_private_person", "received_at", "pk")
    return [_summed(statement, number) for number, statement in enumerate(ordered, start=1)]


def by_question(
    questions: Sequence[ConsultationQuestion], statements: Sequence[SummaryStatement]
) -> list[QuestionSummary]:
    said: dict[int, list[tuple[SummaryStatement, str]]] = {}
    for statement in statements:
        for answer in statement.answers:
            said.setdefault(answer.question_id, []).append((statement, answer.text))
    return [QuestionSummary(str(each), tuple(said.get(each.pk, ()))) for each in questions]


def _summed(statement: Statement, number: int) -> SummaryStatement:
    return SummaryStatement(
        number=number,
        body=statement.public_name,
        is_private_person=statement.is_private_person,
        language=statement.language,
        text=statement.text,
        answers=tuple(
            SummaryAnswer(each.question_id, str(each.question), each.text) for each in statement.answers.all()
        ),
        was_late=statement.was_late,
        response=statement.response,
        response_label=str(statement.get_response_display()),
        response_text=in_language(statement, "response_text")[0],
    )


@dataclass(frozen=True)
class ConsultationSummary:
    """The annex: all that was said, by question and by statement, in the active language."""

    title: str
    about: str
    county: str
    opens_on: date
    closes_on: date
    language: str
    questions: tuple[QuestionSummary, ...]
    statements: tuple[SummaryStatement, ...]
    is_demo: bool

    @property
    def general(self) -> list[SummaryStatement]:
        """Those that said something beside the questions."""
        return [each for each in self.statements if each.text]


def summary_of(consultation: Consultation) -> ConsultationSummary:
    """Four queries, whatever the number of statements."""
    statements = statements_summary(consultation)
    return ConsultationSummary(
        title=consultation.name,
        about=in_language(consultation, "about")[0] or consultation.plan.name,
        county=consultation.plan.county.name,
        opens_on=consultation.opens_on,
        closes_on=consultation.closes_on,
        language=(get_language() or "fi")[:2],
        questions=tuple(by_question(consultation.questions.all(), statements)),
        statements=tuple(statements),
        is_demo=consultation.is_demo,
    )
