"""Figures and pictures to take along."""

import csv
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from hyte.lib import pixels
from hyte.lib.csv_files import write_csv
from hyte.lib.foreign_html import clean_foreign
from tests.factories.indicators import make_indicator, make_observation, make_series
from tests.factories.measured import Compared, make_compared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_english")]
NOON = datetime(2024, 5, 2, 9, tzinfo=UTC)
NOT_FOR_ALL = "The figures are left out: the terms of their source don't allow passing them on."
FOR_STAFF = "For the county's own use: the terms of the source don't allow passing these figures on."


@pytest.fixture
def _english(client) -> None:
    client.cookies["django_language"] = "en"


@pytest.fixture
def compared(personas) -> Compared:
    return make_compared(personas.county, retrieved_at=NOON)


def take(client, indicator, name: str, form: str = "", **query):
    args = [indicator.pk, form] if form else [indicator.pk]
    answer = client.get(reverse(f"indicators:{name}", args=args, query=query or None))
    assert answer.status_code == 200
    return answer


def csv_rows(client, indicator, **query) -> list[dict[str, str]]:
    content = take(client, indicator, "indicator-download", "csv", **query).content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def sheets_of(client, indicator) -> tuple[list[tuple], list[tuple]]:
    book = load_workbook(BytesIO(take(client, indicator, "indicator-download", "xlsx").content))
    figures, source = book.worksheets
    return list(figures.iter_rows(values_only=True)), list(source.iter_rows(values_only=True))


def citation(compared: Compared) -> str:
    number = compared.indicator.sotkanet_id
    return f"Statistics and indicator bank Sotkanet. THL. Yksinäisyys (ind. {number}). Cited 2 May 2024."


def test_csv_opens_in_finnish_excel_and_carries_its_source(client, compared):
    rows = csv_rows(client, compared.indicator)
    assert len(rows) == 12
    first = {name: value.replace("\N{NO-BREAK SPACE}", " ") for name, value in rows[0].items()}
    assert first == {
        "Area": "Oma alue",
        "Level of areas": "Wellbeing services county",
        "Code": "04",
        "Year": "2021",
        "Sex": "All",
        "Figure": "1,5",
        "Cases": "",
        "Remark": "",
        "Source": citation(compared),
        "Licence": "CC BY 4.0",
        "Retrieved": "2 May 2024",
        "Note": "",
    }


def test_files_have_all_sexes_and_the_areas_of_the_page(client, compared):
    make_series(compared.indicator, compared.own, {2024: 2}, sex="female")
    make_series(compared.indicator, compared.town, {2024: 7})
    rows = csv_rows(client, compared.indicator, alue="KUNTA-092")
    assert {(row["Area"], row["Sex"]) for row in rows} == {
        ("Oma alue", "All"),
        ("Oma alue", "Women"),
        ("Kaupunki", "All"),
        ("Koko maa", "All"),
    }


def test_workbook_has_real_numbers_and_a_sheet_of_its_source(client, compared):
    figures, source = sheets_of(client, compared.indicator)
    assert figures[1] == ("Oma alue", "Wellbeing services county", "04", 2021, "All", 1.5, None, None)
    told = {row[0]: row[1].replace("\N{NO-BREAK SPACE}", " ") for row in source[1:]}
    assert told == {"Source": citation(compared), "Licence": "CC BY 4.0", "Retrieved": "2 May 2024"}


def test_numbers_stay_exact(client, compared):
    make_observation(compared.indicator, compared.own, 2019, "100.00000", cases="1234567")
    make_observation(compared.indicator, compared.own, 2020, "-0.00120")
    rows = {row["Year"]: row for row in csv_rows(client, compared.indicator) if row["Area"] == "Oma alue"}
    assert (rows["2019"]["Figure"], rows["2019"]["Cases"], rows["2020"]["Figure"]) == ("100", "1234567", "-0,0012")


def test_a_title_that_looks_like_a_formula_stays_a_text():
    content = write_csv(["=A1"], [["=HYPERLINK()", Decimal("-1.5"), "a\r\nb;c"]]).decode("utf-8-sig")
    assert content == "'=A1\r\n'=HYPERLINK();-1,5;\"a b;c\"\r\n"


@pytest.mark.parametrize("persona", ["", "unrelated", "member"])
def test_what_may_not_be_passed_on_is_left_out_for_the_public(client, personas, persona):
    compared = make_compared(personas.county, may_pass_on=False)
    if persona:
        client.force_login(getattr(personas, persona))
    [row] = csv_rows(client, compared.indicator)
    assert (row["Figure"], row["Note"]) == ("", NOT_FOR_ALL)
    figures, source = sheets_of(client, compared.indicator)
    assert len(figures) == 1
    assert ("Note", NOT_FOR_ALL) in [row[:2] for row in source]
    svg = take(client, compared.indicator, "indicator-picture", "svg").content.decode()
    assert "The figures are left out" in svg
    assert "1.3" not in svg
    data = take(client, compared.indicator, "indicator-data").json()
    assert (data["title"], data["lines"], data["note"]) == ("", [], NOT_FOR_ALL)


