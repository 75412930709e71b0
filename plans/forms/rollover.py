"""The next plan's facts, what becomes of a goal and its measures, and what comes new."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import PlainForm
from plans.forms.base import RecordForm
from plans.forms.plan import check_order, check_year, free_plan_address
from plans.models import Goal, Measure, RollOver, RollOverChoice, RollOverNew
from plans.queries.rollover import Fates, mark_of

Act = RollOverChoice.Act
ACTS = [("", gettext_lazy("Undecided")), *Act.choices]


class RollOverForm(RecordForm):
    fieldsets = (
        ("", ("name_fi", "name_sv", "name_en", "slug")),
        (gettext_lazy("When"), ("valid_from", "valid_until", "term_start_year", "term_end_year")),
    )

    class Meta:
        model = RollOver
        fields = [
            "name_fi",
            "name_sv",
            "name_en",
            "slug",
            "valid_from",
            "valid_until",
            "term_start_year",
            "term_end_year",
        ]
        help_texts = {
            "slug": gettext_lazy(
                "The end of the plan's address on the network. Leave empty to have it made from the name."
            ),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False

    def clean(self) -> dict:
        cleaned = super().clean()
        check_order(self, "valid_from", "valid_until", _("The plan can't end before it starts."))
        check_order(self, "term_start_year", "term_end_year", _("The council term can't end before it starts."))
        check_year(self, "valid_from", "valid_until")
        start = cleaned.get("valid_from")
        if start and start <= self.plan.valid_from:
            self.add_error("valid_from", _("The next plan starts later than this one."))
        if cleaned.get("name_fi") and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = free_plan_address(cleaned["name_fi"])
        return cleaned


class AdditionForm(RecordForm):
    fieldsets = (("", ("wording_fi", "wording_sv", "wording_en")),)

    class Meta:
        model = RollOverNew
        fields = ["wording_fi", "wording_sv", "wording_en"]


@dataclass(frozen=True)
class Line:
    """The fields about one goal or measure; ``part`` is what the page tells of it."""

    part: object
    act: forms.BoundField
    into: forms.BoundField
    under: forms.BoundField | None
    reason: forms.BoundField
    is_fresh: bool  # whether somebody else has chosen about it since the form was opened

    @property
    def shows_into(self) -> str:
        return f"{self.act.html_name}={Act.MERGE}"

    @property
    def shows_under(self) -> str:
        return f"{self.act.html_name}={Act.CONTINUE}"

    @property
    def shows_reason(self) -> str:
        return f"{self.act.html_name}={Act.DROP}"


class GoalChoicesForm(PlainForm):
    """One goal and its measures: fields ``act-``, ``into-``, ``under-`` and ``reason-`` of each.

    What is merged into and continued under is told by its identifier. ``seen`` marks the choices that the writer had in
    sight. ``wanted`` is what was chosen, by record.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, goal: Goal, fates: Fates, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fates, self.was_changed = fates, False
        self.records: list[Goal | Measure] = [goal, *fates.measures_of(goal)]
        for record in self.records:
            self._ask(record)
            for name, value in self._saved(record).items():
                self.initial.setdefault(f"{name}-{key_of(record)}", value)
        self.initial.setdefault("seen", mark_of(fates, self.records))

    def _ask(self, record: Goal | Measure) -> None:
        key = key_of(record)
        self.fields[f"act-{key}"] = forms.ChoiceField(
            label=_("What becomes of it"), choices=ACTS, required=False, widget=forms.RadioSelect
        )
        if isinstance(record, Measure):
            self.fields[f"into-{key}"] = identifier_field(_("Into which measure"), "measures")
            self.fields[f"under-{key}"] = identifier_field(_("Under which goal, where it moves"), "goals")
        else:
            self.fields[f"into-{key}"] = identifier_field(_("Into which goal"), "goals")
        self.fields[f"reason-{key}"] = forms.CharField(
            label=_("Why it is dropped"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        for name in ("act", "into", "reason"):
            self.fields[f"{name}-{key}"].depends = True  # not "optional": each is needed where it is asked

    def _saved(self, record: Goal | Measure) -> dict[str, str]:
        choice = self.fates.choice_of(record)
        if choice is None:
            return {}
        into = self.fates.measures.get(choice.into_measure_id) or self.fates.goals.get(choice.into_goal_id)
        under = self.fates.goals.get(choice.under_id)
        others = {"into": into.identifier if into else "", "under": under.identifier if under else ""}
        return {"act": choice.act, "reason": choice.reason} | others

    def lines(self, parts: list) -> list[Line]:
        """The fields beside what the page tells of each record, in the same order."""
        return [self._line(record, part) for record, part in zip(self.records, parts, strict=True)]

    def _line(self, record: Goal | Measure, part: object) -> Line:
        names = {name: f"{name}-{key_of(record)}" for name in ("act", "into", "under", "reason")}
        bound = {name: self[field] if field in self.fields else None for name, field in names.items()}
        fresh = self.was_changed and self.fates.act_of(record) != bound["act"].value()
        return Line(part, is_fresh=fresh, **bound)

    def open_again(self, fates: Fates) -> None:
        """The same form with all that was typed in it, which has now seen what somebody else saved meanwhile."""
        self.fates, self.was_changed = fates, True
        self.data = self.data.copy()
        self.data["seen"] = mark_of(fates, self.records)

    def clean(self) -> dict:
        cleaned = super().clean()
        self.wanted = {record: self._wanted(record, cleaned) for record in self.records}
        return cleaned

    def _wanted(self, record: Goal | Measure, cleaned: dict) -> RollOverChoice | None:
        told = {name: cleaned.get(f"{name}-{key_of(record)}", "") for name in ("act", "into", "under", "reason")}
        kind = "measure" if isinstance(record, Measure) else "goal"
        choice = RollOverChoice(act=told["act"] or self._for_the_rest(), **{kind: record})
        match choice.act:
            case Act.MERGE:
                setattr(choice, f"into_{kind}", self._into(record, told["into"]))
            case Act.DROP:
                choice.reason = told["reason"].strip()
                if not choice.reason:
                    self.add_error(f"reason-{key_of(record)}", _("Tell why it is dropped."))
            case Act.CONTINUE:
                choice.under = self._under(record, told["under"])
        return choice if choice.act else None

    def _for_the_rest(self) -> str:
        """One of the buttons lets what is still undecided continue."""
        return Act.CONTINUE if "rest" in self.data else ""

    def _into(self, record: Goal | Measure, identifier: str) -> Goal | Measure | None:
        name, of_measure = f"into-{key_of(record)}", isinstance(record, Measure)
        if not identifier:
            self.add_error(name, _("Tell the identifier of what it is merged into."))
            return None
        found = self._found(name, self.fates.measures if of_measure else self.fates.goals, identifier)
        if found == record:
            self.add_error(name, _("It can't be merged into itself."))
        return found

    def _under(self, record: Goal | Measure, identifier: str) -> Goal | None:
        if not identifier or not isinstance(record, Measure):
            return None
        found = self._found(f"under-{key_of(record)}", self.fates.goals, identifier)
        return None if found == record.goal else found

    def _found(self, name: str, records: dict[int, Goal] | dict[int, Measure], identifier: str):
        wanted = identifier.strip().casefold()
        found = next((each for each in records.values() if each.identifier.casefold() == wanted), None)
        if found is None:
            self.add_error(name, _("The plan has no %(identifier)s.") % {"identifier": identifier})
        return found


def key_of(record: Goal | Measure) -> str:
    return f"{'m' if isinstance(record, Measure) else 'g'}{record.pk}"


def identifier_field(label: str, offered: str) -> forms.CharField:
    """An identifier, typed or picked from the page's list of goals or measures."""
    widget = forms.TextInput(attrs={"list": offered, "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=20, widget=widget)
