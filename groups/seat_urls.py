"""Addresses of seats, secretaries' turns, counterparts and the structure."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
