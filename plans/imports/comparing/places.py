"""Where a new measure belongs: its section and goal, which a draft plan may still have to get."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import override

from hyte.lib.text import fold
from plans.imports.comparing.rows import FileRow
from plans.imports.outcomes import Level, NewGoal, NewSection
from plans.imports.reading.sections import names_of
from plans.models import FocusArea, Goal, Plan, Section
from plans.queries.identifiers import Identifiers
from plans.workbook.words import plain

NUMBER = r"\d+(?:\.\d+)*"
GOAL_LABEL = re.compile(
    rf"(?:tavoite|mål|goal)\s+([a-zåäö]{{0,3}}{NUMBER})\s*[.:)–-]*\s*"  # Tavoite 3: …
    rf"|([a-zåäö]{{1,3}}{NUMBER})\s*[.:)–-]*\s+"  # T3 …
    rf"|({NUMBER})[.:)]\s+"  # 3. …
    r"|(?:tavoite|mål|goal)\s*:\s*",
    re.IGNORECASE,
)
NEW_SHEET = "new:"  # before the name of a section that a sheet brings: plans.imports.reading.understanding
LEADING_NUMBER = re.compile(r"^\W*\d+\W+")
LETTERS = re.compile(r"[^\W\d_]{2}")
SAME_GOAL = 0.6  # likeness of two wordings of one goal
LONGEST_AREA = FocusArea._meta.get_field("name_fi").max_length


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
        return {name: section for section in self.sections for name in names_of(section)}

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
        name = _section_name(row)
        known = self._sections_by_name.get(plain(name)) or self._sections_by_name.get(
            plain(LEADING_NUMBER.sub("", name))
        )
        if known or not name or not self.may_make:
            return known
        return self._new_section(name)

    def goals_named(self, row: FileRow) -> list[Goal]:
        """The plan's goals that the row may mean; the wording goes before the number, which may run within a section only."""
        alone = row.get("goal").strip(" .:").casefold()
        by_number = self._goals_by_identifier.get(_number(row).casefold()) or self._goals_by_identifier.get(alone, [])
        by_wording = self._goals_by_wording.get(wording_of(row.get("goal")), [])
        return [goal for goal in by_wording if goal in by_number] or by_wording or by_number

    def find(self, row: FileRow) -> Goal | NewGoal | None:
        """The goal of a new measure; what is wrong is told in the row's findings. None where it isn't known."""
        section, goals = self.section_of(row), self.goals_named(row)
        if isinstance(section, Section):
            goals = [goal for goal in goals if goal.section_id == section.pk]
        if len(goals) > 1:
            text = _("The goal is in several sections: %(sections)s. Tell the section on the row.")
            row.tell(Level.ERROR, text % {"sections": ", ".join(goal.section.name for goal in goals)}, "goal")
            return None
        if goals and not isinstance(section, NewSection) and self._is_meant(row, goals[0]):
            return goals[0]
        return self._make(row, section) if self.may_make else self._miss(row, section)

    def _is_meant(self, row: FileRow, goal: Goal) -> bool:
        """Whether a goal's number stands beside its wording, or at least beside one that resembles it."""
        told = wording_of(row.get("goal"))
        wordings = {wording_of(goal.wording_fi), wording_of(goal.wording_sv)}
        if told in wordings or GOAL_LABEL.fullmatch(row.get("goal")) or not LETTERS.search(told):
            return True
        like = any(SequenceMatcher(None, told, text, autojunk=False).ratio() >= SAME_GOAL for text in wordings)
        if like:
            text = _("The goal's wording differs from that in the plan; the measure goes under goal %(goal)s.")
            row.tell(Level.NOTE, text % {"goal": goal.identifier}, "goal")
        return like

    def _make(self, row: FileRow, section: Section | NewSection | None) -> NewGoal | None:
        wording = without_label(row.get("goal"))
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
        key = (section, wording_of(wording))
        areas = [part.strip() for part in re.split(r"[;\n]", row.get("focus_area")) if part.strip()]
        if too_long := [area for area in areas if len(area) > LONGEST_AREA]:
            text = _("The name of a focus area has %(length)s characters; there is room for %(limit)s. Shorten it.")
            row.tell(Level.ERROR, text % {"length": len(too_long[0]), "limit": LONGEST_AREA}, "focus_area")
        if key not in self.new_goals:
            name = f"new:{len(self.new_goals) + 1}"
            self.new_goals[key] = NewGoal(name, section, self._free_number(row), wording)
        goal = self.new_goals[key]
        self.new_goals[key] = replace(goal, focus_areas=tuple(dict.fromkeys([*goal.focus_areas, *areas])))
        return self.new_goals[key]

    def _free_number(self, row: FileRow) -> str:
        """The number that the file gives the goal; "" where that is another goal's, as where every section begins with 1."""
        number = _number(row)
        given = {goal.identifier.casefold() for goal in self.new_goals.values()}
        if number and (number.casefold() in given or self._numbers.refusal(number)):
            text = _("The goal's number %(number)s is or was another goal's in the plan, so it gets the next free one.")
            row.tell(Level.NOTE, text % {"number": number}, "goal_identifier" if row.get("goal_identifier") else "goal")
            return ""
        return number

    @cached_property
    def _numbers(self) -> Identifiers:
        return Identifiers.of_goals(self.plan)

    def _new_section(self, name: str) -> NewSection:
        return self.new_sections.setdefault(fold(name), NewSection(f"new:{len(self.new_sections) + 1}", name))

    def _only_section(self, row: FileRow) -> Section | NewSection | None:
        """The plan's only section; in a plan without any one for everything, since a file of one list needs none."""
        if len(self.sections) == 1:
            return self.sections[0]
        if self.sections or row.get("section"):
            return None
        with override("fi"):  # the name is kept in Finnish, whoever reads the preview
            return self._new_section(_("All measures"))

    def _miss(self, row: FileRow, section: Section | None) -> None:
        """In an approved plan the coordinator finds the goal of what is proposed."""
        if row.get("section") and section is None:
            row.tell(Level.NOTE, _("The section isn't in the plan: the coordinator chooses the goal."), "section")
        if row.get("goal") or row.get("goal_identifier"):
            row.tell(Level.NOTE, _("The goal isn't in the plan: the coordinator chooses one when answering."), "goal")


def wording_of(text: str) -> str:
    """A goal's wording as it is compared: without "Tavoite 3:" before it."""
    return fold(without_label(text)).rstrip(". ")


def without_label(text: str) -> str:
    match = GOAL_LABEL.match(text)
    return text[match.end() :] if match and match.end() < len(text) else text


def _number(row: FileRow) -> str:
    """The goal's number: told in its own column, or before the wording."""
    match = GOAL_LABEL.match(row.get("goal"))
    return row.get("goal_identifier") or next(filter(None, match.groups() if match else ()), "")


def _section_name(row: FileRow) -> str:
    return (row.get("section") or row.section).removeprefix(NEW_SHEET)
