"""Addresses of the memos of negotiations."""

urlpatterns = []
