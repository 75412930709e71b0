"""Grouping what the parties have told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hyte.lib.calm_forms import PlainForm
from negotiations.models import Negotiation, Point, PointGroup
from plans.forms.choices import ManyField


class GroupingForm(PlainForm):
    points = ManyField(Point.objects.none(), label=_("Chosen"), required=False)
    group = forms.ModelChoiceField(
        PointGroup.objects.none(), label=_("Into the group"), required=False, empty_label=_("No group")
    )
    title = forms.CharField(label=_("Or into a new group"), max_length=200, required=False)

    def __init__(self, *args, negotiation: Negotiation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].queryset = Point.objects.filter(party__negotiation=negotiation)
        self.fields["group"].queryset = negotiation.point_groups.all()


class GroupTitleForm(PlainForm):
    title = forms.CharField(label=_("Heading"), max_length=200)
    fieldsets = (("", ("title",)),)
