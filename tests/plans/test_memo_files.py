"""The memo as Word and PDF: the same content, with what a screen reader needs."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from docx import Document
from docx.oxml.ns import qn

from groups.models import Meeting
from plans.exports.memo import render_memo_docx, title_of
from plans.queries.memo import draft_content, memo_of
from tests.factories.meetings import make_assignment, make_item, make_meeting
from tests.factories.plans import make_update

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(personas, measure) -> Meeting:
    meeting = make_meeting(personas.group, title="Maaliskuun kokous")
    item = make_item(meeting, "Teema", discussion="Puhuttiin.\n\nPitkään.", decided="Sovittiin.")
    make_assignment(personas.group, "Kutsu", meeting=meeting, item=item, due_on=date(2024, 5, 1))
    said = {"public_text_fi": "Näkyy kaikille.", "internal_note": "Salaisuus"}
    make_update(measure, meeting.on, "completed", meeting=meeting, **said)
    return Meeting.objects.get(pk=meeting.pk)


@pytest.fixture
def word(meeting):
    file = render_memo_docx(draft_content(memo_of(meeting)), made_at=timezone.now())
    return Document(BytesIO(file))


def text_of(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_word_has_headings_for_the_parts_and_the_items(word, meeting):
    with translation.override("fi"):
        title = title_of(draft_content(memo_of(meeting)))
    styles = {each.text: each.style.name for each in word.paragraphs if each.text}
    assert styles[title] == "Title" == word.paragraphs[0].style.name
    assert styles["1. Teema"] == "Heading 2"
    assert sum(name == "Heading 1" for name in styles.values()) >= 5


def test_words_tables_have_header_rows_and_its_language_is_the_memos(word):
    tables = word.tables[1:]  # the first one tells the facts, its first column is the header
    assert len(tables) == 3
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in tables)
    assert word.core_properties.language == "fi-FI"
    assert "Maaliskuun kokous" in word.core_properties.title


def test_word_tells_everything_but_internal_notes(word):
    text = text_of(word)
    expected = ("Puhuttiin.", "Pitkään.", "Sovittiin.", "Kutsu", "1.5.2024", "Näkyy kaikille.", "member henkilö")
    assert [told for told in expected if told not in text] == []
    assert "Salaisuus" not in text


def test_the_download_has_a_name_that_says_what_it_is(client, personas, meeting):
    client.force_login(personas.member)
    answer = client.get(reverse("plans:memo-docx", args=[meeting.pk]))
    assert answer.status_code == 200
    assert "Maaliskuun" in answer.headers["Content-Disposition"] and ".docx" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Sovittiin." in text_of(Document(BytesIO(answer.content)))


def test_an_empty_memo_makes_a_file_too(personas):
    meeting = make_meeting(personas.group)
    file = render_memo_docx(draft_content(memo_of(meeting)), made_at=timezone.now())
    assert Document(BytesIO(file)).paragraphs[0].style.name == "Title"
