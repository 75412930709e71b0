"""Word files: real styles and headings, header rows, language and title."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from hyte.lib.word import WordFile


@pytest.fixture
def document():
    word = WordFile(
        title="Muistio", language="sv", author="Sihteeri", subject="Ryhmä", made_at=datetime(2024, 3, 18, tzinfo=UTC)
    )
    word.facts([("Aika", "18.3."), ("Paikka", "")], description="Kokous")
    word.heading("Asiat")
    word.heading("1. Avaus", 2)
    word.text("Eka kappale\nsama kappale\n\nToinen kappale", label="Päätös")
    word.text("")
    word.bullets(["Yksi", "Merkki\x00 pois"])
    word.table(("Mitä", "Kuka"), [("a", "b"), ("=1+1", "d")], widths=(2, 1), title="Tehtävät")
    word.footer("Muistio")
    return Document(BytesIO(word.content()))


def test_parts_have_real_styles(document):
    told = [(each.style.name, each.text) for each in document.paragraphs if each.text]
    assert told == [
        ("Title", "Muistio"),
        ("Heading 1", "Asiat"),
        ("Heading 2", "1. Avaus"),
        ("Normal", "Päätös: Eka kappale\nsama kappale"),
        ("Normal", "Toinen kappale"),
        ("List Bullet", "Yksi"),
        ("List Bullet", "Merkki pois"),
    ]


def test_the_table_has_a_header_row_that_repeats_and_a_caption(document):
    facts, table = document.tables
    header, *others = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert header and not any(others)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Tehtävät"
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Mitä", "Kuka"], ["a", "b"], ["=1+1", "d"]]
    assert [cell.text for cell in facts.rows[0].cells] == ["Aika", "18.3."] and len(facts.rows) == 1


def test_the_language_is_told_in_the_styles_and_the_properties(document):
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == document.core_properties.language == "sv-FI"


def test_the_properties_tell_what_it_is(document):
    told = document.core_properties
    assert (told.title, told.author, told.subject, told.comments) == ("Muistio", "Sihteeri", "Ryhmä", "")
    assert told.created.date().isoformat() == "2024-03-18"


def test_the_page_is_a4_with_its_number_in_the_footer(document):
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "PAGE" in section.footer._element.xml


def test_parts_stand_in_the_order_that_the_schema_asks(document):
    order = ["tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption"]
    for table in document.tables:
        names = [child.tag.split("}")[1] for child in table._tbl.tblPr]
        assert names == [name for name in order if name in names] and len(names) == len(set(names))
