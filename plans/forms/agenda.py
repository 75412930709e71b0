"""Forms of the agenda."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.models import AgendaItem, Person
from groups.queries.assignments import people_of_group
from hyte.lib.calm_forms import CalmForm, PlainForm
from hyte.lib.meanwhile import SeenForm
from plans.forms.choices import ManyField
from plans.models import AgendaMeasure, Measure
from plans.queries.agenda_proposal import ProposedItem
from plans.queries.meetings import measures_of

LONGEST = 480  # minutes; a working day


class MeasuresField(ManyField):
    def label_from_instance(self, measure: Measure) -> str:
        return str(measure)


class ItemForm(CalmForm, SeenForm):
    """An item with the measures that are gone through under it."""

    fieldsets = (
        ("", ("title", "minutes", "presenter", "text", "link")),
        (_("Measures under this item"), ("measures",)),
    )
    folded = frozenset({"measures"})

    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=LONGEST,
        required=False,
        help_text=_("The clock times of the agenda come of these."),
    )
    link = forms.URLField(label=_("Link to the material"), max_length=500, required=False, assume_scheme="https")
    measures = MeasuresField(Measure.objects.none(), label=pgettext_lazy("agenda item", "Measures"), required=False)

    class Meta:
        model = AgendaItem
        fields = ["title", "minutes", "presenter", "text", "link"]
        help_texts = {"text": _("What the members should know before the meeting, and what is proposed.")}

    def __init__(self, *args, on: date, initial: dict | None = None, **kwargs) -> None:
        item = kwargs["instance"]
        ties = {"measures": _tied(item)} if item.pk else {}
        super().__init__(*args, initial=ties | (initial or {}), **kwargs)
        self.fields["presenter"].queryset = _presenters(item, on)
        self.fields["presenter"].empty_label = _("Nobody in particular")
        self.fields["measures"].queryset = _measures(item)
        self.dress()

    def own_names(self) -> list[str]:
        return [*super().own_names(), "measures"]

    def values_of(self, record: AgendaItem) -> dict[str, object]:
        return super().values_of(record) | {"measures": _tied(record)}

    def in_words(self, record: AgendaItem, name: str) -> str:
        if name != "measures":
            return super().in_words(record, name)
        ties = AgendaMeasure.objects.filter(item=record).select_related("measure").order_by("order", "pk")
        return ", ".join(tie.measure.identifier for tie in ties)


def _tied(item: AgendaItem) -> list[int]:
    return list(AgendaMeasure.objects.filter(item=item).order_by("order", "pk").values_list("measure", flat=True))


def _measures(item: AgendaItem):
    """Those of the meeting's sections, and those that stand under the item already."""
    if not item.pk:
        return measures_of(item.meeting)
    offered = measures_of(item.meeting).order_by().values("pk")
    return Measure.objects.filter(Q(pk__in=offered) | Q(pk__in=_tied(item))).in_plan_order()


def _presenters(item: AgendaItem, on: date):
    able = Q(pk=item.presenter_id)
    for group in item.meeting.groups.all():
        able |= Q(pk__in=people_of_group(group, on).values("pk"))
    return Person.objects.filter(able)


class ProposalForm(PlainForm):
    """Which of the proposed items are taken."""

    keys = forms.MultipleChoiceField(
        label=_("Items to take"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one item."),
            "invalid_choice": _("Somebody has taken it already."),
        },
    )

    def __init__(self, *args, proposed: Iterable[ProposedItem], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = [(each.key, each.title) for each in proposed]
