"""An import as the pages of the wizard need it: the file understood, and compared with the plan as it is now."""

from dataclasses import dataclass, replace
from functools import cached_property

from hyte.lib.clock import today
from plans.imports.answers import Answers
from plans.imports.comparing.preview import preview_of
from plans.imports.incoming import answers_of, understanding_of
from plans.imports.outcomes import Preview, Question
from plans.imports.reading.understanding import Understanding
from plans.models import WorkbookImport


@dataclass
class Reading:
    """Each part is worked out when it is first asked for; a number of queries that doesn't grow with the rows."""

    imported: WorkbookImport
    user: object

    @cached_property
    def answers(self) -> Answers:
        return answers_of(self.imported)

    @cached_property
    def understanding(self) -> Understanding:
        return understanding_of(self.imported)

    @cached_property
    def preview(self) -> Preview:
        return self._compare(self.answers)

    @cached_property
    def questions(self) -> list[Question]:
        """All of the file's, also those that have been answered: an answer can be changed."""
        return self._compare(replace(self.answers, names={})).questions

    def _compare(self, answers: Answers) -> Preview:
        return preview_of(
            self.imported.plan,
            self.understanding,
            answers,
            user=self.user,
            on=self.imported.day,
            today=today(),
        )


def page_context(imported: WorkbookImport, step: str, **more) -> dict:
    plan = imported.plan
    return {"imported": imported, "plan": plan, "county": plan.county, "step": step} | more
