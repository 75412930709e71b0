"""Addresses of the indicators app: sync."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
