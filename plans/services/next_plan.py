"""The next plan's rows, made in bulk from the old plan's and the choices about them."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Model, Q
from simple_history.utils import bulk_create_with_history

from groups.models import Person
from hyte.lib.models import Publication
from plans.models import (
    Goal,
    IndicatorTarget,
    Measure,
    Phenomenon,
    PhenomenonIndicator,
    Plan,
    Responsibility,
    RollOverChoice,
    RollOverNew,
    Succession,
)
from plans.models.aim import Aimed
from plans.queries.identifiers import LAST_NUMBER, Identifiers, letters_for
from plans.queries.rollover import Fates

Act = RollOverChoice.Act
NAME = ("name_fi", "name_sv", "name_en")
WORDING = ("wording_fi", "wording_sv", "wording_en")
DESCRIPTION = ("description_fi", "description_sv", "description_en")
OF_PLAN = ("county", "kind", "aim_fi", "aim_sv", "aim_en", "legal_basis", "strategy_goal", "is_demo")
OF_ROLLOVER = (*NAME, "slug", "valid_from", "valid_until", "term_start_year", "term_end_year")
OF_PHENOMENON = ("kind", "title_fi", "title_sv", "title_en", *DESCRIPTION, "source", "order")
OF_MEASURE = (
    *WORDING,
    "continuous",
    "resources",
    "vulnerable_groups_fi",
    "vulnerable_groups_sv",
    "vulnerable_groups_en",
    "strategy_goal",
)
BATCH = 500
WEIGHTIEST_FIRST = [Responsibility.Kind.MAIN, Responsibility.Kind.OTHER, Responsibility.Kind.PARTNER]


class NextPlan:
    """Makes the next plan. ``goals``, ``measures`` and so on lead from an old record's id to the new record.

    What was merged leads to the same new one. What tells of the past stays behind: updates, years, reach, working texts.
    """

    def __init__(self, fates: Fates, *, by) -> None:
        self.fates, self.rollover, self.by = fates, fates.rollover, by
        self.old: Plan = fates.rollover.plan
        # Nobody has had an identifier in a plan that is only being made.
        self.goal_identifiers, self.measure_identifiers = (Identifiers(set(), set(), {}) for _ in range(2))

    def make(self) -> Plan:
        self.plan = self._plan()
        self.sections = self._copied(self.old.sections.all(), *NAME, "slug", "age_group_id", "group_id", "order")
        self.areas = self._copied(self.old.focus_areas.all(), *NAME, *DESCRIPTION, "slug", "order")
        self.phenomena = self._copied(self.old.phenomena.all(), *OF_PHENOMENON)
        self.goals = self._goals()
        self.measures = self._measures()
        self._tie_all()
        self._answering()
        self._indicators()
        self._successions()
        return self.plan

    def _plan(self) -> Plan:
        plan = clone(self.rollover, Plan, OF_ROLLOVER)
        for name in OF_PLAN:
            setattr(plan, name, getattr(self.old, name))
        plan.publication = Publication.INTERNAL
        parent = self.old.parent
        plan.parent = (parent.successor or parent) if parent else None
        self._save([plan])
        return plan

    def _copied(self, records: Iterable[Model], *names: str) -> dict[int, Model]:
        records = list(records)
        made = [clone(each, type(each), names, plan=self.plan) for each in records]
        self._save(made)
        return {old.pk: new for old, new in zip(records, made, strict=True)}

    def _goals(self) -> dict[int, Goal]:
        made: dict[int, Goal] = {}
        letters = self._letters()
        olds = [each for each in self.fates.goals.values() if self._continues(each)]
        for old in olds:
            made[old.pk] = clone(old, Goal, WORDING, section=self.sections[old.section_id], order=old.order)
        added = [each for each in self.fates.additions if each.kind == RollOverNew.Kind.GOAL]
        last = max((goal.order for goal in made.values()), default=0)
        new = [
            clone(each, Goal, WORDING, section=self.sections[each.section_id], order=last + place)
            for place, each in enumerate(added, start=1)
        ]
        for goal in (*made.values(), *new):
            goal.identifier = self.goal_identifiers.take_next(letters[goal.section.slug])
            goal.search_text = goal.folded()
        self._save([*made.values(), *new])
        return made | self._merged(self.fates.of_goals.values(), made)

    def _continues(self, record: Goal | Measure) -> bool:
        return self.fates.act_of(record) == Act.CONTINUE

    def _letters(self) -> dict[str, str]:
        """What the goals' identifiers begin with, by the section's address: the same as in the old plan."""
        letters: dict[str, str] = {}
        for goal in self.fates.goals.values():
            letters.setdefault(goal.section.slug, LAST_NUMBER.sub("", goal.identifier))
        for section in self.sections.values():
            if section.slug not in letters:
                letters[section.slug] = letters_for(section.name_fi, {each.upper() for each in letters.values()})
        return letters

    def _measures(self) -> dict[int, Measure]:
        made: dict[int, Measure] = {}
        by_goal: dict[int, list[Measure]] = {goal.pk: [] for goal in self.goals.values()}
        homes = {old: self.fates.home_of(old) for old in self.fates.measures.values() if self._continues(old)}
        for old in sorted(homes, key=lambda each: homes[each].pk != each.goal_id):  # a goal's own come first
            made[old.pk] = self._measure(old, self.goals[homes[old].pk])
            by_goal[made[old.pk].goal_id].append(made[old.pk])
        for each in self.fates.additions:
            if each.kind == RollOverNew.Kind.MEASURE:
                new = clone(each, Measure, WORDING, goal=self.goals[each.goal_id])
                by_goal[new.goal_id].append(new)
        self._save([each for measures in by_goal.values() for each in self._numbered(measures)])
        return made | self._merged(self.fates.of_measures.values(), made)

    def _measure(self, old: Measure, goal: Goal) -> Measure:
        measure = clone(old, Measure, OF_MEASURE, goal=goal)
        measure.contact_person, measure.deputy = self._staying(old.contact_person), self._staying(old.deputy)
        return measure

    def _staying(self, person: Person | None) -> Person | None:
        """Somebody who has left answers for nothing in the next plan."""
        return person if person and person.left_on is None else None

    def _numbered(self, measures: list[Measure]) -> list[Measure]:
        for place, measure in enumerate(measures, start=1):
            measure.plan, measure.order, measure.in_force_from = self.plan, place, self.plan.valid_from
            measure.identifier = self.measure_identifiers.take_next(f"{measure.goal.identifier}.")
            measure.search_text = measure.folded()
        return measures

    def _merged(self, choices: Iterable[RollOverChoice], made: Mapping[int, Model]) -> dict[int, Model]:
        return {
            each.measure_id or each.goal_id: made[each.into_measure_id or each.into_goal_id]
            for each in choices
            if each.act == Act.MERGE
        }

    def _tie_all(self) -> None:
        self._tie(Phenomenon.themes, self.phenomena)
        self._tie(Phenomenon.focus_areas, self.phenomena, self.areas)
        self._tie(Goal.themes, self.goals)
        self._tie(Goal.focus_areas, self.goals, self.areas)
        self._tie(Measure.themes, self.measures)

    def _tie(self, relation, made: Mapping[int, Model], others: Mapping[int, Model] | None = None) -> None:
        """Copy a many-to-many relation, given as on the model; what was merged brings its ties along."""
        through, names = relation.through, (relation.field.m2m_column_name(), relation.field.m2m_reverse_name())
        rows = through.objects.filter(**{f"{names[0]}__in": list(made)}).order_by("pk").values_list(*names)
        pairs = dict.fromkeys((made[own].pk, others[other].pk if others else other) for own, other in rows)
        through.objects.bulk_create(
            [through(**dict(zip(names, pair, strict=True))) for pair in pairs], batch_size=BATCH
        )

    def _answering(self) -> None:
        """Responsibilities in force, as proposed; the main responsible of what was merged is one of the others."""
        parts: dict[tuple[int, int], str] = {}
        current = Responsibility.objects.in_force().filter(measure__in=list(self.measures), organisation__ended_on=None)
        for each in current.order_by("pk"):
            kind = self._kind_of(each)
            key = (self.measures[each.measure_id].pk, each.organisation_id)
            parts[key] = min(kind, parts.get(key, kind), key=WEIGHTIEST_FIRST.index)
        self._save(
            [
                Responsibility(measure_id=measure, organisation_id=organisation, kind=kind)
                for (measure, organisation), kind in parts.items()
            ]
        )

    def _kind_of(self, old: Responsibility) -> str:
        merged = self.fates.of_measures[old.measure_id].act == Act.MERGE
        return Responsibility.Kind.OTHER if merged and old.kind == Responsibility.Kind.MAIN else old.kind

    def _indicators(self) -> None:
        made = {"focus_area": self.areas, "goal": self.goals, "measure": self.measures}
        targets: dict[tuple, IndicatorTarget] = {}
        condition = Q(focus_area__in=list(self.areas)) | Q(goal__in=list(self.goals))
        for old in IndicatorTarget.objects.filter(condition | Q(measure__in=list(self.measures))):
            name = next(each for each in made if getattr(old, f"{each}_id"))
            owner = made[name][getattr(old, f"{name}_id")]
            targets.setdefault((name, owner.pk, old.indicator_id), self._aim(old, **{name: owner}))
        self._save(list(targets.values()))
        ties = PhenomenonIndicator.objects.filter(phenomenon__in=list(self.phenomena))
        self._save([self._figure(each) for each in ties])

    def _figure(self, old: PhenomenonIndicator) -> PhenomenonIndicator:
        made = self._aim(old, phenomenon=self.phenomena[old.phenomenon_id])
        made.figure_fi, made.figure_sv, made.figure_en = old.figure_fi, old.figure_sv, old.figure_en
        return made

    def _aim(self, old: Aimed, **owner) -> Aimed:
        """Where the old plan ended is where the next one starts; a target whose year has passed stays behind."""
        made = clone(old, type(old), ("indicator_id", "direction"), **owner)
        ended = old.outcome is not None
        made.baseline = old.outcome if ended else old.baseline
        made.baseline_year = old.outcome_year if ended else old.baseline_year
        if old.target_year is None or old.target_year >= self.plan.valid_from.year:
            made.target, made.target_year = old.target, old.target_year
        return made

    def _successions(self) -> None:
        pairs = [Succession(earlier_goal=self.fates.goals[pk], later_goal=later) for pk, later in self.goals.items()]
        pairs += [
            Succession(earlier_measure=self.fates.measures[pk], later_measure=later)
            for pk, later in self.measures.items()
        ]
        self._save(pairs)

    def _save(self, records: Sequence[Model]) -> None:
        if not records:
            return
        model = type(records[0])
        if hasattr(model, "history"):
            bulk_create_with_history(
                records, model, batch_size=BATCH, default_user=self.by, default_change_reason=str(self.old)
            )
        else:
            model.objects.bulk_create(records, batch_size=BATCH)


def clone(record: Model, model: type[Model], names: Iterable[str], **others) -> Model:
    """A new record of the model with some of the record's values."""
    return model(**{name: getattr(record, name) for name in names}, **others)
