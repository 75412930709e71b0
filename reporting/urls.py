"""Addresses of the reporting app."""

from django.urls import include, path

from reporting.views.search import search

app_name = "reporting"

urlpatterns = [
    path("haku/", search, name="search"),
    path("", include("reporting.card_urls")),
    path("", include("reporting.clock_urls")),
    path("raportit/", include("reporting.report_urls")),
    path("", include("reporting.feed_urls")),
    path("", include("reporting.statutory_urls")),
]
