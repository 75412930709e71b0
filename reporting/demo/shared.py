"""What all demo counties share: made once, kept when somebody else already has it."""

from django.db.models import Model, QuerySet

from groups.models import Organisation
from indicators.models import Indicator, Source, Theme, ThemeClassification
from reporting.demo.coefficient import load_calculations, remove_calculations
from reporting.demo.county import Shared
from reporting.demo.figures import (
    load_catalogue,
    load_figures,
    load_lists,
    load_regions,
    load_synced_indicators,
    remove_figures,
    sources_of_demo,
    synced_of_demo,
)
from reporting.demo.files import read, texts
from reporting.demo.records import remove

OPEN = "CC BY 4.0"


def load_shared() -> Shared:
    data = read("shared")
    sources = {each["key"]: _load_source(each) for each in data["sources"]}
    invented = {each["key"]: _load_indicator(each, sources[each["source"]]) for each in data["indicators"]}
    synced, regions = load_synced_indicators(), load_regions()
    load_figures("invented", invented, regions)
    load_figures("figures", synced, regions)
    load_catalogue()
    load_lists(invented | synced)
    load_calculations()
    return Shared(
        organisations={each["key"]: _load_organisation(each) for each in data["organisations"]},
        themes=load_themes(data["classifications"]),
        indicators=invented | synced,
        regions=regions,
    )


def load_themes(classifications: list[dict], county: Organisation | None = None) -> dict[str, Theme]:
    themes = {}
    for entry in classifications:
        values = texts(entry, "name") | {"source": entry["source"], "order": entry["order"], "county": county}
        classification, _ = ThemeClassification.objects.get_or_create(slug=entry["slug"], defaults=values)
        for order, theme in enumerate(entry["themes"], start=1):
            values = texts(theme, "name") | {"order": order, "classification": classification}
            themes[theme["slug"]], _ = Theme.objects.get_or_create(slug=theme["slug"], defaults=values)
    return themes


def remove_shared() -> None:
    """Delete what the demo shares, but for what somebody else has begun to use."""
    data = read("shared")
    remove_calculations()
    remove_figures()
    _remove_unused(Indicator.objects.filter(is_demo=True))
    _remove_unused(synced_of_demo())
    _remove_unused(sources_of_demo())
    _remove_unused(Source.objects.filter(name_fi__in=[each["name_fi"] for each in data["sources"]]))
    for entry in data["classifications"]:
        _remove_unused(Theme.objects.filter(slug__in=[each["slug"] for each in entry["themes"]]))
        _remove_unused(ThemeClassification.objects.filter(slug=entry["slug"]))
    for entry in data["organisations"]:
        _remove_unused(Organisation.objects.filter(kind=entry["kind"], county=None, name_fi=entry["name_fi"]))


def _load_organisation(entry: dict) -> Organisation:
    values = texts(entry, "name") | {"short_name": entry["short_name"]}
    return Organisation.objects.get_or_create(
        kind=entry["kind"], parent=None, name_fi=values.pop("name_fi"), defaults=values
    )[0]


def _load_source(entry: dict) -> Source:
    values = texts(entry, "name") | {"url": entry["url"], "licence": entry["licence"]}
    values["may_pass_on"] = entry["licence"] == OPEN
    return Source.objects.get_or_create(name_fi=values.pop("name_fi"), defaults=values)[0]


def _load_indicator(entry: dict, source: Source) -> Indicator:
    values = texts(entry, "title", "unit") | {"source": source}
    title = values.pop("title_fi")
    return Indicator.objects.get_or_create(county=None, is_demo=True, title_fi=title, defaults=values)[0]


def _remove_unused(records: QuerySet) -> None:
    unused = [record.pk for record in records if not _is_used(record)]
    remove(records.filter(pk__in=unused))


def _is_used(record: Model) -> bool:
    """Whether any row of any table points to it, through hidden relations, too."""
    relations = [
        each for each in record._meta.get_fields(include_hidden=True) if each.auto_created and not each.concrete
    ]
    return any(
        each.related_model._base_manager.filter(**{each.field.name: record}).exists()
        for each in relations
        if each.one_to_many or each.one_to_one
    )
