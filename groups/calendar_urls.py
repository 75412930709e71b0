"""Addresses of calendar feeds, invitations and answers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
