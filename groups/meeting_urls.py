"""Addresses of meetings and of the calendar."""

from django.urls import path

from groups.views import meeting

urlpatterns = [
    path("kokoukset/<int:pk>/", meeting.meeting_detail, name="meeting-detail"),
]
