from negotiations.models.agreement import Agreement, AgreementNote
from negotiations.models.memo import MemoAnswer, NegotiationMemo
from negotiations.models.negotiation import STATUTORY_TOPICS, Discussion, Material, Negotiation, Topic
from negotiations.models.party import MunicipalDocument, Party, Representative, StandingParty
from negotiations.models.point import Point, PointGroup
from negotiations.models.round import Highlight, NegotiationRound

__all__ = [
    "STATUTORY_TOPICS",
    "Agreement",
    "AgreementNote",
    "Discussion",
    "Highlight",
    "Material",
    "MemoAnswer",
    "MunicipalDocument",
    "Negotiation",
    "NegotiationMemo",
    "NegotiationRound",
    "Party",
    "Point",
    "PointGroup",
    "Representative",
    "StandingParty",
    "Topic",
]
