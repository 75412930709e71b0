"""What somebody who speaks for a party sends through the personal link."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from hyte.lib.calm_forms import CalmForm, PlainForm
from indicators.models import Indicator, Theme
from negotiations.forms.choices import adopted_indicators
from negotiations.models import MemoAnswer, Point, Representative
from negotiations.queries.party_visit import PartyVisit


class InvitationAnswerForm(PlainForm):
    answer = forms.ChoiceField(label=_("Do you come"), choices=Representative.Answer.choices, widget=forms.RadioSelect)
    mandate = forms.CharField(
        label=_("Your mandate"),
        max_length=300,
        required=False,
        help_text=_("What you may agree to for your organisation, and who gave the mandate."),
    )

    def __init__(self, *args, visit: PartyVisit, **kwargs) -> None:
        own = visit.representative
        super().__init__(*args, initial={"answer": own.answer, "mandate": own.mandate}, **kwargs)


class PointForm(CalmForm, forms.ModelForm):
    """``submission`` is made when the form is shown: the same form sent twice is told once."""

    submission = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Point
        fields = ["kind", "text", "theme", "indicator"]
        labels = {"kind": _("Is it a concern or a strength"), "text": _("What is it about"), "theme": _("Theme")}
        help_texts = {"indicator": _("A figure that shows it, where you know one.")}

    def __init__(self, *args, visit: PartyVisit, **kwargs) -> None:
        kwargs["initial"] = {"submission": uuid4(), "kind": Point.Kind.CONCERN} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["kind"].widget = forms.RadioSelect(choices=Point.Kind.choices)
        self.fields["theme"].queryset = themes_for(visit)
        self.fields["indicator"].queryset = indicators_for(visit)
        self.dress()


def themes_for(visit: PartyVisit):
    """Those of the round's highlights, or where it has none, all that the county knows."""
    of_round = Theme.objects.filter(pk__in=visit.negotiation.round.highlights.values("theme"))
    return of_round if of_round else Theme.objects.of_county(visit.negotiation.round.county)


def indicators_for(visit: PartyVisit):
    """Public ones that the county uses."""
    adopted = adopted_indicators(visit.negotiation.round.county)
    return Indicator.objects.filter(pk__in=adopted.values("pk")).filter(county=None) | Indicator.objects.filter(
        pk__in=adopted.values("pk"), is_public=True
    )


class MemoAnswerForm(PlainForm):
    verdict = forms.ChoiceField(label=_("Your answer"), choices=MemoAnswer.Verdict.choices, widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("What is to be corrected"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
