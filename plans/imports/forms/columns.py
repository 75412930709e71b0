"""What we understood of the sheets, each part changeable."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter

from plans.imports.answers import Answers, SheetAnswers
from plans.imports.comparing.places import NEW_SHEET
from plans.imports.reading.understanding import Certainty, ReadColumn, ReadSheet, Understanding
from plans.models import Plan, Section
from plans.workbook.columns import COLUMNS, KEEP, SKIP, Part

ROWS_TO_LOOK_AT = 30  # at the beginning of a sheet, for its headings
TEXT_OF_ROW = 70  # characters
MOST_HEADER_ROWS = 3
NO_HEADER = "0"

PARTS: dict[Part, str | Promise] = {
    Part.PLACE: gettext_lazy("Place in the plan"),
    Part.PROMISE: gettext_lazy("Measure"),
    Part.RESPONSIBILITY: gettext_lazy("Responsibility"),
    Part.RECORD: gettext_lazy("About the measure"),
    Part.STATUS: gettext_lazy("Status"),
}
CERTAINTY: dict[Certainty, tuple[str, str | Promise]] = {
    Certainty.SURE: ("check", gettext_lazy("Known heading")),
    Certainty.LIKELY: ("info", gettext_lazy("A guess: look at it")),
    Certainty.UNKNOWN: ("warning", gettext_lazy("Not known: choose")),
    Certainty.TOLD: ("check", gettext_lazy("Chosen by people")),
}
UNSURE = (Certainty.LIKELY, Certainty.UNKNOWN)


@dataclass(frozen=True)
class ColumnLine:
    """A column of the file as the page shows it, with its field."""

    column: ReadColumn
    bound: forms.BoundField

    @property
    def letter(self) -> str:
        return get_column_letter(self.column.number)

    @property
    def icon(self) -> str:
        return CERTAINTY[self.column.certainty][0]

    @property
    def certainty(self) -> str:
        return str(CERTAINTY[self.column.certainty][1])

    @property
    def select(self) -> SafeString:
        marks = {"aria-describedby": f"{self.bound.auto_id}_certainty", "aria-label": self.label}
        if self.bound.errors:
            marks |= {"aria-describedby": f"{self.bound.auto_id}_error", "aria-invalid": "true"}
        return self.bound.as_widget(attrs=marks)

    @property
    def label(self) -> str:
        return _("Column %(letter)s, %(heading)s, is taken for") % {
            "letter": self.letter,
            "heading": self.column.heading or _("no heading"),
        }

    @property
    def is_unsure(self) -> bool:
        return self.column.certainty in UNSURE


class SheetForm(forms.Form):
    """One sheet; a field for each column is called ``c`` and its number."""

    used = forms.BooleanField(required=False, label=gettext_lazy("Take the measures of this sheet"))
    first = forms.ChoiceField(label=gettext_lazy("Headings begin on row"))
    depth = forms.TypedChoiceField(
        label=gettext_lazy("Headings take"),
        coerce=int,
        choices=[
            (1, gettext_lazy("one row")),
            (2, gettext_lazy("two rows")),
            (MOST_HEADER_ROWS, gettext_lazy("three rows")),
        ],
    )
    section = forms.ChoiceField(
        label=gettext_lazy("Section of all rows"),
        required=False,
        help_text=gettext_lazy("Choose one where the sheet has no column for the section."),
    )

    def __init__(self, *args, sheet: ReadSheet, plan: Plan, sections: list[Section], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.fields["first"].choices = _row_choices(sheet)
        self.fields["section"].choices = _section_choices(sheet, plan, sections)
        for column in sheet.columns:
            self.fields[f"c{column.number}"] = forms.ChoiceField(
                label=f"{sheet.title} {get_column_letter(column.number)}", choices=_column_choices
            )
        first, last = sheet.header or (0, 0)
        self.initial |= {"used": sheet.used, "first": str(first), "section": sheet.section}
        self.initial |= {"depth": min(last - first + 1, MOST_HEADER_ROWS)}
        self.initial |= {f"c{column.number}": column.key for column in sheet.columns}

    @property
    def unsure_lines(self) -> list[ColumnLine]:
        return [line for line in self._lines() if line.is_unsure]

    @property
    def known_lines(self) -> list[ColumnLine]:
        return [line for line in self._lines() if not line.is_unsure]

    @property
    def shows_known(self) -> bool:
        """Whether the known columns are open: they are what there is to look at, or one of them is wrong."""
        return not self.unsure_lines or any(line.bound.errors for line in self.known_lines)

    def _lines(self) -> Iterator[ColumnLine]:
        for column in self.sheet.columns:
            yield ColumnLine(column, self[f"c{column.number}"])

    def clean(self) -> dict:
        """One meaning stands in one column only; which of two is meant is for people to say."""
        cleaned = super().clean()
        taken: dict[str, ReadColumn] = {}
        for column in self.sheet.columns if cleaned.get("used") and not self.rereads else ():
            key = cleaned.get(f"c{column.number}", SKIP)
            if key in taken and key not in (KEEP, SKIP):
                text = _("Column %(letter)s has been taken for the same thing. Choose something else for one of them.")
                self.add_error(f"c{column.number}", text % {"letter": get_column_letter(taken[key].number)})
            taken.setdefault(key, column)
        return cleaned

    @property
    def header(self) -> tuple[int, int] | None:
        first = int(self.cleaned_data.get("first") or NO_HEADER)
        return (first, first + self.cleaned_data.get("depth", 1) - 1) if first else None

    @property
    def rereads(self) -> bool:
        """Whether the headings were moved: the columns that were in sight are no longer those of the sheet."""
        return self.header is not None and self.header != self.sheet.header

    def answers(self) -> SheetAnswers:
        said = self.cleaned_data
        columns = {str(each.number): said[f"c{each.number}"] for each in self.sheet.columns}
        return SheetAnswers(
            used=said["used"],
            header=self.header,
            section=said["section"],
            columns={} if self.rereads else columns,
        )


class ColumnsForm:
    """A form for each sheet that holds something."""

    def __init__(self, data, *, understanding: Understanding, plan: Plan) -> None:
        self.findings = understanding.findings
        sections = list(plan.sections.all())
        self.sheets = [
            SheetForm(data, prefix=f"s{number}", sheet=sheet, plan=plan, sections=sections)
            for number, sheet in enumerate(understanding.sheets)
            if sheet.grid.rows and not sheet.grid.very_hidden
        ]

    def is_valid(self) -> bool:
        """Every sheet is looked at, so that all errors are told at once."""
        valid = [sheet.is_valid() for sheet in self.sheets]
        return all(valid)

    def __iter__(self) -> Iterator[forms.BoundField]:
        """Every field, for the summary of errors."""
        return (bound for sheet in self.sheets for bound in sheet)

    def non_field_errors(self) -> list[str]:
        return [error for sheet in self.sheets for error in sheet.non_field_errors()]

    @property
    def rereads(self) -> bool:
        return any(sheet.rereads for sheet in self.sheets)

    def answer(self, answers: Answers) -> Answers:
        answers.sheets = {sheet.sheet.title: sheet.answers() for sheet in self.sheets}
        return answers


def _row_choices(sheet: ReadSheet) -> list[tuple[str, str]]:
    rows = [(str(number), _text_of_row(sheet, number)) for number in range(1, len(sheet.grid.rows) + 1)]
    found = sheet.header[0] if sheet.header else 0
    shown = [(number, text) for number, text in rows[: max(ROWS_TO_LOOK_AT, found)] if text]
    return shown if sheet.header else [(NO_HEADER, _("No headings were found")), *shown]


def _text_of_row(sheet: ReadSheet, number: int) -> str:
    texts = dict.fromkeys(cell.text.replace("\n", " ") for cell in sheet.grid.rows[number - 1] if cell.text)
    text = " · ".join(texts)
    return f"{number}: {text[:TEXT_OF_ROW]}{'…' if len(text) > TEXT_OF_ROW else ''}" if text else ""


def _section_choices(sheet: ReadSheet, plan: Plan, sections: list[Section]) -> list[tuple[str, str]]:
    known = [("", _("As each row says")), *((section.slug, section.name) for section in sections)]
    brought = {sheet.section} if plan.is_approved else {sheet.section, f"{NEW_SHEET}{sheet.title}"}
    new = sorted(brought - dict(known).keys())
    return [*known, *((name, _("A new section: %(name)s") % {"name": name.removeprefix(NEW_SHEET)}) for name in new)]


def _column_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    groups = [
        (str(label), [(column.key, str(column.heading)) for column in COLUMNS if column.part is part])
        for part, label in PARTS.items()
    ]
    other = [(KEEP, _("Keep in the working text")), (SKIP, _("Leave out"))]
    return [*groups, (_("No place of its own"), other)]
