"""Negotiations of the demo: rounds with their highlights, what was said and agreed, and the next round in preparation."""

from datetime import datetime
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from groups.models import Meeting, Person
from hyte.lib.models import Publication
from indicators.models import PublishedResult, Region, RuleSet, Theme
from negotiations.models import (
    Agreement,
    AgreementNote,
    Discussion,
    Highlight,
    MemoAnswer,
    MunicipalDocument,
    Negotiation,
    NegotiationMemo,
    NegotiationRound,
    Party,
    Point,
    PointGroup,
    Representative,
    StandingParty,
)
from negotiations.queries.memo import put_together
from plans.models import Goal, Measure, Plan
from reporting.demo.county import DemoCounty
from reporting.demo.files import FOLDER, counties, read, texts
from reporting.demo.records import noon, remove, save_all, tie
from reporting.demo.shared import load_themes

NAME = "negotiations"


def load_negotiations(county: DemoCounty) -> None:
    """Nothing where the county has no such file."""
    if not has_negotiations(county.folder):
        return
    data = county.read(NAME)
    themes = load_themes([data["classification"]], county.root)
    standing = [county.organisations[key] for key in data["standing"]]
    save_all([StandingParty(county=county.root, organisation=each) for each in standing])
    save_all([_document(county, each) for each in data.get("documents", ())])
    if "municipal" in data:
        _load_coefficients(county, data["municipal"])
    plan = Plan.objects.get(slug=county.read("plan")["plan"]["slug"])
    for entry in data["rounds"]:
        _load_round(county, entry, themes, plan)


def _coefficient_sources() -> list[str]:
    data = [read(folder, NAME) for folder in counties() if has_negotiations(folder)]
    return [each["municipal"]["source"] for each in data if "municipal" in each]


def has_negotiations(folder: str) -> bool:
    return FOLDER.joinpath(folder, NAME).with_suffix(".toml").exists()


def _load_coefficients(county: DemoCounty, told: dict) -> None:
    """Shared by all, as what THL publishes will be."""
    rule_set = RuleSet.objects.get(shipped_as=told["rule_set"])
    towns = [county.organisations[key] for key in told["coefficients"]]
    regions = {region.code: region for region in Region.objects.of_organisations(towns)}
    save_all(
        [
            PublishedResult(
                rule_set=rule_set,
                region=regions[town.region_code],
                published_on=told["published_on"],
                source=told["source"],
                coefficient=Decimal(coefficient),
            )
            for town, coefficient in zip(towns, told["coefficients"].values(), strict=True)
        ]
    )


def remove_negotiations(county_ids: list[int]) -> None:
    rounds = NegotiationRound.objects.filter(county__in=county_ids)
    negotiations = Negotiation.objects.filter(round__in=rounds)
    remove(Agreement.objects.filter(negotiation__in=negotiations))
    remove(NegotiationMemo.objects.filter(negotiation__in=negotiations))
    meetings = list(negotiations.values_list("meeting", flat=True))
    remove(negotiations)
    remove(Meeting.objects.filter(pk__in=meetings))
    remove(rounds)
    PublishedResult.objects.filter(county=None, source__in=_coefficient_sources()).delete()
    remove(StandingParty.objects.filter(county__in=county_ids))
    remove(MunicipalDocument.objects.filter(municipality__county__in=county_ids))


def _document(county: DemoCounty, entry: dict) -> MunicipalDocument:
    fields = {name: entry[name] for name in ("kind", "title", "first_year", "last_year", "received_on")}
    return MunicipalDocument(municipality=county.organisations[entry["municipality"]], is_demo=True, **fields)


def _load_round(county: DemoCounty, entry: dict, themes: dict[str, Theme], plan: Plan) -> None:
    found = NegotiationRound(
        county=county.root,
        first_year=entry["year"],
        last_year=entry["year"],
        plan=plan,
        answers_by=entry["answers_by"],
        is_demo=entry.get("is_demo", False),
        **texts(entry, "name"),
    )
    save_all([found])
    rows = enumerate(entry["highlights"], start=1)
    save_all([_highlight(county, found, each, order, themes) for order, each in rows])
    _load_negotiation(county, found, entry["negotiation"], themes, plan)


def _highlight(county: DemoCounty, found: NegotiationRound, entry: dict, order: int, themes) -> Highlight:
    return Highlight(
        round=found,
        theme=themes[entry["theme"]],
        order=order,
        indicator=county.indicators.get(entry.get("indicator")),
        sex=entry.get("sex", "total"),
        figure=entry.get("figure", ""),
        source=entry.get("source", ""),
        **texts(entry, "text"),
    )


def _load_negotiation(county: DemoCounty, found: NegotiationRound, entry: dict, themes, plan: Plan) -> None:
    negotiation = Negotiation(round=found, meeting=_meeting(county, entry), programme=entry["programme"], is_demo=True)
    save_all([negotiation])
    parties = _load_parties(county, negotiation, entry)
    _load_points(county, negotiation, entry.get("points", ()), parties, themes)
    save_all([Discussion(negotiation=negotiation, **each) for each in entry.get("notes", ())])
    for number, each in enumerate(entry.get("agreements", ()), start=1):
        _load_agreement(county, negotiation, each, number, parties, plan)
    if "memo" in entry:
        _load_memo(county, negotiation, entry, parties)


