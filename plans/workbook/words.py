"""What people write in the cells of status and progress, in Finnish, Swedish and English."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import product

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import override

from hyte.lib.text import clean, fold
from plans.models import RUNNING, Progress, Status
from plans.workbook.readings import quoted

LONGEST = 120  # characters: what is longer is a text, not a word
ALIKE = 0.75  # likeness from which a word is suggested
IN_BRACKETS = re.compile(r"^(.+?)\s*[(\[][^()\[\]]*[)\]]\s*$", re.DOTALL)
NUMBERED = re.compile(r"^\d{1,2}\s*[.):=–-]+\s*(?=\D)")
BETWEEN = re.compile(r"\s*/\s*|\s*;\s*|\s+(?:tai|eller|or)\s+")
NOT = re.compile(
    r"\b(?:ei|en|ej|inte|icke|not|never|isn|hasn|(?:toteutu|arvioi|alka|aloitta)matta|käynnist[yä]mättä)\b"
)

# Each line is a stem and what may go before it: "ei, ei vielä | käynnistynyt, aloitettu" is four phrases. Swedish adjectives
# stand in all their forms, since the word that they agree with is in another column.
PHRASES: dict[str, str] = {
    Status.NOT_STARTED: """
        ei, ei vielä, ei ole, ei ole vielä, ei vielä ole, ei olla, ei olla vielä | käynnistynyt, käynnissä, käynnistetty, aloitettu, alkanut, käynnistytty, alotettu
        ei | käynnistynyt vielä, käynnissä vielä, aloitettu vielä, alkanut vielä, käynnisty, käynnisty vielä, ala vielä
        , vielä, on, on vielä, edelleen | käynnistymättä, käynnistämättä, aloittamatta, alkamatta
        inte, ej, ännu inte, ännu ej, inte ännu, ej ännu, är inte, är ännu inte, är inte ännu, är ej | påbörjad, påbörjat, påbörjade, startad, startat, startade, inledd, inlett, inledda, igång, i gång, börjat
        har inte, har ännu inte, har inte ännu, har ej | påbörjats, påbörjat, startat, startats, inletts, börjat, inlett
        | opåbörjad, opåbörjat, opåbörjade
        not, not yet, has not, has not yet, have not, hasn t, hasn t yet, is not, is not yet | started, begun, under way, underway, running
        not | started yet, begun yet, in progress, yet in progress
        | unstarted, to be started, to start
    """,  # noqa: E501
    Status.STARTING: """
        , on, vielä, ollaan, juuri | käynnistymässä, käynnistämässä, aloittamassa, alkamassa, käynnistymisvaiheessa, käynnistysvaiheessa, aloitusvaiheessa, käynnistyy
        | käynnistyminen, käynnistely, aloitteleva
        | påbörjas, startar, startas, inleds, börjar, under uppstart, i startgroparna, i startskedet, i inledningsskedet, ska inledas, ska påbörjas
        håller på att | starta, startas, inledas, påbörjas, börja, inleda, påbörja
        , is, being, is being | starting, starting up, about to start, started up, beginning
    """,  # noqa: E501
    Status.IN_PROGRESS: """
        , on, edelleen, on edelleen, yhä, on yhä, jo, on jo | käynnissä, käynnistynyt, käynnistetty, aloitettu, alkanut, meneillään, kesken, työn alla, tekeillä, toteutuksessa, toteutumassa
        osittain, osin, on osittain, osaksi | käynnissä, käynnistynyt, aloitettu, alkanut
        | käynnissä edelleen, käynnissä osittain, käynnissä oleva, käynnissä jatkuvasti, jatkuvasti käynnissä, toteutetaan, toteutetaan parhaillaan, työstetään, jatkuu
        , är, har | pågår, pågår fortfarande, fortfarande pågående, pågående, igång, i gång, påbörjad, påbörjat, påbörjade, påbörjats, startad, startat, startade, startats, inledd, inlett, inledda, inletts, börjat, under arbete, fortgår, fortsätter, genomförs, under genomförande
        delvis | igång, i gång, påbörjad, påbörjat, påbörjade, pågående, startad, startat, inledd, inlett
        , is, still, has, has been | in progress, ongoing, on going, running, under way, underway, started, active, begun, continuing, in implementation
        partly, partially | started, in progress, running, under way
    """,  # noqa: E501
    Status.COMPLETED: """
        , on, kokonaan, täysin, jo | toteutunut, toteutettu, valmis, valmistunut, tehty, suoritettu, saavutettu
        | toteutunut kokonaan, toteutettu kokonaan, toteutunut täysin, saatettu loppuun, on saatettu loppuun, loppuunsaatettu, saatu valmiiksi, toteutui, valmistui
        , är, har, helt, är helt | genomförd, genomfört, genomförda, genomförts, förverkligad, förverkligat, förverkligade, förverkligats, färdig, färdigt, färdiga, klar, klart, klara, slutförd, slutfört, slutförda, slutförts, utförd, utfört, utförda, utförts, uppnådd, uppnått, uppnåtts
        | genomfördes, förverkligades, slutfördes
        , is, has been, was, fully, now | completed, complete, done, finished, implemented, realised, realized, achieved, accomplished
    """,  # noqa: E501
    Status.PARTLY_COMPLETED: """
        osittain, osin, osaksi, on osittain, on osin, toteutunut, toteutettu, tehty | toteutunut osittain, osittain, osin, osaksi
        osittain, osin, osaksi, on osittain, on osin, puoliksi | toteutunut, toteutettu, valmis, valmistunut, tehty, suoritettu, saavutettu, toteutui
        , on | toteutui osittain, toteutunut osittain, valmis osittain, osittain, osin, osaksi
        delvis, till en del, är delvis, har delvis | genomförd, genomfört, genomförda, genomförts, förverkligad, förverkligat, förverkligade, förverkligats, färdig, färdigt, klar, klart, slutförd, slutfört, utförd, utfört, uppnådd, uppnått
        , genomförd, genomfört, förverkligad, förverkligat, genomförts, genomfördes | delvis, till en del
        partly, partially, in part, has been partly, has been partially, was partly, was partially, is partly, is partially | completed, complete, done, finished, implemented, realised, realized, achieved
        , completed, done, implemented, achieved | in part, partly, partially
    """,  # noqa: E501
    Status.NOT_COMPLETED: """
        ei, ei ole, ei lainkaan | toteutunut, toteutettu, valmistunut, saavutettu
        | ei toteutunut lainkaan, ei toteutunut ollenkaan, ei toteudu
        , jäi, jäänyt, on jäänyt | toteutumatta
        inte, ej, har inte, har ej, är inte, är ej | genomförd, genomfört, genomförda, genomförts, förverkligad, förverkligat, förverkligade, förverkligats, slutförd, slutfört, slutförts, uppnådd, uppnått, uppnåtts
        genomfördes, förverkligades, slutfördes, uppnåddes | inte, ej
        | ogenomförd, ogenomfört, ogenomförda, oförverkligad
        not, was not, has not been, is not | completed, implemented, realised, realized, achieved
    """,  # noqa: E501
    Status.DISCONTINUED: """
        , on | keskeytetty, keskeytynyt, lopetettu kesken, luovuttu, peruttu, peruuntunut, peruutettu, keskeytettiin, luovuttiin, peruttiin
        , är, har | avbruten, avbrutet, avbrutna, avbrutits, nedlagd, nedlagt, nedlagda, lagts ner, lagts ned, inställd, inställt, inställda, ställts in, avslutad i förtid, avslutats i förtid
        | avbröts, lades ner, lades ned, ställdes in
        , was, has been, is | discontinued, cancelled, canceled, abandoned, dropped, terminated, stopped, interrupted
    """,  # noqa: E501
    Status.MERGED: """
        , on | yhdistetty, yhdistynyt, yhdistetty toiseen, yhdistetty toiseen toimenpiteeseen, yhdistetty muuhun toimenpiteeseen, sulautettu, sulautettu toiseen toimenpiteeseen, liitetty toiseen toimenpiteeseen, yhdistettiin
        , är, har | sammanslagen, sammanslaget, sammanslagna, sammanslagits, slagits samman, slagits ihop, sammanförd, sammanfört, sammanförts, sammanfogad, sammanslagen med en annan åtgärd
        , was, has been, is | merged, combined, merged into another, merged with another, merged into another measure
    """,  # noqa: E501
    Progress.AS_PLANNED: """
        , etenee, edennyt, on edennyt, etenevät, käynnissä | suunnitellusti, suunnitelman mukaan, suunnitelman mukaisesti, suunnitelmien mukaan, aikataulussa, aikataulun mukaan, aikataulun mukaisesti
        , on | aikataulussaan, suunnitelmassa
        , framskrider, fortskrider, går, framskridit, är, löper | enligt plan, enligt planen, enligt planerna, planenligt, som planerat, enligt tidtabell, enligt tidtabellen, i tid, i tidtabell, enligt tidsplan, enligt tidsplanen
        , is, progressing, proceeding, going, progresses, proceeds | as planned, on schedule, on track, according to plan, according to schedule, to plan, on time
    """,  # noqa: E501
    Progress.DELAYED: """
        , on, etenee | viivästynyt, viivästyy, viivästyneet, viivästyneenä, viivästyksessä, viiveellä, myöhässä, myöhästynyt, aikataulusta jäljessä, jäljessä aikataulusta, jäljessä, aikataulusta myöhässä, myöhässä aikataulusta, jälkeen jäänyt
        , är, har, framskrider | försenad, försenat, försenade, försenats, fördröjd, fördröjt, fördröjts, efter tidtabell, efter tidtabellen, efter tidsplanen, efter planen
        , is, has been, running, is running | delayed, late, behind schedule, behind, behind plan
    """,  # noqa: E501
    Progress.STALLED: """
        , on, eteneminen, eteneminen on | pysähtynyt, pysähdyksissä, jumissa, jumiutunut, pysäytetty
        ei, ei ole, ei lainkaan | etene, edennyt, edisty, edistynyt
        , har, är | avstannad, avstannat, avstannade, stannat, stannat av, stannat upp, står stilla, stilla
        framskrider, fortskrider, går | inte, inte framåt
        , is, has | stalled, on hold, stuck, halted, not progressing, come to a halt, not advancing
    """,
    Progress.NOT_ASSESSED: """
        ei, ei ole, ei vielä, ei ole vielä | arvioitu
        | arvioimatta, ei arviota, ei arvioida, ei tiedossa, ei tietoa
        inte, ej, har inte, ännu inte, är inte | bedömd, bedömt, bedömda, bedömts, utvärderad, utvärderat, utvärderats
        | obedömd, obedömt, inte känt, ingen bedömning
        not, not yet, has not been, is not | assessed, evaluated
        | unassessed, not known, unknown, no assessment
    """,
}
# Words that may mean several things: they are asked, and this is what the question suggests.
HINTS: dict[str, str] = {
    Status.NOT_STARTED: "suunnitteilla, suunniteltu, tulossa, odottaa, ei vielä, ei vielä toteutunut, ei vielä toteutettu, "
    "tekemättä, ei tehty, planeras, planerad, väntar, ännu inte, planned, pending, upcoming, waiting, not yet",
    Status.STARTING: "suunnittelussa, valmistelussa, valmisteilla, vireillä, aloitetaan, käynnistetään, alkaa, på gång, "
    "bereds, under beredning, under planering, in preparation, in planning, starts",
    Status.IN_PROGRESS: "etenee, jatkuva, jatkuvaa, aloitettu osittain, aktiivinen, framskrider, kontinuerlig, continuous",
    Status.COMPLETED: "päättynyt, avslutad, avslutat, ended, closed, ok, kyllä, ja, yes",
    Status.NOT_COMPLETED: "toteuttamatta, ei valmis, kesken jäänyt, inte klar, incomplete, not done",
    Status.DISCONTINUED: "lopetettu, keskeytyksissä, tauolla, hylätty, poistettu, poistunut, ei toteuteta, vilande, "
    "slopad, struken, genomförs inte, paused, suspended, removed, rejected",
    Progress.AS_PLANNED: "hyvin, etenee, etenee hyvin, hyvässä vauhdissa, vihreä, bra, framskrider, framskrider bra, grön, "
    "good, well, green",
    Progress.DELAYED: "hitaasti, etenee hitaasti, keltainen, långsamt, gul, slow, slowly, yellow, amber",
    Progress.STALLED: "keskeytynyt, keskeytyksissä, tauolla, punainen, röd, paused, suspended, red",
}


@dataclass(frozen=True)
class Meaning:
    value: str
    note: str = ""  # what must be told of how the word was taken


def plain(text: str) -> str:
    """Letters and digits alone, folded, with single spaces: punctuation and line breaks say nothing."""
    return fold(re.sub(r"[^\w]+|_", " ", clean(text)))


def status_of(text: str) -> Meaning | None:
    """The status that a cell's words mean; None where they aren't known. Nothing is guessed."""
    return _meaning(Status, text)


def progress_of(text: str) -> Meaning | None:
    return _meaning(Progress, text)


def suggest_status(text: str) -> str:
    """The value that an unknown word most likely means; "" where none is near."""
    return _suggestion(Status, text)


def suggest_progress(text: str) -> str:
    return _suggestion(Progress, text)


@lru_cache(maxsize=2000)
def _value(choices: type[TextChoices], text: str) -> str:
    """With and without what stands in brackets after it and the number before it: "2. Käynnissä (62)"."""
    bare = NUMBERED.sub("", clean(text).casefold())
    known = known_words(choices)
    return known.get(plain(bare)) or known.get(plain(IN_BRACKETS.sub(r"\1", bare)), "")


def _meaning(choices: type[TextChoices], text: str) -> Meaning | None:
    if len(text) > LONGEST:
        return None
    if value := _value(choices, text):
        return Meaning(value)
    parts = [part for part in BETWEEN.split(IN_BRACKETS.sub(r"\1", clean(text).casefold())) if part]
    values = {_value(choices, part) for part in parts}
    if len(values) == 1 and "" not in values:
        return Meaning(values.pop())
    if values == set(RUNNING):
        return Meaning(
            Status.IN_PROGRESS.value, _("“%(text)s” was taken as in progress.") % {"text": quoted(clean(text))}
        )
    return None


@cache
def known_words(choices: type[TextChoices]) -> dict[str, str]:
    """Values by plain phrase: the phrases above, the values themselves, and the product's own words in every language."""
    words = {plain(phrase): value.value for value in choices for phrase in _phrases(PHRASES[value])}
    for code, _name in settings.LANGUAGES:
        with override(code):
            words |= {plain(str(value.label)): value.value for value in choices}
    return words | {plain(value.value): value.value for value in choices}


