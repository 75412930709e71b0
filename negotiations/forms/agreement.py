"""Writing an agreement, telling how it goes, and choosing with whom the county negotiates every year."""

from datetime import date

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from groups.models import Organisation, Person
from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.meanwhile import SeenForm
from indicators.models import Indicator
from negotiations.forms.choices import adopted_indicators, plans_of, possible_parties
from negotiations.forms.party import PersonField
from negotiations.models import Agreement, AgreementNote, Negotiation, Party
from plans.forms.choices import ManyField, people_of
from plans.forms.decision import not_in_future
from plans.forms.promise_proposals import GoalField
from plans.models import Goal, Measure, Plan

LABEL_LENGTH = 120
NOTHING = gettext_lazy("Nothing")


class MeasureField(forms.ModelChoiceField):
    def label_from_instance(self, measure: Measure) -> str:
        return Truncator(measure).chars(LABEL_LENGTH)


class AgreementForm(CalmForm, SeenForm):
    """The whole of it while the memo is a draft; after that who follows it and what it is tied to."""

    responsible = ManyField(label=gettext_lazy("Who"), queryset=Party.objects.none())
    goal = GoalField(Goal.objects.none(), label=gettext_lazy("Goal"), required=False, empty_label=NOTHING)
    measure = MeasureField(Measure.objects.none(), label=gettext_lazy("Measure"), required=False, empty_label=NOTHING)
    owner = PersonField(
        Person.objects.none(),
        label=gettext_lazy("Who follows it"),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
        help_text=gettext_lazy("The person who tells how it goes and is reminded."),
    )
    fieldsets = (
        ("", ("topic", "text", "responsible", "due_on")),
        (gettext_lazy("What it belongs to"), ("goal", "measure", "proposes_measure", "indicator")),
        (gettext_lazy("Follow-up"), ("owner",)),
    )
    AGREED = ("topic", "text", "responsible", "due_on", "proposes_measure")

    class Meta:
        model = Agreement
        fields = ["topic", "text", "responsible", "due_on", "goal", "measure", "proposes_measure", "indicator", "owner"]
        help_texts = {"text": gettext_lazy("What is done, so that anybody can tell afterwards whether it was done.")}

    def __init__(self, *args, today: date, is_frozen: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        negotiation = self.instance.negotiation
        self.fields["responsible"].queryset = _parties(negotiation, self.instance)
        self._offer_ties(negotiation)
        self.fields["owner"].queryset = _followers(negotiation, self.instance, today)
        if is_frozen:
            self.drop(*self.AGREED)
        if self.instance.became_measure:
            self.drop("measure", "proposes_measure")
        self.dress()

    def _offer_ties(self, negotiation: Negotiation) -> None:
        plans = _plans(negotiation)
        goals = Goal.objects.filter(Q(section__plan__in=plans) | Q(pk=self.instance.goal_id))
        measures = Measure.objects.filter(Q(plan__in=plans) | Q(pk=self.instance.measure_id))
        self.fields["goal"].queryset = goals.select_related("section")
        self.fields["measure"].queryset = measures.in_plan_order()
        adopted = adopted_indicators(negotiation.county).values("pk")
        self.fields["indicator"].queryset = Indicator.objects.filter(
            Q(pk__in=adopted) | Q(pk=self.instance.indicator_id)
        )
        self.fields["indicator"].empty_label = NOTHING

    @property
    def chosen_parties(self) -> QuerySet[Party]:
        """Who does it; as before where the form doesn't ask."""
        return self.cleaned_data.get("responsible", self.instance.responsible.all() if self.instance.pk else ())


def _parties(negotiation: Negotiation, agreement: Agreement) -> QuerySet[Party]:
    """Those at the table, and those who have left but had agreed to this one."""
    kept = agreement.responsible.values("pk") if agreement.pk else ()
    parties = Party.objects.filter(negotiation=negotiation).filter(Q(withdrawn_on=None) | Q(pk__in=kept))
    return parties.select_related("organisation")


def _plans(negotiation: Negotiation) -> QuerySet[Plan]:
    """The round's plan with its sub-plans; all of the county's where the round names none."""
    plan = negotiation.round.plan_id
    return Plan.objects.filter(Q(pk=plan) | Q(parent=plan)) if plan else plans_of(negotiation.county)


def _followers(negotiation: Negotiation, agreement: Agreement, today: date) -> QuerySet[Person]:
    known = people_of(negotiation.county, today).values("pk")
    speakers = Person.objects.filter(representations__party__negotiation=negotiation).values("pk")
    people = Person.objects.filter(Q(pk__in=known) | Q(pk__in=speakers) | Q(pk=agreement.owner_id))
    return people.select_related("organisation").order_by("name", "pk")


class NegotiationField(forms.ModelChoiceField):
    def label_from_instance(self, negotiation: Negotiation) -> str:
        return f"{negotiation} {negotiation.on:%-d.%-m.%Y}"


class NoteForm(CalmForm, forms.ModelForm):
    """How it goes: the day, the words, the state after it, and a new deadline where it moves."""

    negotiation = NegotiationField(
        Negotiation.objects.none(),
        label=gettext_lazy("Taken up in"),
        required=False,
        empty_label=gettext_lazy("No negotiation"),
    )
    fieldsets = (("", ("on", "text", "state", "due_on", "negotiation")),)

    class Meta:
        model = AgreementNote
        fields = ["on", "text", "state", "due_on", "negotiation"]
        help_texts = {"due_on": gettext_lazy("Only where the deadline moves.")}

    def __init__(self, *args, today: date, **kwargs) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        own = self.instance.agreement.negotiation
        later = Negotiation.objects.filter(
            round__county=own.round.county_id, meeting__starts_at__gt=own.meeting.starts_at
        )
        self.fields["negotiation"].queryset = later.select_related("meeting")
        self.fields["state"].widget = forms.RadioSelect(choices=Agreement.State.choices)
        self.dress()

    def clean_on(self) -> date:
        return not_in_future(self.cleaned_data["on"], self.today)


class RemoveForm(PlainForm):
    """Nothing to tell: sending it is the answer."""


class StandingPartiesForm(PlainForm):
    organisations = ManyField(
        label=gettext_lazy("Negotiated with every year beside the municipalities"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=gettext_lazy("HUS where the law says so, others by the county's own choice."),
    )
    fieldsets = (("", ("organisations",)),)

    def __init__(self, *args, county: Organisation, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kept = self.initial.get("organisations", ())
        offered = possible_parties(county, today).exclude(kind=Organisation.Kind.MUNICIPALITY).values("pk")
        either = Q(pk__in=offered) | Q(pk__in=kept)
        self.fields["organisations"].queryset = Organisation.objects.filter(either)
