"""Areas that figures are told of, and those that a county compares itself with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Organisation
from hyte.lib.models import in_language

COUNTY, MUNICIPALITY, COUNTRY = "HYVINVOINTIALUE", "KUNTA", "MAA"
CATEGORY_OF_KIND = {Organisation.Kind.COUNTY: COUNTY, Organisation.Kind.MUNICIPALITY: MUNICIPALITY}


class RegionQuerySet(models.QuerySet):
    def of_organisations(self, organisations) -> "RegionQuerySet":
        """The areas of counties and municipalities, by their official codes."""
        own = Q(pk__in=())
        for each in organisations:
            if each.region_code and each.kind in CATEGORY_OF_KIND:
                own |= Q(category=CATEGORY_OF_KIND[each.kind], code=each.region_code)
        return self.filter(own)

    def counties(self) -> "RegionQuerySet":
        return self.filter(category=COUNTY, vanished_on=None)

    def country(self) -> "RegionQuerySet":
        return self.filter(category=COUNTRY)


class Region(models.Model):
    """An area; known by its category and code. Sotkanet's own number of it has changed before and may change again."""

    category = models.CharField(_("category"), max_length=40)
    code = models.CharField(_("code"), max_length=20)
    sotkanet_id = models.PositiveIntegerField(_("number in Sotkanet"), null=True, blank=True, unique=True)
    title_fi = models.CharField(_("title in Finnish"), max_length=200)
    title_sv = models.CharField(_("title in Swedish"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    parents = models.ManyToManyField("self", symmetrical=False, related_name="members", blank=True)
    vanished_on = models.DateField(_("no longer in Sotkanet since"), null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["category", "title_fi", "pk"]
        constraints = [models.UniqueConstraint(fields=["category", "code"], name="area_once_in_category")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self, "title")[0]


class ComparisonArea(models.Model):
    """An area beside which a county looks at its own figures."""

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.CASCADE, related_name="comparison_areas"
    )
    region = models.ForeignKey(Region, verbose_name=_("area"), on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("comparison area")
        verbose_name_plural = _("comparison areas")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["county", "region"], name="comparison_area_once_in_county")]

    def __str__(self) -> str:
        return f"{self.county}: {self.region}"
