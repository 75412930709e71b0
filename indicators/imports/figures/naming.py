"""Which of the county's own indicators a title means."""

from collections import defaultdict
from functools import cached_property

from groups.models import Organisation
from hyte.lib.text import fold
from indicators.imports.figures.problems import Problem, Refused
from indicators.models import Indicator


class OwnIndicators:
    def __init__(self, county: Organisation, of_all_rows: Indicator | None) -> None:
        self.of_all_rows = of_all_rows
        self.by_id = {each.pk: each for each in Indicator.objects.filter(county=county)}
        self._by_title: dict[str, list[Indicator]] = defaultdict(list)
        for each in self.by_id.values():
            for title in _titles(each.title_fi, each.title_sv, each.title_en):
                self._by_title[title].append(each)

    def find(self, title: str) -> Indicator:
        """The indicator of all rows where the row names none. Raises Refused."""
        if not title and self.of_all_rows:
            return self.of_all_rows
        if not title:
            raise Refused(Problem.INDICATOR_MISSING)
        found = self._by_title.get(fold(title), [])
        if len(found) == 1:
            return found[0]
        raise Refused(self._problem(fold(title), len(found)), title)

    def _problem(self, title: str, count: int) -> Problem:
        if count:
            return Problem.INDICATOR_NOT_UNIQUE
        return Problem.INDICATOR_NOT_OWN if title in self._shared_titles else Problem.INDICATOR_UNKNOWN

    @cached_property
    def _shared_titles(self) -> set[str]:
        rows = Indicator.objects.filter(county=None).values_list("title_fi", "title_sv", "title_en")
        return {title for row in rows for title in _titles(*row)}


def _titles(*titles: str) -> set[str]:
    return {fold(title) for title in titles if title}
