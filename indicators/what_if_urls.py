"""Addresses of "what if" and of the scenarios that are kept of it."""

from django.urls import path

from indicators.views import scenarios, what_if

CALCULATION, START = "hyte-kerroin/laskelmat/<int:pk>/mita-jos/", "hyte-kerroin/skenaariot/"

urlpatterns = [
    path(CALCULATION, what_if.what_if, name="what-if"),
    path(f"{CALCULATION}tallenna/", scenarios.scenario_create, name="scenario-create"),
    path(START, scenarios.scenario_list, name="scenario-list"),
    path(f"{START}vertailu/", scenarios.scenarios_compare, name="scenarios-compare"),
    path(f"{START}<int:pk>/", scenarios.scenario_detail, name="scenario"),
    path(f"{START}<int:pk>/poista/", scenarios.scenario_delete, name="scenario-delete"),
]
