"""Abstract models that know no domain word."""

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

LANGUAGES = (("fi", "suomi"), ("sv", "svenska"), ("en", "English"))


def in_language(record: models.Model, field: str, language: str | None = None) -> tuple[str, str]:
    """Return the text of a ``_fi``/``_sv``/``_en`` field and the language it is in.

    Falls back to Finnish, then to any language that has a text; ("", language) where there is none.
    """
    wanted = (language or translation.get_language() or "fi")[:2]
    for code in dict.fromkeys((wanted, "fi", "sv", "en")):
        text = getattr(record, f"{field}_{code}", "")
        if text:
            return text, code
    return "", wanted


class NamedRecord(models.Model):
    """A record with a name in three languages; the Finnish one is required."""

    name_fi = models.CharField(_("name in Finnish"), max_length=300)
    name_sv = models.CharField(_("name in Swedish"), max_length=300, blank=True)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")[0]


class Publication(models.TextChoices):
    INTERNAL = "internal", _("Internal")
    CONSULTATION = "consultation", _("Out for statements")
    PUBLIC = "public", _("Public")


class Publishable(models.Model):
    """A record that is internal, out for statements, or public, with who made it so and when."""

    publication = models.CharField(
        _("publication state"), max_length=20, choices=Publication.choices, default=Publication.INTERNAL
    )
    publication_changed_at = models.DateTimeField(
        _("publication state changed at"), null=True, blank=True, editable=False
    )
    publication_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("publication state changed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        """Whether anybody may read it."""
        return self.publication in OPEN_PUBLICATIONS


OPEN_PUBLICATIONS = (Publication.CONSULTATION, Publication.PUBLIC)
