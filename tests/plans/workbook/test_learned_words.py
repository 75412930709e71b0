"""Words that workbooks have taught, mended in the admin site."""

import pytest
from django.urls import reverse

from plans.models import LearnedWord
from tests.factories.groups import make_organisation


@pytest.fixture
def word(client, personas) -> LearnedWord:
    client.force_login(personas.coordinator)
    return LearnedWord.objects.create(
        county=personas.county, kind="organisation", text="terveyspalv.", organisation=personas.division
    )


def address(word: LearnedWord, page: str = "change") -> str:
    return reverse(f"admin:plans_learnedword_{page}", args=[word.pk])


def test_a_word_gets_another_meaning(client, word, personas):
    right = make_organisation("Terveysasemat", parent=personas.county)
    assert client.post(address(word), {"organisation": right.pk}).status_code == 302
    word.refresh_from_db()
    assert (word.organisation, word.by, word.text) == (right, personas.coordinator, "terveyspalv.")


def test_another_countys_organisation_is_no_meaning(client, word, personas):
    strange = make_organisation("Vieras", parent=personas.other_county)
    assert client.post(address(word), {"organisation": strange.pk}).status_code == 200
    word.refresh_from_db()
    assert word.organisation == personas.division


def test_a_status_word_has_the_statuses_to_choose_from(client, word, personas):
    status = LearnedWord.objects.create(county=personas.county, kind="status", text="menossa", value="starting")
    client.post(address(status), {"value": "as_planned"})
    status.refresh_from_db()
    assert status.value == "starting"
    client.post(address(status), {"value": "in_progress"})
    status.refresh_from_db()
    assert status.value == "in_progress"


def test_a_forgotten_word_is_asked_again(client, word):
    client.post(address(word, "delete"), {"post": "yes"})
    assert not LearnedWord.objects.exists()
