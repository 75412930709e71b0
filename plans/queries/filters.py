"""The filters of monitoring: read from an address, applied to rows, told in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Organisation
from hyte.lib.text import fold
from plans.models import Progress, Status
from plans.queries.picture import Picture, Row

FOLDED_FROM = 5  # the page keeps the filters after the first five folded


class Missing(TextChoices):
    """What a measure may be without."""

    RESPONSIBLE = "vastuuta", gettext_lazy("Without main responsible")
    INDICATOR = "mittaria", gettext_lazy("Without indicator")


@dataclass(frozen=True)
class Option:
    """A value that a filter offers, in its words."""

    value: str
    label: str


@dataclass
class Filter:
    """One filter: its name in the address, what it offers, what was chosen, and which rows it keeps."""

    name: str
    label: str
    options: list[Option]
    keeps: Callable[[Row, set[str]], bool]
    chosen: list[str] = field(default_factory=list)

    @property
    def selected(self) -> str:
        """What a select shows: the one value, or all of them joined where an address carries several."""
        return ",".join(self.chosen)

    @property
    def shown_options(self) -> list[Option]:
        several = [Option(self.selected, self.words().partition(": ")[2])] if len(self.chosen) > 1 else []
        return [*several, *self.options]

    def words(self) -> str:
        labels = {option.value: option.label for option in self.options}
        return f"{self.label}: {', '.join(labels[value] for value in self.chosen)}"


@dataclass
class Filters:
    filters: list[Filter]
    search: str = ""
    not_updated_since: date | None = None
    messages: list[str] = field(default_factory=list)

    @property
    def more_active(self) -> bool:
        """Whether one of the folded filters is in use."""
        return bool(self.not_updated_since or any(each.chosen for each in self.filters[FOLDED_FROM:]))

    @property
    def active(self) -> bool:
        return bool(self.search or self.not_updated_since or any(each.chosen for each in self.filters))

    def apply(self, rows: Iterable[Row]) -> list[Row]:
        chosen = [(each.keeps, set(each.chosen)) for each in self.filters if each.chosen]
        words = fold(self.search).split()
        return [row for row in rows if all(keeps(row, values) for keeps, values in chosen) and self._found(row, words)]

    def _found(self, row: Row, words: list[str]) -> bool:
        since = self.not_updated_since
        if since and row.update and row.update.on >= since:
            return False
        return not words or all(
            word in row.measure.search_text or word in row.measure.goal.search_text for word in words
        )

    def in_words(self) -> list[str]:
        """What has been chosen, a line each."""
        lines = [each.words() for each in self.filters if each.chosen]
        if self.not_updated_since:
            lines.append(f"{_('Not updated since')}: {day_text(self.not_updated_since)}")
        if self.search:
            lines.append(f"{_('Search')}: {self.search}")
        return lines


def day_text(day: date) -> str:
    return date_format(day, "j.n.Y")


def read_day(text: str, name: str, messages: list[str]) -> date | None:
    """Read a YYYY-MM-DD from an address; a bad one is told and left out."""
    if not text:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        messages.append(
            _("“%(text)s” is not a date, so “%(name)s” was left out. Write it like 2024-05-27.")
            % {"text": text[:40], "name": name}
        )
        return None


def parse_filters(query: QueryDict, picture: Picture) -> Filters:
    """Read the filters of an address. An unknown value filters nothing and is told in ``messages``."""
    filters = Filters(filters_for(picture))
    for each in filters.filters:
        known = {option.value for option in each.options}
        asked = list(dict.fromkeys(value for text in query.getlist(each.name) for value in text.split(",") if value))
        each.chosen = [value for value in asked if value in known]
        if len(each.chosen) < len(asked):
            unknown = next(value for value in asked if value not in known)
            each.chosen = []
            filters.messages.append(
                _("“%(value)s” is not known in “%(filter)s”, so it was left out.")
                % {"value": unknown[:60], "filter": each.label}
            )
    filters.search = query.get("q", "").replace("\x00", "").strip()[:200]
    filters.not_updated_since = read_day(query.get("paivittamatta", ""), _("Not updated since"), filters.messages)
    return filters


def filters_for(picture: Picture) -> list[Filter]:
    """What can be chosen on this plan: the options come out of its own rows."""
    rows, goals = picture.rows, picture.goals
    staff = (
        [Filter("yhteyshenkilo", _("Contact person"), _contact_options(rows), _by(_contact))] if picture.staff else []
    )
    return [
        Filter(
            "osio", _("Section"), [Option(s.slug, s.name) for s in picture.sections], _by(lambda r: {r.section.slug})
        ),
        Filter(
            "tavoite", _("Goal"), [Option(str(g.pk), str(g)) for g in goals], _by(lambda r: {str(r.measure.goal_id)})
        ),
        Filter("painopiste", _("Focus area"), _focus_options(goals), _by(_focus_areas)),
        Filter("teema", _("Theme"), _theme_options(picture), _by(_themes)),
        Filter("tila", _("Status"), _choices(Status), _by(lambda r: {r.status})),
        Filter("eteneminen", _("Progress"), _choices(Progress), _by(lambda r: {r.progress})),
        Filter("vastuu", _("Responsible"), _organisation_options(rows), _by(_organisations)),
        Filter("toimiala", _("Division"), _organisation_options(rows, divisions=True), _by(_organisations)),
        *staff,
        Filter("ilman", _("Missing"), _choices(Missing), _lacks),
    ]


def _by(values_of: Callable[[Row], set[str]]) -> Callable[[Row, set[str]], bool]:
    return lambda row, chosen: not chosen.isdisjoint(values_of(row))


def _choices(choices: type[TextChoices]) -> list[Option]:
    return [Option(value, str(label)) for value, label in choices.choices]


def _focus_areas(row: Row) -> set[str]:
    return {each.slug for each in row.measure.goal.area_list}


def _themes(row: Row) -> set[str]:
    return {each.slug for each in (*row.measure.goal.theme_list, *row.measure.theme_list)}


def _organisations(row: Row) -> set[str]:
    return {str(each.organisation_id) for each in row.responsibilities if each.kind != "partner"}


def _contact(row: Row) -> set[str]:
    return {str(row.measure.contact_person_id)} if row.measure.contact_person_id else set()


def _lacks(row: Row, chosen: set[str]) -> bool:
    lacking = {Missing.RESPONSIBLE: row.main is None, Missing.INDICATOR: not row.measure.has_indicator}
    return all(lacking[value] for value in chosen)


def _unique(pairs: Iterable[tuple[str, str]]) -> list[Option]:
    return [Option(value, label) for value, label in sorted(dict(pairs).items(), key=lambda pair: fold(pair[1]))]


def _focus_options(goals) -> list[Option]:
    areas = {each.slug: each for goal in goals for each in goal.area_list}
    return [Option(area.slug, area.name) for area in sorted(areas.values(), key=lambda area: (area.order, area.pk))]


def _theme_options(picture: Picture) -> list[Option]:
    measures = [row.measure for row in picture.rows]
    themes = {each.slug: each for owner in (*picture.goals, *measures) for each in owner.theme_list}
    ordered = sorted(themes.values(), key=lambda theme: (theme.classification_id, theme.order, theme.pk))
    return [Option(theme.slug, theme.name) for theme in ordered]


def _organisation_options(rows: list[Row], *, divisions: bool = False) -> list[Option]:
    held = (each for row in rows for each in row.responsibilities if each.kind != "partner")
    organisations = {each.organisation_id: each.organisation for each in held}.values()
    return _unique(
        (str(each.pk), each.name) for each in organisations if not divisions or each.kind == Organisation.Kind.DIVISION
    )


def _contact_options(rows: list[Row]) -> list[Option]:
    people = {row.measure.contact_person for row in rows if row.measure.contact_person}
    return _unique((str(person.pk), person.name) for person in people)
