"""The card of a municipality: built once as data, drawn as a page and as a PDF."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from groups.models import Organisation
from indicators.models import Indicator, PublishedResult, RuleSet
from negotiations.models import Agreement, MunicipalDocument
from plans.models import Measure, Phenomenon, Plan, Responsibility, Status, StatusUpdate
from reporting.queries.card_figures import CardFigures, Tile, figures_of


@dataclass(frozen=True)
class DocumentState:
    """A kind of document that a municipality makes, and the newest that the county has of it; None where there is none."""

    kind: str
    label: str
    document: MunicipalDocument | None
    on: date

    @property
    def is_over(self) -> bool:
        return self.document is not None and self.document.last_year < self.on.year


@dataclass(frozen=True)
class SeenPhenomenon:
    """A phenomenon of the plan, with the municipality's figures of it where there are any."""

    phenomenon: Phenomenon
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class ConcerningMeasure:
    measure: Measure
    kind: str
    status: str

    @property
    def kind_label(self) -> str:
        return Responsibility.Kind(self.kind).label

    @property
    def status_label(self) -> str:
        return Status(self.status).label


@dataclass(frozen=True)
class MunicipalityCard:
    """``slug`` is its address; ``shows_all`` tells that the phenomena are all of the plan's, as none has a figure here."""

    municipality: Organisation
    slug: str
    on: date
    figures: CardFigures
    coefficient: PublishedResult | None
    documents: Sequence[DocumentState]
    phenomena: Sequence[SeenPhenomenon]
    shows_all: bool
    measures: Sequence[ConcerningMeasure]
    agreements: Sequence[Agreement]
    withheld: Sequence[Indicator] = ()

    @property
    def county(self) -> Organisation:
        return self.municipality.county

    @property
    def is_bilingual(self) -> bool:
        codes = {*self.municipality.language_codes, *self.county.language_codes}
        return {"fi", "sv"} <= codes

    @property
    def has_invented(self) -> bool:
        return any(tile.indicator.is_demo for tile in self.figures.tiles)


def build_card(municipality: Organisation, slug: str, on: date, *, user) -> MunicipalityCard:
    """What the user may see of the municipality on the day; nine queries whatever the size."""
    tied = list(_phenomena(municipality.county, on, user))
    figures, tile_of = figures_of(municipality, {each.tied for each in tied if each.tied}, user=user)
    phenomena = _seen(tied, tile_of)
    known = [each for each in phenomena if each.tiles]
    return MunicipalityCard(
        municipality=municipality,
        slug=slug,
        on=on,
        figures=figures,
        coefficient=_coefficient(municipality, user),
        documents=_documents(municipality, on, user),
        phenomena=known or phenomena,
        shows_all=not known,
        measures=_measures(municipality, on, user),
        agreements=_agreements(municipality, user),
    )


def without_withheld(card: MunicipalityCard) -> MunicipalityCard:
    """The card for a file that anybody may pass on: without the figures whose terms forbid it, which it names instead."""
    figures = card.figures
    population = (figures.population,) if figures.population else ()
    shown = (*population, *figures.tiles, *(tile for each in card.phenomena for tile in each.tiles))
    kept = CardFigures(
        population=next(iter(_passed_on(population)), None),
        minimum=_passed_on(figures.minimum),
        followed=_passed_on(figures.followed),
    )
    phenomena = [replace(each, tiles=_passed_on(each.tiles)) for each in card.phenomena]
    withheld = dict.fromkeys(tile.indicator for tile in shown if not tile.indicator.passes_on)
    return replace(card, figures=kept, phenomena=phenomena, withheld=tuple(withheld))


def _passed_on(tiles: Iterable[Tile]) -> tuple[Tile, ...]:
    return tuple(tile for tile in tiles if tile.indicator.passes_on)


def _phenomena(county: Organisation, on: date, user) -> QuerySet[Phenomenon]:
    """Those of the county's plan that runs, a row for each indicator that shows one of them."""
    plans = Plan.objects.main().visible_to(user).filter(county=county, valid_from__lte=on, valid_until__gte=on)
    found = Phenomenon.objects.filter(plan__in=plans.values("pk")).select_related("plan")
    return found.annotate(tied=F("indicator_ties__indicator")).order_by("plan", "order", "pk", "indicator_ties")


def _seen(rows: Iterable[Phenomenon], tile_of: dict[int, Tile]) -> list[SeenPhenomenon]:
    tiles: dict[Phenomenon, list[Tile]] = {}
    for row in rows:
        held = tiles.setdefault(row, [])
        if row.tied in tile_of:
            held.append(tile_of[row.tied])
    return [SeenPhenomenon(phenomenon, tuple(held)) for phenomenon, held in tiles.items()]


def _coefficient(municipality: Organisation, user) -> PublishedResult | None:
    """The newest that was published of the municipality; what a county keeps for itself comes after what all share."""
    found = PublishedResult.objects.visible_to(user).filter(
        rule_set__level=RuleSet.Level.MUNICIPAL,
        region__category="KUNTA",
        region__code=municipality.region_code,
        coefficient__isnull=False,
    )
    newest = found.order_by("-rule_set__year", F("county").asc(nulls_first=True), "-published_on", "-pk")
    return newest.select_related("rule_set").first() if municipality.region_code else None


def _documents(municipality: Organisation, on: date, user) -> list[DocumentState]:
    found = MunicipalDocument.objects.visible_to(user).filter(municipality=municipality)
    newest: dict[str, MunicipalDocument] = {}
    for each in found.order_by("-last_year", "-first_year", "-pk"):
        newest.setdefault(each.kind, each)
    kinds = MunicipalDocument.Kind
    return [DocumentState(kind.value, str(kind.label), newest.get(kind), on) for kind in kinds]


def below(municipality: Organisation, path: str) -> Q:
    """A condition: the organisation at the path is the municipality or stands below it."""
    return (
        Q(**{path: municipality})
        | Q(**{f"{path}__parent": municipality})
        | Q(**{f"{path}__parent__parent": municipality})
    )


def _measures(municipality: Organisation, on: date, user) -> list[ConcerningMeasure]:
    """Measures in force for which the municipality or an organisation below it answers, with what was last told of them."""
    own = Responsibility.objects.in_force().filter(below(municipality, "organisation"), measure=OuterRef("pk"))
    told = StatusUpdate.objects.visible_to(user).standing().filter(measure=OuterRef("pk"), on__lte=on).newest_first()
    found = (
        Measure.objects.visible_to(user)
        .in_force_on(on)
        .filter(plan__valid_from__lte=on, plan__valid_until__gte=on)
        .annotate(own_kind=Subquery(own.order_by("kind").values("kind")[:1]), told=Subquery(told.values("status")[:1]))
        .exclude(own_kind=None)
        .select_related("plan")
        .in_plan_order()
    )
    return [ConcerningMeasure(each, each.own_kind, each.told or Status.NOT_STARTED) for each in found]


def _agreements(municipality: Organisation, user) -> list[Agreement]:
    """Open ones for which the municipality answers, the nearest deadline first."""
    theirs = Agreement.responsible.through.objects.filter(
        below(municipality, "party__organisation"), agreement=OuterRef("pk")
    )
    found = Agreement.objects.visible_to(user).open().filter(Exists(theirs))
    return list(found.select_related("negotiation__meeting").order_by("due_on", "pk"))
