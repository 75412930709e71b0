"""Names and words that the county hasn't used before: asked once for the whole file, and answered for all of it."""

import pytest

from plans.imports.answers import BLANK, NEW, Answers
from plans.models import LearnedWord, Plan
from tests.factories.groups import make_organisation, make_person
from tests.factories.listed import bring, listed, new_values, put_in, results, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
FIRST, SECOND = {"identifier": "T1.1"}, {"identifier": "T1.2"}


@pytest.fixture
def plan(approved: Plan) -> Plan:
    return approved


def organisation(personas, name: str, **fields) -> str:
    return str(make_organisation(name, parent=personas.county, **fields).pk)


def person(personas, name: str, **fields) -> str:
    return str(make_person(name, organisation=personas.county, **fields).pk)


def answered(kind: str, **names: str) -> Answers:
    return Answers(names={kind: {text.replace("_", " "): answer for text, answer in names.items()}})


@pytest.mark.parametrize(
    ("key", "text", "kind"),
    [
        ("main", "Itäinen yksikkö", "organisation"),
        ("contact", "Aino Outo", "person"),
        ("status", "Aivan outo tila", "status"),
        ("progress", "Aivan outo vauhti", "progress"),
    ],
)
def test_an_unknown_word_is_asked_once_with_its_count_and_first_place(plan, coordinator, key, text, kind):
    preview = listed(plan, coordinator, FIRST | {key: text}, SECOND | {key: f" {text.upper()} "})
    (question,) = preview.questions
    assert (question.kind, question.text, question.where, question.count) == (kind, text, "Toimeenpano!B2", 2)
    assert not preview.may_be_applied and preview.errors == []


def test_a_new_name_is_offered_with_the_most_alike_one_suggested(plan, personas, coordinator):
    known = organisation(personas, "Sivistyksen toimiala")
    (question,) = listed(plan, coordinator, FIRST | {"main": "Sivistyksen toimialat"}).questions
    assert question.suggested == known
    assert {known, NEW, BLANK} < {option.value for option in question.options}
    (question,) = listed(plan, coordinator, FIRST | {"main": "Xyz"}).questions
    assert question.suggested == NEW


def test_an_answer_holds_for_every_row(plan, personas, coordinator):
    known = organisation(personas, "Sivistyksen toimiala")
    answers = answered("organisation", sivi=known)
    preview = listed(plan, coordinator, FIRST | {"main": "Sivi"}, SECOND | {"main": "SIVI"}, answers=answers)
    assert preview.questions == []
    assert [new_values(outcome) for outcome in preview.outcomes] == [{"main": known}] * 2


def test_an_answer_new_makes_one_organisation_for_all_rows(plan, coordinator):
    rows = [FIRST | {"main": "Uusi Seura"}, SECOND | {"partners": "Uusi Seura"}]
    preview = listed(plan, coordinator, *rows, answers=answered("organisation", uusi_seura=NEW))
    assert [name.text for name in preview.new_names] == ["Uusi Seura"]
    assert [outcome.changes[0].new_text for outcome in preview.outcomes] == ["Uusi Seura"] * 2
    put_in(plan, preview, coordinator)
    assert results(listed(plan, coordinator, *rows)) == ["unchanged", "unchanged"]


def test_an_answer_blank_leaves_the_cell_empty(plan, coordinator):
    answers = answered("organisation", xyz=BLANK)
    preview = listed(plan, coordinator, FIRST | {"main": "Xyz", "status": "Käynnissä"}, answers=answers)
    assert (preview.questions, new_values(preview.outcomes[0])) == ([], {"status": "in_progress"})


def test_what_the_county_has_learned_isnt_asked(plan, personas, coordinator):
    known = make_organisation("Sivistyksen toimiala", parent=personas.county)
    LearnedWord.objects.create(county=personas.county, kind="organisation", text="sivi", organisation=known)
    LearnedWord.objects.create(county=personas.county, kind="status", text="etsikkoaika", value="starting")
    LearnedWord.objects.create(county=personas.county, kind="person", text="n.n.")
    preview = listed(plan, coordinator, FIRST | {"main": "Sivi", "status": "Etsikkoaika", "contact": "N.N."})
    assert preview.questions == []
    assert new_values(preview.outcomes[0]) == {"main": str(known.pk), "status": "starting"}


def test_a_learned_organisation_that_has_ended_is_asked_anew(plan, personas, coordinator):
    gone = make_organisation("Entinen toimiala", parent=personas.county, ended_on="2024-01-01")
    LearnedWord.objects.create(county=personas.county, kind="organisation", text="sivi", organisation=gone)
    assert len(listed(plan, coordinator, FIRST | {"main": "Sivi"}).questions) == 1


def test_an_answer_goes_before_what_was_learned(plan, personas, coordinator):
    LearnedWord.objects.create(county=personas.county, kind="status", text="etsikkoaika", value="starting")
    answers = answered("status", etsikkoaika="completed")
    preview = listed(plan, coordinator, FIRST | {"status": "Etsikkoaika"}, answers=answers)
    assert new_values(preview.outcomes[0]) == {"status": "completed"}


@pytest.mark.parametrize("answer", ["another county's", "999999", "abc", ""])
def test_an_answer_that_names_nothing_of_the_county_isnt_accepted(plan, personas, coordinator, answer):
    if answer == "another county's":
        answer = str(make_organisation("Vieras", parent=personas.other_county).pk)
    preview = listed(plan, coordinator, FIRST | {"main": "Xyz"}, answers=answered("organisation", xyz=answer))
    assert len(preview.questions) == 1 and answer not in {option.value for option in preview.questions[0].options}


