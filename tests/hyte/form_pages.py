"""Addresses with a protected form, for tests of what happens to a text when the login has gone."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import include, path

from hyte.lib.forms_again import kept_initial, mark_saved


class NoteForm(forms.Form):
    text = forms.CharField(widget=forms.Textarea)
    themes = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")], required=False)


def note(request: HttpRequest, pk: int = 1) -> HttpResponse:
    form = NoteForm(request.POST or None, initial=kept_initial(request))
    if request.method == "POST" and form.is_valid():
        mark_saved(request)
        return redirect("home")
    return render(request, "form.html", {"form": form})


@login_not_required
def open_note(request: HttpRequest) -> HttpResponse:
    return note(request)


def comment(request: HttpRequest) -> HttpResponse:
    """An address that only takes posts."""
    return redirect("home") if request.method == "POST" else HttpResponseNotAllowed(["POST"])


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


pages = ([path("", front, name="plan-list"), path("omat/", front, name="my-measures")], "plans")

urlpatterns = [
    path("", front, name="home"),
    path("huomio/<int:pk>/", note, name="note"),
    path("avoin/", open_note, name="open-note"),
    path("kommentti/", comment, name="comment"),
    path("suunnitelmat/", include(pages)),
    path("accounts/", include("allauth.account.urls")),
]
