"""Addresses of meetings and of the calendar."""

from django.urls import path

from groups.views import calendar, meeting, meeting_edit, meeting_state, series, topics

urlpatterns = [
    path("kalenteri/", calendar.calendar, name="calendar"),
    path("kokoukset/uusi/", meeting_edit.meeting_create, name="meeting-create"),
    path("kokoukset/sarja/", series.series_create, name="series-create"),
    path("kokoukset/<int:pk>/", meeting.meeting_detail, name="meeting-detail"),
    path("kokoukset/<int:pk>/muokkaa/", meeting_edit.meeting_edit, name="meeting-edit"),
    path("kokoukset/<int:pk>/peru/", meeting_state.meeting_cancel, name="meeting-cancel"),
    path("kokoukset/<int:pk>/pidetty/", meeting_state.meeting_held, name="meeting-held"),
    path("kokoukset/<int:pk>/teemat/uusi/", topics.topic_create, name="topic-create"),
    path("teemat/<int:pk>/muokkaa/", topics.topic_edit, name="topic-edit"),
    path("teemat/<int:pk>/poista/", topics.topic_remove, name="topic-remove"),
]
