"""Addresses of the indicators app."""

from django.urls import path

from indicators import catalogue_urls, figures_urls, sync_urls
from indicators.views import indicator

app_name = "indicators"

urlpatterns = [
    *catalogue_urls.urlpatterns,
    *figures_urls.urlpatterns,
    *sync_urls.urlpatterns,
    path("mittarit/", indicator.indicator_list, name="indicator-list"),
    path("mittarit/<int:pk>/", indicator.indicator_detail, name="indicator-detail"),
]
