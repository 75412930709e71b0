"""The pictures of a report."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hyte.lib.decorators import public_page
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from reporting.access import get_picture, get_picture_to_edit, get_report_to_write
from reporting.forms.report import PictureForm
from reporting.models import FrozenPicture, Picture
from reporting.services.records import save_record
from reporting.services.report.pictures import add_picture, remove_picture

PLACE = "reports"
FORM = "reporting/report_form.html"


def picture_address(picture: FrozenPicture) -> str:
    return reverse("reporting:picture", args=[picture.picture_id])


@require_GET
@public_page
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_picture(request.user, pk)
    with found.file.open("rb") as file:
        response = HttpResponse(file.read(), content_type=found.content_type)
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Disposition"] = "inline"
    return response


@require_http_methods(["GET", "POST"])
def picture_create(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_to_write(request.user, pk)
    new = Picture(report=report)
    form = PictureForm(sent(request), request.FILES or None, instance=new, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: add_picture(form.instance, form.cleaned_data["file"], by=request.user),
        title=_("Bring a picture"),
        back=f"{report.get_absolute_url()}#pictures",
        done=_("The picture was brought. Put its mark into a chapter's text where it should stand."),
        template=FORM,
        report=report,
        county=report.county,
        place=PLACE,
        is_upload=True,
    )


@require_http_methods(["GET", "POST"])
def picture_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_picture_to_edit(request.user, pk)
    form = PictureForm(sent(request), instance=found, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: save_record(form.instance, by=request.user),
        title=_("What the picture shows"),
        back=f"{found.report.get_absolute_url()}#pictures",
        done=_("The picture's words were saved."),
        template=FORM,
        report=found.report,
        county=found.report.county,
        place=PLACE,
    )


@require_http_methods(["GET", "POST"])
def picture_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_picture_to_edit(request.user, pk)
    back, refusal = f"{found.report.get_absolute_url()}#pictures", ""
    if request.method == "POST":
        try:
            remove_picture(found, by=request.user)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            messages.success(request, _("The picture was removed."))
            return redirect(back)
    said = _("The picture %(name)s goes, and every chapter that shows it has a gap.") % {"name": found.file_name}
    context = {"title": _("Remove the picture"), "said": said, "refusal": refusal, "back": back}
    context |= {"report": found.report, "county": found.report.county, "place": PLACE}
    return render(request, "reporting/report_confirm.html", context, status=409 if refusal else 200)
