"""Words of other packages that lack Finnish or Swedish, or say them badly. Listed here, they are gathered with our own."""

from django.utils.translation import gettext_noop, ngettext_lazy

HISTORY = [
    gettext_noop("Created"),
    gettext_noop("Changed"),
    gettext_noop("Deleted"),
    gettext_noop("View history: %s"),
    gettext_noop("Change history: %s"),
]

ADMIN = [
    gettext_noop("%(app)s administration"),
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("Add link"),
    gettext_noop("Change %s"),
    gettext_noop("Change or view list link"),
    gettext_noop("Delete selected %(verbose_name_plural)s"),
    gettext_noop("Error:"),
    gettext_noop("Model name"),
]

PASSWORDS = [
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        12,
    ),
]
