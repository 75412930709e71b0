"""Addresses of personal links, of one's own measures and of proposals."""

from django.urls import path

from plans.views import links, mine, personal, promise_proposals, proposals

urlpatterns = [
    path("t/<str:token>/", personal.personal_report, name="personal-report"),
    path("omat/", mine.my_measures, name="my-measures"),
    path("toimenpiteet/<int:pk>/linkki/", links.link_send, name="send-link"),
    path("linkit/<int:pk>/mitatoi/", links.link_revoke, name="revoke-link"),
    path("toimenpiteet/<int:pk>/ehdota/", proposals.propose, name="propose"),
    path("suunnitelmat/<slug:slug>/ehdotukset/", proposals.proposal_list, name="proposal-list"),
    path("ehdotukset/<int:pk>/", proposals.proposal_decide, name="proposal-decide"),
    path(
        "ehdotukset/suunnitelmaan/<int:pk>/", promise_proposals.promise_proposal_decide, name="promise-proposal-decide"
    ),
]
