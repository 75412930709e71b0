"""An indicator of the county's own made for a measure."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.clock import today
from hyte.lib.form_pages import sent
from hyte.lib.forms_again import kept_initial
from indicators.access import get_county_to_keep_indicators
from indicators.forms.own import OwnIndicatorForm
from indicators.models import Indicator
from plans.access import get_measure_to_edit
from plans.models import IndicatorTarget
from plans.services.own_quantity import create_own_quantity
from plans.views.edit.aims import edit_url
from plans.views.edit.pages import form_page


@require_http_methods(["GET", "POST"])
def own_quantity_create(request: HttpRequest, pk: int) -> HttpResponse:
    measure = get_measure_to_edit(request.user, pk)
    county = get_county_to_keep_indicators(request.user, measure.plan.county_id)
    form = OwnIndicatorForm(sent(request), instance=Indicator(county=county), initial=kept_initial(request))
    tie = IndicatorTarget(measure=measure)
    return form_page(
        request,
        form,
        lambda: create_own_quantity(form.instance, tie, new_source=form.new_source, on=today(), by=request.user),
        plan=measure.plan,
        title=_("Something of our own to measure: %(measure)s") % {"measure": measure.identifier},
        back=edit_url(measure),
        then=lambda: reverse("plans:target-edit", args=[tie.pk]),
        done=_("The indicator was made and tied to the measure. Tell next where it is to be."),
        template="plans/edit/own_quantity.html",
    )
