"""What stands between a preview and applying it, in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.imports.outcomes import WORK, Preview, Result
from plans.models import WorkbookImport


@dataclass(frozen=True)
class OpenMatter:
    text: str
    address: str = ""


def size_of(preview: Preview) -> int:
    """How many rows applying would write of."""
    return sum(outcome.result in WORK or bool(outcome.changes or outcome.proposals) for outcome in preview.outcomes)


def open_matters(preview: Preview, imported: WorkbookImport) -> list[OpenMatter]:
    """Why nothing can be applied yet; empty where it can."""
    matters = [_words(preview, imported), _errors(preview), _conflicts(preview)]
    found = [matter for matter in matters if matter]
    if not found and not preview.changes_something:
        found.append(OpenMatter(_("The workbook says nothing that the plan doesn't say already.")))
    return found


def _words(preview: Preview, imported: WorkbookImport) -> OpenMatter | None:
    count = len(preview.questions)
    text = ngettext(
        "%(count)d word of the workbook isn't known. Tell what it means.",
        "%(count)d words of the workbook aren't known. Tell what they mean.",
        count,
    )
    address = reverse("plans:import-questions", args=[imported.pk])
    return OpenMatter(text % {"count": count}, address) if count else None


def _errors(preview: Preview) -> OpenMatter | None:
    count = len(preview.errors)
    text = ngettext(
        "%(count)d error. Mend it in the workbook and bring it again, or leave its row out.",
        "%(count)d errors. Mend them in the workbook and bring it again, or leave their rows out.",
        count,
    )
    return OpenMatter(text % {"count": count}, f"?tulos={Result.ERROR}") if count else None


def _conflicts(preview: Preview) -> OpenMatter | None:
    count = preview.count(Result.CONFLICT)
    text = ngettext(
        "%(count)d row was changed both in the workbook and in the plan. Choose which text stays.",
        "%(count)d rows were changed both in the workbook and in the plan. Choose which text stays.",
        count,
    )
    return OpenMatter(text % {"count": count}, f"?tulos={Result.CONFLICT}") if count else None
