"""Addresses of what the parties do and are asked."""

from django.urls import path

from negotiations.views import asking, personal, points

ONE = "neuvottelut/<int:pk>/"

urlpatterns = [
    path("n/<str:token>/", personal.personal_party, name="personal-party"),
    path("n/<str:token>/aineisto/<int:pk>/", personal.personal_material, name="personal-material"),
    path(f"{ONE}kutsu/", asking.invite, name="invite"),
    path(f"{ONE}pyynto/", asking.ask, name="ask"),
    path(f"{ONE}kalenteri.ics", asking.calendar_file, name="calendar-file"),
    path(f"{ONE}huolet/", points.points, name="points"),
    path("neuvottelut/huolet/ryhmat/<int:pk>/", points.group_edit, name="point-group-edit"),
]
