"""A plan that grows in every direction: n of everything that some page lists."""

from datetime import date, timedelta

from django.utils import timezone

from groups.models import Meeting
from indicators.models import Indicator, Source, Theme, ThemeClassification
from plans.imports.outcomes import Result
from plans.models import (
    Comment,
    FocusArea,
    IndicatorTarget,
    Measure,
    Phenomenon,
    PhenomenonIndicator,
    Plan,
    PlanDecision,
    PlanStep,
    Snapshot,
    WorkbookImport,
)
from plans.services.snapshot import take_snapshot
from tests.factories.groups import Personas, make_decision, make_group, make_organisation, make_person, make_seat
from tests.factories.links import make_link, make_promise_proposal, make_proposal
from tests.factories.plans import (
    make_bare_plan,
    make_goal,
    make_measure,
    make_responsibility,
    make_section,
    make_update,
)
from tests.factories.status import TODAY
from tests.factories.wizard import make_import
from tests.factories.workbooks import xlsx


class GrowingPlan:
    """``first`` is a measure that collects updates, comments and the like; its goal collects measures."""

    first: Measure
    snapshot: Snapshot
    imported: WorkbookImport  # of every measure, with news, unknown words and columns
    applied: WorkbookImport

    def __init__(self, personas: Personas) -> None:
        self.personas, self.size = personas, 0
        self.plan: Plan = make_bare_plan(personas.county)
        self.section = make_section(self.plan, group=personas.group)
        self.goal = make_goal(self.section, "T0")
        self.first = make_measure(self.goal, "T0.0", contact_person=personas.contact.person)
        self.body = make_organisation("Lautakunta", kind="committee", parent=personas.county)
        self.source = Source.objects.create(name_fi="Lähde")
        self.classification = ThemeClassification.objects.create(slug="luokat", name_fi="Luokat")
        self.area = FocusArea.objects.create(plan=self.plan, slug="ensin", name_fi="Ensin")
        self.indicator = Indicator.objects.create(title_fi="Ensimmäinen", source=self.source)
        self.phenomenon = Phenomenon.objects.create(plan=self.plan, title_fi="Ilmiö")
        self.phenomenon.focus_areas.add(self.area)

    def grow(self, size: int) -> None:
        for number in range(self.size, size):
            self._grow_structure(number)
            self._grow_around(number)
            self._grow_history(number)
        self.size = size
        self._bring_workbooks()
        self.snapshot = take_snapshot(self.plan, TODAY, by=self.personas.coordinator, name_fi=f"Kuva {size}")

    def _grow_structure(self, number: int) -> None:
        """A section, a goal, a focus area, a phenomenon and an indicator more, and measures in the new goal and the first."""
        indicator = Indicator.objects.create(
            title_fi=f"Mittari {number}", source=Source.objects.create(name_fi=f"L{number}")
        )
        theme = Theme.objects.create(classification=self.classification, slug=f"t{number}", name_fi=f"Teema {number}")
        area = FocusArea.objects.create(plan=self.plan, slug=f"a{number}", name_fi=f"Painopiste {number}")
        phenomenon = Phenomenon.objects.create(plan=self.plan, title_fi=f"Ilmiö {number}")
        phenomenon.focus_areas.add(area, self.area)
        section = make_section(self.plan, f"osio{number}", make_group(self.personas.county))
        for goal in (make_goal(section, f"G{number}"), self.goal):
            goal.focus_areas.add(area, self.area)
            goal.themes.add(theme)
            measure = self._measure(goal, number)
            measure.themes.add(theme)
            for each in (indicator, self.indicator):
                IndicatorTarget.objects.create(measure=measure, indicator=each)
            IndicatorTarget.objects.create(goal=goal, indicator=indicator)
        for each in (phenomenon, self.phenomenon):
            PhenomenonIndicator.objects.create(phenomenon=each, indicator=indicator)

    def _measure(self, goal, number: int) -> Measure:
        people = {"contact_person": self.personas.contact.person, "deputy": make_person()}
        measure = make_measure(goal, f"{goal.identifier}.{number + 1}", **people)
        organisation = make_organisation(parent=self.personas.county)
        decision = make_decision(self.personas.county, self.body)
        make_responsibility(measure, organisation, decision=decision)
        make_responsibility(measure, self.personas.division, "other")
        make_update(measure, date(2024, 1, 15), "starting", published=False)
        make_update(measure, date(2024, 9, 1), "merged", merged_into=self.first, by=self.personas.coordinator)
        make_link(measure)
        make_proposal(measure, person=self.personas.contact.person)
        make_promise_proposal(self.plan, goal, f"Uusi {measure.identifier}", made_by=self.personas.lead)
        done = {"state": "accepted", "decided_at": timezone.now(), "decided_by": self.personas.coordinator}
        make_promise_proposal(self.plan, goal, f"Toinen {measure.identifier}", measure=measure, **done)
        make_proposal(
            measure, "closing", state="dropped", decided_at=timezone.now(), decided_by=self.personas.coordinator
        )
        return measure

    def _grow_around(self, number: int) -> None:
        """A sub-plan, a plan beside it, a step, a decision, a seat, a meeting, a group and a snapshot more."""
        county, now = self.personas.county, timezone.now()
        make_bare_plan(county, f"osa{number}", parent=self.plan)
        make_bare_plan(county, f"muu{number}", valid_from=date(2021, 1, 1), valid_until=date(2022, 12, 31))
        PlanStep.objects.create(
            plan=self.plan, title_fi="Vaihe", starts_on="2024-03-01", ends_on="2024-03-31", body=self.body
        )
        decision = make_decision(county, make_organisation("Jory", kind="management_board", parent=county))
        PlanDecision.objects.create(plan=self.plan, decision=decision)
        make_seat(self.personas.group, make_person(), represents=self.personas.division, deputy=make_person())
        meeting = Meeting.objects.create(
            county=self.personas.county, title=f"Kokous {number}", starts_at=now, ends_at=now + timedelta(hours=1)
        )
        meeting.groups.add(self.personas.group)
        Snapshot.objects.create(
            plan=self.plan, on=TODAY, name_fi=f"Muu {number}", decision=decision, taken_by=self.personas.coordinator
        )

    def _grow_history(self, number: int) -> None:
        day = date(2024, 1, 1) + timedelta(days=number)
        update = make_update(self.first, day, by=self.personas.coordinator, meeting=Meeting.objects.latest("pk"))
        make_update(self.first, day, by=self.personas.lead, replaces=update)
        Comment.objects.create(measure=self.first, text="Kommentti", by=self.personas.member)
        make_responsibility(self.first, make_organisation(parent=self.personas.county), "other")

    def _bring_workbooks(self) -> None:
        headings = ["Nro", "Toimenpide", "Tilanne", "Päävastuutaho", *(f"Muuta {n}" for n in range(self.size))]
        lines = [
            [each.identifier, each.wording_fi, f"tila {number}", f"Vieras {number}", "Huomaa tämä"]
            for number, each in enumerate(self.plan.measures.all())
        ]
        content = xlsx("a.xlsx", [headings, *lines])[1]
        self.imported = make_import(self.plan, self.personas.coordinator, content)
        for _number in range(self.size):
            self.applied = WorkbookImport.objects.create(
                plan=self.plan,
                by=self.personas.coordinator,
                day=TODAY,
                file_name="b.xlsx",
                state="applied",
                applied_at=timezone.now(),
                outcome=outcome_of(lines),
            )


def outcome_of(lines: list) -> dict:
    rows = [
        {"sheet": "A", "row": n, "kind": Result.CHANGED, "text": "Muuttui.", "identifier": "T"}
        for n in range(len(lines))
    ]
    return {"counts": {"changed": len(rows)}, "rows": rows}
