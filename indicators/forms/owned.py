"""Whose a new record is: a county's of those that the user keeps, or everybody's."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from groups.models import Organisation
from hyte.lib.calm_forms import CalmForm


class OwnedForm(CalmForm):
    """A form with a field ``owner``; it is asked only where there is a choice. None stands for what all share."""

    def offer_owners(self, owners: Sequence[Organisation | None]) -> None:
        self._owners = {str(each.pk) if each else "": each for each in owners}
        choices = [(key, str(each) if each else _("All counties")) for key, each in self._owners.items()]
        self.fields["owner"].choices = choices
        self.fields["owner"].required = "" not in self._owners
        if len(choices) == 1:
            self.drop("owner")

    @property
    def county(self) -> Organisation | None:
        return self._owners[self.cleaned_data.get("owner", next(iter(self._owners)))]
