"""Tasks that people took in meetings."""

from datetime import date

from django.db.models import F, Q, QuerySet

from groups.models import Assignment, Person, WorkingGroup
from groups.models.agenda import AssignmentQuerySet


def open_tasks_of(person: Person) -> QuerySet[Assignment]:
    """The person's open tasks, the most urgent first, those without a day last."""
    return by_urgency(Assignment.objects.open().filter(person=person)).select_related("group", "meeting")


def tasks_of_group(group: WorkingGroup) -> AssignmentQuerySet:
    return by_urgency(group.assignments.all()).select_related("person", "meeting")


def by_urgency(tasks: AssignmentQuerySet) -> AssignmentQuerySet:
    return tasks.order_by(F("due_on").asc(nulls_last=True), "pk")


def people_of_group(group: WorkingGroup, on: date) -> QuerySet[Person]:
    """Who can take a task of the group: its seats' holders and their deputies, and the county's people."""
    seated = group.seats.held_on(on)
    holders, deputies = Q(pk__in=seated.values("person")), Q(pk__in=seated.values("deputy"))
    of_county = Q(pk__in=Person.objects.of_county(group.county).values("pk"))
    return Person.objects.filter(holders | deputies | of_county, left_on=None)
