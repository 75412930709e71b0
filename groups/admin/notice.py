"""Mails that have gone or wait: whether one went, not what it said."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from groups.admin.base import CountyAdmin, ReadOnly
from groups.admin.person import people_kept_by
from groups.models import NoticeState, SentNotice, User


class StateFilter(admin.SimpleListFilter):
    """What has become of a mail."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("failed", gettext_lazy("Refused or given up")),
            (NoticeState.DELAYED, NoticeState.DELAYED.label),
            ("waiting", gettext_lazy("Not sent")),
            (NoticeState.SENT, NoticeState.SENT.label),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "failed":
                return queryset.given_up()
            case NoticeState.DELAYED:
                return queryset.delayed()
            case "waiting":
                return queryset.filter(sent_at=None)
            case NoticeState.SENT:
                return queryset.exclude(sent_at=None)
        return queryset


@admin.register(SentNotice)
class SentNoticeAdmin(ReadOnly, CountyAdmin):
    date_hierarchy = "created_at"
    list_display = [
        "recipient",
        "person",
        "kind",
        "subject",
        "created_at",
        "told_state",
        "sent_at",
        "attempts",
        "error",
    ]
    list_filter = [StateFilter, "kind"]
    list_select_related = ["person"]
    search_fields = ["recipient", "subject", "person__name"]
    fields = [
        "recipient",
        "person",
        "kind",
        "subject",
        "created_at",
        "told_state",
        "sent_at",
        "attempts",
        "error",
    ]  # the content may carry a personal link
    readonly_fields = ["told_state"]

    def of_counties(self, counties) -> Q:
        """Mails to those whose contact details the county keeps: a mail itself knows no county."""
        accounts = self.admin_site.get_model_admin(User)
        people = people_kept_by(counties)
        return (
            Q(person__in=people.values("pk"))
            | Q(recipient__in=people.exclude(email="").values("email"))
            | Q(recipient__in=User.objects.filter(accounts.kept_of_counties(counties)).values("email"))
        )

    @admin.display(description=gettext_lazy("state"))
    def told_state(self, notice: SentNotice) -> str:
        return notice.state.label
