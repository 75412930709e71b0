"""Addresses of the annual clock's calendar feed."""

from django.urls import path

from reporting.views import feeds

START = "vuosikello/syote/"

urlpatterns = [
    path(START, feeds.clock_feed_page, name="clock-feed-page"),
    path(f"{START}tee/", feeds.clock_feed_make, name="clock-feed-make"),
    path(f"{START}<int:pk>/poista/", feeds.clock_feed_remove, name="clock-feed-remove"),
    path(f"{START}<str:token>.ics", feeds.clock_feed, name="clock-feed"),
]
