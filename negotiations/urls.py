"""Addresses of the negotiations app."""

from django.urls import include, path

app_name = "negotiations"

urlpatterns = [
    path("", include("negotiations.round_urls")),
    path("", include("negotiations.party_urls")),
    path("", include("negotiations.agreement_urls")),
    path("", include("negotiations.memo_urls")),
    path("", include("negotiations.document_urls")),
]
