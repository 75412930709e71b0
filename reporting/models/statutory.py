"""What a county writes by hand of the lines of the law (612/2021 7 §)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models import Organisation
from groups.standing import standing_of
from hyte.lib.models import in_language
from plans.models.plan import YEAR


class LawLine(models.TextChoices):
    """What the law asks, in the order in which it is shown."""

    RESPONSIBLE_BODY = "responsible-body", _("Named responsible body")
    GOALS = "goals", _("Goals and measures in the plan")
    FOLLOW_UP = "follow-up", _("Follow-up of wellbeing by area and population group")
    EFFECTS = "effects", _("Effects of decisions considered by population group")
    COUNCIL_REPORT = "council-report", _("Yearly report to the county council")
    TERM = "term", _("Wellbeing report and plan of the council term")
    NEGOTIATIONS = "negotiations", _("Yearly negotiations with municipalities and others")
    NGOS = "ngos", _("Support of non-governmental organisations")
    MUNICIPALITIES = "municipalities", _("Reports and plans of the municipalities")
    HUS = "hus", _("Yearly negotiation with HUS")


class StatutoryNoteQuerySet(models.QuerySet):
    def visible_to(self, user) -> "StatutoryNoteQuerySet":
        return self.filter(county__in=standing_of(user).staff_counties)


class StatutoryNote(models.Model):
    """Evidence that no table has, what comes next, and the county's own due day: of one line in one year."""

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="statutory_notes"
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    line = models.CharField(_("line of the law"), max_length=20, choices=LawLine.choices)
    note_fi = models.TextField(
        _("what has been done, in Finnish"),
        blank=True,
        max_length=3000,
        help_text=_("The evidence: what, when, and where it was decided."),
    )
    note_sv = models.TextField(_("what has been done, in Swedish"), blank=True, max_length=3000)
    link = models.URLField(_("link to the evidence"), blank=True, max_length=500)
    body = models.ForeignKey(
        Organisation,
        verbose_name=_("responsible body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    next_step_fi = models.CharField(_("what comes next, in Finnish"), blank=True, max_length=300)
    next_step_sv = models.CharField(_("what comes next, in Swedish"), blank=True, max_length=300)
    due_on = models.DateField(
        _("due day"), null=True, blank=True, help_text=_("Empty: the day that the annual cycle gives.")
    )
    done = models.BooleanField(
        _("done"), default=False, help_text=_("The evidence above shows that this has been done in the year.")
    )
    written_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_demo = models.BooleanField(_("invented demo data"), default=False, editable=False)
    history = HistoricalRecords()

    objects = StatutoryNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note on a line of the law")
        verbose_name_plural = _("notes on lines of the law")
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["county", "year", "line"], name="statutory_note_once_in_year"),
            models.CheckConstraint(
                condition=Q(done=False) | ~Q(note_fi="") | ~Q(link="") | Q(body__isnull=False),
                name="done_line_of_law_has_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_line_display()}"

    def clean(self) -> None:
        if self.done and not self.has_evidence:
            raise ValidationError(
                {"done": _("Tell first what shows it: in words, by a link or by the body that was named.")}, code="bare"
            )

    @property
    def has_evidence(self) -> bool:
        return bool(self.note_fi or self.link or self.body_id)

    @property
    def next_step(self) -> str:
        return in_language(self, "next_step")[0]
