"""Addresses of rounds, their highlights and their negotiations."""

from django.urls import path

from negotiations.views import discussions, negotiations, parties, rounds

START = "neuvottelut/"
ROUND = f"{START}kierrokset/<int:pk>/"
ONE = f"{START}<int:pk>/"

urlpatterns = [
    path(START, negotiations.negotiation_list, name="negotiation-list"),
    path(f"{START}kierrokset/uusi/", rounds.round_create, name="round-create"),
    path(ROUND, rounds.round_detail, name="round-detail"),
    path(f"{ROUND}muokkaa/", rounds.round_edit, name="round-edit"),
    path(f"{ROUND}poista/", rounds.round_remove, name="round-remove"),
    path(f"{ROUND}uusi/", negotiations.negotiation_create, name="negotiation-create"),
    path(f"{ROUND}nostot/", rounds.highlights, name="highlights"),
    path(f"{ROUND}nostot/uusi/", rounds.highlight_create, name="highlight-create"),
    path(f"{ROUND}nostot/kopioi/", rounds.highlights_copy, name="highlights-copy"),
    path(f"{START}nostot/<int:pk>/muokkaa/", rounds.highlight_edit, name="highlight-edit"),
    path(f"{START}nostot/<int:pk>/poista/", rounds.highlight_remove, name="highlight-remove"),
    path(ONE, negotiations.negotiation_detail, name="negotiation-detail"),
    path(f"{ONE}muokkaa/", negotiations.negotiation_edit, name="negotiation-edit"),
    path(f"{ONE}peru/", negotiations.negotiation_cancel, name="negotiation-cancel"),
    path(f"{ONE}pidetty/", negotiations.negotiation_held, name="negotiation-held"),
    path(f"{ONE}julkaise/", negotiations.negotiation_publish, name="negotiation-publish"),
    path("kokoukset/<int:pk>/neuvottelu/", negotiations.of_meeting, name="of-meeting"),
    path(f"{ONE}osapuolet/", parties.parties, name="parties"),
    path(f"{ONE}osapuolet/uusi/", parties.party_add, name="party-add"),
    path(f"{START}osapuolet/<int:pk>/poista/", parties.party_take_away, name="party-take-away"),
    path(f"{START}osapuolet/<int:pk>/edustaja/", parties.representative_add, name="representative-add"),
    path(f"{START}edustajat/<int:pk>/muokkaa/", parties.representative_edit, name="representative-edit"),
    path(f"{START}edustajat/<int:pk>/poista/", parties.representative_remove, name="representative-remove"),
    path(f"{ONE}aiheet/", discussions.discussions, name="discussions"),
    path(f"{ONE}aiheet/<slug:topic>/", discussions.discussion_edit, name="discussion-edit"),
    path(f"{ONE}paikalla/", discussions.presence, name="presence"),
    path(f"{ONE}aineisto/uusi/", discussions.material_add, name="material-add"),
    path(f"{START}aineisto/<int:pk>/", discussions.material_file, name="material-file"),
    path(f"{START}aineisto/<int:pk>/poista/", discussions.material_remove, name="material-remove"),
]
