"""What the heading of a column says in Finnish, Swedish or English."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from hyte.lib.text import clean, fold
from indicators.imports.figures.roles import SKIPPED, Part, Role
from indicators.models import Sex

LONGEST = 120  # letters: what is longer is a text and no heading
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
WORD = re.compile(r"[^\W_]+|%")
IN_BRACKETS = re.compile(r"\([^()]*\)")

HEADINGS = {
    Part.INDICATOR: "mittari, mittarin nimi, indikaattori, indikaattorin nimi, tunnusluku, indikator, indikatorns namn, "
    "mätare, nyckeltal, indicator, indicator name",
    Part.CODE: "koodi, aluekoodi, alueen koodi, kuntakoodi, kunnan koodi, kuntanumero, kunnan numero, kuntanro, aluenumero, "
    "hyvinvointialueen koodi, kod, områdeskod, områdets kod, kommunkod, kommunnummer, regionkod, code, area code, "
    "code of the area, region code, municipality code",
    Part.AREA: "alue, alueen nimi, kunta, kunnan nimi, kaupunki, hyvinvointialue, paikkakunta, område, områdets namn, "
    "kommun, kommunens namn, välfärdsområde, region, area, area name, name of the area, municipality, region name, county",
    Part.YEAR: "vuosi, tilastovuosi, vuonna, mittausvuosi, år, statistikår, year",
    Part.SEX: "sukupuoli, kön, sex, gender",
    Part.VALUE: "arvo, luku, lukuarvo, tulos, osuus, prosentti, prosenttia, prosenttiosuus, osuus %, keskiarvo, indikaattorin "
    "arvo, %, pros, värde, siffra, tal, andel, procent, medelvärde, resultat, "
    "value, figure, share, percent, percentage, rate, mean",
    Part.CASES: "tapaukset, tapauksia, tapausten määrä, tapausten lukumäärä, lukumäärä, lkm, määrä, kpl, henkilöä, "
    "absoluuttinen arvo, fall, antal, antal fall, absolut värde, cases, number of cases, count, number, absolute value",
}
KNOWN = {fold(word): part for part, words in HEADINGS.items() for word in words.split(",")}

SEXES = {
    Sex.TOTAL: "yhteensä, yht, kaikki, molemmat, molemmat sukupuolet, miehet ja naiset, naiset ja miehet, pojat ja tytöt, "
    "tytöt ja pojat, sukupuolet yhteensä, totalt, sammanlagt, alla, båda, båda könen, samtliga, män och kvinnor, kvinnor och "
    "män, total, all, both, both sexes, men and women, women and men, sss",
    Sex.FEMALE: "nainen, naiset, naisia, tyttö, tytöt, tyttöjä, n, kvinna, kvinnor, flicka, flickor, woman, women, female, "
    "females, girl, girls, f, 2",
    Sex.MALE: "mies, miehet, miehiä, poika, pojat, poikia, m, män, pojke, pojkar, man, men, male, males, boy, boys, 1",
}
SEX_WORDS = {fold(word): sex.value for sex, words in SEXES.items() for word in words.split(",")}
SHORTEST_SEX = 3  # letters of a word that tells the sex in a heading: an "n" there is a number of people
OF_YEAR = {"v", "vuosi", "vuonna", "år", "year", "in"}


class Certainty(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    UNKNOWN = "unknown"


class Guess(NamedTuple):
    role: Role = SKIPPED
    certainty: Certainty = Certainty.UNKNOWN

    @property
    def is_known(self) -> bool:
        return self.certainty is not Certainty.UNKNOWN


UNKNOWN = Guess()


def year_in(heading: str) -> int | None:
    """The only year that the heading has."""
    found = YEAR.findall(heading)
    return int(found[0]) if len(found) == 1 else None


@lru_cache(maxsize=2000)
def guess_heading(heading: str) -> Guess:
    line = fold(clean(heading))
    if not line or len(line) > LONGEST:
        return UNKNOWN
    if part := KNOWN.get(line):
        return Guess(Role(part), Certainty.SURE)
    if len(YEAR.findall(line)) > 1:
        return UNKNOWN
    return _guess_parts(YEAR.sub(" ", line), year_in(line))


def _guess_parts(line: str, year: int | None) -> Guess:
    """A heading of several words; ``year`` is what has been taken out of it."""
    sex, words = _without_sex(WORD.findall(line))
    if year:
        words = [word for word in words if word not in OF_YEAR]
    text = " ".join(words)
    if (year or sex) and (not text or KNOWN.get(text) in (Part.VALUE, Part.CASES)):
        return Guess(Role(KNOWN.get(text, Part.VALUE), year, sex), Certainty.SURE)
    part = KNOWN.get(" ".join(WORD.findall(IN_BRACKETS.sub(" ", line)))) or _only_part(words)
    if year or sex:
        return Guess(Role(Part.CASES if part is Part.CASES else Part.VALUE, year, sex), Certainty.LIKELY)
    return Guess(Role(part), Certainty.LIKELY) if part else UNKNOWN


def _without_sex(words: list[str]) -> tuple[str, list[str]]:
    told = {word: SEX_WORDS[word] for word in words if len(word) >= SHORTEST_SEX and word in SEX_WORDS}
    if len(set(told.values())) != 1:
        return "", words
    return next(iter(told.values())), [word for word in words if word not in told]


def _only_part(words: list[str]) -> Part | None:
    """What the words mean, where those that mean something agree."""
    parts = {KNOWN[word] for word in words if word in KNOWN}
    return parts.pop() if len(parts) == 1 else None
