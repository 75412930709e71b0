"""Builders of indicators, areas and figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

from django.utils import timezone

from groups.models import Organisation
from indicators.imports.figures.work import bring_figures
from indicators.models import (
    Adoption,
    CatalogueEntry,
    ComparisonArea,
    Conclusion,
    FiguresFile,
    Indicator,
    IndicatorList,
    ListedIndicator,
    Observation,
    Region,
    Source,
    SyncItem,
    SyncRun,
)
from indicators.services.figures_files import apply_figures
from tests.factories.groups import Personas

_numbers = count(1)
ADOPTED_ON = date(2024, 1, 15)


def make_source(name: str = "", *, may_pass_on: bool = True, **fields) -> Source:
    return Source.objects.create(
        name_fi=name or f"Lähde {next(_numbers)}", **({"may_pass_on": may_pass_on, "licence": "CC BY 4.0"} | fields)
    )


def make_indicator(title: str = "", *, source: Source | None = None, **fields) -> Indicator:
    values = {"unit_fi": "%", "decimals": 1} | fields
    return Indicator.objects.create(
        title_fi=title or f"Mittari {next(_numbers)}", source=source or make_source(), **values
    )


def make_synced_indicator(title: str = "", **fields) -> Indicator:
    return make_indicator(title, **({"sotkanet_id": 100_000 + next(_numbers)} | fields))


def make_region(code: str = "", category: str = "HYVINVOINTIALUE", title: str = "", **fields) -> Region:
    code = code or f"x{next(_numbers)}"
    return Region.objects.create(category=category, code=code, title_fi=title or f"Alue {code}", **fields)


def make_observation(indicator: Indicator, region: Region, year: int, value=None, **fields) -> Observation:
    exact = None if value is None else Decimal(str(value))
    return Observation.objects.create(indicator=indicator, region=region, year=year, value=exact, **fields)


def make_series(indicator: Indicator, region: Region, values: dict[int, object], **fields) -> list[Observation]:
    return [make_observation(indicator, region, year, value, **fields) for year, value in values.items()]


def adopt(indicator: Indicator, county: Organisation, **fields) -> Adoption:
    return Adoption.objects.create(indicator=indicator, county=county, **({"on": ADOPTED_ON} | fields))


def make_run(**fields) -> SyncRun:
    return SyncRun.objects.create(**({"reason": SyncRun.Reason.COMMAND} | fields))


def make_figures_file(county: Organisation, by, **fields) -> FiguresFile:
    return bring_figures(county, b"koodi;vuosi;arvo\n", "luvut.csv", source_date=None, by=by, **fields)


def make_entry(title: str = "", **fields) -> CatalogueEntry:
    number = 200_000 + next(_numbers)
    names = {"title_fi": title or f"Luettelon mittari {number}", "organisation_fi": "Lähde"}
    entry = CatalogueEntry(**({"sotkanet_id": number, "organisation_id_in_sotkanet": 2} | names | fields))
    entry.search_text = entry.folded()
    entry.save()
    return entry


def make_list(slug: str = "lista", **fields) -> IndicatorList:
    return IndicatorList.objects.create(slug=slug, **({"kind": "minimum", "name_fi": "Luettelo"} | fields))


def make_line(indicator: Indicator | None = None, *, listed: IndicatorList | None = None, **fields) -> ListedIndicator:
    values = {"title_fi": "Rivi"} | fields
    return ListedIndicator.objects.create(list=listed or make_list(), indicator=indicator, **values)


@dataclass
class Measured:
    """One of everything that has an address in the indicators app; ``own`` is the county's own indicator, not public."""

    own: Indicator
    applied_file: FiguresFile
    adoption: Adoption
    line: ListedIndicator
    run: SyncRun
    item: SyncItem
    file: FiguresFile
    conclusion: Conclusion
    area: ComparisonArea
    entry: CatalogueEntry


def make_measured(personas: Personas, indicator: Indicator) -> Measured:
    county, by = personas.county, personas.coordinator
    run = make_run()
    own = make_indicator("Oma mittari", county=county)
    applied = make_figures_file(county, by, indicator=own)
    conclusion = {"conclusion_fi": "Suunta on oikea.", "on": ADOPTED_ON, "by": personas.secretary}
    return Measured(
        own=own,
        applied_file=apply_figures(applied, {}, counts={}, left_out=[], at=timezone.now(), by=by),
        adoption=adopt(indicator, county),
        line=make_line(indicator),
        run=run,
        item=SyncItem.objects.create(run=run, indicator=indicator, state="failed", started_at=timezone.now()),
        file=make_figures_file(county, by, indicator=own),
        conclusion=Conclusion.objects.create(county=county, indicator=indicator, group=personas.group, **conclusion),
        entry=make_entry("Yksinäisyys luettelossa"),
        area=ComparisonArea.objects.create(county=county, region=make_region("358", "MAA", "Koko maa")),
    )
