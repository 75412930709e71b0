"""Status updates to be read and published; a wrong one is corrected on the measure's page."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from groups.admin.base import CountyAdmin, ReadOnly
from plans.admin.promise import short_measure
from plans.models import StatusUpdate
from plans.services.status import publish_updates


@admin.register(StatusUpdate)
class StatusUpdateAdmin(ReadOnly, CountyAdmin):
    county_path = "measure__plan__county"
    date_hierarchy = "on"
    list_display = [
        short_measure,
        "on",
        "status",
        "progress",
        "writer",
        "is_published",
        "is_corrected",
        "is_withdrawal",
    ]
    list_filter = ["status", "progress", ("published_at", admin.EmptyFieldListFilter), "measure__plan"]
    list_select_related = ["measure", "by", "corrected_by"]
    search_fields = ["measure__search_text", "public_text_fi", "public_text_sv", "by_name"]
    actions = ["publish"]

    @admin.display(description=gettext_lazy("by"))
    def writer(self, update: StatusUpdate) -> str:
        return update.by_name or str(update.by or "")

    @admin.display(boolean=True, description=gettext_lazy("published"), ordering="published_at")
    def is_published(self, update: StatusUpdate) -> bool:
        return update.is_published

    @admin.display(boolean=True, description=gettext_lazy("corrected"))
    def is_corrected(self, update: StatusUpdate) -> bool:
        return hasattr(update, "corrected_by")

    @admin.action(description=gettext_lazy("Publish the chosen updates"), permissions=["view"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = publish_updates(
            StatusUpdate.objects.filter(pk__in=queryset.values("pk")), by=request.user, at=timezone.now()
        )
        words = ngettext("%(count)s update was published.", "%(count)s updates were published.", count)
        self.message_user(request, words % {"count": count}, messages.SUCCESS)
