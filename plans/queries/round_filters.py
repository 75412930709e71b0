"""What of a round is shown: section, answered or not, who is asked, and words; all in the address."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from hyte.lib.text import fold
from plans.queries.rounds import Line

ANSWERED, LEFT = "annettu", "puuttuu"


@dataclass(frozen=True)
class RoundFilters:
    """``sections`` and ``people`` are what can be chosen: value and words."""

    sections: list[tuple[str, str]]
    people: list[tuple[str, str]]
    section: str
    answer: str
    person: str
    search: str
    messages: list[str]

    @property
    def active(self) -> bool:
        return bool(self.section or self.answer or self.person or self.search)

    def apply(self, lines: list[Line]) -> list[Line]:
        return [line for line in lines if self._keeps(line)]

    def _keeps(self, line: Line) -> bool:
        if self.section and line.row.section_slug != self.section:
            return False
        if self.answer == ANSWERED and not line.is_answered:
            return False
        if self.answer == LEFT and (line.is_answered or not line.is_asked):
            return False
        if self.person and self.person not in (str(each.person.pk) for each in line.people):
            return False
        text = fold(line.row.identifier, line.row.wording_fi, line.row.wording_sv, line.row.wording_en)
        return all(word in text for word in fold(self.search).split())


def read_filters(query: QueryDict, lines: list[Line]) -> RoundFilters:
    """Read them from an address; a value that isn't there is told and left out."""
    messages: list[str] = []
    sections = list({line.row.section_slug: _section(line) for line in lines}.items())
    people = sorted(
        {str(each.person.pk): each.person.name for line in lines for each in line.people}.items(), key=_name
    )
    answers = [ANSWERED, LEFT]
    return RoundFilters(
        sections,
        people,
        section=_known(query.get("osio", ""), [slug for slug, _word in sections], messages),
        answer=_known(query.get("vastaus", ""), answers, messages),
        person=_known(query.get("yhteyshenkilo", ""), [pk for pk, _word in people], messages),
        search=query.get("q", "").strip()[:200],
        messages=messages,
    )


def _section(line: Line) -> str:
    return line.section.name


def _name(choice: tuple[str, str]) -> str:
    return fold(choice[1])


def _known(value: str, known: list[str], messages: list[str]) -> str:
    if not value or value in known:
        return value
    messages.append(_("“%(value)s” can't be chosen here, so it was left out.") % {"value": value[:40]})
    return ""
