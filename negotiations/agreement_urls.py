"""Addresses of agreements and their follow-up."""

urlpatterns = []
