"""Addresses of the reporting app."""

from django.urls import include, path

app_name = "reporting"

urlpatterns = [
    path("", include("reporting.card_urls")),
    path("", include("reporting.clock_urls")),
]
