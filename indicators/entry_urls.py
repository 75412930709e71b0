"""Addresses of entering a calculation of the coefficient."""

from django.urls import path

from indicators.views import entry, entry_template

START = "hyte-kerroin/uusi/"

urlpatterns = [
    path(START, entry.calculation_create, name="calculation-create"),
    path(f"{START}<int:pk>/<slug:depth>/", entry.entry_figures, name="entry-figures"),
    path(f"{START}<int:pk>/<slug:depth>/pohja.xlsx", entry_template.entry_template, name="entry-template"),
]
