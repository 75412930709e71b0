"""The pages by which figures are brought by file."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from hyte.lib.workbooks import read_book
from indicators.imports.figures.layout import guess_layout
from indicators.models import FiguresFile, Observation
from indicators.services.figures_files import apply_figures
from tests.factories.figures_files import bring
from tests.factories.indicators import make_indicator
from tests.factories.own import Own, make_own

pytestmark = pytest.mark.django_db
FILES, CREATE = "indicators:figures-files", "indicators:figures-file-create"
TABLE = "Kunta;Vuosi;Arvo\nKaupunki;2021;12,5\nTaajama;2021;x\nOutola;2021;7\n"


@pytest.fixture
def own(personas) -> Own:
    return make_own(personas.county, unit_fi="%")


@pytest.fixture
def coordinator(client, personas):
    client.cookies["django_language"] = "en"
    client.force_login(personas.coordinator)
    return personas.coordinator


def upload(client, content: str | bytes, name: str = "luvut.csv", **data):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(reverse(CREATE), {"file": file} | data)


def page(client, name: str, file: FiguresFile, query: str = "") -> str:
    answer = client.get(reverse(f"indicators:{name}", args=[file.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def apply(client, file: FiguresFile):
    mark = re.search(r'name="fingerprint" value="(\w+)"', page(client, "figures-file", file))[1]
    return client.post(reverse("indicators:figures-file-apply", args=[file.pk]), {"fingerprint": mark}, follow=True)


def test_the_whole_way(client, coordinator, own):
    answer = upload(client, TABLE, indicator=own.indicator.pk, source_date="2024-03-01")
    file = FiguresFile.objects.get()
    assert answer.url == file.get_absolute_url()
    preview = page(client, "figures-file", file)
    assert "No area is called “Outola”" in preview and "12.5" in preview and "Write 1 figure<" in preview
    assert not Observation.objects.exists()
    result = apply(client, file).content.decode()
    assert "The figures were written" in result and "Unknown area" in result and "Outola" not in result
    assert Observation.objects.get().region == own.city
    undo = reverse("indicators:figures-file-undo", args=[file.pk])
    assert "1 new figure is removed" in client.get(undo).content.decode()
    assert "The figures were taken back" in client.post(undo, follow=True).content.decode()
    assert not Observation.objects.exists()


def test_what_is_not_sure_is_asked(client, coordinator, own):
    upload(client, "Kunta;Selite;Arvo\nKaupunki;a;12,5\n")
    file = FiguresFile.objects.get()
    address = reverse("indicators:figures-file-columns", args=[file.pk])
    answer = client.get(file.get_absolute_url(), follow=True)
    assert answer.redirect_chain == [(address, 302)]
    told = {"sheet": 0, "header": 1, "c1": "area", "c2": "skip", "c3": "value"}
    refused = client.post(address, told)
    assert refused.status_code == 422 and "choose the indicator of all rows" in refused.content.decode()
    client.post(address, told | {"indicator": own.indicator.pk, "year": 2021, "removes": "on"})
    file.refresh_from_db()
    assert (file.indicator, file.answers["year"], file.answers["removes"]) == (own.indicator, 2021, True)
    assert "Write 1 figure<" in page(client, "figures-file", file)


def test_one_thing_stands_in_one_column(client, coordinator, own):
    file = bring(own.county, TABLE, indicator=own.indicator)
    told = {"sheet": 0, "header": 1, "c1": "value", "c2": "year", "c3": "value", "indicator": own.indicator.pk}
    answer = client.post(reverse("indicators:figures-file-columns", args=[file.pk]), told)
    assert answer.status_code == 422 and "Column A has been taken for the same thing" in answer.content.decode()


def test_another_row_of_headings_is_read_anew(client, coordinator, own):
    file = bring(own.county, "Kunta;Vuosi;Arvo\nKaupunki;2021;Luku\nTaajama;2021;7\n", indicator=own.indicator)
    told = {"sheet": 0, "header": 2, "c1": "area", "c2": "year", "c3": "value", "indicator": own.indicator.pk}
    address = reverse("indicators:figures-file-columns", args=[file.pk])
    assert client.post(address, told).url == address
    file.refresh_from_db()
    assert file.answers["header"] == 2 and file.answers["columns"]["2"] == "value:2021"


@pytest.mark.parametrize("field", ["sheet", "header", "c1", "year", "indicator", "region"])
def test_nonsense_in_the_columns(client, coordinator, own, field):
    file = bring(own.county, TABLE, indicator=own.indicator)
    told = {"sheet": 0, "header": 1, "c1": "area", "c2": "year", "c3": "value", "indicator": own.indicator.pk}
    answer = client.post(reverse("indicators:figures-file-columns", args=[file.pk]), told | {field: "99999999"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"%PDF-1.7", "not a workbook"), (b"PK\x03\x04x", "damaged")]
)
def test_what_can_not_be_read_is_refused(client, coordinator, own, content, words):
    answer = upload(client, content, "a.xlsx")
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not FiguresFile.objects.exists()


def test_another_countys_indicator_is_not_on_offer(client, coordinator, own, personas):
    foreign = make_indicator("Vieras", county=personas.other_county)
    assert upload(client, TABLE, indicator=foreign.pk).status_code == 422


def test_a_preview_that_has_changed_is_shown_again(client, coordinator, own):
    file = bring(own.county, TABLE, indicator=own.indicator)
    answer = client.post(reverse("indicators:figures-file-apply", args=[file.pk]), {"fingerprint": "x"}, follow=True)
    assert "Look at the preview once more" in answer.content.decode() and not Observation.objects.exists()


def test_a_file_is_discarded(client, coordinator, own):
    file = bring(own.county, TABLE, indicator=own.indicator)
    client.post(reverse("indicators:figures-file-discard", args=[file.pk]))
    assert not FiguresFile.objects.exists()


def test_rows_are_chosen_by_what_happens(client, coordinator, own):
    file = bring(own.county, TABLE, indicator=own.indicator)
    told = {
        query: page(client, "figures-file", file, query).count("brought__row ")
        for query in ("", "?tulos=new", "?tulos=empty", "?tulos=kaikki", "?tulos=mita", "?sivu=99")
    }
    assert told == {"": 2, "?tulos=new": 1, "?tulos=empty": 1, "?tulos=kaikki": 3, "?tulos=mita": 2, "?sivu=99": 2}


def test_a_hidden_figure_is_shown_on_no_page(client, coordinator, own):
    """Neither the figure that stands nor whether the file brings the same one."""
    table = "Kunta;Vuosi;Arvo;Tapaukset\nKaupunki;2021;{};{}\n"
    apply(client, bring(own.county, table.format("3,14159", "3"), indicator=own.indicator))
    assert Observation.objects.get().is_hidden
    same, other = (
        bring(own.county, table.format(value, "3"), indicator=own.indicator) for value in ("3,14159", "2,71828")
    )
    told = [
        page(client, "figures-file", each).replace("3.14159", "?").replace("2.71828", "?") for each in (same, other)
    ]
    told = [re.sub(r'/tiedostot/\d+/|value="\w+"|"X-CSRFToken": ?"\w+"|nonce="[^"]*"', "", each) for each in told]
    assert told[0] == told[1] and "hidden" in told[0]
    empty = bring(own.county, "Kunta;Vuosi;Tapaukset\nKaupunki;2021;4\n", indicator=own.indicator)
    assert "3.14159" not in page(client, "figures-file", empty)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_table_to_fill_in_is_recognised(client, coordinator, own, language):
    client.cookies["django_language"] = language
    answer = client.get(reverse("indicators:figures-template"), {"mittari": own.indicator.pk})
    book = read_book(answer.content, "pohja.xlsx")
    with override(language):
        layout = guess_layout(book, lambda text: False)
    assert [role.key for role in layout.columns.values()] == [
        "indicator",
        "code",
        "area",
        "year",
        "sex",
        "value",
        "cases",
    ]
    assert [book.sheets[0].cell(row, 2).text for row in (2, 3, 4)] == ["04", "092", "245"]
    assert book.sheets[0].cell(2, 1).text == own.indicator.title


@pytest.mark.parametrize("asked", ["x", "0", "9" * 30, "²"])
def test_an_unknown_indicator_in_the_address(client, coordinator, own, asked):
    assert client.get(reverse(CREATE), {"mittari": asked}).status_code == 200


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def test_queries_of_the_list_do_not_grow(client, coordinator, own, personas):
    counts = []
    for size in (3, 27):
        for _number in range(size):
            file = bring(own.county, TABLE, indicator=own.indicator, by=coordinator)
            apply_figures(file, {}, counts={"new": 1}, left_out=[], at=file.created_at, by=coordinator)
        counts.append(queries(client, reverse(FILES)))
    assert counts[0] == counts[1] <= 10


def test_queries_of_a_file_do_not_grow(client, coordinator, own):
    names, counts = ("figures-file", "figures-file-columns"), set()
    for size in (3, 30):
        rows = "".join(f"Kaupunki;{1990 + number};{number}\n" for number in range(size))
        file = bring(own.county, "Kunta;Vuosi;Arvo\n" + rows, indicator=own.indicator)
        counts.add(tuple(queries(client, reverse(f"indicators:{name}", args=[file.pk])) for name in names))
    assert len(counts) == 1 and max(*counts.pop()) <= 12


@pytest.mark.parametrize("persona", ["reader", "secretary", "contact"])
def test_only_those_who_keep_indicators(client, personas, own, persona):
    file = bring(own.county, TABLE, indicator=own.indicator)
    client.force_login(getattr(personas, persona))
    assert client.get(reverse(CREATE)).status_code == 403
    assert client.get(file.get_absolute_url()).status_code == 404
