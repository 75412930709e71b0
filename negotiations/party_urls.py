"""Addresses of what the parties do and are asked."""

urlpatterns = []
