"""Addresses of the indicators app: figures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
