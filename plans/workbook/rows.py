"""What each measure of a plan says today, in the canonical values of the workbook's columns."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, Subquery

from groups.models import Organisation, Person
from hyte.lib.models import in_language
from hyte.lib.text import clean
from plans.models import FocusArea, Goal, Measure, Plan, Progress, Responsibility, Status, StatusUpdate
from plans.workbook.columns import COLUMNS, STATUS_KEYS, Column, Kind, Part
from plans.workbook.values import canonical_years

TEXTS = {part: [each for each in COLUMNS if each.part is part and each.kind is Kind.TEXT] for part in Part}
LISTS = {"others": Responsibility.Kind.OTHER, "partners": Responsibility.Kind.PARTNER}
NO_UPDATE = {"status": Status.NOT_STARTED.value, "progress": Progress.NOT_ASSESSED.value}


@dataclass
class PresentRow:
    """A measure with what every column says of it; its goal, section and plan cost no more queries.

    ``values`` has every key of the columns; section, focus areas and goal stand there in Finnish. ``update`` is the newest
    standing one of any day, published or not. ``responsibilities`` are those in force, with their organisations.
    """

    measure: Measure
    values: dict[str, str]
    update: StatusUpdate | None
    responsibilities: list[Responsibility]
    focus_areas: list[FocusArea]

    @property
    def proposed_mains(self) -> set[int]:
        """Ids of the organisations that have been proposed as main responsible and not yet approved."""
        proposed = Responsibility.State.PROPOSED
        return {each.organisation_id for each in _mains(self.responsibilities) if each.state == proposed}

    def has_ended(self, on: date) -> bool:
        """Whether the measure is no longer in force on the day."""
        return self.measure.in_force_until is not None and self.measure.in_force_until < on


def present_rows(plan: Plan) -> list[PresentRow]:
    """All measures of the plan in its order, ended ones too, as the staff sees them: six queries whatever the size."""
    goals = _goals(plan)
    measures = _measures(plan)
    updates = _updates(measures)
    in_force = Responsibility.objects.in_force().filter(measure__plan=plan).select_related("organisation")
    responsibilities = _by_owner(in_force.order_by("pk"), "measure_id")
    rows = []
    for measure in measures:
        measure.goal, measure.plan = goals[measure.goal_id], plan
        rows.append(_row(measure, updates.get(measure.update_id), responsibilities[measure.pk]))
    return rows


def _row(measure: Measure, update: StatusUpdate | None, responsibilities: list[Responsibility]) -> PresentRow:
    areas = measure.goal.area_list
    values = place_values(measure.goal, areas, "fi") | measure_values(measure) | update_values(update)
    return PresentRow(measure, values | responsibility_values(responsibilities), update, responsibilities, areas)


def place_values(goal: Goal, areas: Iterable[FocusArea], language: str | None = None) -> dict[str, str]:
    """Where a measure stands, in a language: the one in use where none is told."""
    names = (in_language(area, "name", language)[0] for area in areas)
    return {
        "section": clean(in_language(goal.section, "name", language)[0]),
        "focus_area": clean("; ".join(name.replace(";", ",") for name in names)),
        "goal_identifier": clean(goal.identifier),
        "goal": clean(in_language(goal, "wording", language)[0]),
    }


def measure_values(measure: Measure) -> dict[str, str]:
    """What stands on the measure itself."""
    texts = {column.key: _text(measure, column) for column in (*TEXTS[Part.PROMISE], *TEXTS[Part.RECORD])}
    return texts | {
        "identifier": clean(measure.identifier),
        "contact": _id(measure.contact_person_id),
        "deputy": _id(measure.deputy_id),
        "years": canonical_years(measure),
    }


def update_values(update: StatusUpdate | None) -> dict[str, str]:
    """What an update says; without one the measure hasn't been started. Its internal note is told nowhere."""
    if update is None:
        return dict.fromkeys(STATUS_KEYS, "") | NO_UPDATE
    texts = {column.key: _text(update, column) for column in TEXTS[Part.STATUS]}
    return texts | {
        "status": update.status,
        "progress": update.progress,
        "on": update.on.isoformat(),
        "merged_into": clean(update.merged_into.identifier) if update.merged_into_id else "",
        "internal_note": "",
    }


def responsibility_values(responsibilities: Iterable[Responsibility]) -> dict[str, str]:
    """Organisations by their part: the approved main responsible, else the one proposed first; lists in the order of ids."""
    responsibilities = list(responsibilities)
    main = min(
        _mains(responsibilities), key=lambda each: (each.state != Responsibility.State.APPROVED, each.pk), default=None
    )
    values = {"main": _id(main.organisation_id) if main else ""}
    for key, kind in LISTS.items():
        values[key] = ",".join(map(str, sorted(each.organisation_id for each in responsibilities if each.kind == kind)))
    return values


def organisations_of(plan: Plan) -> list[Organisation]:
    """The county's organisations, ended ones too, and those that answer for a measure of the plan."""
    county = Organisation.objects.of_county(plan.county)
    used = Responsibility.objects.in_force().filter(measure__plan=plan)
    either = Q(pk__in=county.values("pk")) | Q(pk__in=used.values("organisation"))
    return list(Organisation.objects.filter(either).select_related("parent"))


def people_of(plan: Plan) -> list[Person]:
    """The county's people, those who have left too, and the contact people and deputies of the plan."""
    county = Person.objects.of_county(plan.county)
    measures = Measure.objects.filter(plan=plan).order_by()
    contacts, deputies = measures.exclude(contact_person=None), measures.exclude(deputy=None)
    either = Q(pk__in=contacts.values("contact_person")) | Q(pk__in=deputies.values("deputy"))
    return list(Person.objects.filter(Q(pk__in=county.values("pk")) | either).select_related("organisation"))


def _goals(plan: Plan) -> dict[int, Goal]:
    sections = {section.pk: section for section in plan.sections.all()}
    areas = _by_owner(FocusArea.objects.filter(goals__section__plan=plan).annotate(goal_id=F("goals")), "goal_id")
    goals = {goal.pk: goal for goal in Goal.objects.filter(section__plan=plan)}
    for goal in goals.values():
        goal.section, goal.area_list = sections[goal.section_id], areas[goal.pk]
        goal.section.plan = plan
    return goals


def _measures(plan: Plan) -> list[Measure]:
    newest = StatusUpdate.objects.standing().filter(measure=OuterRef("pk")).newest_first().values("pk")[:1]
    measures = Measure.objects.filter(plan=plan).in_plan_order().select_related("contact_person", "deputy")
    return list(measures.annotate(update_id=Subquery(newest)))


def _updates(measures: Iterable[Measure]) -> dict[int, StatusUpdate]:
    ids = [measure.update_id for measure in measures if measure.update_id]
    updates = StatusUpdate.objects.filter(pk__in=ids).select_related("merged_into")
    return {update.pk: update for update in updates}  # in_bulk would ask SQLite in pieces


def _by_owner(records: Iterable, owner: str) -> dict[int, list]:
    lists: dict[int, list] = defaultdict(list)
    for record in records:
        lists[getattr(record, owner)].append(record)
    return lists


def _mains(responsibilities: Iterable[Responsibility]) -> list[Responsibility]:
    return [each for each in responsibilities if each.kind == Responsibility.Kind.MAIN]


def _text(record: Measure | StatusUpdate, column: Column) -> str:
    """Most are empty, and cleaning costs."""
    text = getattr(record, column.field)
    return clean(text) if text else ""


def _id(pk: int | None) -> str:
    return "" if pk is None else str(pk)
