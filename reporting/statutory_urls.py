"""Addresses of what the law asks."""

from django.urls import path

from reporting.views import statutory

START = "lakisaateiset/"

urlpatterns = [
    path(START, statutory.statutory, name="statutory"),
    path(f"{START}<slug:line>/muokkaa/", statutory.statutory_note, name="statutory-note"),
]
