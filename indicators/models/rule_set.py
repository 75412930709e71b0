"""A funding year's rules of the HYTE coefficient as data: what a decree says, and what it leaves open as settings."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Organisation
from groups.standing import standing_of
from hyte.lib.models import NamedRecord, in_language
from indicators import coefficient as engine
from indicators.models.indicator import Indicator
from indicators.models.region import COUNTY, MUNICIPALITY

MONEY = {"max_digits": 15, "decimal_places": 7, "null": True, "blank": True}  # SQLite keeps 15 digits exactly
POT = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}
FIGURE = {"max_digits": 12, "decimal_places": 4, "null": True, "blank": True}

BASES = {
    engine.Basis.LEVEL: _("Level"),
    engine.Basis.RELATIVE_CHANGE: _("Change relative to the earlier year"),
    engine.Basis.ABSOLUTE_CHANGE: _("Change from the earlier year"),
    engine.Basis.SHARE: _("Share of yes, as points"),
}
DIRECTIONS = {engine.Direction.HIGHER: _("Higher is better"), engine.Direction.LOWER: _("Lower is better")}
AT_TARGET = {
    engine.AtTarget.CLIP: _("What is beyond the target counts as the target before scaling"),
    engine.AtTarget.OVERWRITE: _("Scaled as it is, full points given afterwards"),
}
CORRECTIONS = {
    engine.Correction.NONE: _("None"),
    engine.Correction.RATIO_BELOW_ONE: _("Multiplied by recorded ÷ expected where that is below one"),
}
BEFORE_IS_ZERO = {
    engine.BeforeIsZero.MISSING: _("No data, with a warning"),
    engine.BeforeIsZero.NO_CHANGE: _("No change"),
}
MISSING = {
    engine.Missing.LOWEST: _("Lowest possible: no points"),
    engine.Missing.LEFT_OUT: _("Left out of the area's mean"),
}
TIES = {
    engine.Ties.SAME_THEN_SKIP: _("Same place, the next ones skipped (1, 2, 2, 4)"),
    engine.Ties.SAME_NO_SKIP: _("Same place, none skipped (1, 2, 2, 3)"),
}


def choices(labels: dict) -> list[tuple[str, str]]:
    return [(each.value, label) for each, label in labels.items()]


class RuleSetQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RuleSetQuerySet":
        """What all counties share, and the drafts of one's own."""
        return self.filter(Q(county=None) | Q(county__in=standing_of(user).staff_counties))


class RuleSet(NamedRecord):
    """The rules by which the coefficient of a funding year is calculated.

    A set without a county is shared by all and kept by the national keeper; ``shipped_as`` tells which of those that come with
    the product it is. A set that isn't complete lacks something that its source doesn't tell.
    """

    class Level(models.TextChoices):
        COUNTY = "county", _("Wellbeing services counties")
        MUNICIPAL = "municipal", _("Municipalities")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")
        ARCHIVED = "archived", _("Archived")

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    shipped_as = models.SlugField(null=True, blank=True, unique=True, editable=False)
    level = models.CharField(_("areas"), max_length=10, choices=Level.choices, default=Level.COUNTY)
    year = models.PositiveSmallIntegerField(
        _("funding year"), validators=[MinValueValidator(2020), MaxValueValidator(2100)]
    )
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    is_complete = models.BooleanField(
        _("complete"), default=True, help_text=_("Whether everything that the calculation needs is known.")
    )
    price = models.DecimalField(_("price, € per resident"), **MONEY)
    pot = models.DecimalField(
        _("sum to share, €"), help_text=_("Where the law fixes the sum instead of a price for a resident."), **POT
    )
    population_on = models.DateField(_("population on"), null=True, blank=True)
    missing = models.CharField(
        _("an area without data"), max_length=10, choices=choices(MISSING), default=engine.Missing.LOWEST
    )
    ties = models.CharField(
        _("places of areas with the same figure"),
        max_length=20,
        choices=choices(TIES),
        default=engine.Ties.SAME_THEN_SKIP,
    )
    when_equal = models.DecimalField(
        _("points where all areas have the same figure"),
        max_digits=5,
        decimal_places=2,
        default=100,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    digits = models.PositiveSmallIntegerField(
        _("decimals of the coefficient before the euros"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(12)],
        help_text=_("Empty: not rounded."),
    )
    legal_source = models.CharField(_("legal source"), max_length=500, blank=True)
    url = models.URLField(_("address of the source"), blank=True)
    note_fi = models.TextField(_("note in Finnish"), max_length=3000, blank=True)
    note_sv = models.TextField(_("note in Swedish"), max_length=3000, blank=True)
    note_en = models.TextField(_("note in English"), max_length=3000, blank=True)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    history = HistoricalRecords()

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of the coefficient")
        verbose_name_plural = _("rules of the coefficient")
        ordering = ["-year", "level", "name_fi", "pk"]

    def get_absolute_url(self) -> str:
        return reverse("indicators:rule-set", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        if self.price is not None and self.pot is not None:
            raise ValidationError({"pot": _("Give either a price for a resident or a sum to share, not both.")})
        for field in ("price", "pot"):
            if (told := getattr(self, field)) is not None and told <= 0:
                raise ValidationError({field: _("The sum has to be above zero.")})

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.status == self.Status.DRAFT

    @property
    def category(self) -> str:
        """Of the areas that it is about."""
        return COUNTY if self.level == self.Level.COUNTY else MUNICIPALITY

    def rules(self) -> engine.RuleSet:
        """As the engine takes them. Prefetch ``groups__indicators``."""
        groups = list(self.groups.all())
        return engine.RuleSet(
            groups=tuple(group.rule() for group in groups),
            indicators=tuple(each.rule(group.key) for group in groups for each in group.indicators.all()),
            price=self.price,
            pot=self.pot,
            missing=engine.Missing(self.missing),
            ties=engine.Ties(self.ties),
            when_equal=self.when_equal,
            digits=self.digits,
        )


class RuleGroup(NamedRecord):
    """Indicators whose mean counts by one weight. An unknown weight is empty."""

    rule_set = models.ForeignKey(RuleSet, on_delete=models.CASCADE, related_name="groups")
    key = models.SlugField(_("key"), max_length=60)
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=4, null=True, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("group of indicators in the rules")
        verbose_name_plural = _("groups of indicators in the rules")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["rule_set", "key"], name="rule_group_key_once")]

    def clean(self) -> None:
        super().clean()
        if self.weight is not None and self.weight <= 0:
            raise ValidationError({"weight": _("The weight has to be above zero.")})

    def rule(self) -> engine.GroupRule:
        return engine.GroupRule(self.key, self.weight)


