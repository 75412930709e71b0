"""A drawing as a file to take along."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hyte.lib.downloads import attachment
from hyte.lib.pixels import NoFont, render_png

FORMS = {"svg": "image/svg+xml", "png": "image/png"}


def picture_answer(request: HttpRequest, svg: str, name: str, form: str, *, back: str) -> HttpResponse:
    """In one of FORMS. Where the server can't write words as pixels, the page ``back`` tells it."""
    try:
        content = svg.encode() if form == "svg" else render_png(svg)
    except NoFont:
        text = _(
            "The server has no font to write the picture's words with. Ask its keeper to install one, for example DejaVu."
        )
        messages.error(request, text)
        return redirect(back)
    return attachment(content, f"{name}.{form}", FORMS[form])
