"""How a preview is put into words: what becomes of rows, how grave a finding is, what stands before applying it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plans.imports.outcomes import WORK, Level, Preview, Result

RESULTS: dict[Result, str | Promise] = {
    Result.ERROR: gettext_lazy("Error"),
    Result.CONFLICT: gettext_lazy("Conflict"),
    Result.REFUSED: gettext_lazy("Refused"),
    Result.NEW: gettext_lazy("New"),
    Result.PROPOSAL: gettext_lazy("Proposal"),
    Result.CHANGED: gettext_lazy("Changed"),
    Result.UNCHANGED: gettext_lazy("Unchanged"),
    Result.LEFT_OUT: gettext_lazy("Left out"),
}
LEVELS: dict[Level, str | Promise] = {
    Level.ERROR: gettext_lazy("Error"),
    Level.WARNING: gettext_lazy("Note"),
    Level.NOTE: gettext_lazy("Information"),
}


@dataclass(frozen=True)
class OpenMatter:
    """``about`` is "words", "errors", "conflicts" or "nothing"."""

    about: str
    text: str


def size_of(preview: Preview) -> int:
    """Of how many rows applying would write something."""
    return sum(outcome.result in WORK or bool(outcome.changes or outcome.proposals) for outcome in preview.outcomes)


def open_matters(preview: Preview) -> list[OpenMatter]:
    """Why nothing can be applied yet; empty where it can."""
    matters = [_words(len(preview.questions)), _errors(len(preview.errors)), _conflicts(preview.count(Result.CONFLICT))]
    found = [matter for matter in matters if matter]
    if not found and not preview.changes_something:
        found.append(OpenMatter("nothing", _("The workbook says nothing that the plan doesn't say already.")))
    return found


def _words(count: int) -> OpenMatter | None:
    text = ngettext(
        "%(count)d word of the workbook isn't known. Tell what it means.",
        "%(count)d words of the workbook aren't known. Tell what they mean.",
        count,
    )
    return OpenMatter("words", text % {"count": count}) if count else None


def _errors(count: int) -> OpenMatter | None:
    text = ngettext(
        "%(count)d error. Mend it in the workbook and bring it again, or leave its row out.",
        "%(count)d errors. Mend them in the workbook and bring it again, or leave their rows out.",
        count,
    )
    return OpenMatter("errors", text % {"count": count}) if count else None


def _conflicts(count: int) -> OpenMatter | None:
    text = ngettext(
        "%(count)d row was changed both in the workbook and in the plan. Choose which text stays.",
        "%(count)d rows were changed both in the workbook and in the plan. Choose which text stays.",
        count,
    )
    return OpenMatter("conflicts", text % {"count": count}) if count else None
