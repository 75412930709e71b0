"""Words that the county hasn't used before: what each means, asked once."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django import forms
from django.utils.translation import gettext as _

from plans.imports.answers import Answers
from plans.imports.outcomes import Question
from plans.models import LearnedWord

FEW = 10  # choices that are shown all at once


def name_of(*parts: str) -> str:
    """A short name for a field that is about something of the file, whatever letters that has."""
    return "f" + sha256("\x00".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class QuestionLine:
    question: Question
    bound: forms.BoundField

    @property
    def kind(self) -> str:
        return str(LearnedWord.Kind(self.question.kind).label)


class QuestionsForm(forms.Form):
    """``questions`` are all of the file's, also those that have been answered: an answer can be changed."""

    def __init__(self, *args, questions: list[Question], answers: Answers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.answers = questions, answers
        for question in questions:
            self.fields[_name(question)] = _field(question, answers)

    def lines(self) -> Iterator[QuestionLine]:
        for question in self.questions:
            yield QuestionLine(question, self[_name(question)])

    def answer(self) -> Answers:
        for question in self.questions:
            self.answers.names.setdefault(question.kind, {})[question.folded] = self.cleaned_data[_name(question)]
        return self.answers


def _name(question: Question) -> str:
    return name_of(question.kind, question.folded)


def _field(question: Question, answers: Answers) -> forms.ChoiceField:
    choices = [(option.value, option.label) for option in question.options]
    given = answers.name(question.kind, question.folded)
    return forms.ChoiceField(
        label=_("“%(word)s”") % {"word": question.text},
        choices=choices,
        initial=given if given in dict(choices) else question.suggested,
        widget=forms.RadioSelect if len(choices) <= FEW else forms.Select,
    )
