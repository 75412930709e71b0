"""Mails that have gone or wait: whether one went, not what it said."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy

from groups.admin.base import CountyAdmin, ReadOnly
from groups.admin.person import people_kept_by
from groups.models import SentNotice, User


@admin.register(SentNotice)
class SentNoticeAdmin(ReadOnly, CountyAdmin):
    date_hierarchy = "created_at"
    list_display = ["recipient", "subject", "created_at", "sent_at", "attempts", "given_up", "error"]
    list_filter = [("sent_at", admin.EmptyFieldListFilter)]
    search_fields = ["recipient", "subject"]
    fields = [
        "recipient",
        "subject",
        "created_at",
        "sent_at",
        "attempts",
        "error",
    ]  # the text may carry a personal link

    def of_counties(self, counties) -> Q:
        """Mails to those whose contact details the county keeps: a mail itself knows no county."""
        accounts = self.admin_site.get_model_admin(User)
        people = people_kept_by(counties).exclude(email="").values("email")
        return Q(recipient__in=people) | Q(
            recipient__in=User.objects.filter(accounts.kept_of_counties(counties)).values("email")
        )

    @admin.display(boolean=True, description=gettext_lazy("given up"))
    def given_up(self, notice: SentNotice) -> bool:
        return notice.is_given_up
