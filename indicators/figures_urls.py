"""Addresses of a county's own indicators and their figures."""

from django.urls import path

from indicators.views import own, own_figures

urlpatterns = [
    path("mittarit/omat/uusi/", own.own_indicator_create, name="own-indicator-create"),
    path("mittarit/<int:pk>/muokkaa/", own.own_indicator_edit, name="own-indicator-edit"),
    path("mittarit/<int:pk>/luvut/", own_figures.own_figures, name="own-figures"),
]
