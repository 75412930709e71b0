"""Addresses of update rounds and of what one follows."""

from django.urls import include, path

from plans.views import follow, round_acts, update_rounds

of_plan = [
    path("kierrokset/", update_rounds.update_round_list, name="update-round-list"),
    path("kierrokset/uusi/", round_acts.update_round_create, name="update-round-create"),
]

of_round = [
    path("", update_rounds.update_round, name="update-round"),
    path("muokkaa/", round_acts.update_round_edit, name="update-round-edit"),
    path("muistuta/", round_acts.update_round_remind, name="update-round-remind"),
    path("sulje/", round_acts.update_round_close, name="update-round-close"),
    path("poista/", round_acts.update_round_delete, name="update-round-delete"),
    path("vertaa/<int:other>/", update_rounds.update_round_compare, name="update-round-compare"),
]

urlpatterns = [
    path("suunnitelmat/<slug:slug>/", include(of_plan)),
    path("kierrokset/<int:pk>/", include(of_round)),
    path("seuraa/<str:kind>/<int:pk>/", follow.follow, name="follow"),
    path("seuratut/", follow.followed, name="followed"),
]
