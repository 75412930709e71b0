"""Owners of Sotkanet's figures, and on which terms their figures go on."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from hyte.lib.text import clean
from indicators.models import Source

THL = {"Terveyden ja hyvinvoinnin laitos", "Terveyden ja hyvinvoinnin laitos (THL)"}
THL_LICENCE = "CC BY 4.0"
NAMELESS = "Sotkanet"


def source_of_sotkanet(number: int | None, names: Mapping[str, str]) -> Source:
    """The organisation that owns figures of Sotkanet; ``names`` by language. Made where it is met for the first time.

    THL gives its own figures to everybody. Of the others' it says that they go by their owners' terms, so nothing is passed on
    before somebody has looked at the terms and changed the source. What people have set of a source stays.
    """
    given = {f"name_{code}": clean(names.get(code, "")) for code in ("fi", "sv", "en")}
    given["name_fi"] = next(filter(None, given.values()), NAMELESS)
    if number is None:
        return Source.objects.get_or_create(sotkanet_id=None, name_fi=given["name_fi"], defaults=given | _terms(given))[
            0
        ]
    source, is_new = Source.objects.get_or_create(sotkanet_id=number, defaults=given | _terms(given))
    if not is_new:
        _rename(source, given)
    return source


def _terms(given: dict[str, str]) -> dict[str, object]:
    if given["name_fi"] in THL:
        return {"licence": THL_LICENCE, "may_pass_on": True}
    with translation.override("fi"):
        return {"licence": _("The owner's own terms"), "may_pass_on": False}


def _rename(source: Source, given: dict[str, str]) -> None:
    changed = [name for name, value in given.items() if value and getattr(source, name) != value]
    for name in changed:
        setattr(source, name, given[name])
    if changed:
        source._change_reason = "Sotkanet"
        source.save(update_fields=changed)
