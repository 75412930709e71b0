"""Addresses of the groups app."""

from django.urls import include, path

from groups.views import group, settings

app_name = "groups"

urlpatterns = [
    path("", include("groups.seat_urls")),
    path("", include("groups.meeting_urls")),
    path("", include("groups.calendar_urls")),
    path("omat/asetukset/", settings.my_settings, name="my-settings"),
    path("asetukset/<str:token>/", settings.settings_by_link, name="settings-by-link"),
    path("ryhmat/", group.group_list, name="group-list"),
    path("ryhmat/<int:pk>/", group.group_detail, name="group-detail"),
]
