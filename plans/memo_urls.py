"""Addresses of memos, tasks and the hand-over."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