def _phrases(lines: str) -> Iterable[str]:
    for line in filter(str.strip, lines.splitlines()):
        before, _bar, stems = line.partition("|")
        for words in product(before.split(","), stems.split(",")):
            yield " ".join(words)


@lru_cache(maxsize=2000)
def _suggestion(choices: type[TextChoices], text: str) -> str:
    word = plain(IN_BRACKETS.sub(r"\1", clean(text[:LONGEST])))
    hints = {plain(hint): value.value for value in choices for hint in HINTS.get(value, "").split(",")}
    return hints.get(word) or _beginning(choices, word) or _nearest(choices, word)


def _beginning(choices: type[TextChoices], word: str) -> str:
    """The longest known phrase with which the text begins: "käynnissä syksyllä 2024"."""
    pieces = word.split()
    beginnings = (" ".join(pieces[:count]) for count in range(len(pieces) - 1, 0, -1))
    return next(filter(None, map(known_words(choices).get, beginnings)), "")


def _nearest(choices: type[TextChoices], word: str) -> str:
    """The phrase that resembles most; one that denies is never near one that doesn't."""
    known = known_words(choices)
    alike = [phrase for phrase in known if _denies(phrase) == _denies(word)]
    return next((known[phrase] for phrase in get_close_matches(word, alike, 1, ALIKE)), "")


def _denies(text: str) -> bool:
    return bool(NOT.search(text))
