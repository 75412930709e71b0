"""Addresses of the municipalities' own reports and plans."""

from django.urls import path

from negotiations.views import documents

START = "kuntien-asiakirjat/"

urlpatterns = [
    path(START, documents.document_list, name="document-list"),
    path(f"{START}uusi/", documents.document_create, name="document-create"),
    path(f"{START}<int:pk>/muokkaa/", documents.document_edit, name="document-edit"),
    path(f"{START}<int:pk>/poista/", documents.document_remove, name="document-remove"),
    path(f"{START}<int:pk>/tiedosto/", documents.document_file, name="document-file"),
]
