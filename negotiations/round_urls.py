"""Addresses of rounds, their highlights and their negotiations."""

from django.urls import path

from negotiations.views import negotiations

urlpatterns = [
    path("kokoukset/<int:pk>/neuvottelu/", negotiations.of_meeting, name="of-meeting"),
]
