"""Addresses of update rounds and of what one follows."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
