"""Addresses of agendas, reading packs and comments."""

from django.urls import include, path

from plans.views import agenda, comments, pack, personal_meeting

agenda_urls = [
    path("", agenda.meeting_agenda, name="meeting-agenda"),
    path("ehdotus/", agenda.agenda_propose, name="agenda-propose"),
    path("uusi/", agenda.agenda_item_add, name="agenda-item-add"),
    path("<int:item>/muokkaa/", agenda.agenda_item_edit, name="agenda-item-edit"),
    path("<int:item>/siirra/", agenda.agenda_item_move, name="agenda-item-move"),
    path("<int:item>/poista/", agenda.agenda_item_remove, name="agenda-item-remove"),
]

urlpatterns = [
    path("kokoukset/<int:pk>/esityslista/", include(agenda_urls)),
    path("kokoukset/<int:pk>/lukupaketti/", pack.meeting_pack, name="meeting-pack"),
    path("kokoukset/<int:pk>/lukupaketti/pdf/", pack.meeting_pack_pdf, name="meeting-pack-pdf"),
    path("kokoukset/<int:pk>/kommentti/", pack.meeting_comment_add, name="meeting-comment-add"),
    path("kommentit/<int:pk>/vastaa/", comments.comment_answer, name="comment-answer"),
    path("kommentit/<int:pk>/sulje/", comments.comment_close, name="comment-close"),
    path("k/<str:token>/", personal_meeting.personal_meeting, name="personal-meeting"),
]
