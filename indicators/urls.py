"""Addresses of the indicators app."""

from django.urls import path

from indicators import views

app_name = "indicators"

urlpatterns = [
    path("mittarit/", views.indicator_list, name="indicator-list"),
    path("mittarit/<int:pk>/", views.indicator_detail, name="indicator-detail"),
]
