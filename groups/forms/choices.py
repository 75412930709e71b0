"""Whom the forms of meetings offer: groups and bodies whose meetings the user makes."""

from datetime import date

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from groups.models import Meeting, Organisation, WorkingGroup
from groups.permissions import Permission
from groups.standing import standing_of

BODIES = (*Organisation.DECISION_BODIES, Organisation.Kind.ADVISORY_BODY, Organisation.Kind.OTHER)


class GroupsField(forms.ModelMultipleChoiceField):
    """Groups to tick; where there are several counties, each group with its own."""

    widget = forms.CheckboxSelectMultiple
    shows_county = False

    def offer(self, groups: QuerySet[WorkingGroup]) -> None:
        """Offer the groups; where there are none, tell where they come from."""
        counties = {group.county_id for group in groups}
        self.queryset, self.shows_county = groups, len(counties) > 1
        if not counties:
            self.help_text = _("There are no groups yet. They are made on the page Groups.")

    def label_from_instance(self, group: WorkingGroup) -> str:
        return f"{group} ({group.county})" if self.shows_county else str(group)


def groups_to_run(user, meeting: Meeting | None = None) -> QuerySet[WorkingGroup]:
    """Groups whose meetings the user makes, and those that take part in the meeting already."""
    reach = standing_of(user).reach(Permission.RUN_MEETING)
    chosen = Q(county__in=reach.counties) | Q(pk__in=reach.groups)
    if meeting and meeting.pk:
        chosen |= Q(pk__in=[group.pk for group in meeting.groups.all()])
    return WorkingGroup.objects.filter(chosen).select_related("county").order_by("county", "order", "name_fi", "pk")


def bodies_to_run(user, on: date) -> QuerySet[Organisation]:
    """Committees, boards and other bodies of the counties that the user coordinates."""
    reach = standing_of(user).reach(Permission.RUN_MEETING)
    coordinated = standing_of(user).reach(Permission.EDIT_PLAN).counties & reach.counties
    return Organisation.objects.filter(kind__in=BODIES, county__in=coordinated).active(on).select_related("county")


def meetings_to_run(user, first: date, last: date) -> QuerySet[Meeting]:
    """Meetings of the days that the user runs and that haven't been cancelled."""
    meetings = Meeting.objects.permitted(user, Permission.RUN_MEETING).standing().between(first, last)
    return meetings.order_by("starts_at", "pk")
