"""Addresses of the annual clock."""

from django.urls import path

from reporting.views import clock

START = "vuosikello/"

urlpatterns = [
    path(START, clock.annual_clock, name="annual-clock"),
    path(f"{START}kalenteri.ics", clock.clock_calendar, name="clock-calendar"),
    path(f"{START}uusi/", clock.event_create, name="clock-event-create"),
    path(f"{START}kopioi/", clock.clock_copy, name="clock-copy"),
    path(f"{START}valtuustokausi/", clock.clock_term, name="clock-term"),
    path(f"{START}<int:pk>/muokkaa/", clock.event_edit, name="clock-event-edit"),
    path(f"{START}<int:pk>/poista/", clock.event_remove, name="clock-event-remove"),
]
