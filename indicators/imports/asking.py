"""The client of Sotkanet as the settings tell it."""

from django.conf import settings
from django.db.models import Model

from indicators.imports.life import Life
from indicators.sotkanet import Client


def open_client(work: Model) -> Client:
    """A client for work on a row: while it waits between questions, the row shows life."""
    return Client(
        settings.SOTKANET_URL, contact=settings.CONTACT_EMAIL or settings.DEFAULT_FROM_EMAIL, sleep=Life(work).sleep
    )
