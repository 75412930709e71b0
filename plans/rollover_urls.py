"""Addresses of preparing the next plan."""

from django.urls import include, path

from plans.views.rollover import choices, home

of_plan = [
    path("", home.rollover, name="rollover"),
    path("tiedot/", home.rollover_facts, name="rollover-facts"),
    path("loput/", home.rollover_rest, name="rollover-rest"),
    path("toteutus/", home.rollover_carry_out, name="rollover-carry-out"),
    path("tavoitteet/<int:pk>/", choices.rollover_goal, name="rollover-goal"),
    path("tavoitteet/<int:pk>/uusi/", choices.rollover_new_measure, name="rollover-new-measure"),
    path("osiot/<int:pk>/uusi/", choices.rollover_new_goal, name="rollover-new-goal"),
    path("uudet/<int:pk>/", choices.rollover_new_edit, name="rollover-new-edit"),
    path("uudet/<int:pk>/poista/", choices.rollover_new_delete, name="rollover-new-delete"),
]

urlpatterns = [path("suunnitelmat/<slug:slug>/seuraava/", include(of_plan))]
