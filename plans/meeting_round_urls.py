"""Addresses of the meeting round."""

from django.urls import path

from plans.views import meeting_round

urlpatterns = [
    path("kokoukset/<int:pk>/kierros/", meeting_round.meeting_round, name="meeting-round"),
    path("kokoukset/<int:pk>/kierros/<int:measure_pk>/", meeting_round.round_answer, name="round-answer"),
]
