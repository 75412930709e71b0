"""Who negotiates: organisations, and the people who speak for them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Organisation, Person
from hyte.lib.files import StoredFile
from negotiations.models.negotiation import Negotiation
from plans.models.plan import YEAR


class PartyQuerySet(models.QuerySet):
    def active(self) -> "PartyQuerySet":
        return self.filter(withdrawn_on=None)


class Party(models.Model):
    """An organisation at the table. One that leaves after it has agreed stays on record as withdrawn, with the reason."""

    negotiation = models.ForeignKey(
        Negotiation, verbose_name=_("negotiation"), on_delete=models.CASCADE, related_name="parties"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="negotiation_parties"
    )
    is_convener = models.BooleanField(_("convener"), default=False)
    asked_at = models.DateTimeField(_("asked for concerns at"), null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(_("withdrew on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("why it withdrew"), max_length=500, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["negotiation", "-is_convener", "order", "organisation__order", "organisation__name_fi", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["negotiation", "organisation"], name="party_once_in_negotiation"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason=""), name="withdrawn_party_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None


class Representative(models.Model):
    """A person who speaks for a party, with what the person may agree to, and the answer to the invitation."""

    class Answer(models.TextChoices):
        COMING = "coming", _("Coming")
        NOT_COMING = "not_coming", _("Not coming")

    party = models.ForeignKey(Party, verbose_name=_("party"), on_delete=models.CASCADE, related_name="representatives")
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="representations"
    )
    mandate = models.CharField(
        _("mandate"), max_length=300, blank=True, help_text=_("What the person may agree to, and who gave the mandate.")
    )
    invited_at = models.DateTimeField(_("invited at"), null=True, blank=True, editable=False)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)
    was_present = models.BooleanField(_("was present"), null=True, blank=True)

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["party", "pk"]
        constraints = [models.UniqueConstraint(fields=["party", "person"], name="representative_once_in_party")]

    def __str__(self) -> str:
        return f"{self.party}: {self.person}"


class StandingParty(models.Model):
    """Whom a county must negotiate with every year beside its municipalities: HUS where the law says so, others by choice."""

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.CASCADE, related_name="standing_parties"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("yearly party of the negotiations")
        verbose_name_plural = _("yearly parties of the negotiations")
        ordering = ["organisation__order", "organisation__name_fi", "pk"]
        constraints = [models.UniqueConstraint(fields=["county", "organisation"], name="standing_party_once")]

    def __str__(self) -> str:
        return f"{self.organisation}"


class MunicipalDocumentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MunicipalDocumentQuerySet":
        """Everybody sees all of them: a municipality's report and plan are public by law."""
        return self.all()


class MunicipalDocument(StoredFile):
    """A municipality's own wellbeing report or plan, as it was delivered to the county (612/2021 6 §)."""

    class Kind(models.TextChoices):
        REPORT = "report", _("Wellbeing report")
        PLAN = "plan", _("Wellbeing plan")

    municipality = models.ForeignKey(
        Organisation, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="wellbeing_documents"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    link = models.URLField(_("link"), blank=True, max_length=500)
    first_year = models.PositiveSmallIntegerField(_("first year"), validators=YEAR)
    last_year = models.PositiveSmallIntegerField(_("last year"), validators=YEAR)
    is_demo = models.BooleanField(_("invented demo data"), default=False, editable=False)
    history = HistoricalRecords(excluded_fields=["file"])

    objects = MunicipalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality's wellbeing document")
        verbose_name_plural = _("municipalities' wellbeing documents")
        ordering = ["municipality__name_fi", "kind", "-first_year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=models.F("first_year")), name="wellbeing_document_years_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title
