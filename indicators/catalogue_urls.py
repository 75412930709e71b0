"""Addresses of the indicators app: catalogue."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
