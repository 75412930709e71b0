"""Words of other packages on our pages that lack Finnish or Swedish, or say them badly.

Nothing imports this: makemessages reads it, so that our own catalogues translate them. Django asks our catalogues first.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

# django-simple-history has neither Finnish nor Swedish: what happened to a row, and the titles of its history page.
SIMPLE_HISTORY = [
    gettext_noop("Created"),
    gettext_noop("Changed"),
    gettext_noop("Deleted"),
    gettext_noop("View history: %s"),
    gettext_noop("Change history: %s"),
]

# The same package, in the list of changes of a row: what a deleted related row is called.
SIMPLE_HISTORY_CHANGES = [
    gettext_noop("Deleted %(type_name)s"),
]

# django-import-export has no Swedish: titles and fields of the pages of import and export, and what a bad file is told.
IMPORT_EXPORT = [
    gettext_noop("Import"),
    gettext_noop("Export"),
    gettext_noop("Resource"),
    gettext_noop("Format"),
    gettext_noop("File to import"),
    gettext_noop(
        "%(exc_name)s encountered while trying to read file. Ensure you have chosen the correct format for the file."
    ),
    gettext_noop("No valid data to import. Ensure your file has the correct headers or data for import."),
    gettext_noop("Value could not be parsed."),
]

# The same package, in the log of changes that the front page of the admin site shows.
IMPORT_EXPORT_LOG = [
    gettext_noop("new through import_export"),
    gettext_noop("update through import_export"),
]

# Django's own Finnish lacks these or bends them wrong: a name in the middle of a sentence.
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

# Django's own Finnish lacks this one; the number is there only to make a plural.
PASSWORDS = [
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        10,
    ),
]
