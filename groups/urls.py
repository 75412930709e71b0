"""Addresses of the groups app."""

from django.urls import path

from groups import views

app_name = "groups"

urlpatterns = [
    path("ryhmat/", views.group_list, name="group-list"),
    path("ryhmat/<int:pk>/", views.group_detail, name="group-detail"),
]
