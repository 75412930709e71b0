"""Addresses of fetching from Sotkanet."""

from django.urls import path

from indicators.views import sync

urlpatterns = [
    path("mittarit/haut/", sync.sync_runs, name="sync-runs"),
    path("mittarit/haut/uusi/", sync.sync_start, name="sync-start"),
    path("mittarit/haut/<int:pk>/", sync.sync_run, name="sync-run"),
    path("mittarit/<int:pk>/nimi/", sync.indicator_title, name="indicator-title"),
]
