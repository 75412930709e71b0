"""Addresses of the groups app."""

from django.urls import include, path

from groups.views import group

app_name = "groups"

urlpatterns = [
    path("", include("groups.seat_urls")),
    path("", include("groups.meeting_urls")),
    path("", include("groups.calendar_urls")),
    path("ryhmat/", group.group_list, name="group-list"),
    path("ryhmat/<int:pk>/", group.group_detail, name="group-detail"),
]
