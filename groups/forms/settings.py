"""What somebody chooses for oneself: how often mail comes, and the shortcuts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import Person, User


class RemindersForm(forms.ModelForm):
    """Of a person, with an account or without."""

    class Meta:
        model = Person
        fields = ["reminders", "language"]
        widgets = {"reminders": forms.RadioSelect, "language": forms.RadioSelect}
        labels = {"reminders": _("When are you reminded by e-mail?"), "language": _("Language of the mails")}
        help_texts = {
            "reminders": _(
                "Of measures to report on, tasks, turns as a secretary and memos. "
                "If you choose never, your deputy or the secretary is told when something is late."
            ),
        }


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["weekly_mail", "uses_shortcuts"]
        labels = {
            "weekly_mail": _("Send me a mail on Monday mornings when something that I follow has changed"),
            "uses_shortcuts": _("Use keyboard shortcuts when going through the measures of a meeting"),
        }
        help_texts = {"weekly_mail": ""}
