"""Pages with forms, for tests of what happens to a text when the login, the token or the browser has gone."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template import RequestContext, Template
from django.urls import include, path

from hyte.lib.forms_again import kept_initial, mark_saved

FORM_PAGE = """{% extends "base.html" %}{% block title %}Note{% endblock %}{% block content %}<h1>Note</h1>
<form method="post" data-draft>{% csrf_token %}{{ form }}<button class="button">Save</button></form>
{% endblock %}"""
STATUS_PAGE = """{% extends "base.html" %}{% block title %}Status{% endblock %}{% block content %}<h1>Status</h1>
<form method="post" data-draft novalidate>{% csrf_token %}<fieldset><legend>Status</legend>{{ form.status }}</fieldset>
<p>{{ form.text.errors }}{{ form.text.label_tag }}{{ form.text }}</p>
<p data-show-when="status=discontinued">{{ form.reason.label_tag }}{{ form.reason }}</p>
<details><summary>More</summary><p>{{ form.obstacles.label_tag }}{{ form.obstacles }}</p>
<p>{{ form.on.label_tag }}{{ form.on }}</p></details><button class="button">Save</button></form>
{% endblock %}"""
TABLE_PAGE = """{% extends "base.html" %}{% block title %}Table{% endblock %}{% block content %}<h1>Table</h1>
<button type="button" data-copy-table="totals">Copy</button>
<table id="totals"><tr><th>Section</th><th>Measures</th></tr><tr><th>Common &amp; all</th><td>6</td></tr></table>
{% endblock %}"""
FRONT_PAGE = (
    """{% extends "base.html" %}{% block title %}Front{% endblock %}{% block content %}<h1>Front</h1>{% endblock %}"""
)


class NoteForm(forms.Form):
    text = forms.CharField(widget=forms.Textarea)
    themes = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")], required=False)


class ReportForm(forms.Form):
    status = forms.ChoiceField(
        choices=[("planned", "Planned"), ("running", "Running"), ("completed", "Completed"), ("discontinued", "Ended")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(widget=forms.Textarea, validators=[MaxLengthValidator(60)])
    reason = forms.CharField(required=False)
    obstacles = forms.CharField(widget=forms.Textarea, required=False)
    on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def show(request: HttpRequest, source: str, **context) -> HttpResponse:
    return HttpResponse(Template(source).render(RequestContext(request, context)))


def note(request: HttpRequest, pk: int = 1) -> HttpResponse:
    form = NoteForm(request.POST or None, initial=kept_initial(request))
    if request.method == "POST" and form.is_valid():
        mark_saved(request)
        return redirect("home")
    return show(request, FORM_PAGE, form=form)


@login_not_required
def open_note(request: HttpRequest) -> HttpResponse:
    return note(request)


@login_not_required
def report(request: HttpRequest) -> HttpResponse:
    """A form that the address fills: it changes between two visits, as when somebody else has saved."""
    form = ReportForm(request.POST or None, initial=request.GET.dict())
    return show(request, STATUS_PAGE, form=form)


def comment(request: HttpRequest) -> HttpResponse:
    """An address that only takes posts."""
    return redirect("home") if request.method == "POST" else HttpResponseNotAllowed(["POST"])


@login_not_required
def table(request: HttpRequest) -> HttpResponse:
    return show(request, TABLE_PAGE)


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    return show(request, FRONT_PAGE)


plans = ([path("", front, name="plan-list"), path("omat/", front, name="my-measures")], "plans")

urlpatterns = [
    path("", front, name="home"),
    path("huomio/<int:pk>/", note, name="note"),
    path("avoin/", open_note, name="open-note"),
    path("tilanne/", report, name="report"),
    path("kommentti/", comment, name="comment"),
    path("taulukko/", table, name="table"),
    path("saavutettavuus/", front, name="accessibility"),
    path("tietosuoja/", front, name="privacy"),
    path("suunnitelmat/", include(plans)),
    path("accounts/", include("allauth.account.urls")),
]
