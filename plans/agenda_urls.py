"""Addresses of agendas, reading packs and comments."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
