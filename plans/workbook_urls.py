"""Addresses of the implementation workbook on its way into a plan."""

from django.urls import include, path

from plans.views.workbook import acts, columns, detail, files, home, preview, questions

of_import = [
    path("", detail.import_detail, name="import-detail"),
    path("sarakkeet/", columns.import_columns, name="import-columns"),
    path("kysymykset/", questions.import_questions, name="import-questions"),
    path("esikatselu/", preview.import_preview, name="import-preview"),
    path("tallenna/", acts.import_apply, name="import-apply"),
    path("kumoa/", acts.import_undo, name="import-undo"),
    path("poista/", acts.import_discard, name="import-discard"),
    path("tulos.xlsx", files.import_result, name="import-result"),
    path("alkuperainen/", files.import_original, name="import-original"),
]

urlpatterns = [
    path("suunnitelmat/<slug:slug>/toimeenpano/", home.workbook_home, name="workbook-home"),
    path("tyokirjat/<int:pk>/", include(of_import)),
]
