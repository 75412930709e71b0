"""Addresses of a county's own indicators and their figures."""

from django.urls import path

from indicators.views import figures, figures_file, own, own_figures

urlpatterns = [
    path("mittarit/tiedostot/", figures.figures_files, name="figures-files"),
    path("mittarit/tiedostot/uusi/", figures.figures_file_create, name="figures-file-create"),
    path("mittarit/tiedostot/pohja.xlsx", figures.figures_template, name="figures-template"),
    path("mittarit/tiedostot/<int:pk>/", figures_file.figures_file, name="figures-file"),
    path("mittarit/tiedostot/<int:pk>/sarakkeet/", figures_file.figures_file_columns, name="figures-file-columns"),
    path("mittarit/tiedostot/<int:pk>/tallenna/", figures_file.figures_file_apply, name="figures-file-apply"),
    path("mittarit/tiedostot/<int:pk>/kumoa/", figures_file.figures_file_undo, name="figures-file-undo"),
    path("mittarit/tiedostot/<int:pk>/poista/", figures_file.figures_file_discard, name="figures-file-discard"),
    path("mittarit/omat/uusi/", own.own_indicator_create, name="own-indicator-create"),
    path("mittarit/<int:pk>/muokkaa/", own.own_indicator_edit, name="own-indicator-edit"),
    path("mittarit/<int:pk>/luvut/", own_figures.own_figures, name="own-figures"),
]
