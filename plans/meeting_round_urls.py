"""Addresses of the meeting round."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
