"""Consultations: what is out for statements, what is asked, and who has been asked."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from groups.models import Organisation, Person, PersonalLink
from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.models import NamedRecord, in_language
from plans.models.plan import Plan


class ConsultationQuerySet(models.QuerySet):
    def visible_to(self, user, on: date) -> "ConsultationQuerySet":
        """Staff sees all of its county.

        Others see what has begun by the day, of plans that they see, if it is for everyone or its summary is published.
        """
        counties = standing_of(user).reach(Permission.VIEW_INTERNAL).counties
        told = Q(open_to_everyone=True) | Q(published_summary_at__isnull=False)
        plans = Plan.objects.visible_to(user).values("pk")
        begun = Q(opened_at__isnull=False, opens_on__lte=on)
        return self.filter((told & begun & Q(plan__in=plans)) | Q(plan__county__in=counties))

    def running(self, on: date) -> "ConsultationQuerySet":
        return self.filter(opened_at__isnull=False, opens_on__lte=on, closes_on__gte=on)


class Consultation(NamedRecord):
    """A plan, or something that is said in ``about`` (a report, a part of the plan), out for statements.

    It begins when the coordinator opens it, not by the calendar alone: the questions must be ready.
    """

    class State(models.TextChoices):
        COMING = "coming", pgettext_lazy("consultation", "Coming")
        OPEN = "open", pgettext_lazy("consultation", "Open for statements")
        CLOSED = "closed", pgettext_lazy("consultation", "Closed")

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="consultations")
    about_fi = models.CharField(_("what is out for statements, in Finnish"), max_length=300, blank=True)
    about_sv = models.CharField(_("what is out for statements, in Swedish"), max_length=300, blank=True)
    about_en = models.CharField(_("what is out for statements, in English"), max_length=300, blank=True)
    introduction_fi = models.TextField(_("introduction in Finnish"), max_length=10_000)
    introduction_sv = models.TextField(_("introduction in Swedish"), max_length=10_000, blank=True)
    introduction_en = models.TextField(_("introduction in English"), max_length=10_000, blank=True)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("statements until"))
    open_to_everyone = models.BooleanField(_("everybody may give a statement"), default=False)
    material_link = models.URLField(_("link to the material"), max_length=500, blank=True)
    contact = models.CharField(_("whom to ask"), max_length=300)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("opened by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    published_summary_at = models.DateTimeField(_("summary published at"), null=True, blank=True, editable=False)
    published_summary_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("summary published by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_demo = models.BooleanField(_("invented demo data"), default=False, editable=False)
    history = HistoricalRecords()

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="consultation_closes_after_opening"),
            models.CheckConstraint(
                condition=Q(published_summary_at=None) | Q(opened_at__isnull=False),
                name="summary_is_of_an_opened_consultation",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("plans:consultation-detail", args=[self.pk])

    def state(self, on: date) -> "Consultation.State":
        if self.opened_at is None or on < self.opens_on:
            return self.State.COMING
        return self.State.OPEN if on <= self.closes_on else self.State.CLOSED

    @property
    def introduction(self) -> tuple[str, str]:
        """The text and the language it is in."""
        return in_language(self, "introduction")

    @property
    def is_told(self) -> bool:
        """Whether the summary has been published."""
        return self.published_summary_at is not None


class ConsultationQuestion(models.Model):
    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="questions"
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    text_fi = models.TextField(_("question in Finnish"), max_length=2000)
    text_sv = models.TextField(_("question in Swedish"), max_length=2000, blank=True)
    text_en = models.TextField(_("question in English"), max_length=2000, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("question of a consultation")
        verbose_name_plural = _("questions of consultations")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return in_language(self, "text")[0]


class Invitee(models.Model):
    """Somebody who was asked to give the statement of a body."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="invitees"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=pgettext_lazy("consultation", "body"),
        on_delete=models.PROTECT,
        related_name="consultation_invitations",
    )
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("invited at"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("invitee of a consultation")
        verbose_name_plural = _("invitees of consultations")
        ordering = ["organisation__order", "organisation__name_fi", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "organisation", "person"], name="invitee_once"),
            models.UniqueConstraint(fields=["consultation", "person"], name="invitee_speaks_for_one_body"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.person}"


class InviteeLink(models.Model):
    """Ties a personal link to whom it invites. A reminder brings a new one; those of earlier mails go on working."""

    link = models.OneToOneField(PersonalLink, on_delete=models.CASCADE, related_name="invitee_link")
    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="links")

    class Meta:
        verbose_name = _("link to a consultation")
        verbose_name_plural = _("links to consultations")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.invitee)
