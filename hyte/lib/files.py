"""Files that people bring: outside the static ones, under random names, served only by views that ask who is asking."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


def random_name(record: models.Model, name: str) -> str:
    """A place in the storage that tells nothing of the file and can't be guessed."""
    return f"{record._meta.app_label}/{record._meta.model_name}/{uuid4().hex}"


class StoredFile(models.Model):
    """A file as it was brought; ``file_name`` is what its owner calls it. The storage writes beside and renames."""

    file = models.FileField(_("file"), upload_to=random_name, max_length=200, editable=False)
    file_name = models.CharField(_("name of the file"), max_length=200, editable=False)
    file_size = models.PositiveBigIntegerField(_("size of the file"), default=0, editable=False)

    class Meta:
        abstract = True
