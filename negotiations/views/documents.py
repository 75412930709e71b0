"""The municipalities' own reports and plans: what the county has, what is missing, and the files."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from groups.models import Organisation
from hyte.lib.clock import today
from hyte.lib.decorators import public_page
from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from hyte.lib.uploads import content_type_of
from negotiations.access import get_document_to_keep
from negotiations.forms.document import DocumentForm
from negotiations.models import MunicipalDocument
from negotiations.queries.documents import documents_of
from negotiations.services.documents import remove_document, save_document
from negotiations.views.rounds import county_to_negotiate

PLACE = "negotiations"


@require_GET
def document_list(request: HttpRequest) -> HttpResponse:
    county = county_to_negotiate(request)
    rows = documents_of(county, today(), user=request.user)
    context = {
        "county": county,
        "rows": rows,
        "wanting": sum(bool(row.lacking or row.outdated) for row in rows),
        "place": PLACE,
        "today": today(),
    }
    return render(request, "negotiations/documents.html", context)


@require_http_methods(["GET", "POST"])
def document_create(request: HttpRequest) -> HttpResponse:
    """``kunta`` names the municipality and ``laji`` the kind that the form begins with."""
    county = county_to_negotiate(request)
    initial = {"municipality": request.GET.get("kunta"), "kind": request.GET.get("laji")} | kept_initial(request)
    return _document_page(
        request, MunicipalDocument(), county, initial, title=_("New report or plan of a municipality")
    )


@require_http_methods(["GET", "POST"])
def document_edit(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_document_to_keep(request.user, pk)
    county, initial = document.municipality.county, kept_initial(request)
    return _document_page(request, document, county, initial, title=_("Change the municipality's report or plan"))


@require_http_methods(["GET", "POST"])
def document_remove(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_document_to_keep(request.user, pk)
    county = document.municipality.county
    if request.method == "POST":
        remove_document(document, by=request.user)
        messages.success(request, _("The document was removed."))
        return redirect(_list(county))
    said = _("“%(title)s” of %(municipality)s is removed, its file too.")
    told = {"title": document.title, "municipality": document.municipality.name}
    context = {"title": _("Remove the document"), "said": said % told, "back": _list(county), "county": county}
    return render(request, "negotiations/confirm.html", context | {"place": PLACE})


@require_GET
@public_page
def document_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Always a download: nothing that was brought opens inside our pages."""
    documents = MunicipalDocument.objects.visible_to(request.user).exclude(file="")
    document = get_object_or_404(documents, pk=pk)
    response = FileResponse(document.file.open("rb"), as_attachment=True, filename=document.file_name)
    response.headers["Content-Type"] = content_type_of(document.file_name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _document_page(
    request: HttpRequest, document: MunicipalDocument, county: Organisation, initial: dict, *, title: str
) -> HttpResponse:
    form = DocumentForm(
        sent(request), request.FILES or None, instance=document, initial=initial, county=county, today=today()
    )

    def act() -> None:
        data = form.cleaned_data
        drops_file = data.get("drops_file", False)
        save_document(form.instance, file=data["file"], drops_file=drops_file, by=request.user)

    return form_page(
        request,
        form,
        act,
        title=title,
        back=_list(county),
        done=_("The document was saved. The municipality's card shows it."),
        template="negotiations/form.html",
        is_upload=True,
        place=PLACE,
        county=county,
    )


def _list(county: Organisation) -> str:
    return reverse("negotiations:document-list", query={"hva": county.region_code})
