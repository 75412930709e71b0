"""How a county uses an indicator: taken into use, changed, left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.clock import today
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from indicators.access import COUNTY_PARAMETER, get_indicator, get_kept_county
from indicators.forms.adoption import AdoptionForm
from indicators.imports.sync import start_run
from indicators.models import Adoption, Indicator, SyncRun
from indicators.services.adoption import leave_indicator, save_adoption
from indicators.tasks import fetch_after_commit


@require_http_methods(["GET", "POST"])
def adoption_edit(request: HttpRequest, pk: int) -> HttpResponse:
    indicator, county = get_indicator(request.user, pk), get_kept_county(request)
    found = Adoption.objects.filter(county=county, indicator=indicator).first()
    back = f"{indicator.get_absolute_url()}?{COUNTY_PARAMETER}={county.region_code}"
    if found and request.method == "POST" and "leave" in request.POST:
        leave_indicator(found, by=request.user)
        messages.success(request, _("The county no longer uses the indicator. Its figures were kept."))
        return redirect(back)
    adoption = found or Adoption(county=county, indicator=indicator)
    form = AdoptionForm(sent(request), instance=adoption, initial=kept_initial(request))

    def act() -> None:
        save_adoption(form.instance, on=today(), by=request.user)
        if not found:
            fetch_figures(indicator, by=request.user)

    return form_page(
        request,
        form,
        act,
        title=_("How the indicator is used") if found else _("Take the indicator into use"),
        back=back,
        done=_("Saved: %(name)s.") % {"name": indicator},
        template="indicators/adoption_form.html",
        indicator=indicator,
        county=county,
        is_adopted=found is not None,
    )


def fetch_figures(indicator: Indicator, *, by) -> None:
    """Ask Sotkanet for the figures of what was just adopted; while nobody used it, they were not followed."""
    if indicator.sotkanet_id:
        run = start_run(SyncRun.Reason.ADOPTION, by=by, indicators=[indicator], at=timezone.now())
        fetch_after_commit(run)
