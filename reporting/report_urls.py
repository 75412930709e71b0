"""Addresses of reports, their chapters, frozen versions and files."""

from django.urls import path

from reporting.views import assessments, chapters, report_consultations, report_pictures, reports, versions

urlpatterns = [
    path("", reports.report_list, name="report-list"),
    path("uusi/", reports.report_create, name="report-create"),
    path("<int:pk>/", reports.report_detail, name="report-detail"),
    path("<int:pk>/muokkaa/", reports.report_edit, name="report-edit"),
    path("<int:pk>/poista/", reports.report_remove, name="report-remove"),
    path("<int:pk>/luonnos/", reports.report_preview, name="report-preview"),
    path("<int:pk>/valmius/", reports.readiness, name="readiness"),
    path("<int:pk>/kokoa/", reports.assemble, name="assemble"),
    path("<int:pk>/vertailu/", reports.report_compare, name="report-compare"),
    path("<int:pk>/tavoitteet/", assessments.assessments, name="assessments"),
    path("<int:pk>/tavoitteet/<int:goal_pk>/", assessments.assess, name="assess"),
    path("<int:pk>/luvut/uusi/", chapters.chapter_create, name="chapter-create"),
    path("<int:pk>/kuvat/uusi/", report_pictures.picture_create, name="picture-create"),
    path("<int:pk>/jaadyta/", versions.report_freeze, name="report-freeze"),
    path(
        "<int:pk>/lausuntokierros/", report_consultations.report_consultation_create, name="report-consultation-create"
    ),
    path("<int:pk>/sulje/", versions.report_withdraw, name="report-withdraw"),
    path("<int:pk>/kasittely/", versions.handling, name="handling"),
    path("<int:pk>/kasittely/uusi/", versions.handling_create, name="handling-create"),
    path("<int:pk>/kasittely/<int:tie_pk>/poista/", versions.handling_remove, name="handling-remove"),
    path("luvut/<int:pk>/", chapters.chapter, name="chapter"),
    path("luvut/<int:pk>/tallenna/", chapters.chapter_autosave, name="chapter-autosave"),
    path("luvut/<int:pk>/kirjoittaja/", chapters.chapter_writer, name="chapter-writer"),
    path("luvut/<int:pk>/tila/", chapters.chapter_state, name="chapter-state"),
    path("luvut/<int:pk>/muokkaa/", chapters.chapter_edit, name="chapter-edit"),
    path("luvut/<int:pk>/poista/", chapters.chapter_remove, name="chapter-remove"),
    path("luvut/<int:pk>/siirra/", chapters.chapter_move, name="chapter-move"),
    path("luvut/<int:pk>/historia/", chapters.chapter_history, name="chapter-history"),
    path("kuvat/<int:pk>/", report_pictures.picture, name="picture"),
    path("kuvat/<int:pk>/muokkaa/", report_pictures.picture_edit, name="picture-edit"),
    path("kuvat/<int:pk>/poista/", report_pictures.picture_remove, name="picture-remove"),
    path("versiot/<int:pk>/", versions.version, name="version"),
    path("versiot/<int:pk>/tiedosto/", versions.file_create, name="file-create"),
    path("versiot/<int:pk>/julkaise/", versions.version_publish, name="version-publish"),
    path("versiot/<int:pk>/lausunnoille/", versions.version_open, name="version-open"),
    path("tiedostot/<int:pk>/", versions.report_file, name="report-file"),
    path("tiedostot/<int:pk>/lataa/", versions.file_download, name="file-download"),
]