def test_two_people_of_one_name_are_asked_for_and_an_address_tells_them_apart(plan, personas, coordinator):
    first = person(personas, "Aino Malli", email="aino@example.org")
    person(personas, "Aino Malli", email="aino2@example.org", title="Johtaja")
    assert len(listed(plan, coordinator, FIRST | {"contact": "Aino Malli"}).questions) == 1
    for text in ("Aino Malli, aino@example.org", "Aino Malli aino@example.org", "aino@example.org"):
        assert new_values(listed(plan, coordinator, FIRST | {"contact": text}).outcomes[0]) == {"contact": first}


@pytest.mark.parametrize("text", ["A; B", "A, B", "A ja B", "A / B", "A\nB", "A & B", "A och B", "• A\n• B"])
def test_a_cell_may_name_several_organisations(plan, personas, coordinator, text):
    text = text.replace("A", "Aikuisten palvelut").replace("B", "Baariyhdistys")
    both = f"{organisation(personas, 'Aikuisten palvelut')},{organisation(personas, 'Baariyhdistys')}"
    preview = listed(plan, coordinator, FIRST | {"partners": text})
    assert new_values(preview.outcomes[0]) == {"partners": both}


def test_a_name_with_a_comma_and_an_and_in_it_is_one_name(plan, personas, coordinator):
    known = organisation(personas, "Nuoriso, liikunta ja kulttuuri")
    organisation(personas, "Nuoriso")
    preview = listed(plan, coordinator, FIRST | {"partners": "Nuoriso, liikunta ja kulttuuri"})
    assert new_values(preview.outcomes[0]) == {"partners": known}


def test_an_unknown_one_beside_a_known_one_is_asked_by_itself(plan, personas, coordinator):
    organisation(personas, "Aikuisten palvelut")
    (question,) = listed(plan, coordinator, FIRST | {"partners": "Aikuisten palvelut, Xyz"}).questions
    assert question.text == "Xyz"


@pytest.mark.parametrize(
    "text",
    [
        "Aino Malli, asiantuntija",
        "Aino Malli (asiantuntija)",
        "Asiantuntija, Aino Malli",
        "Aino Malli, aino@example.org, 040 123",
        "Aino Malli\naino@example.org",
        "aino@example.org",
        "Aino Malli <aino@example.org>",
        "AINO MALLI",
    ],
)
def test_a_person_is_known_with_a_title_and_an_address(plan, personas, coordinator, text):
    known = person(personas, "Aino Malli", email="aino@example.org")
    preview = listed(plan, coordinator, FIRST | {"contact": text})
    assert (preview.questions, new_values(preview.outcomes[0])) == ([], {"contact": known})


@pytest.mark.parametrize("text", ["{}; {}", "{} ja {}", "{}\n{}", "{}, {}", "{} / {}", "{} (johtaja), {} (sijainen)"])
def test_the_second_person_of_a_cell_becomes_the_deputy(plan, personas, coordinator, text):
    first, second = person(personas, "Aino Malli"), person(personas, "Onni Näyte")
    preview = listed(plan, coordinator, FIRST | {"contact": text.format("Aino Malli", "Onni Näyte")})
    assert new_values(preview.outcomes[0]) == {"contact": first, "deputy": second}
    assert "The cell names two people: the second one becomes the deputy." in said(preview)


def test_a_stranger_beside_a_known_person_is_asked(plan, personas, coordinator):
    person(personas, "Aino Malli")
    (question,) = listed(plan, coordinator, FIRST | {"contact": "Aino Malli, Onni Outo"}).questions
    assert question.text == "Onni Outo"


def test_a_third_person_is_told_to_be_left_out(plan, personas, coordinator):
    for name in ("Aino Malli", "Onni Näyte", "Eero Kolmas"):
        person(personas, name)
    preview = listed(plan, coordinator, FIRST | {"contact": "Aino Malli; Onni Näyte; Eero Kolmas"})
    assert any(text.startswith("There is room for one contact person and one deputy") for text in said(preview))


def test_a_secretary_answers_but_makes_nothing(plan, personas):
    rows = FIRST | {"main": "Xyz", "contact": "Aino Outo"}
    (question,) = listed(plan, personas.secretary, rows).questions
    assert question.kind == "organisation" and NEW not in {option.value for option in question.options}
    assert len(listed(plan, personas.secretary, rows, answers=answered("organisation", xyz=NEW)).questions) == 1


def test_words_of_rows_that_are_left_out_are_not_asked_and_not_made(plan, coordinator):
    rows = [FIRST | {"main": "Xyz"}, SECOND | {"main": "Terveydenhuollon palvelut"}]
    left = Answers(left_out={"Toimeenpano!2"})
    preview = listed(plan, coordinator, *rows, answers=left)
    assert preview.questions == [] and preview.may_be_applied
    left.names = {"organisation": {"xyz": NEW}}
    preview = listed(plan, coordinator, *rows, answers=left)
    assert preview.new_names == [] and results(preview) == ["left_out", "changed"]


def test_a_question_counts_only_the_rows_that_need_it(plan, coordinator):
    rows = [FIRST | {"main": "Xyz"}, SECOND | {"main": "Xyz"}]
    (question,) = listed(plan, coordinator, *rows, answers=Answers(left_out={"Toimeenpano!2"})).questions
    assert (question.count, question.where) == (1, "Toimeenpano!B3")


def test_a_new_person_is_made_once(plan, personas, coordinator):
    rows = [FIRST | {"contact": "Aino Outo"}, SECOND | {"deputy": "Aino Outo"}]
    again = bring(plan, coordinator, *rows, answers=answered("person", aino_outo=NEW))
    assert results(again) == ["unchanged", "unchanged"]
