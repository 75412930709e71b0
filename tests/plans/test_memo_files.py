"""The memo as Word and PDF: the same content, with what a screen reader needs."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone, translation
from docx import Document
from docx.oxml.ns import qn

from groups.models import Meeting
from hyte.lib.pdf import PdfUnavailable
from plans.exports.memo import render_memo_docx, title_of
from plans.exports.memo_pdf import render_memo_pdf
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


@pytest.mark.pango
def test_the_pdf_has_its_title_and_language_and_is_tagged(meeting):
    content = draft_content(memo_of(meeting))
    pdf = pikepdf.open(BytesIO(render_memo_pdf(content, base_url="http://testserver/")))
    assert str(pdf.Root.Lang) == "fi" and "Maaliskuun kokous" in str(pdf.docinfo["/Title"])
    assert pdf.Root.MarkInfo.Marked is True
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert {"/H1", "/H2", "/H3", "/Table", "/TH"} <= {str(each) for each in tags_of(pdf)}


def tags_of(pdf: pikepdf.Pdf) -> set:
    return {
        each.S for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"
    }


@pytest.mark.pango
def test_the_pdf_is_downloaded_by_members(client, personas, meeting):
    client.force_login(personas.member)
    answer = client.get(reverse("plans:memo-pdf", args=[meeting.pk]))
    assert answer.headers["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")


def test_where_pdfs_cant_be_drawn_the_memos_page_says_so(client, personas, meeting, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise PdfUnavailable

    monkeypatch.setattr("plans.views.memo_pdf.render_memo_pdf", refuse)
    client.force_login(personas.member)
    answer = client.get(reverse("plans:memo-pdf", args=[meeting.pk]), follow=True)
    assert answer.redirect_chain == [(reverse("plans:meeting-memo", args=[meeting.pk]), 302)]
    assert str(PdfUnavailable()) in answer.content.decode().replace("&#x27;", "'")
