"""Addresses of seats, secretaries' turns, counterparts and the structure."""

from django.urls import path

from groups.views import counterparts, seats, structure, turns

urlpatterns = [
    path("ryhmat/rakenne/<int:pk>/", structure.structure, name="structure"),
    path("ryhmat/<int:pk>/paikat/", seats.seat_history, name="seat-history"),
    path("ryhmat/<int:pk>/vuorot/", turns.group_turns, name="group-turns"),
    path("ryhmat/<int:pk>/vuorot/kierto/", turns.rotation_make, name="rotation-make"),
    path("ryhmat/<int:pk>/vuorot/<int:meeting>/", turns.turn_give, name="turn-give"),
    path("vuorot/<int:pk>/vaihda/", turns.turn_swap, name="turn-swap"),
    path("vuorot/<int:pk>/sijainen/", turns.turn_take_over, name="turn-take-over"),
    path("paikat/<int:pk>/seuraaja/", seats.seat_hand_over, name="seat-hand-over"),
    path("henkilot/<int:pk>/paikat/", seats.person_seats, name="person-seats"),
    path("organisaatiot/<int:pk>/edustajat/", seats.organisation_seats, name="organisation-seats"),
    path("vastinparit/<int:pk>/", counterparts.counterpart_table, name="counterparts"),
    path("vastinparit/<int:pk>/uusi/", counterparts.counterpart_create, name="counterpart-create"),
    path("vastinparit/paikat/<int:pk>/", counterparts.counterpart_edit, name="counterpart-edit"),
    path("vastinparit/paikat/<int:pk>/poista/", counterparts.counterpart_remove, name="counterpart-remove"),
]