def test_staff_get_what_may_not_be_passed_on_and_it_says_so(client, personas):
    compared = make_compared(personas.county, may_pass_on=False)
    client.force_login(personas.reader)
    rows = csv_rows(client, compared.indicator)
    assert {row["Note"] for row in rows} == {FOR_STAFF}
    assert len(rows) == 12
    svg = ElementTree.fromstring(take(client, compared.indicator, "indicator-picture", "svg").content)
    words = " ".join(each.text or "" for each in svg.iter())
    assert "For the county's own use" in words
    assert len(take(client, compared.indicator, "indicator-data").json()["lines"]) == 3


def test_the_page_offers_no_files_that_would_be_empty(client, personas):
    compared = make_compared(personas.county, may_pass_on=False)
    page = client.get(compared.indicator.get_absolute_url()).content.decode()
    assert "so they can't be downloaded" in page
    assert "luvut.csv" not in page and "chart.js" not in page and "data-chart-button" not in page


def test_hidden_figures_are_in_no_file(client, personas):
    personas.county.region_code = "04"
    personas.county.save()
    compared = make_compared(personas.county)
    own = make_indicator("Oma", county=personas.county, is_public=True, source=compared.indicator.source)
    make_series(own, compared.own, {2022: 71, 2024: 83})
    make_observation(own, compared.own, 2023, "3.77", cases=77003, is_hidden=True)
    client.force_login(personas.coordinator)
    [hidden] = [row for row in csv_rows(client, own) if row["Year"] == "2023"]
    assert (hidden["Figure"], hidden["Cases"], hidden["Remark"]) == ("", "", "hidden, fewer than 5 cases")
    figures, _source = sheets_of(client, own)
    assert [row[3:] for row in figures if row[3] == 2023] == [(2023, "All", None, None, "hidden, fewer than 5 cases")]
    [line] = take(client, own, "indicator-data").json()["lines"]
    assert (line["x"], line["y"]) == ([2022, 2024, 2024], [71.0, None, 83.0])
    for form in ("svg", "csv"):
        name = "indicator-picture" if form == "svg" else "indicator-download"
        content = take(client, own, name, form).content.decode()
        assert "77003" not in content and "3.77" not in content and "3,77" not in content


def test_a_picture_says_its_indicator_finding_and_source(client, compared):
    svg = take(client, compared.indicator, "indicator-picture", "svg")
    words = " ".join(each.text or "" for each in ElementTree.fromstring(svg.content).iter())
    for told in ("Yksinäisyys", "Has fallen from 1.5 in 2021 to 1.3 in 2024", "CC BY 4.0", "Reform"):
        assert told in words
    assert "attachment" in svg.headers["Content-Disposition"]


def test_a_picture_of_nothing_says_so(client, personas):
    empty = make_indicator("Tyhjä", county=personas.county, is_public=True)
    empty.may_pass_on = True
    empty.save()
    assert "There are no figures yet." in take(client, empty, "indicator-picture", "svg").content.decode()


def test_png_is_a_picture(client, compared):
    assert take(client, compared.indicator, "indicator-picture", "png").content.startswith(b"\x89PNG\r\n\x1a\n")


def test_without_a_font_the_page_tells_what_to_do(client, compared, monkeypatch):
    monkeypatch.setattr(pixels, "has_font", lambda: False)
    address = reverse("indicators:indicator-picture", args=[compared.indicator.pk, "png"])
    answer = client.get(address, follow=True)
    assert answer.redirect_chain == [(compared.indicator.get_absolute_url(), 302)]
    assert "The server has no font" in answer.content.decode()


@pytest.mark.parametrize("name", ["indicator-picture", "indicator-download"])
def test_other_forms_dont_exist(client, personas, compared, name):
    client.force_login(personas.reader)
    assert client.get(reverse(f"indicators:{name}", args=[compared.indicator.pk, "exe"])).status_code == 404


def test_data_has_the_same_lines_as_the_chart(client, compared):
    data = take(client, compared.indicator, "indicator-data").json()
    assert [(line["name"], line["kind"]) for line in data["lines"]] == [
        ("Oma alue", "own"),
        ("Naapurin hva", "other"),
        ("Koko maa", "country"),
    ]
    assert data["lines"][0]["y"] == [1.5, 1.5, 1.4, 1.3]
    assert data["break"]["year"] == 2022.5


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        (None, ""),
        (" ", ""),
        ("<p>&nbsp;</p><br>", ""),
        ("BMI < 30 &amp; >= 25", "BMI &lt; 30 &amp; &gt;= 25"),
        ("<p>a<p id=suhteutus>b", "<p>a</p><p>b</p>"),
        ("<img src=x onerror=alert(1)>teksti<iframe src=//x></iframe>", "teksti"),
        ("<b>a<BR><BR><BR><BR>b", "<b>a<br><br>b</b>"),
    ],
)
def test_texts_of_others_are_made_safe_and_empty_ones_are_nothing(html, cleaned):
    assert clean_foreign(html) == cleaned
