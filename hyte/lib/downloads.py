"""Files that people take with them."""

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_IN_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A download under a name that every system takes; it stays in no shared cache."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, NOT_IN_NAME.sub(" ", name).strip(" ."))
    response.headers["Cache-Control"] = "private, no-store"
    return response
