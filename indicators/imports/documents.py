"""Sotkanet's document of an indicator: what of it becomes ours, and what waits for people."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from indicators.models import Indicator
from indicators.models.sync import Problem
from indicators.services.sources import source_of_sotkanet
from indicators.sotkanet import Document, SotkanetError

UNITS = {"PROS": "%"}
MOST_DECIMALS = 5  # as many as a figure is kept with
TITLE_LENGTH = 300


@transaction.atomic
def note_document(indicator: Indicator, document: Document, *, at: datetime) -> None:
    """Keep the document as it came. Where its Finnish title isn't the one that people have accepted, nothing else follows it.

    What it tells leaves a line in the indicator's history only where something of ours changes.
    """
    if not document.title.get("fi"):
        raise SotkanetError(Problem.STRANGE, "the document has no Finnish title", retry_helps=False)
    _keep(indicator, document, at=at)
    if not indicator.title_changed_at:
        _follow(indicator, document)


def title_of(document: Document) -> str:
    return document.title["fi"][:TITLE_LENGTH]


def _keep(indicator: Indicator, document: Document, *, at: datetime) -> None:
    changed_at = None
    if title_of(document) != indicator.title_fi:
        changed_at = indicator.title_changed_at or at
    kept = {"metadata": document.raw, "title_changed_at": changed_at}
    new = {name: value for name, value in kept.items() if getattr(indicator, name) != value}
    for name, value in new.items():
        setattr(indicator, name, value)
    if new:
        Indicator.objects.filter(pk=indicator.pk).update(**new)


def _follow(indicator: Indicator, document: Document) -> None:
    told = _titles(document) | _units(indicator, document)
    if document.decimals is not None:
        told["decimals"] = max(0, min(document.decimals, MOST_DECIMALS))
    if document.organisation:
        told["source"] = source_of_sotkanet(document.organisation.id, document.organisation.title)
    changed = {name: value for name, value in told.items() if value != getattr(indicator, name)}
    for name, value in changed.items():
        setattr(indicator, name, value)
    if changed:
        indicator._change_reason = "Sotkanet"
        indicator.save(update_fields=changed)


def _titles(document: Document) -> dict[str, str]:
    """The translations follow along; the Finnish title is what people accept."""
    told = {f"title_{code}": (document.title.get(code) or "")[:TITLE_LENGTH] for code in ("sv", "en")}
    return {name: title for name, title in told.items() if title}


def _units(indicator: Indicator, document: Document) -> dict[str, str]:
    """The unit where none is told yet: Sotkanet tells it as a kind of figure."""
    if any((indicator.unit_fi, indicator.unit_sv, indicator.unit_en)) or not document.value_type:
        return {}
    return {f"unit_{code}": _unit(document.value_type, code) for code in ("fi", "sv", "en")}


def _unit(kind: Mapping, code: str) -> str:
    title = (kind.get("title") or {}).get(code) or ""
    return UNITS.get(kind.get("code"), title[:1].lower() + title[1:100])
