"""The chart of an indicator as a picture."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hyte.lib.decorators import public_page
from hyte.lib.downloads import attachment
from hyte.lib.pixels import NoFont, render_png
from indicators.charts import line_picture
from indicators.charts.of_figures import picture_of
from indicators.views.shown import read_shown

SVG, PNG = "image/svg+xml", "image/png"


@require_GET
@public_page
def indicator_picture(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    if form not in ("svg", "png"):
        raise Http404
    shown = read_shown(request, pk)
    svg = line_picture(picture_of(shown.figures, may_take=shown.may_take, note=shown.terms_note))
    name = shown.indicator.title[:100]
    if form == "svg":
        return attachment(svg.encode(), f"{name}.svg", SVG)
    try:
        return attachment(render_png(svg), f"{name}.png", PNG)
    except NoFont:
        text = _(
            "The server has no font to write the picture's words with. Ask its keeper to install one, for example DejaVu."
        )
        messages.error(request, text)
        return redirect(shown.indicator)
