"""Canonical values in words, and names that can't be mistaken."""

import pytest
from django.utils import translation

from groups.models import Organisation, Person
from plans.models import Plan
from plans.workbook.shown import Shown
from tests.factories.groups import Personas, make_organisation, make_person
from tests.factories.plans import make_measure, make_plan, make_responsibility


@pytest.fixture
def shown() -> Shown:
    return Shown([], [])


@pytest.mark.parametrize(
    ("key", "canonical", "text"),
    [
        ("status", "in_progress", "In progress"),
        ("progress", "delayed", "Delayed"),
        ("years", "2023-2025", "2023–2025"),
        ("years", "2024-", "2024–"),
        ("years", "continuous", "Continuous"),
        ("years", "continuous 2024-", "Continuous 2024–"),
        ("identifier", "T1.10", "T1.10"),
        ("wording_fi", "Sanat\nkahdella rivillä", "Sanat\nkahdella rivillä"),
        ("main", "", ""),
        ("main", "77", "77"),
    ],
)
def test_values_are_told_in_words(shown: Shown, key: str, canonical: str, text: str):
    with translation.override("en"):
        assert shown.text(key, canonical) == text


def test_days_are_told_the_finnish_way(shown: Shown):
    with translation.override("sv"):
        assert shown.text("on", "2024-02-06") == "6.2.2024"


def test_names_stand_with_semicolons_between(personas: Personas):
    first = make_organisation("Yksi; kaksi", parent=personas.county, name_sv="Ett")
    second = make_organisation("Kolme", parent=personas.county)
    shown = Shown([first, second], [])
    with translation.override("fi"):
        assert shown.text("partners", f"{first.pk},{second.pk}") == "Yksi, kaksi; Kolme"
    with translation.override("sv"):
        assert shown.text("partners", f"{first.pk},{second.pk}") == "Ett; Kolme"


def test_a_name_that_two_bear_is_told_with_its_parent(personas: Personas):
    one = make_organisation("Neuvola", parent=personas.division)
    other = make_organisation("neuvola", parent=personas.county)
    plain = make_organisation("Muu", parent=personas.county, short_name="N")
    third = make_organisation("N", parent=personas.county)
    shown = Shown([one, other, plain, third], [])
    texts = [shown.text("main", str(each.pk)) for each in (one, other, plain, third)]
    county = personas.county.name_fi
    assert texts == ["Neuvola (Terveydenhuollon palvelut)", f"neuvola ({county})", "Muu", f"N ({county})"]


def test_what_nothing_else_tells_apart_is_told_by_its_number(personas: Personas):
    twins = [make_organisation("Neuvola", parent=personas.county) for _each in range(2)]
    people = [make_person("Maija", organisation=personas.division, title=title) for title in ("A", "B", "B")]
    shown = Shown(twins, people)
    assert [shown.text("main", str(each.pk)) for each in twins] == [f"Neuvola (#{each.pk})" for each in twins]
    assert [shown.text("contact", str(each.pk)) for each in people] == [
        "Maija (A)",
        *(f"Maija (#{each.pk})" for each in people[1:]),
    ]


def test_names_in_every_language_are_known(personas: Personas):
    parent = make_organisation("Sivistys", parent=personas.county, name_sv="Bildning")
    twins = [make_organisation("Nuoret", parent=each) for each in (parent, personas.county)]
    texts = Shown(twins, []).texts_in_every_language("main", str(twins[0].pk))
    assert texts == {"Nuoret (Sivistys)", "Nuoret (Bildning)"}


def test_those_in_use_are_known_though_they_are_of_no_county(plan: Plan, personas: Personas):
    lone = make_person("Yksinäinen")
    foreign = make_organisation("Naapuri", parent=personas.other_county)
    measure = make_measure(plan.sections.first().goals.first(), contact_person=lone)
    make_responsibility(measure, foreign)
    shown = Shown.of(plan)
    assert (shown.text("contact", str(lone.pk)), shown.text("main", str(foreign.pk))) == ("Yksinäinen", "Naapuri")


@pytest.mark.parametrize("size", [3, 30])
def test_names_take_two_queries_at_any_size(db, size: int, django_assert_num_queries):
    plan = make_plan(goals=1, measures=size)
    for number in range(size):
        make_person(f"Henkilö {number}", organisation=make_organisation("Sama", parent=plan.county))
    ids = [str(pk) for model in (Organisation, Person) for pk in model.objects.values_list("pk", flat=True)]
    with django_assert_num_queries(2):
        shown = Shown.of(plan)
        assert len({shown.text("main", each) for each in ids}) >= size
