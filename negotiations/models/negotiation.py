"""One negotiation: what it is about, its programme and material, and what was said under each topic of the law."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Meeting, Organisation
from groups.standing import standing_of
from hyte.lib.files import StoredFile
from hyte.lib.models import OPEN_PUBLICATIONS, Publishable
from indicators.models import Scenario, Theme
from negotiations.models.round import NegotiationRound


class Topic(models.TextChoices):
    """What is negotiated: four topics by the law (612/2021 7 §), and what is also agreed."""

    GOALS = "goals", _("Goals")
    MEASURES = "measures", _("Measures")
    COOPERATION = "cooperation", _("Cooperation")
    FOLLOW_UP = "follow_up", _("Follow-up")
    OPERATING_MODELS = "operating_models", _("Operating models")
    INFORMATION_FLOW = "information_flow", _("Information flow")


STATUTORY_TOPICS = (Topic.GOALS, Topic.MEASURES, Topic.COOPERATION, Topic.FOLLOW_UP)


class NegotiationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "NegotiationQuerySet":
        """Those of the counties where the user is staff, and the public ones."""
        return self.filter(Q(round__county__in=standing_of(user).staff_counties) | Q(publication__in=OPEN_PUBLICATIONS))

    def with_meeting(self) -> "NegotiationQuerySet":
        return self.select_related("round__county", "meeting", "theme", "memo")


class Negotiation(Publishable):
    """It is a meeting, too: its time, place and state are those of ``meeting``."""

    class Form(models.TextChoices):
        ALL = "all", _("One for all")
        MUNICIPALITY = "municipality", _("With one municipality")
        MUNICIPAL_GROUP = "municipal_group", _("With several municipalities")
        THEME = "theme", _("By theme")

    round = models.ForeignKey(
        NegotiationRound, verbose_name=_("round"), on_delete=models.PROTECT, related_name="negotiations"
    )
    meeting = models.OneToOneField(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="negotiation"
    )
    form = models.CharField(_("form"), max_length=20, choices=Form.choices, default=Form.ALL)
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    programme = models.TextField(
        _("programme"),
        blank=True,
        max_length=5000,
        help_text=_("One item on each line, with its time where it has one."),
    )
    scenarios = models.ManyToManyField(
        Scenario,
        verbose_name=_("scenarios of the HYTE coefficient"),
        blank=True,
        related_name="+",
        help_text=_("What the county would get with other figures; shown to its staff."),
    )
    is_demo = models.BooleanField(_("invented demo data"), default=False, editable=False)
    history = HistoricalRecords()

    objects = NegotiationQuerySet.as_manager()

    class Meta:
        verbose_name = _("negotiation")
        verbose_name_plural = _("negotiations")
        ordering = ["-meeting__starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(form="theme") | Q(theme__isnull=False), name="negotiation_by_theme_has_theme"
            ),
        ]

    def __str__(self) -> str:
        return self.meeting.title

    def get_absolute_url(self) -> str:
        return reverse("negotiations:negotiation-detail", args=[self.pk])

    @property
    def county(self) -> Organisation:
        return self.round.county

    @property
    def on(self):
        return self.meeting.on


class Discussion(models.Model):
    """What was said under one topic of a negotiation."""

    negotiation = models.ForeignKey(
        Negotiation, verbose_name=_("negotiation"), on_delete=models.CASCADE, related_name="discussions"
    )
    topic = models.CharField(_("topic"), max_length=20, choices=Topic.choices)
    background = models.TextField(_("background"), blank=True, max_length=5000)
    notes = models.TextField(_("what was said"), blank=True, max_length=10_000)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("topic of a negotiation")
        verbose_name_plural = _("topics of negotiations")
        ordering = ["negotiation", "pk"]
        constraints = [models.UniqueConstraint(fields=["negotiation", "topic"], name="topic_once_in_negotiation")]

    def __str__(self) -> str:
        return f"{self.negotiation}: {self.get_topic_display()}"


class Material(StoredFile):
    """What the parties are given to read: a file or a link."""

    negotiation = models.ForeignKey(
        Negotiation, verbose_name=_("negotiation"), on_delete=models.CASCADE, related_name="materials"
    )
    title = models.CharField(_("title"), max_length=300)
    link = models.URLField(_("link"), blank=True, max_length=500)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("material of a negotiation")
        verbose_name_plural = _("materials of negotiations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(link="")) | (~Q(file="") & Q(link="")), name="material_is_file_or_link"
            ),
        ]

    def __str__(self) -> str:
        return self.title
