"""What a file brings that the plan doesn't have yet: names, and in a draft sections, focus areas and goals."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from groups.models import Organisation, Person
from hyte.lib.text import fold
from plans.imports.applying.writing import Writer
from plans.imports.journal import Journal
from plans.imports.outcomes import NewGoal, NewName, Preview
from plans.models import FocusArea, Goal, LearnedWord, Plan, Section
from plans.models.plan import RESERVED_ADDRESSES
from plans.queries.identifiers import LAST_NUMBER, Identifiers, letters_for
from plans.services.record import free_address

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NEW = "new:"
PERSON = LearnedWord.Kind.PERSON


@dataclass
class Made:
    """The new records by the keys that the preview gave them."""

    names: dict[tuple[str, str], int] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)

    def value_of(self, kind: str, value: str) -> str:
        """A canonical value with the ids of what was made in place of its keys."""
        return ",".join(self._id_of(kind, each) for each in value.split(","))

    def _id_of(self, kind: str, each: str) -> str:
        if not each.startswith(NEW):
            return each
        key = each.removeprefix(NEW)
        if (kind, key) not in self.names:
            raise ValidationError(_("The name %(name)s isn't known."), params={"name": key})
        return str(self.names[kind, key])


def make_all(plan: Plan, preview: Preview, writer: Writer) -> Made:
    """Make names, sections and goals, in this order."""
    if plan.is_approved and (preview.new_sections or preview.new_goals):
        raise ValidationError(_("The plan has been approved: nothing is added to it without a decision."))
    made = Made(names=_make_names(plan, preview.new_names, writer))
    made.sections = _make_sections(plan, preview, writer)
    made.goals = _make_goals(plan, preview.new_goals, made.sections, writer)
    return made


def names_made(preview: Preview, journal: Journal) -> dict[tuple[str, str], int]:
    """The ids of the new names of an applied preview, by kind and key."""
    people, others = _parted(preview.new_names)
    ids = [*journal.ids_of(Organisation), *journal.ids_of(Person)]
    return {(name.kind, name.key): pk for name, pk in zip([*others, *people], ids, strict=True)}


def _parted(names: list[NewName]) -> tuple[list[NewName], list[NewName]]:
    return [name for name in names if name.kind == PERSON], [name for name in names if name.kind != PERSON]


def _make_names(plan: Plan, names: list[NewName], writer: Writer) -> dict[tuple[str, str], int]:
    people, others = _parted(names)
    records = writer.create(_organisation(plan, name.text) for name in others)
    records += writer.create(_person(plan, name.text) for name in people)
    return {(name.kind, name.key): record.pk for name, record in zip([*others, *people], records, strict=True)}


def _organisation(plan: Plan, text: str) -> Organisation:
    organisation = Organisation(
        kind=Organisation.Kind.OTHER, name_fi=text, parent=plan.county, county=plan.county
    )  # save() would set the county, but many are written at once
    organisation.clean_fields(exclude=["parent", "county", "successor"])
    return organisation


def _person(plan: Plan, text: str) -> Person:
    """A person without an account; an e-mail address in the text is the work address."""
    found = ADDRESS.search(text)
    email = found.group() if found else ""
    name = " ".join(text.replace(email, " ").replace("()", " ").split()).strip(" ,;<>()") if email else text
    person = Person(name=name or email.partition("@")[0], email=email, organisation=plan.county)
    person.clean_fields(exclude=["organisation", "user"])
    return person


def _make_sections(plan: Plan, preview: Preview, writer: Writer) -> dict[str, Section]:
    if not preview.new_sections:
        return {}
    last, taken = _last_and_taken(plan.sections)
    sections = []
    for number, new in enumerate(preview.new_sections, start=last + 1):
        section = Section(plan=plan, name_fi=new.name, order=number, slug=_address(Section, new.name, taken))
        section.clean_fields(exclude=["plan", "group", "age_group"])
        sections.append(section)
    writer.create(sections)
    return {new.key: section for new, section in zip(preview.new_sections, sections, strict=True)}


def _make_goals(plan: Plan, news: list[NewGoal], sections: dict[str, Section], writer: Writer) -> dict[str, Goal]:
    if not news:
        return {}
    places = sections | {str(section.pk): section for section in plan.sections.all()}
    numbers = GoalNumbers.of(plan)
    numbers.keep([new.identifier for new in news])
    goals = {new.key: numbers.goal(new, _place(places, new)) for new in news}
    writer.create(goals.values())
    _tie_areas(plan, news, goals, writer)
    return goals


def _place(places: dict[str, Section], new: NewGoal) -> Section:
    if new.section not in places:
        raise ValidationError(_("The section of the goal “%(goal)s” isn't in the plan."), params={"goal": new.wording})
    return places[new.section]


@dataclass
class GoalNumbers:
    """Numbers and places of new goals; ``orders`` are the last ones of each section, ``letters`` what its numbers begin with."""

    identifiers: Identifiers
    orders: dict[int, int]
    letters: dict[int, str]
    kept: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, plan: Plan) -> "GoalNumbers":
        orders, letters = {}, {}
        present = Goal.objects.filter(section__plan=plan).order_by("order", "pk")
        for section, order, identifier in present.values_list("section", "order", "identifier"):
            orders[section], letters[section] = max(order, orders.get(section, 0)), LAST_NUMBER.sub("", identifier)
        return cls(Identifiers.of_goals(plan), orders, letters)

    def keep(self, wanted: list[str]) -> None:
        """Hold the numbers that the file gives, so that none of them is given to a goal without one."""
        self.kept = {each.casefold() for each in wanted if each}

    def goal(self, new: NewGoal, section: Section) -> Goal:
        self.orders[section.pk] = self.orders.get(section.pk, 0) + 1
        goal = Goal(section=section, wording_fi=new.wording, order=self.orders[section.pk])
        goal.identifier = self._number(new, section)
        goal.pk = self.identifiers.take(goal.identifier)
        goal.clean_fields(exclude=["section"])
        return goal

    def _number(self, new: NewGoal, section: Section) -> str:
        """The file's own where it is free: many files number the goals of every section from 1 on."""
        if new.identifier and not self.identifiers.refusal(new.identifier):
            return new.identifier
        prefix = self.letters.get(section.pk)
        if prefix is None:
            prefix = letters_for(section.name_fi, {each.upper() for each in self.letters.values()})
        self.letters[section.pk] = prefix
        while (identifier := self.identifiers.take_next(prefix)).casefold() in self.kept:
            pass
        return identifier


