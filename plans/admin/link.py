"""Personal links: who can report on which measure without an account, and taking that back."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy, ngettext

from groups.admin.base import CountyAdmin, ReadOnly
from groups.models import PersonalLink
from groups.services.links import revoke_links
from plans.admin.promise import COLUMN_LENGTH


@admin.register(PersonalLink)
class PersonalLinkAdmin(ReadOnly, CountyAdmin):
    """A link belongs to the county of its measure, wherever the person is from."""

    county_path = "measure_link__measure__plan__county"
    date_hierarchy = "created_at"
    list_display = ["person", "measure", "created_at", "expires_at", "last_used_at", "revoked_at"]
    list_filter = [("revoked_at", admin.EmptyFieldListFilter), ("last_used_at", admin.EmptyFieldListFilter)]
    list_select_related = ["person", "measure_link__measure"]
    search_fields = ["person__name", "measure_link__measure__search_text"]
    fields = ["person", "purpose", "measure", "created_at", "created_by", "expires_at", "last_used_at", "revoked_at"]
    readonly_fields = ["measure"]
    actions = ["revoke"]

    @admin.display(description=gettext_lazy("measure"), ordering="measure_link__measure__identifier")
    def measure(self, link: PersonalLink) -> str:
        return Truncator(link.measure_link.measure).chars(COLUMN_LENGTH) if hasattr(link, "measure_link") else ""

    @admin.action(description=gettext_lazy("Revoke the chosen links"), permissions=["view"])
    def revoke(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = revoke_links(PersonalLink.objects.filter(pk__in=queryset.values("pk")), at=timezone.now())
        words = ngettext("%(count)s link was revoked.", "%(count)s links were revoked.", count)
        self.message_user(request, words % {"count": count}, messages.SUCCESS)
