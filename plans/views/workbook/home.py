"""Where the implementation workbook goes out and comes in."""

from django.contrib import messages
from django.db.models.fields.json import KeyTransform
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hyte.lib.clock import today
from hyte.lib.forms_again import kept_initial, mark_saved
from hyte.lib.workbooks import UnreadableBook
from plans.access import get_plan_to_import
from plans.forms.workbook import UploadForm
from plans.imports.incoming import receive_workbook
from plans.models import Plan, WorkbookImport
from plans.views.workbook.results import count_lines

IMPORTS_SHOWN = 30


@require_http_methods(["GET", "POST"])
def workbook_home(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_plan_to_import(request.user, slug)
    form = upload_form(request, plan)
    if form.is_bound and form.is_valid():
        imported = received(request, plan, form)
        if imported:
            mark_saved(request)
            return redirect("plans:import-detail", imported.pk)
    earlier = earlier_imports(request.user, plan)
    context = {"plan": plan, "county": plan.county, "form": form, "imports": earlier}
    return render(request, "plans/workbook/home.html", context, status=422 if form.errors else 200)


def upload_form(request: HttpRequest, plan: Plan) -> UploadForm:
    if request.method == "POST":
        return UploadForm(request.POST, request.FILES, plan=plan, today=today())
    initial = {"day": min(max(today(), plan.valid_from), plan.valid_until)}
    if kept := kept_initial(request):
        messages.warning(request, _("A file can't be kept over the login. Choose it again."))
        initial |= {"day": kept.get("day", initial["day"])}
    return UploadForm(plan=plan, today=today(), initial=initial)


def received(request: HttpRequest, plan: Plan, form: UploadForm) -> WorkbookImport | None:
    """The import of the file; None where it can't be read, and the form now tells why."""
    file = form.cleaned_data["file"]
    on = form.cleaned_data["day"]
    try:
        return receive_workbook(plan, file.read(), file.name, by=request.user, on=on, at=timezone.now())
    except UnreadableBook as error:
        form.add_error("file", str(error))
        return None


def earlier_imports(user, plan: Plan) -> list[tuple[WorkbookImport, list]]:
    """The newest imports with the counts of what they did."""
    found = WorkbookImport.objects.visible_to(user).filter(plan=plan).select_related("by", "undone_by")
    light = found.defer("journal", "answers", "outcome").annotate(counts=KeyTransform("counts", "outcome"))
    return [(each, count_lines(each.counts)) for each in light[:IMPORTS_SHOWN]]
