from collections import defaultdict

import pytest
from django.conf import settings
from django.utils.translation import override

from plans.imports.reading.headers import find_header, headings_of
from plans.imports.reading.headings import Certainty, match_heading, match_pair
from plans.workbook.columns import COLUMNS, KEEP, RESULT_HEADING, SKIP
from plans.workbook.words import plain
from tests.factories.grids import across, down, grid_of


def test_every_synonym_is_found():
    said = {synonym.strip(): column.key for column in COLUMNS for synonym in column.synonyms.split(",") if synonym}
    found = {synonym: match_heading(synonym) for synonym in said}
    assert {synonym: match.key for synonym, match in found.items()} == said
    assert {match.certainty for match in found.values()} == {Certainty.SURE}


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_our_own_headings_are_sure_in_every_language(language):
    with override(language):
        headings = {column.key: str(column.heading) for column in COLUMNS}
    found = {key: match_heading(heading) for key, heading in headings.items()}
    assert {key: (match.key, match.certainty) for key, match in found.items()} == {
        key: (key, Certainty.SURE) for key in headings
    }


def test_no_synonym_means_two_columns():
    meanings = defaultdict(set)
    for column in COLUMNS:
        for synonym in column.synonyms.split(","):
            meanings[plain(synonym)].add(column.key)
    assert [synonym for synonym, keys in meanings.items() if synonym and len(keys) > 1] == []


@pytest.mark.parametrize(
    "heading",
    ["TOIMENPIDE", " Toimen\u00adpide: ", "Toimen-\npide", "toimenpide*", "1. Toimenpide", "Toimenpide\u00a0"],
)
def test_a_heading_is_known_in_any_dress(heading):
    match = match_heading(heading)
    assert (match.key, match.certainty) == ("wording_fi", Certainty.SURE)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Toimenpide (mitä tehdään)", "wording_fi"),
        ("Vastuutaho/-tahot", "main"),
        ("Vastuutaho(t)", "main"),
        ("Tila / tilanne", "status"),
        ("Toimenpiteen vastuutaho", "main"),
        ("Tilanne 5/2024", "status"),
        ("Yhteyshenkilo", "contact"),
        ("Ansvarig instans i välfärdsområdet", "main"),
    ],
)
def test_what_resembles_a_heading_is_likely(heading, key):
    match = match_heading(heading)
    assert (match.key, match.certainty) == (key, Certainty.LIKELY)


@pytest.mark.parametrize(
    "heading",
    ["", "#", "Mittari", "Lähtötaso", "Tavoitetaso", "Tavoite ja toimenpide", "Tavoite / toimenpide", "x" * 200],
)
def test_what_may_mean_anything_is_asked(heading):
    match = match_heading(heading)
    assert (match.key, match.certainty) == (KEEP, Certainty.UNKNOWN)


@pytest.mark.parametrize(
    ("parent", "child", "key"),
    [
        ("Vastuutaho", "Päävastuutaho", "main"),
        ("Vastuu", "Pää", "main"),
        ("Vastuut", "Yhteistyötahot", "partners"),
        ("Vastuutahot", "Muut", "others"),
        ("Tavoite", "Nro", "goal_identifier"),
        ("Tavoite", "Nimi", "goal"),
        ("Toimenpide", "Nro", "identifier"),
        ("Toimenpide", "Ruotsiksi", "wording_sv"),
        ("Toimeenpanosuunnitelma", "Tilanne", "status"),
        ("Toimenpide", "", "wording_fi"),
        ("Tavoite", "Mittari", KEEP),
    ],
)
def test_the_lower_heading_decides_and_the_upper_one_helps(parent, child, key):
    assert match_pair(parent, child).key == key


HEADINGS = ["Tavoite", "Nro", "Toimenpide", "Tilanne"]


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([HEADINGS, ["a", "1", "b", "Käynnissä"]], (1, 1)),
        ([["Toimenpiteiden tilanne"], [], ["Tavoite", "kaikki"], HEADINGS], (4, 4)),
        ([[]] * 39 + [HEADINGS], (40, 40)),
        ([[]] * 40 + [HEADINGS], None),
        ([HEADINGS, ["a", "1", "b", "c"], HEADINGS], (1, 1)),
        ([["Toimenpide (mitä)", "Tilanne 5/2024"], ["a", "b"]], (1, 1)),
        ([["Ohje"], ["Toimenpide", "Kirjoita tähän toimenpide."], ["Tilanne", "Valitse."]], None),
        ([], None),
    ],
)
def test_the_header_is_found(rows, header):
    assert find_header(grid_of(rows)) == header


def test_two_rows_of_headings_are_joined():
    rows = [
        ["Osio", "Tavoite", across("Tavoite"), "Toimenpide", across("Toimenpide"), "Vastuutaho", across("Vastuutaho")],
        [down("Osio"), "Nro", "Teksti", "Nro", "Kuvaus", "Pää", "Yhteistyö"],
        ["Lapset", "1", "Arki", "1.1", "Avataan pihat", "Sivistys", "Verkosto"],
    ]
    grid = grid_of(rows)
    assert find_header(grid) == (1, 2)
    assert [(heading.text, heading.match.key) for heading in headings_of(grid, (1, 2))] == [
        ("Osio", "section"),
        ("Tavoite Nro", "goal_identifier"),
        ("Tavoite Teksti", "goal"),
        ("Toimenpide Nro", "identifier"),
        ("Toimenpide Kuvaus", "wording_fi"),
        ("Vastuutaho Pää", "main"),
        ("Vastuutaho Yhteistyö", "partners"),
    ]


def test_values_under_the_headings_are_no_second_row_of_them():
    assert find_header(grid_of([["Tavoite", "Toimenpide", "Muuta"], ["Arki", "Pihat", "Verkosto"]])) == (1, 1)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_column_of_results_is_left_out(language):
    with override(language):
        assert match_heading(str(RESULT_HEADING)).key == SKIP
        assert match_heading(str(RESULT_HEADING)).certainty is Certainty.SURE
