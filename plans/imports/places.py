"""Where a new measure belongs: its section and goal, which a draft plan may still have to get."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from hyte.lib.text import fold
from plans.imports.outcomes import Level, NewGoal, NewSection
from plans.imports.rows import FileRow
from plans.models import Goal, Plan, Section

NUMBER = r"\d+(?:\.\d+)*"
GOAL_LABEL = re.compile(
    rf"(?:tavoite|mål|goal)\s+([a-zåäö]{{0,3}}{NUMBER})\s*[.:)–-]*\s*"  # Tavoite 3: …
    rf"|([a-zåäö]{{1,3}}{NUMBER})\s*[.:)–-]*\s+"  # T3 …
    rf"|({NUMBER})[.:)]\s+"  # 3. …
    r"|(?:tavoite|mål|goal)\s*:\s*",
    re.IGNORECASE,
)
NEW_SHEET = "new:"  # before the name of a section that a sheet brings: plans.imports.understanding


@dataclass
class Places:
    """``may_make`` tells whether sections and goals may be made: in a draft, by those who edit the plan."""

    plan: Plan
    may_make: bool
    new_sections: dict[str, NewSection] = field(default_factory=dict)
    new_goals: dict[tuple[str, str], NewGoal] = field(default_factory=dict)

    @cached_property
    def sections(self) -> list[Section]:
        return list(self.plan.sections.select_related("age_group", "group"))

    @cached_property
    def goals(self) -> list[Goal]:
        sections = {section.pk: section for section in self.sections}
        goals = list(Goal.objects.filter(section__plan=self.plan))
        for goal in goals:
            goal.section = sections[goal.section_id]
        return goals

    @cached_property
    def _sections_by_name(self) -> dict[str, Section]:
        return {fold(name): section for section in self.sections for name in _names(section)}

    @cached_property
    def _goals_by_identifier(self) -> dict[str, list[Goal]]:
        found = defaultdict(list)
        for goal in self.goals:
            found[goal.identifier.casefold()].append(goal)
        return found

    @cached_property
    def _goals_by_wording(self) -> dict[str, list[Goal]]:
        found = defaultdict(list)
        for goal in self.goals:
            for text in {wording_of(goal.wording_fi), wording_of(goal.wording_sv)} - {""}:
                found[text].append(goal)
        return found

    def section_of(self, row: FileRow) -> Section | NewSection | None:
        """The section that the row names, or its sheet; None where neither does, or what they name isn't in the plan."""
        name = row.get("section") or row.section
        known = self._sections_by_name.get(fold(name.removeprefix(NEW_SHEET)))
        if known or not name or not self.may_make:
            return known
        return self._new_section(name.removeprefix(NEW_SHEET))

    def goals_named(self, row: FileRow) -> list[Goal]:
        """The plan's goals that the row may mean."""
        by_number = self._goals_by_identifier.get(_number(row).casefold(), [])
        return by_number or self._goals_by_wording.get(wording_of(row.get("goal")), [])

    def find(self, row: FileRow) -> Goal | NewGoal | None:
        """The goal of a new measure; what is wrong is told in the row's findings. None where it isn't known."""
        section, goals = self.section_of(row), self.goals_named(row)
        if isinstance(section, Section):
            goals = [goal for goal in goals if goal.section_id == section.pk]
        if len(goals) > 1:
            text = _("The goal is in several sections: %(sections)s. Tell the section on the row.")
            row.tell(Level.ERROR, text % {"sections": ", ".join(goal.section.name for goal in goals)}, "goal")
            return None
        if goals and not isinstance(section, NewSection):
            return goals[0]
        return self._make(row, section) if self.may_make else self._miss(row)

    def _make(self, row: FileRow, section: Section | NewSection | None) -> NewGoal | None:
        wording = _without_label(row.get("goal"))
        if not wording:
            text = _(
                "A new measure needs a goal. Write the goal's wording on the row, or the number of a goal of the plan."
            )
            row.tell(Level.ERROR, text, "goal_identifier" if row.get("goal_identifier") else "goal")
            return None
        section = section or self._only_section(row)
        if section is None:
            row.tell(
                Level.ERROR,
                _("A new goal needs a section. Write it on the row, or choose it for the sheet."),
                "section",
            )
            return None
        place = str(section.pk) if isinstance(section, Section) else section.key
        return self._new_goal(row, place, wording)

    def _new_goal(self, row: FileRow, section: str, wording: str) -> NewGoal:
        key = (section, fold(wording))
        areas = tuple(part.strip() for part in re.split(r"[;\n]", row.get("focus_area")) if part.strip())
        if key not in self.new_goals:
            name = f"new:{len(self.new_goals) + 1}"
            self.new_goals[key] = NewGoal(name, section, _number(row), wording, areas)
        return self.new_goals[key]

    def _new_section(self, name: str) -> NewSection:
        return self.new_sections.setdefault(fold(name), NewSection(f"new:{len(self.new_sections) + 1}", name))

    def _only_section(self, row: FileRow) -> Section | NewSection | None:
        """The plan's only section; in a plan without any one for everything, since a file of one list needs none."""
        if len(self.sections) == 1:
            return self.sections[0]
        if self.sections or row.get("section"):
            return None
        return self._new_section(_("All measures"))

    def _miss(self, row: FileRow) -> None:
        """In an approved plan the coordinator finds the goal of what is proposed."""
        if row.get("goal") or row.get("goal_identifier"):
            row.tell(Level.NOTE, _("The goal isn't in the plan: the coordinator chooses one when answering."), "goal")


def wording_of(text: str) -> str:
    """A goal's wording as it is compared: without "Tavoite 3:" before it."""
    return fold(_without_label(text)).rstrip(". ")


def _without_label(text: str) -> str:
    match = GOAL_LABEL.match(text)
    return text[match.end() :] if match and match.end() < len(text) else text


def _number(row: FileRow) -> str:
    """The goal's number: told in its own column, or before the wording."""
    match = GOAL_LABEL.match(row.get("goal"))
    return row.get("goal_identifier") or next(filter(None, match.groups() if match else ()), "")


def _names(section: Section) -> set[str]:
    names = {section.name_fi, section.name_sv, section.name_en, section.slug, str(section.age_group or "")}
    return names - {""}