def _tie_areas(plan: Plan, news: list[NewGoal], goals: dict[str, Goal], writer: Writer) -> None:
    if not any(new.focus_areas for new in news):
        return
    areas = {fold(name): area for area in plan.focus_areas.all() for name in (area.name_fi, area.name_sv, area.name_en)}
    named = {fold(name): name for new in news for name in new.focus_areas}
    missing = {key: name for key, name in named.items() if key not in areas}
    areas |= _make_areas(plan, missing, writer)
    through = Goal.focus_areas.through
    pairs = {(goals[new.key].pk, areas[fold(name)].pk) for new in news for name in new.focus_areas}
    through.objects.bulk_create(through(goal_id=goal, focusarea_id=area) for goal, area in sorted(pairs))


def _make_areas(plan: Plan, missing: dict[str, str], writer: Writer) -> dict[str, FocusArea]:
    last, taken = _last_and_taken(plan.focus_areas)
    areas = [
        FocusArea(plan=plan, name_fi=name, order=number, slug=_address(FocusArea, name, taken))
        for number, name in enumerate(missing.values(), start=last + 1)
    ]
    for area in areas:
        area.clean_fields(exclude=["plan"])
    writer.create(areas)
    return dict(zip(missing, areas, strict=True))


def _last_and_taken(siblings) -> tuple[int, set[str]]:
    last = siblings.aggregate(last=Max("order"))["last"] or 0
    return last, {*siblings.values_list("slug", flat=True), *RESERVED_ADDRESSES}


def _address(model, name: str, taken: set[str]) -> str:
    address = free_address(name, taken, model._meta.get_field("slug").max_length)
    taken.add(address)
    return address
