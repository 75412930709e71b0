"""Addresses of calendar feeds, invitations and answers."""

from django.urls import path

from groups.views import answers, feeds

urlpatterns = [
    path("kalenteri/syote/<str:token>.ics", feeds.calendar_feed, name="calendar-feed"),
    path("kalenteri/syotteet/", feeds.feeds, name="feeds"),
    path("kalenteri/syotteet/tee/", feeds.feed_make, name="feed-make"),
    path("kalenteri/syotteet/<int:pk>/uusi/", feeds.feed_renew, name="feed-renew"),
    path("kalenteri/syotteet/<int:pk>/poista/", feeds.feed_remove, name="feed-remove"),
    path("kokoukset/<int:pk>/kokous.ics", feeds.meeting_ics, name="meeting-ics"),
    path("kokoukset/<int:pk>/kutsu/", answers.meeting_call, name="meeting-call"),
    path("kokoukset/<int:pk>/vastaus/", answers.meeting_answer, name="meeting-answer"),
]
