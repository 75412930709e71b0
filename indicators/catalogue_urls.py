"""Addresses of the catalogue, of lists, and of how a county uses indicators."""

from django.urls import path

from indicators.views import adoption, areas, catalogue, listing, lists

urlpatterns = [
    path("mittarit/", listing.indicator_list, name="indicator-list"),
    path("mittarit/luettelo/", catalogue.catalogue, name="catalogue"),
    path("mittarit/luettelo/<int:sotkanet_id>/", catalogue.catalogue_entry, name="catalogue-entry"),
    path("mittarit/listat/", lists.indicator_lists, name="indicator-lists"),
    path("mittarit/listat/rivi/<int:pk>/", lists.omission, name="omission"),
    path("mittarit/listat/<slug:slug>/", lists.indicator_list_detail, name="indicator-list-detail"),
    path("mittarit/alueet/", areas.comparison_areas, name="comparison-areas"),
    path("mittarit/<int:pk>/kayttoonotto/", adoption.adoption_edit, name="adoption-edit"),
]
