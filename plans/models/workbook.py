"""Workbooks that came in: the file, what was answered of it, what it changed; and what the county has taught by answering."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Organisation, Person
from groups.permissions import Permission
from groups.standing import standing_of
from hyte.lib.files import StoredFile
from hyte.lib.jobs import Job, JobQuerySet
from hyte.lib.models import LANGUAGES
from plans.models.plan import Plan


class WorkbookImportQuerySet(JobQuerySet):
    def visible_to(self, user) -> "WorkbookImportQuerySet":
        """One's own, and all of the counties whose plans one edits."""
        standing = standing_of(user)
        if not standing.authenticated:
            return self.none()
        return self.filter(Q(by=user) | Q(plan__county__in=standing.reach(Permission.EDIT_PLAN).counties))

    def open(self) -> "WorkbookImportQuerySet":
        return self.filter(state=WorkbookImport.State.OPEN)


class WorkbookImport(Job, StoredFile):
    """One workbook on its way into a plan.

    ``answers`` is what people said of the file (plans.imports.answers.Answers as JSON). ``outcome`` is what applying it did,
    row by row, for the result to be shown and downloaded; ``journal`` is what undoing needs. ``grid`` is the file read into
    plain cells, so that no page reads the workbook again.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Not applied")
        APPLIED = "applied", _("Applied")
        UNDONE = "undone", _("Undone")

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="workbook_imports")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    grid = models.FileField(max_length=200, upload_to="plans/grids", editable=False)
    shape = models.CharField(max_length=64, editable=False, help_text="SHA-256 of the headings")
    answers = models.JSONField(default=dict, editable=False)
    day = models.DateField(_("the statuses are true on"))
    language = models.CharField(
        max_length=2, choices=LANGUAGES, default="fi", editable=False, help_text="in which its preview was seen"
    )
    fingerprint = models.CharField(max_length=64, blank=True, editable=False, help_text="of the preview to be applied")
    outcome = models.JSONField(default=dict, editable=False)
    journal = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(_("brought at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("brought by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="workbook_imports",
    )
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("undone by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = WorkbookImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported workbook")
        verbose_name_plural = _("imported workbooks")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", applied_at=None) | (~Q(state="open") & Q(applied_at__isnull=False)),
                name="applied_import_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """Whether something can still be answered and chosen."""
        return self.state == self.State.OPEN and not self.is_busy


class RememberedMapping(models.Model):
    """How a county's workbook of one shape was understood the last time: columns by their headings."""

    county = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    shape = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("remembered mapping of columns")
        verbose_name_plural = _("remembered mappings of columns")
        ordering = ["-used_at"]
        constraints = [models.UniqueConstraint(fields=["county", "shape"], name="mapping_once_for_a_shape")]

    def __str__(self) -> str:
        return f"{self.county}: {self.shape[:8]}"


class LearnedWord(models.Model):
    """What a county means by a word in its workbooks: an organisation, a person, a status, or nothing at all.

    ``text`` is folded. With every meaning empty the word is to be left out.
    """

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", _("Organisation")
        PERSON = "person", _("Person")
        STATUS = "status", _("Status")
        PROGRESS = "progress", _("Progress")

    county = models.ForeignKey(Organisation, verbose_name=_("county"), on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    text = models.CharField(_("word"), max_length=300)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    value = models.CharField(_("value"), max_length=20, blank=True)
    learned_at = models.DateTimeField(_("learned at"), auto_now=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("learned word")
        verbose_name_plural = _("learned words")
        ordering = ["kind", "text"]
        constraints = [
            models.UniqueConstraint(fields=["county", "kind", "text"], name="word_learned_once"),
            models.CheckConstraint(
                condition=Q(kind="organisation") | Q(organisation=None), name="only_an_organisation_word_has_one"
            ),
            models.CheckConstraint(condition=Q(kind="person") | Q(person=None), name="only_a_person_word_has_one"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
