"""A person is removed also from what the plans have kept of the name."""

from django.contrib import admin
from django.utils import timezone

from groups.admin.person import PersonAdmin
from groups.models import Person
from plans.services.people import erase_from_plans

admin.site.unregister(Person)


@admin.register(Person)
class PersonInPlansAdmin(PersonAdmin):
    def erase(self, person: Person, *, reason: str, by) -> None:
        erase_from_plans(person, at=timezone.now(), reason=reason, by=by)
