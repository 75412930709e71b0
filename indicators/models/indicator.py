"""What is measured."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Organisation
from groups.standing import standing_of
from hyte.lib.models import in_language
from hyte.lib.text import fold
from indicators.models.source import Source

YEAR = timedelta(days=365)


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user) -> "IndicatorQuerySet":
        """National indicators, the counties' own public ones, and all own ones of the counties in which the user acts."""
        return self.filter(Q(county=None) | Q(is_public=True) | Q(county__in=standing_of(user).staff_counties))

    def synced(self) -> "IndicatorQuerySet":
        """Those whose figures come from Sotkanet."""
        return self.exclude(sotkanet_id=None)

    def in_use(self) -> "IndicatorQuerySet":
        """Those that at least one county has adopted."""
        return self.filter(adoptions__isnull=False).distinct()

    def in_use_of(self, counties) -> "IndicatorQuerySet":
        return self.filter(adoptions__county__in=counties).distinct()

    def retitled(self) -> "IndicatorQuerySet":
        """Those that stand still until a coordinator has looked at their new title."""
        return self.exclude(title_changed_at=None)


class Indicator(models.Model):
    """What is measured; without a county it is shared by all, with one it is the county's own and fed by file or by hand.

    The titles are those that people have accepted. ``metadata`` is Sotkanet's own document as it came; where its Finnish title
    differs from ours, ``title_changed_at`` is set and no figures are fetched before somebody has accepted the new title.
    """

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="indicators")
    sotkanet_id = models.PositiveIntegerField(_("number in Sotkanet"), null=True, blank=True, unique=True)
    title_fi = models.CharField(_("title in Finnish"), max_length=300)
    title_sv = models.CharField(_("title in Swedish"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    unit_fi = models.CharField(_("unit in Finnish"), max_length=100, blank=True)
    unit_sv = models.CharField(_("unit in Swedish"), max_length=100, blank=True)
    unit_en = models.CharField(_("unit in English"), max_length=100, blank=True)
    description_fi = models.TextField(_("definition in Finnish"), blank=True, max_length=5000)
    description_sv = models.TextField(_("definition in Swedish"), blank=True, max_length=5000)
    description_en = models.TextField(_("definition in English"), blank=True, max_length=5000)
    licence = models.CharField(
        _("licence"), max_length=200, blank=True, help_text=_("Only where it differs from the source's.")
    )
    may_pass_on = models.BooleanField(
        _("may be passed on"), null=True, blank=True, help_text=_("Only where it differs from the source's.")
    )
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=1)
    counts_cases = models.BooleanField(
        _("the figure is a number of cases"),
        default=False,
        help_text=_("Numbers from one to four are then hidden. Of a share the number of cases stands beside it."),
    )
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Of a county's own indicator: whether anybody may read it.")
    )
    is_demo = models.BooleanField(_("demo data"), default=False)
    note_fi = models.CharField(_("note in Finnish"), max_length=300, blank=True)
    note_sv = models.CharField(_("note in Swedish"), max_length=300, blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)
    update_expected_on = models.DateField(_("next update expected"), null=True, blank=True)
    metadata = models.JSONField(default=dict, blank=True, editable=False)
    data_updated_on = models.DateField(_("updated by the source"), null=True, blank=True, editable=False)
    retrieved_at = models.DateTimeField(_("retrieved at"), null=True, blank=True, editable=False)
    title_changed_at = models.DateTimeField(_("title changed at"), null=True, blank=True, editable=False)
    search_text = models.TextField(editable=False, blank=True, default="")
    history = HistoricalRecords(
        excluded_fields=["metadata", "data_updated_on", "retrieved_at", "title_changed_at", "search_text"]
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["title_fi", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(county=None) | Q(sotkanet_id=None), name="own_indicator_is_not_from_sotkanet"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        self.search_text = fold(self.title_fi, self.title_sv, self.title_en, str(self.sotkanet_id or ""))
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_text"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("indicators:indicator-detail", args=[self.pk])

    @property
    def title(self) -> str:
        return in_language(self, "title")[0]

    @property
    def terms(self) -> str:
        """The licence of its figures."""
        return self.licence or self.source.licence

    @property
    def passes_on(self) -> bool:
        """Whether its figures may stand in files that anybody can download."""
        return self.source.may_pass_on if self.may_pass_on is None else self.may_pass_on

    @property
    def next_update_on(self) -> date | None:
        """The told day, or a year after the last update, which is how most of Sotkanet goes."""
        return self.update_expected_on or (self.data_updated_on and self.data_updated_on + YEAR)
