"""Forms of comments."""

from collections.abc import Mapping

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from hyte.lib.calm_forms import CalmForm, PlainForm
from plans.models import Comment, Measure
from plans.queries.comments import MEMO


class CommentForm(CalmForm, forms.ModelForm):
    class Meta:
        model = Comment
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class MeetingCommentForm(CommentForm):
    """``targets`` are what can be commented on, each by its key."""

    target = forms.ChoiceField(
        label=_("What is the comment about?"),
        error_messages={
            "invalid_choice": _("This isn't on the agenda any more, or the memo has been approved. Choose another.")
        },
    )
    field_order = ["target", "text"]

    def __init__(self, *args, targets: Mapping[str, models.Model], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.targets = targets
        self.fields["target"].choices = _choices(targets)

    @property
    def chosen(self) -> models.Model:
        return self.targets[self.cleaned_data["target"]]


def _choices(targets: Mapping[str, models.Model]) -> list[tuple[str, object]]:
    items = [(key, str(each)) for key, each in targets.items() if key.startswith("item-")]
    measures = [(key, str(each)) for key, each in targets.items() if isinstance(each, Measure)]
    grouped = [(_("Items of the agenda"), items), (_("Measures"), measures)]
    draft = [(MEMO, _("The draft of the memo"))] if MEMO in targets else []
    return [*draft, *((name, choices) for name, choices in grouped if choices)]


class CommentAnswerForm(PlainForm):
    fieldsets = (("", ("answer",)),)

    answer = forms.CharField(
        label=_("Answer"),
        max_length=5000,
        widget=forms.Textarea,
        help_text=_("The writer of the comment gets it by mail and sees it beside the comment."),
    )
