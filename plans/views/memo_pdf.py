"""The memo as a PDF."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from groups.access import get_meeting
from hyte.lib.downloads import attachment
from hyte.lib.pdf import PDF, PdfUnavailable
from plans.exports.memo import file_name
from plans.exports.memo_pdf import render_memo_pdf
from plans.queries.memo import content_of, memo_of


@require_GET
def memo_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    content = content_of(memo_of(get_meeting(request.user, pk)))
    try:
        file = render_memo_pdf(content, base_url=request.build_absolute_uri("/"))
    except PdfUnavailable as error:
        messages.error(request, str(error))
        return redirect("plans:meeting-memo", pk)
    return attachment(file, f"{file_name(content)}.pdf", PDF)
