"""What the heading of a column says in Finnish, Swedish or English."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from hyte.lib.text import clean, fold
from indicators.imports.coefficient.columns import Column, Part
from indicators.models import RuleIndicator

AREA, CODE = "area", "code"  # columns that name the area of the row
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
DAY = re.compile(r"\b\d{1,2} \d{1,2} (?=(?:19|20)\d\d\b)", re.ASCII)  # of a date, its points gone
WORD = re.compile(r"[^\W_]+|[€%]")
OF_UNIT = {"€", "%", "eur", "euroa", "euro", "prosenttia", "prosentti", "procent", "percent", "kpl", "lkm", "antal"}
OF_YEAR = {"vuosi", "vuonna", "vuoden", "år", "året", "year", "in", "v"}

NAMING = {
    AREA: "alue, alueen nimi, hyvinvointialue, hva, kunta, kunnan nimi, område, områdets namn, välfärdsområde, kommun, area, "
    "area name, region, county, wellbeing services county, municipality, name, nimi, namn",
    CODE: "koodi, aluekoodi, alueen koodi, hva koodi, kuntakoodi, kuntanumero, tunnus, kod, områdeskod, kommunkod, code, "
    "area code, region code",
}
WORDS = {
    Part.POPULATION: "väestö, väkiluku, asukasluku, asukkaat, asukkaita, asukasta, as, väestömäärä, befolkning, folkmängd, "
    "invånare, invånarantal, invånartal, population, residents, inhabitants",
    Part.COEFFICIENT: "kerroin, hyte kerroin, k, c, normalisoitu kerroin, normeerattu kerroin, normitettu kerroin, "
    "hyvinvoinnin ja terveyden edistämisen kerroin, koefficient, hyte koefficient, normaliserad koefficient, coefficient, "
    "hyte coefficient, normalised coefficient, normalized coefficient",
    Part.FLAT: "tasajako, tasajaolla, tasan, asukasperusteinen, flat, julkaistu tasajako, jämn fördelning, jämnt, "
    "publicerad jämn fördelning, flat share, published flat share",
    Part.EUROS: "yhteensä, rahoitus, rahoitus yhteensä, euromäärä, osuus, julkaistu osuus, thl yhteensä, hyte rahoitus, "
    "sammanlagt, totalt, finansiering, andel, publicerad andel, total, total funding, share, published share, euros",
    Part.DIFFERENCE: "erotus, ero, muutos, vaikutus, erotus tasajakoon, ero tasajakoon, julkaistu erotus, skillnad, differens, "
    "publicerad skillnad, difference, published difference",
    Part.PUBLISHED_COEFFICIENT: "julkaistu kerroin, thl kerroin, publicerad koefficient, published coefficient",
    Part.SOURCE: "lähde, källa, source",
    Part.STATE: "tila, status, state, läge",
}
KINDS = {
    Part.BEFORE: "aiempi, aikaisempi, edellinen, edeltävä, ennen, aiempi vuosi, edellinen vuosi, lähtövuosi, föregående, "
    "tidigare, earlier, previous, before",
    Part.NOW: "viimeisin, uusin, nyt, tuorein, senaste, nu, latest, now, current",
    Part.RECORDED: "kirjatut, kirjattu, kirjattuja, kirjaukset, registrerade, registrerad, recorded",
    Part.EXPECTED: "odotetut, odotettu, odotettuja, förväntade, förväntad, expected",
    Part.POINTS: "pisteet, pistettä, pist, p, poäng, points",
}
Target = Column | str


@dataclass(frozen=True)
class Found:
    """The indicator that a heading names, with the figure and the year that it tells."""

    indicator: RuleIndicator
    part: Part | None
    year: int | None


def plain(text: str) -> str:
    return " ".join(WORD.findall(fold(clean(text))))


def _by_word(words: Mapping) -> dict[str, object]:
    return {plain(word): key for key, told in words.items() for word in told.split(",")}


NAMING_WORDS, PART_WORDS, KIND_WORDS = _by_word(NAMING), _by_word(WORDS), _by_word(KINDS)


class Headings:
    """Finds the column that a heading means among those that the rules and the depth of entry know, extra ones included."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._by_label = {plain(each.label): each for each in columns} | {plain(each.key): each for each in columns}
        self._of_area = {each.part: each for each in columns if not each.indicator}
        self._of_indicator: dict[str, dict[Part, Column]] = defaultdict(dict)
        self._by_name: dict[str, RuleIndicator] = {}
        for each in columns:
            if each.indicator:
                self._of_indicator[each.indicator.key][each.part] = each
                self._by_name |= dict.fromkeys(_names(each.indicator), each.indicator)

    def match(self, row: Sequence[str]) -> dict[int, Target]:
        """By the place of each heading that is known. Where two mean the same, the first is taken."""
        found = {place: self._one(text) for place, text in enumerate(row)}
        known: dict[int, Target] = {place: each for place, each in found.items() if isinstance(each, Column | str)}
        known |= self._by_years({place: each for place, each in found.items() if isinstance(each, Found)}, known)
        firsts: dict[Target, int] = {}
        for place in sorted(known):
            firsts.setdefault(known[place], place)
        return {place: target for target, place in firsts.items()}

    def _one(self, text: str) -> Target | Found | None:
        line = plain(text)
        if not line:
            return None
        if line in self._by_label:
            return self._by_label[line]
        years = YEAR.findall(line)
        line = DAY.sub(" ", line)
        words = [word for word in line.split() if not (word in years or (years and word in OF_YEAR))]
        return self._of_words(words, int(years[0]) if len(years) == 1 else None)

    def _of_words(self, words: list[str], year: int | None) -> Target | Found | None:
        without_unit = [word for word in words if word not in OF_UNIT]
        for line in (" ".join(words), " ".join(without_unit)):
            if line in NAMING_WORDS:
                return NAMING_WORDS[line]
            if (part := self._part(PART_WORDS.get(line))) is not None:
                return part
            if line in self._by_name:
                return Found(self._by_name[line], None, year)
        return self._indicator(without_unit, year)

    def _part(self, part: Part | None) -> Column | None:
        if part is Part.COEFFICIENT and part not in self._of_area:
            part = Part.PUBLISHED_COEFFICIENT
        return self._of_area.get(part)

    def _indicator(self, words: list[str], year: int | None) -> Found | None:
        """The words that tell the figure are taken out of the name; a slip in writing is forgiven."""
        kinds = {KIND_WORDS[word] for word in words if word in KIND_WORDS}
        line = " ".join(word for word in words if word not in KIND_WORDS and word not in OF_YEAR)
        near = [line] if line in self._by_name else get_close_matches(line, self._by_name, n=1, cutoff=0.85)
        if not near or len(kinds) > 1:
            return None
        return Found(self._by_name[near[0]], next(iter(kinds), None), year)

    def _by_years(self, found: Mapping[int, Found], known: Mapping[int, Target]) -> dict[int, Column]:
        """Of two years of an indicator the later is the latest one; a single figure is it in any case."""
        taken = {}
        of_key: dict[str, list[tuple[int, Found]]] = defaultdict(list)
        for place, each in found.items():
            of_key[each.indicator.key].append((place, each))
        for key, several in of_key.items():
            columns = self._of_indicator[key]
            open_ones = [(place, each) for place, each in several if each.part is None]
            latest = max((each.year or 0 for _place, each in open_ones), default=0)
            for place, each in several:
                part = each.part or (Part.BEFORE if each.year and each.year < latest else Part.NOW)
                column = columns.get(Part.POINTS if Part.POINTS in columns else part)
                if column and column not in known.values():
                    taken[place] = column
        return taken


def _names(indicator: RuleIndicator) -> set[str]:
    told = [indicator.name_fi, indicator.name_sv, indicator.name_en, indicator.key]
    if indicator.indicator:
        told += [indicator.indicator.title_fi, indicator.indicator.title_sv, indicator.indicator.title_en]
    return {plain(each) for each in told if each}
