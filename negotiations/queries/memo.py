"""What the memo of a negotiation says: put together from the records while it is a draft, kept as JSON once it has been sent."""

from collections.abc import Iterable

from django.utils import translation

from hyte.lib.templatetags.hyte import clock_span, day
from negotiations.models import Agreement, Negotiation, NegotiationMemo, Party, Topic
from negotiations.queries.agreements import on_the_table
from negotiations.queries.negotiations import with_people


def content_of(negotiation: Negotiation, memo: NegotiationMemo | None) -> dict:
    """The frozen content where there is one, else what the memo would say now."""
    return memo.content if memo and memo.content is not None else put_together(negotiation, memo)


def put_together(negotiation: Negotiation, memo: NegotiationMemo | None) -> dict:
    """``language`` is the county's first one: names, labels and days are written in it, ready to be shown."""
    language = (negotiation.county.language_codes or ["fi"])[0]
    with translation.override(language):
        meeting, table = negotiation.meeting, on_the_table(negotiation)
        return {
            "language": language,
            "title": meeting.title,
            "county": negotiation.county.name,
            "round": negotiation.round.name,
            "day": day(meeting.on),
            "when": f"{day(meeting.on)}, {clock_span(meeting.starts_at, meeting.ends_at)}",
            "place": meeting.place,
            "version": memo.version if memo else 0,
            "summary": memo.summary if memo else "",
            "parties": [_party(each) for each in _parties(negotiation)],
            "carried": [_agreement(each) for each in table.carried],
            "topics": _topics(negotiation, table.own),
        }


def _parties(negotiation: Negotiation) -> Iterable[Party]:
    return negotiation.parties.active().select_related("organisation").prefetch_related(with_people())


def _party(party: Party) -> dict:
    here = [each for each in party.representatives.all() if each.was_present]
    people = [{"name": each.person.name, "title": each.person.title, "mandate": each.mandate} for each in here]
    return {"name": party.organisation.name, "is_convener": party.is_convener, "present": people}


def _topics(negotiation: Negotiation, agreements: Iterable[Agreement]) -> list[dict]:
    """In the order of the law; a topic of which nothing was said is left out unless the law names it."""
    said = {each.topic: each for each in negotiation.discussions.all()}
    agreed: dict[str, list[dict]] = {}
    for each in agreements:
        agreed.setdefault(each.topic, []).append(_agreement(each))
    found = []
    for topic in Topic:
        notes = said[topic].notes if topic in said else ""
        found.append(
            {"topic": topic.value, "label": str(topic.label), "notes": notes, "agreements": agreed.get(topic, [])}
        )
    return found


def _agreement(agreement: Agreement) -> dict:
    return {
        "number": agreement.number,
        "text": agreement.text,
        "who": [str(party) for party in agreement.responsible.all()],
        "due_on": day(agreement.due_on),
        "state": agreement.state,
        "state_label": str(agreement.get_state_display()),
        "proposes_measure": agreement.proposes_measure,
        "tie": str(agreement.goal or agreement.measure or agreement.indicator or ""),
        "from": str(agreement.negotiation),
    }
