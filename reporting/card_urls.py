"""Addresses of the municipality cards."""

from django.urls import path

from reporting.views import cards

START = "kuntakortit/"

urlpatterns = [
    path(START, cards.municipality_cards, name="municipality-cards"),
    path(f"{START}<slug:slug>/", cards.municipality_card, name="municipality-card"),
    path(f"{START}<slug:slug>/pdf/", cards.municipality_card_pdf, name="municipality-card-pdf"),
]
