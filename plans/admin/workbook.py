"""What a county's workbooks have taught: a word that was learned wrong is mended here, or forgotten and asked again."""

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from groups.admin.base import CountyAdmin
from groups.admin.forms import CountyForm
from plans.models import LearnedWord, Progress, Status

KIND = LearnedWord.Kind
VALUES = {KIND.STATUS: Status.choices, KIND.PROGRESS: Progress.choices}
MEANINGS = {KIND.ORGANISATION: "organisation", KIND.PERSON: "person"}


class LearnedWordForm(CountyForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "value" in self.fields:
            choices = [("", gettext_lazy("Leave empty")), *VALUES[self.instance.kind]]
            self.fields["value"] = forms.ChoiceField(label=gettext_lazy("Meaning"), choices=choices, required=False)


@admin.register(LearnedWord)
class LearnedWordAdmin(CountyAdmin):
    addable = False  # words are learned from answers, each as a workbook writes it
    form = LearnedWordForm
    list_display = ["text", "kind", "meaning", "learned_at", "by", "county"]
    list_filter = ["kind", "county"]
    list_select_related = ["organisation", "person", "by", "county"]
    search_fields = ["text", "organisation__name_fi", "organisation__name_sv", "person__name"]
    autocomplete_fields = ["organisation", "person"]
    readonly_fields = ["county", "kind", "text", "learned_at", "by"]

    def get_fields(self, request: HttpRequest, obj: LearnedWord | None = None) -> list[str]:
        """Only the meaning that a word of its kind can have; left empty, the word is left out."""
        meaning = MEANINGS.get(obj.kind, "value") if obj else "value"
        return ["county", "kind", "text", meaning, "learned_at", "by"]

    @admin.display(description=gettext_lazy("means"))
    def meaning(self, word: LearnedWord) -> str:
        value = dict(VALUES.get(word.kind, ())).get(word.value, word.value)
        return str(word.organisation or word.person or value or gettext_lazy("left empty"))

    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm, change: bool) -> None:
        obj.by = request.user
        super().save_model(request, obj, form, change)
