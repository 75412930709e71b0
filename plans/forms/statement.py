"""The forms by which a statement is given: through a body's link, by anybody, and by the coordinator for paper."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hyte.lib.calm_forms import CalmForm
from hyte.lib.uploads import ACCEPTED, check_upload
from plans.forms.choices import organisations_of
from plans.forms.decision import not_in_future
from plans.models import Consultation, ConsultationQuestion, Statement
from plans.models.statement import STATEMENT_LENGTH
from plans.services.statements import MOST_FILES

BODY, PERSON = "body", "person"
WHO = ((BODY, gettext_lazy("For an organisation or another body")), (PERSON, gettext_lazy("As a private person")))


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each taken by what is in it."""

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, widget=FilesInput(attrs={"accept": ACCEPTED}), **kwargs)

    def clean(self, data, initial=None) -> list[File]:
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if len(files) > MOST_FILES:
            raise ValidationError(_("At most %(count)s files can be attached."), params={"count": MOST_FILES})
        for file in files:
            super().clean(file)
            check_upload(file)
        return files


class StatementForm(CalmForm, forms.ModelForm):
    """An answer to each question, the statement as a whole, attachments. ``version`` tells what the writer had in sight."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    files = FilesField(
        label=gettext_lazy("Attachments"),
        help_text=gettext_lazy("PDF, Word, Excel, PowerPoint or OpenDocument; five files, each at most 20 MB."),
    )

    class Meta:
        model = Statement
        fields = ["text"]
        labels = {"text": gettext_lazy("What else do you want to say")}

    def __init__(self, *args, questions: Sequence[ConsultationQuestion], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.initial.setdefault("version", version_of(self.instance))
        given = {each.question_id: each.text for each in self.instance.answers.all()} if self.instance.pk else {}
        for question in questions:
            field = forms.CharField(
                label=str(question), required=False, max_length=STATEMENT_LENGTH, widget=forms.Textarea
            )
            self.fields[f"answer_{question.pk}"] = field
            self.initial.setdefault(f"answer_{question.pk}", given.get(question.pk, ""))
        if not questions:
            self.fields["text"].label = _("Statement")
        self.dress()
        for name in self.said_names():
            self.fields[name].widget.attrs["rows"] = 6

    @property
    def fieldsets(self) -> tuple:
        return (*self.about_sender(), ("", self.said_names()), (_("Attachments"), ("files",)))

    def about_sender(self) -> tuple:
        return ()

    def said_names(self) -> tuple[str, ...]:
        return (*(f"answer_{each.pk}" for each in self.questions), "text")

    @property
    def answers(self) -> dict[int, str]:
        return {each.pk: self.cleaned_data.get(f"answer_{each.pk}", "") for each in self.questions}

    def clean(self) -> dict:
        cleaned = super().clean()
        said = any(cleaned.get(name, "").strip() for name in self.said_names())
        if not said and not cleaned.get("files") and not {"files", *self.said_names()} & set(self.errors):
            self.add_error(self.said_names()[0], _("Write the statement, answer a question or attach a file."))
        self._refuse_unseen(cleaned.get("version", ""))
        return cleaned

    def _refuse_unseen(self, seen: str) -> None:
        present = version_of(self.instance)
        if seen == present:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = present
        told = _(
            "Somebody else of your body has saved the statement since you opened the page. It is above; what you wrote is"
            " in the form. Save again to put yours in its place."
        )
        raise ValidationError(told, code="meanwhile")


def version_of(statement: Statement) -> str:
    """Tells one saved state of a body's statement from another."""
    at = statement.changed_at or statement.received_at
    return at.isoformat() if statement.pk and at else ""


class PublicStatementForm(StatementForm):
    """``submission`` is made when the form is shown: the same form sent twice is one statement."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    who = forms.ChoiceField(label=gettext_lazy("Who gives the statement"), choices=WHO, widget=forms.RadioSelect)

    class Meta(StatementForm.Meta):
        fields = ["body_name", "sender_name", "sender_email", "name_may_be_published", "text"]
        help_texts = {
            "body_name": gettext_lazy("Where you give it for an organisation or another body. It is published."),
            "sender_email": gettext_lazy("The receipt goes there. It is never published."),
            "name_may_be_published": gettext_lazy(
                "Otherwise a private person's statement is published without the name."
            ),
        }

    def __init__(self, *args, **kwargs) -> None:
        kwargs["initial"] = {"submission": uuid4(), "who": BODY} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.drop("version")
        self.fields["sender_name"].required = True
        self.fields["body_name"].depends = True  # not "optional": a body's statement needs it

    def about_sender(self) -> tuple:
        names = ("who", "body_name", "sender_name", "sender_email", "name_may_be_published")
        return ((_("Who you are"), names),)

    def clean(self) -> dict:
        cleaned = super().clean()
        settle_sender(self, cleaned)
        return cleaned

    def _refuse_unseen(self, seen: str) -> None:
        """A new one each time."""


class RecordedForm(StatementForm):
    """One that came on paper or by mail, written in by the coordinator."""

    received_on = forms.DateField(label=gettext_lazy("Came on"))
    who = forms.ChoiceField(label=gettext_lazy("Who gives the statement"), choices=WHO, widget=forms.RadioSelect)

    class Meta(StatementForm.Meta):
        fields = ["organisation", "body_name", "sender_name", "name_may_be_published", "language", "text"]
        labels = {
            "sender_name": gettext_lazy("Name of the sender"),
            "name_may_be_published": gettext_lazy("The name may be published"),
            "text": gettext_lazy("Statement as a whole"),
        }
        help_texts = {
            "body_name": gettext_lazy("Where it isn't on the list."),
            "name_may_be_published": gettext_lazy("Only where the person has said so."),
        }

    def __init__(self, *args, consultation: Consultation, today: date, **kwargs) -> None:
        kwargs["initial"] = {"who": BODY, "received_on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.today = today
        self.drop("version")
        given = consultation.statements.exclude(organisation=None).values("organisation")
        county = consultation.plan.county
        self.fields["organisation"].queryset = organisations_of(county, today).exclude(pk__in=given)
        self.fields["organisation"].empty_label = _("Not on the list")

    def about_sender(self) -> tuple:
        names = ("received_on", "who", "organisation", "body_name", "sender_name", "name_may_be_published", "language")
        return ((_("When it came and from whom"), names),)

    def clean_received_on(self) -> date:
        return not_in_future(self.cleaned_data["received_on"], self.today)

    def clean(self) -> dict:
        cleaned = super().clean()
        settle_sender(self, cleaned)
        return cleaned

    def _refuse_unseen(self, seen: str) -> None:
        """A new one each time."""


def settle_sender(form: StatementForm, cleaned: dict) -> None:
    """A private person speaks for no body; only a private person's name needs consent to be told."""
    if cleaned.get("who") == PERSON:
        cleaned["body_name"] = ""
        if "organisation" in form.fields:
            cleaned["organisation"] = None
    else:
        cleaned["name_may_be_published"] = False
        if cleaned.get("organisation"):
            cleaned["body_name"] = ""
        elif not cleaned.get("body_name") and "body_name" not in form.errors:
            form.add_error("body_name", _("Tell which body it is."))
    form.instance.is_private_person = cleaned.get("who") == PERSON
