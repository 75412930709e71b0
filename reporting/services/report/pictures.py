"""Pictures of a report: taken by what is in them, and made anew, so that nothing hidden comes along."""

from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from reporting.models import FrozenPicture, Picture
from reporting.services.records import save_record

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
MOST_PIXELS = 50_000_000
WIDEST = 2400  # pixels; twice what a page shows
END = 4096  # bytes from the end in which the mark stands
ENDINGS = {"JPEG": b"\xff\xd9", "PNG": b"IEND"}
KINDS = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png")}


def read_picture(file: File) -> Image.Image:
    """The picture in the file. Raises ValidationError with what is wrong and how to mend it."""
    if file.size > LARGEST:
        text = _("The picture is larger than %(size)s MB. Make it smaller and bring it again.")
        raise ValidationError(text, "too_large", {"size": LARGEST // MEGABYTE})
    try:
        image = Image.open(file, formats=list(KINDS))
        if image.width * image.height > MOST_PIXELS:
            raise ValidationError(
                _("The picture has too many pixels. Make it smaller and bring it again."), "too_large"
            )
        _refuse_cut_off(image.format, file)
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        text = _("The file isn't a picture that can be shown: JPEG or PNG. Save it as one of them and bring it again.")
        raise ValidationError(text, "not_a_picture") from error
    return image


def _refuse_cut_off(kind: str, file: File) -> None:
    """Pillow draws what there is of half a file where anybody in the process has told it to, as the maker of PDFs does."""
    file.seek(max(0, file.size - END))
    if ENDINGS[kind] not in file.read():
        raise OSError("the file is cut off")
    file.seek(0)


@transaction.atomic
def add_picture(picture: Picture, file: File, *, by) -> Picture:
    """Keep a picture without what its camera wrote in it, turned the right way up and no larger than a page needs."""
    image = read_picture(file)
    kind = image.format
    content_type, ending = KINDS[kind]
    image = ImageOps.exif_transpose(image)
    image.thumbnail((WIDEST, WIDEST))
    if kind == "JPEG":
        image = image.convert("RGB")
    content = BytesIO()
    image.save(content, kind, **({"quality": 88} if kind == "JPEG" else {"optimize": True}))
    picture.content_type, picture.width, picture.height = content_type, image.width, image.height
    picture.file_name, picture.file_size = PurePath(file.name).stem[:190] + ending, content.tell()
    picture.file.save(picture.file_name, ContentFile(content.getvalue()), save=False)
    return save_record(picture, by=by)


@transaction.atomic
def remove_picture(picture: Picture, *, by) -> None:
    """Gone from the draft; a frozen version keeps the file that it shows."""
    if FrozenPicture.objects.filter(picture=picture).exists():
        raise ValidationError(_("A frozen version shows the picture, so it stays. Take it out of the text instead."))
    picture._history_user = by
    picture.delete()
