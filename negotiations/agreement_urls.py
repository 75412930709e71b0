"""Addresses of agreements and their follow-up."""

from django.urls import path

from negotiations.views import agreements, register, statutory

ALL = "sovitut/"
ONE = f"{ALL}<int:pk>/"
DUTIES = "neuvottelut/velvoitteet/"

urlpatterns = [
    path(ALL, register.agreement_list, name="agreement-list"),
    path(f"{ALL}tyokirja/", register.agreement_workbook, name="agreement-workbook"),
    path("toimenpiteet/<int:pk>/sovitut/", register.of_measure, name="of-measure"),
    path("neuvottelut/<int:pk>/sovitut/uusi/", agreements.agreement_create, name="agreement-create"),
    path(ONE, agreements.agreement_detail, name="agreement-detail"),
    path(f"{ONE}muokkaa/", agreements.agreement_edit, name="agreement-edit"),
    path(f"{ONE}poista/", agreements.agreement_remove, name="agreement-remove"),
    path(f"{ONE}merkinta/", agreements.agreement_note, name="agreement-note"),
    path(f"{ONE}suunnitelmaan/", agreements.agreement_into_plan, name="agreement-into-plan"),
    path(DUTIES, statutory.statutory_check, name="statutory-check"),
    path(f"{DUTIES}<int:pk>/osapuolet/", statutory.standing_parties, name="standing-parties"),
]
