"""Addresses of the handling of a plan."""

from django.urls import include, path

from plans.views import handling

of_plan = [
    path("", handling.handling, name="handling"),
    path("vaikutukset/uusi/", handling.effect_create, name="effect-create"),
    path("vaikutukset/<int:pk>/", handling.effect_edit, name="effect-edit"),
    path("vaikutukset/<int:pk>/poista/", handling.effect_delete, name="effect-delete"),
    path("paatokset/<int:pk>/aineistot/uusi/", handling.material_create, name="decision-material-create"),
    path("aineistot/<int:pk>/", handling.material_file, name="decision-material-file"),
    path("aineistot/<int:pk>/muokkaa/", handling.material_edit, name="decision-material-edit"),
    path("aineistot/<int:pk>/poista/", handling.material_delete, name="decision-material-delete"),
]

urlpatterns = [path("suunnitelmat/<slug:slug>/kasittely/", include(of_plan))]
