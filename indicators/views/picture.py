"""The chart of an indicator as a picture."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from hyte.lib.decorators import public_page
from hyte.lib.pictures import FORMS, picture_answer
from indicators.charts import line_picture
from indicators.charts.of_figures import picture_of
from indicators.views.shown import read_shown


@require_GET
@public_page
def indicator_picture(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    shown = read_shown(request, pk)
    svg = line_picture(picture_of(shown.figures, may_take=shown.may_take, note=shown.terms_note))
    return picture_answer(request, svg, shown.indicator.title[:100], form, back=shown.indicator.get_absolute_url())
