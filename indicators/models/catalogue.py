"""What Sotkanet offers, and the lists of indicators that a county is expected to look at."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from groups.models import Organisation
from hyte.lib.models import NamedRecord, in_language
from hyte.lib.text import fold
from indicators.models.indicator import Indicator

# Levels of areas as Sotkanet writes them, from the smallest to the largest.
LEVELS = {
    "Kunta": _("Municipality"),
    "Hyvinvointialue": _("Wellbeing services county"),
    "Seutukunta": _("Sub-region"),
    "Maakunta": pgettext_lazy("level of areas", "Region"),
    "Sairaanhoitopiiri": _("Hospital district"),
    "Erva": _("Catchment area of a university hospital"),
    "Aluehallintovirasto": _("Area of a regional state agency"),
    "Suuralue": _("Major region"),
    "Nuts1": _("Mainland Finland and Åland"),
    "Maa": _("Whole country"),
    "Pohjoismaat": _("Nordic countries"),
    "Eurooppa": _("Countries of Europe"),
}
TOLD_OF_COUNTIES = {"Kunta", "Hyvinvointialue"}


def level_name(level: str) -> str:
    """What people call a level of areas; one that we don't know goes by Sotkanet's own word."""
    return str(LEVELS.get(level, level))


def level_place(level: str) -> tuple[int, str]:
    """Where a level stands among the others; unknown ones come last."""
    return (list(LEVELS).index(level) if level in LEVELS else len(LEVELS), level)


class CatalogueEntry(models.Model):
    """One of Sotkanet's thousands of indicators, in its short form; it becomes an Indicator when a county adopts it."""

    sotkanet_id = models.PositiveIntegerField(unique=True)
    title_fi = models.CharField(max_length=500)
    title_sv = models.CharField(max_length=500, blank=True)
    title_en = models.CharField(max_length=500, blank=True)
    organisation_id_in_sotkanet = models.PositiveIntegerField(null=True, blank=True)
    organisation_fi = models.CharField(max_length=300, blank=True)
    organisation_sv = models.CharField(max_length=300, blank=True)
    organisation_en = models.CharField(max_length=300, blank=True)
    levels = models.JSONField(
        default=list, blank=True, help_text="levels of areas as Sotkanet declares them; they are not to be relied on"
    )
    has_sexes = models.BooleanField(default=False)
    search_text = models.TextField(blank=True, default="")
    vanished_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("indicator in the catalogue")
        verbose_name_plural = _("indicators in the catalogue")
        ordering = ["title_fi", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self, "title")[0]

    def folded(self) -> str:
        """What ``search_text`` is to hold; rows are written in bulk, so it is set by whoever writes them."""
        return fold(self.title_fi, self.title_sv, self.title_en, str(self.sotkanet_id))

    @property
    def other_titles(self) -> list[tuple[str, str]]:
        """The titles in the languages that the reader didn't choose, with their codes."""
        shown = in_language(self, "title")[1]
        titles = [(code, getattr(self, f"title_{code}")) for code in ("fi", "sv", "en") if code != shown]
        return [(code, title) for code, title in titles if title]

    @property
    def level_names(self) -> list[str]:
        return [level_name(level) for level in sorted(self.levels, key=level_place)]

    @property
    def may_lack_counties(self) -> bool:
        """Whether only the figures themselves will show that there are any of wellbeing services counties.

        Sotkanet has never declared their level, but it tells of them nearly wherever it tells of municipalities.
        """
        return not TOLD_OF_COUNTIES.intersection(self.levels)


class IndicatorList(NamedRecord):
    """Indicators that belong together by somebody's decision: the minimum data content, the indicators of the coefficient."""

    class Kind(models.TextChoices):
        MINIMUM = "minimum", _("Minimum data content")
        COEFFICIENT = "coefficient", _("HYTE coefficient")
        OTHER = "other", _("Other list")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    slug = models.SlugField(_("address"), unique=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    url = models.URLField(_("address of the source"), blank=True)
    is_complete = models.BooleanField(
        _("complete"), default=False, help_text=_("Whether the list holds everything that its source names.")
    )
    is_demo = models.BooleanField(_("demo data"), default=False)
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("list of indicators")
        verbose_name_plural = _("lists of indicators")
        ordering = ["order", "pk"]


class ListedIndicator(models.Model):
    """A line of a list: named as the list names it, and tied to an indicator where one is known."""

    list = models.ForeignKey(IndicatorList, verbose_name=_("list"), on_delete=models.CASCADE, related_name="lines")
    title_fi = models.CharField(_("title in Finnish"), max_length=300)
    title_sv = models.CharField(_("title in Swedish"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    sotkanet_id = models.PositiveIntegerField(_("number in Sotkanet"), null=True, blank=True)
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), null=True, blank=True, on_delete=models.SET_NULL, related_name="listed"
    )
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("line of a list of indicators")
        verbose_name_plural = _("lines of lists of indicators")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return in_language(self, "title")[0]


class Omission(models.Model):
    """Why a county leaves out an indicator that a list names."""

    county = models.ForeignKey(Organisation, verbose_name=_("county"), on_delete=models.CASCADE, related_name="+")
    line = models.ForeignKey(ListedIndicator, on_delete=models.CASCADE, related_name="omissions")
    reason = models.TextField(_("reason"), max_length=2000)
    on = models.DateField(_("date"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("omitted indicator")
        verbose_name_plural = _("omitted indicators")
        ordering = ["line__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["county", "line"], name="omitted_once_in_county")]

    def __str__(self) -> str:
        return f"{self.county}: {self.line}"
