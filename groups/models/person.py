"""People by their work: no private contact details."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from groups.models.organisation import Organisation
from hyte.lib.models import LANGUAGES


class PersonQuerySet(models.QuerySet):
    def of_county(self, county: Organisation) -> "PersonQuerySet":
        """People of the county's organisations and those who hold a seat in its groups."""
        organisations = Organisation.objects.of_county(county).values("pk")
        return self.filter(
            models.Q(organisation__in=organisations)
            | models.Q(pk__in=self.model.objects.filter(seats__group__county=county).values("pk"))
        )


class Person(models.Model):
    """Someone who holds a seat or answers for a measure; an account isn't needed."""

    class Reminders(models.TextChoices):
        AS_DUE = "as_due", _("On the morning when something is due")
        WEEKLY = "weekly", _("On Monday mornings, everything in one mail")
        NEVER = "never", _("Never")

    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(pgettext_lazy("person", "title"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    email = models.EmailField(_("work e-mail"), blank=True)
    phone = models.CharField(_("work phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="fi")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )
    reminders = models.CharField(
        _("reminders by e-mail"), max_length=20, choices=Reminders.choices, default=Reminders.AS_DUE
    )
    left_on = models.DateField(_("left on"), null=True, blank=True)
    history = HistoricalRecords()

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
