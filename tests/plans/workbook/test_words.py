from itertools import chain

import pytest
from django.conf import settings
from django.utils.translation import override

from plans.models import Progress, Status
from plans.workbook.words import (
    HINTS,
    PHRASES,
    _phrases,
    plain,
    progress_of,
    status_of,
    suggest_progress,
    suggest_status,
)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


STATUSES = {
    Status.NOT_STARTED: ["ei vielä käynnistynyt", "vielä käynnistymättä", "ei vielä käynnissä", "EI ALOITETTU", "aloittamatta",
                         "1. Ei aloitettu", "Inte påbörjad", "ännu inte påbörjad", "Not yet started", "not_started"],
    Status.STARTING: ["käynnistymässä", "Påbörjas", "starting"],
    Status.IN_PROGRESS: ["Käynnissä.", "käyn\u00adnissä", "käynnissä (24)", "on\u00a0käynnissä ", "pågår", "ongoing"],
    Status.COMPLETED: ["toteutunut", "Valmis!", "genomförd", "har genomförts", "completed", "valmis / toteutunut"],
    Status.PARTLY_COMPLETED: ["osittain toteutunut", "toteutunut\nosittain", "Delvis genomförd", "partly completed"],
    Status.NOT_COMPLETED: ["ei toteutunut", "jäi toteutumatta", "Inte genomförd", "not completed"],
    Status.DISCONTINUED: ["keskeytetty", "Avbruten", "discontinued"],
    Status.MERGED: ["yhdistetty", "yhdistetty (2.3)", "sammanslagen", "merged"],
}  # fmt: skip
PROGRESSES = {
    Progress.AS_PLANNED: ["suunnitellusti", "etenee suunnitellusti", "enligt planen", "on track"],
    Progress.DELAYED: ["viivästynyt", "myöhässä", "försenad", "behind schedule"],
    Progress.STALLED: ["pysähtynyt", "ei etene", "avstannat", "on hold"],
    Progress.NOT_ASSESSED: ["ei arvioitu", "inte bedömd", "not assessed"],
}


@pytest.mark.parametrize(("status", "words"), STATUSES.items())
def test_words_of_status_are_known(status, words):
    assert {word: getattr(status_of(word), "value", None) for word in words} == dict.fromkeys(words, status.value)


@pytest.mark.parametrize(("progress", "words"), PROGRESSES.items())
def test_words_of_progress_are_known(progress, words):
    assert {word: getattr(progress_of(word), "value", None) for word in words} == dict.fromkeys(words, progress.value)


@pytest.mark.parametrize(("choices", "read"), [(Status, status_of), (Progress, progress_of)])
def test_own_words_are_known_in_every_language(choices, read):
    for code, _name in settings.LANGUAGES:
        with override(code):
            labels = {choice: str(choice.label) for choice in choices}
        assert {choice: read(label).value for choice, label in labels.items()} == {each: each.value for each in choices}


@pytest.mark.parametrize("choices", [Status, Progress])
def test_no_phrase_has_two_meanings(choices):
    phrases = list(chain.from_iterable({plain(phrase) for phrase in _phrases(PHRASES[value])} for value in choices))
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize(("choices", "read"), [(Status, status_of), (Progress, progress_of)])
def test_words_that_are_only_hinted_at_stay_unknown(choices, read):
    hints = [hint.strip() for value in choices for hint in HINTS.get(value, "").split(",") if hint.strip()]
    assert [hint for hint in hints if read(hint)] == []


@pytest.mark.parametrize(
    "word", ["käynnissä/käynnistymässä", "käynnistymässä / käynnissä", "pågår/startar", "starting or running"]
)
def test_starting_or_in_progress_is_in_progress_and_told(word):
    meaning = status_of(word)
    assert (meaning.value, meaning.note) == (Status.IN_PROGRESS, f"“{word}” was taken as in progress.")


@pytest.mark.parametrize("word", ["vihreä", "x", "50 %", "käynnissä/toteutunut", "toteutunee", "", "–"])
def test_an_unknown_word_is_never_guessed(word):
    assert (status_of(word), progress_of(word)) == (None, None)


@pytest.mark.parametrize(
    ("word", "suggested"),
    [
        ("kaynnissa", Status.IN_PROGRESS),
        ("käynnissä syksyllä 2024", Status.IN_PROGRESS),
        ("ei toteutunnut", Status.NOT_COMPLETED),
        ("suunnitteilla", Status.NOT_STARTED),
        ("ei vielä toteutunut", Status.NOT_STARTED),
        ("lopetettu", Status.DISCONTINUED),
        ("sininen", ""),
    ],
)
def test_the_nearest_status_is_suggested(word, suggested):
    assert suggest_status(word) == suggested


@pytest.mark.parametrize(
    ("word", "suggested"), [("vihreä", Progress.AS_PLANNED), ("viivästyny", Progress.DELAYED), ("xyz", "")]
)
def test_the_nearest_progress_is_suggested(word, suggested):
    assert suggest_progress(word) == suggested