class RuleIndicator(NamedRecord):
    """An indicator of the rules: which figure is scaled, where full points are reached, what a value can be.

    ``indicator`` is the synced one whose figures can be taken into a calculation.
    """

    group = models.ForeignKey(RuleGroup, on_delete=models.CASCADE, related_name="indicators")
    key = models.SlugField(_("key"), max_length=60)
    unit_fi = models.CharField(_("unit in Finnish"), max_length=60, blank=True)
    unit_sv = models.CharField(_("unit in Swedish"), max_length=60, blank=True)
    unit_en = models.CharField(_("unit in English"), max_length=60, blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=1, validators=[MaxValueValidator(5)])
    basis = models.CharField(
        _("what is scaled"), max_length=20, choices=choices(BASES), blank=True, help_text=_("Empty: not known.")
    )
    direction = models.CharField(
        _("good direction"), max_length=10, choices=choices(DIRECTIONS), default=engine.Direction.HIGHER
    )
    target = models.DecimalField(_("target: full points"), **FIGURE)
    at_target = models.CharField(
        _("how the target works"), max_length=10, choices=choices(AT_TARGET), default=engine.AtTarget.CLIP
    )
    at_least = models.BooleanField(_("reaching the target exactly is enough"), default=True)
    in_range = models.BooleanField(_("areas at the target stretch the range"), default=True)
    correction = models.CharField(
        _("correction"), max_length=20, choices=choices(CORRECTIONS), default=engine.Correction.NONE
    )
    before_is_zero = models.CharField(
        _("where the earlier year is zero"),
        max_length=10,
        choices=choices(BEFORE_IS_ZERO),
        default=engine.BeforeIsZero.MISSING,
    )
    least = models.DecimalField(_("least possible value"), default=0, **FIGURE)
    most = models.DecimalField(_("greatest possible value"), help_text=_("100 for a percentage."), **FIGURE)
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indicator whose figures are taken"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("indicator in the rules")
        verbose_name_plural = _("indicators in the rules")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["group", "key"], name="rule_indicator_key_once")]

    def clean(self) -> None:
        super().clean()
        if self.least is not None and self.most is not None and self.least >= self.most:
            raise ValidationError({"most": _("The greatest possible value has to be above the least.")})

    @property
    def unit(self) -> str:
        return in_language(self, "unit")[0]

    def rule(self, group: str) -> engine.IndicatorRule:
        return engine.IndicatorRule(
            key=self.key,
            group=group,
            basis=engine.Basis(self.basis) if self.basis else None,
            direction=engine.Direction(self.direction),
            target=self.target,
            at_target=engine.AtTarget(self.at_target),
            at_least=self.at_least,
            in_range=self.in_range,
            correction=engine.Correction(self.correction),
            before_is_zero=engine.BeforeIsZero(self.before_is_zero),
            least=self.least,
            most=self.most,
        )