def _meeting(county: DemoCounty, entry: dict) -> Meeting:
    def at(moment):
        return timezone.make_aware(datetime.combine(entry["on"], moment))

    meeting = Meeting(
        county=county.root,
        body=county.root,
        is_negotiation=True,
        title=entry["title"],
        starts_at=at(entry["starts"]),
        ends_at=at(entry["ends"]),
        place=entry["place"],
        state=entry["state"],
    )
    save_all([meeting])
    return meeting


def _load_parties(county: DemoCounty, negotiation: Negotiation, entry: dict) -> dict[str, Party]:
    asked = noon(entry["asked_on"]) if "asked_on" in entry else None
    parties = {
        each["organisation"]: Party(
            negotiation=negotiation,
            organisation=county.organisations[each["organisation"]],
            is_convener=county.organisations[each["organisation"]] == county.root,
            asked_at=None if county.organisations[each["organisation"]] == county.root else asked,
            order=order,
        )
        for order, each in enumerate(entry["parties"])
    }
    save_all(list(parties.values()))
    people = [(parties[each["organisation"]], told) for each in entry["parties"] for told in each["people"]]
    save_all([_representative(county, party, told) for party, told in people])
    return parties


def _representative(county: DemoCounty, party: Party, entry: dict) -> Representative:
    if "key" in entry:
        person = Person(name=entry["name"], email=entry["email"], organisation=party.organisation)
        save_all([person])
        county.people[entry["key"]] = person
    person = county.people[entry.get("key") or entry["person"]]
    return Representative(party=party, person=person, mandate=entry["mandate"], was_present=entry.get("present"))


def _load_points(county: DemoCounty, negotiation: Negotiation, entries, parties: dict[str, Party], themes) -> None:
    titles = dict.fromkeys(each["group"] for each in entries if "group" in each)
    groups = {
        title: PointGroup(negotiation=negotiation, title=title, order=order) for order, title in enumerate(titles)
    }
    save_all(list(groups.values()))
    save_all(
        [
            Point(
                party=parties[each["party"]],
                kind=each["kind"],
                text=each["text"],
                theme=themes[each["theme"]],
                indicator=county.indicators.get(each.get("indicator")),
                person=_first_person(parties[each["party"]]),
                written_at=noon(each["on"]),
                submission=uuid5(NAMESPACE_URL, each["text"]),
                group=groups.get(each.get("group")),
            )
            for each in entries
        ]
    )


def _first_person(party: Party) -> Person:
    return party.representatives.select_related("person")[0].person


def _load_agreement(
    county: DemoCounty, negotiation: Negotiation, entry: dict, number: int, parties: dict[str, Party], plan: Plan
) -> None:
    notes = entry.get("follow_up", ())
    agreement = Agreement(
        negotiation=negotiation,
        number=number,
        owner=county.people[entry["owner"]],
        goal=_promise(Goal, entry, "goal", section__plan=plan, section__slug=entry.get("section")),
        measure=_promise(Measure, entry, "measure", plan=plan, goal__section__slug=entry.get("section")),
        indicator=county.indicators.get(entry.get("indicator")),
        proposes_measure=entry.get("proposes", False),
        ended_on=notes[-1]["on"] if entry["state"] in ("done", "dropped") else None,
        is_demo=True,
        **{name: entry[name] for name in ("topic", "text", "due_on", "state")},
    )
    save_all([agreement])
    tie(Agreement.responsible, [(agreement, parties[key]) for key in entry["who"]])
    save_all([AgreementNote(agreement=agreement, by=county.coordinator, **each) for each in notes])


def _promise(model, entry: dict, key: str, **where):
    return model.objects.get(identifier=entry[key], **where) if key in entry else None


def _load_memo(county: DemoCounty, negotiation: Negotiation, entry: dict, parties: dict[str, Party]) -> None:
    """Approved by every party; its content is what the records said then, before anything was done about the agreements."""
    told = entry["memo"]
    memo = NegotiationMemo(negotiation=negotiation, summary=entry["summary"], version=1)
    content = put_together(negotiation, memo)
    memo.content, memo.state = content, NegotiationMemo.State.APPROVED
    memo.sent_at, memo.approved_at = noon(told["sent_on"]), noon(told["approved_on"])
    save_all([memo])
    answering = [party for party in parties.values() if not party.is_convener]
    save_all([_answer(memo, party, told) for party in answering])
    negotiation.publication, negotiation.publication_changed_at = Publication.PUBLIC, noon(told["published_on"])
    negotiation.publication_changed_by = county.coordinator
    Negotiation.objects.bulk_update([negotiation], ["publication", "publication_changed_at", "publication_changed_by"])


def _answer(memo: NegotiationMemo, party: Party, told: dict) -> MemoAnswer:
    person = _first_person(party)
    return MemoAnswer(
        memo=memo,
        party=party,
        version=1,
        verdict=MemoAnswer.Verdict.APPROVED,
        person=person,
        person_name=person.name,
        answered_at=noon(told["approved_on"]),
    )
