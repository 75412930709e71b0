"""Addresses of the indicators app."""

from django.urls import path

from indicators import (
    catalogue_urls,
    coefficient_urls,
    entry_urls,
    figures_urls,
    rule_set_urls,
    sync_urls,
    what_if_urls,
)
from indicators.views import conclusions, download, indicator, picture

app_name = "indicators"

urlpatterns = [
    *coefficient_urls.urlpatterns,
    *catalogue_urls.urlpatterns,
    *entry_urls.urlpatterns,
    *figures_urls.urlpatterns,
    *rule_set_urls.urlpatterns,
    *sync_urls.urlpatterns,
    *what_if_urls.urlpatterns,
    path("mittarit/<int:pk>/", indicator.indicator_detail, name="indicator-detail"),
    path("mittarit/<int:pk>/kuva.<slug:form>", picture.indicator_picture, name="indicator-picture"),
    path("mittarit/<int:pk>/luvut.json", download.indicator_data, name="indicator-data"),
    path("mittarit/<int:pk>/luvut.<slug:form>", download.indicator_download, name="indicator-download"),
    path("mittarit/<int:pk>/paatelma/", conclusions.conclusion_create, name="conclusion-create"),
    path("paatelmat/<int:pk>/", conclusions.conclusion_edit, name="conclusion-edit"),
]
