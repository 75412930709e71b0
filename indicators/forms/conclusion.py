"""What a group concludes from an indicator and what it will do."""

from django.utils.translation import gettext_lazy as _

from groups.models import WorkingGroup
from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.calm_forms import CalmForm
from hyte.lib.meanwhile import SeenForm
from indicators.models import Conclusion


class ConclusionForm(CalmForm, SeenForm):
    """A chair or a secretary writes for an own group, a coordinator for any group or for the whole county."""

    class Meta:
        model = Conclusion
        fields = [
            "group",
            "on",
            "conclusion_fi",
            "conclusion_sv",
            "conclusion_en",
            "action_fi",
            "action_sv",
            "action_en",
            "is_public",
        ]
        labels = {"is_public": _("Show this to everybody")}
        help_texts = {
            "is_public": _("Without this only the county's own staff read it."),
            "on": _("The day on which the group came to this."),
        }

    fieldsets = (
        ("", ("group", "on")),
        (_("What we conclude"), ("conclusion_fi", "conclusion_sv", "conclusion_en")),
        (_("What we will do"), ("action_fi", "action_sv", "action_en")),
        ("", ("is_public",)),
    )

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        county = self.instance.county
        reach = standing_of(user).reach(Permission.CONCLUDE)
        groups, field = WorkingGroup.objects.filter(county=county), self.fields["group"]
        coordinates = county.pk in reach.counties
        field.queryset = groups if coordinates else groups.filter(pk__in=reach.groups)
        field.required = not coordinates
        field.empty_label = _("The whole county") if coordinates else None
        self.drop_other_languages(county.language_codes)
        self.dress()
