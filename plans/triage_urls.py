"""Addresses of what a county does about the indicators of the coefficient."""

from django.urls import path

from plans.views import triage

START = "hyte-kerroin/tarkennukset/"

urlpatterns = [
    path(START, triage.triage_list, name="triage-list"),
    path(f"{START}<int:pk>/", triage.triage_detail, name="triage"),
    path(f"{START}<int:pk>/muokkaa/", triage.triage_edit, name="triage-edit"),
    path(f"{START}<int:pk>/merkinta/", triage.triage_note, name="triage-note"),
    path(f"{START}<int:pk>/poista/", triage.triage_remove, name="triage-remove"),
]
