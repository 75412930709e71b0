"""Tables in and out as spreadsheets: preview, errors by row, own county only, texts stay texts."""

import csv
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from openpyxl import Workbook, load_workbook

from groups.models import Organisation, Person, Seat
from indicators.models import Theme, ThemeClassification
from tests.factories.groups import make_organisation, make_person, make_seat

XLSX, CSV = "0", "1"
ORGANISATIONS, PEOPLE, SEATS = "/admin/groups/organisation/", "/admin/groups/person/", "/admin/groups/seat/"
THEMES = "/admin/indicators/theme/"


@pytest.fixture
def as_coordinator(client, personas) -> Client:
    client.force_login(personas.coordinator)
    return client


def as_csv(*rows, delimiter: str = ",", encoding: str = "utf-8") -> SimpleUploadedFile:
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return SimpleUploadedFile("rivit.csv", out.getvalue().encode(encoding))


def as_xlsx(*rows) -> SimpleUploadedFile:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return SimpleUploadedFile("rivit.xlsx", out.getvalue())


def preview(client, table: str, file: SimpleUploadedFile):
    kind = XLSX if file.name.endswith("xlsx") else CSV
    return client.post(f"{table}import/", {"import_file": file, "format": kind, "resource": "0"})


def bring_in(client, table: str, file: SimpleUploadedFile):
    page = preview(client, table, file)
    assert "confirm_form" in page.context, errors(page)
    return client.post(f"{table}process_import/", page.context["confirm_form"].initial)


def errors(page) -> dict[int, str]:
    """What each row is told."""
    result = page.context.get("result")
    if result is None:
        return {0: str(page.context["form"].errors)}
    told = {row.number: " ".join(row.error.messages) for row in result.invalid_rows}
    return told | dict(enumerate((str(error.error) for error in result.base_errors), start=-100))


def export(client, table: str, kind: str, query: str = "") -> bytes:
    response = client.post(f"{table}export/{query}", {"format": kind, "resource": "0"})
    assert response["Content-Disposition"].startswith("attachment")
    return response.content


def test_preview_saves_nothing_and_says_what_would_change(as_coordinator, personas) -> None:
    rows = [
        ["id", "name_fi", "kind", "parent"],
        [personas.division.pk, "Uusi nimi", "division", personas.county.name_fi],
    ]
    page = preview(as_coordinator, ORGANISATIONS, as_csv(*rows, ["", "Yksikkö", "unit", "Uusi nimi"]))
    assert page.context["result"].totals["update"] == 1
    assert "<del>Terveydenhuollon palvelut</del> <ins>Uusi nimi</ins>" in page.content.decode()
    assert not Organisation.objects.filter(name_fi__in=["Uusi nimi", "Yksikkö"]).exists()


@pytest.mark.parametrize("make_file", [as_csv, as_xlsx])
def test_import_adds_and_changes_with_history(as_coordinator, personas, make_file) -> None:
    rows = [
        ["id", "name_fi", "kind", "parent"],
        [personas.division.pk, "Uusi nimi", "division", personas.county.name_fi],
        ["", "Yksikkö", "unit", "Uusi nimi"],
    ]
    assert bring_in(as_coordinator, ORGANISATIONS, make_file(*rows)).status_code == 302
    unit = Organisation.objects.get(name_fi="Yksikkö")
    assert (unit.parent, unit.county) == (personas.division, personas.county)
    for row in (unit, personas.division):
        assert row.history.first().history_user == personas.coordinator
        assert row.history.first().history_change_reason


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-8")]
)
def test_any_csv_of_excel_is_read(as_coordinator, personas, delimiter, encoding) -> None:
    rows = [
        ["name", "organisation", "email", "left_on"],
        ["Äly Öhman", personas.division.name_fi, "a@example.org", "26.2.2024"],
    ]
    bring_in(as_coordinator, PEOPLE, as_csv(*rows, delimiter=delimiter, encoding=encoding))
    person = Person.objects.get(email="a@example.org")
    assert (person.name, person.left_on.isoformat()) == ("Äly Öhman", "2024-02-26")


def test_the_same_list_twice_changes_nothing(as_coordinator, personas) -> None:
    rows = [["name", "organisation", "email"], ["Äly Öhman", personas.division.name_fi, "a@example.org"]]
    bring_in(as_coordinator, PEOPLE, as_csv(*rows))
    count = Person.objects.count()
    bring_in(as_coordinator, PEOPLE, as_csv(*rows))
    assert Person.objects.count() == count
    assert Person.objects.get(email="a@example.org").history.count() == 1


def test_errors_are_told_by_row_and_nothing_is_saved(as_coordinator, personas) -> None:
    rows = [
        ["name", "organisation", "email", "left_on"],
        ["Hyvä Rivi", personas.division.name_fi, "a@example.org", ""],
        ["Paha Osoite", personas.division.name_fi, "ei osoite", ""],
        ["Paha Päivä", personas.division.name_fi, "", "31.2.2024"],
        ["Paha Paikka", "Olematon", "", ""],
        ["Koditon", "", "", ""],
    ]
    page = preview(as_coordinator, PEOPLE, as_csv(*rows))
    told = errors(page)
    assert sorted(told) == [2, 3, 4, 5]
    assert "31.2.2024" in told[3]
    assert "Olematon" in told[4]
    assert "confirm_form" not in page.context
    assert not Person.objects.filter(name="Hyvä Rivi").exists()


@pytest.mark.parametrize("order", ["x", "-1", "99999999999999999999"])
def test_odd_numbers_are_errors_of_their_row(as_coordinator, personas, order) -> None:
    rows = [["name_fi", "kind", "parent", "order"], ["Yksikkö", "unit", personas.county.name_fi, order]]
    page = preview(as_coordinator, ORGANISATIONS, as_csv(*rows))
    assert page.status_code == 200
    assert "confirm_form" not in page.context


@pytest.mark.parametrize("given", ["theirs", "999999", "x", "9" * 30])
def test_rows_of_another_county_are_not_reached_by_id(as_coordinator, personas, given) -> None:
    theirs = make_person("Vieras", organisation=personas.other_county)
    given = str(theirs.pk) if given == "theirs" else given
    page = preview(
        as_coordinator, PEOPLE, as_csv(["id", "name", "organisation"], [given, "Oma", personas.division.name_fi])
    )
    assert list(errors(page)) == [1]
    assert "Vieras" not in page.content.decode()
    theirs.refresh_from_db()
    assert theirs.name == "Vieras"


@pytest.mark.parametrize("by", ["name", "id"])
def test_another_countys_rows_are_not_chosen(as_coordinator, personas, by) -> None:
    theirs = make_organisation("Vieras toimiala", parent=personas.other_county)
    value = theirs.name_fi if by == "name" else theirs.pk
    assert list(errors(preview(as_coordinator, PEOPLE, as_csv(["name", "organisation"], ["Uusi", value])))) == [1]


def test_what_counties_share_is_not_changed(as_coordinator, personas) -> None:
    hus = make_organisation("HUS", kind="hus")
    unchanged, changed = ["id", "name_fi", "kind"], ["id", "name_fi"]
    assert errors(preview(as_coordinator, ORGANISATIONS, as_csv(unchanged, [hus.pk, "HUS", "hus"]))) == {}
    assert list(errors(preview(as_coordinator, ORGANISATIONS, as_csv(changed, [hus.pk, "Meidän HUS"])))) == [1]


@pytest.mark.parametrize(
    "row",
    [
        {"id": "", "name_fi": "Uusi alue", "kind": "county", "parent": ""},
        {"id": "", "name_fi": "Kaikkien", "kind": "ngo", "parent": ""},
        {"id": "county", "name_fi": "Oma alue", "kind": "division", "parent": ""},
        {"id": "division", "name_fi": "Toimiala", "kind": "county", "parent": ""},
        {"id": "division", "name_fi": "Toimiala", "kind": "division", "parent": ""},
        {"id": "division", "name_fi": "Toimiala", "kind": "division", "parent": "Terveydenhuollon palvelut"},
    ],
)
def test_file_founds_and_frees_nothing(as_coordinator, personas, row) -> None:
    ids = {"county": personas.county.pk, "division": personas.division.pk}
    row = row | {"id": ids.get(row["id"], "")}
    page = preview(as_coordinator, ORGANISATIONS, as_csv(list(row), list(row.values())))
    assert list(errors(page)) == [1]


def test_unknown_columns_are_told(as_coordinator, personas) -> None:
    page = preview(as_coordinator, PEOPLE, as_csv(["name", "user", "is_superuser"], ["Uusi", "1", "1"]))
    assert "user, is_superuser" in page.content.decode()
    assert "confirm_form" not in page.context


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_headings_and_values_may_be_words_of_the_users_language(as_coordinator, personas, language) -> None:
    as_coordinator.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    with translation.override(language):
        headings = [
            str(Organisation._meta.get_field(name).verbose_name).capitalize() for name in ("name_fi", "kind", "parent")
        ]
        word = str(Organisation.Kind.MUNICIPALITY.label).upper()
    bring_in(as_coordinator, ORGANISATIONS, as_csv(headings, ["Esimerkkilä", word, personas.county.name_fi]))
    assert Organisation.objects.get(name_fi="Esimerkkilä").kind == "municipality"


def test_a_column_that_stands_twice_is_told(as_coordinator, personas) -> None:
    page = preview(as_coordinator, ORGANISATIONS, as_csv(["name_fi", "kind", "Tyyppi"], ["Yksikkö", "unit", "ngo"]))
    assert "kind, Tyyppi" in " ".join(errors(page).values())
    assert "confirm_form" not in page.context


def test_the_allowed_values_are_told_on_the_page_and_where_a_value_is_wrong(as_coordinator, personas) -> None:
    page = as_coordinator.get(f"{ORGANISATIONS}import/").text
    assert "<code>municipality</code> (Kunta)" in page and "<code>county</code>" not in page
    rows = [["name_fi", "kind", "parent"], ["Yksikkö", "kaupunki", personas.county.name_fi]]
    told = errors(preview(as_coordinator, ORGANISATIONS, as_csv(*rows)))[1]
    assert "kaupunki" in told and "municipality (Kunta)" in told and "county (" not in told


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workbook", b"\x00\xff" * 50])
@pytest.mark.parametrize("name", ["rivit.xlsx", "rivit.csv"])
def test_broken_files_are_told(as_coordinator, personas, content, name) -> None:
    page = preview(as_coordinator, PEOPLE, SimpleUploadedFile(name, content))
    assert page.status_code == 200
    assert "confirm_form" not in page.context


def test_seats_come_in_by_names(as_coordinator, personas) -> None:
    person = make_person("Istuja", organisation=personas.division)
    rows = [
        ["group", "role", "represents", "person", "starts_on", "ends_on"],
        [personas.group.name_fi, "vice_chair", personas.division.name_fi, person.name, "2024-01-01", ""],
    ]
    bring_in(as_coordinator, SEATS, as_xlsx(*rows))
    assert Seat.objects.get(person=person).represents == personas.division


def test_a_second_chair_of_the_same_days_is_told_by_its_row(as_coordinator, personas) -> None:
    person = make_person("Istuja", organisation=personas.division)
    rows = [["group", "role", "person", "starts_on"], [personas.group.name_fi, "chair", person.name, "1.1.2024"]]
    assert list(errors(preview(as_coordinator, SEATS, as_csv(*rows)))) == [1]


def test_ambiguous_names_need_the_id(as_coordinator, personas) -> None:
    first, _second = (make_person("Sama Nimi", organisation=personas.division) for _ in range(2))
    rows = [["group", "role", "person", "starts_on"], [personas.group.name_fi, "vice_chair", "Sama Nimi", "1.1.2024"]]
    assert list(errors(preview(as_coordinator, SEATS, as_csv(*rows)))) == [1]
    rows[1][2] = first.pk
    bring_in(as_coordinator, SEATS, as_csv(*rows))
    assert Seat.objects.filter(person=first, role="vice_chair").exists()


def test_themes_of_the_own_classification_only(as_coordinator, personas) -> None:
    ThemeClassification.objects.create(name_fi="Kansallinen", slug="kansallinen")
    ThemeClassification.objects.create(name_fi="Oma", slug="oma", county=personas.county)
    heading = ["classification", "slug", "name_fi"]
    assert list(errors(preview(as_coordinator, THEMES, as_csv(heading, ["kansallinen", "uusi", "Uusi"])))) == [1]
    bring_in(as_coordinator, THEMES, as_csv(heading, ["oma", "uusi", "Uusi"]))
    assert Theme.objects.get().classification.slug == "oma"


def test_keeper_brings_in_national_themes(client, personas) -> None:
    client.force_login(personas.keeper)
    ThemeClassification.objects.create(name_fi="Kansallinen", slug="kansallinen")
    bring_in(client, THEMES, as_csv(["classification", "slug", "name_fi"], ["kansallinen", "uusi", "Uusi"]))
    assert Theme.objects.get().name_fi == "Uusi"


@pytest.mark.parametrize("text", ["=1+1", "+358 40 123", "-suojaviiva", "@SUM(A1)", "'=lainattu"])
def test_texts_stay_texts_and_come_back_as_they_were(as_coordinator, personas, text) -> None:
    person = make_person("Henkilö", organisation=personas.division, title=text)
    book = load_workbook(BytesIO(export(as_coordinator, PEOPLE, XLSX)))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value == text]
    assert [cell.data_type for cell in cells] == ["s"]
    exported = export(as_coordinator, PEOPLE, CSV)
    assert not any(
        cell.startswith(("=", "+", "-", "@")) for row in csv.reader(StringIO(exported.decode())) for cell in row
    )
    for name, content in (("a.csv", exported), ("a.xlsx", export(as_coordinator, PEOPLE, XLSX))):
        page = preview(as_coordinator, PEOPLE, SimpleUploadedFile(name, content))
        assert page.context["result"].totals["update"] == 0, page.context["result"].totals
    person.refresh_from_db()
    assert person.title == text


@pytest.mark.parametrize("kind", [XLSX, CSV])
def test_export_has_own_rows_and_what_the_filter_left(as_coordinator, personas, kind) -> None:
    make_person("Oma Henkilö", organisation=personas.division)
    make_person("Vieras", organisation=personas.other_county)
    names = exported_names(export(as_coordinator, PEOPLE, kind), kind)
    assert "Oma Henkilö" in names
    assert "Vieras" not in names
    assert exported_names(export(as_coordinator, PEOPLE, kind, "?q=Oma"), kind) == ["Oma Henkilö"]


def exported_names(content: bytes, kind: str) -> list[str]:
    if kind == CSV:
        return [row["name"] for row in csv.DictReader(StringIO(content.decode()))]
    return [row[1] for row in load_workbook(BytesIO(content)).active.iter_rows(min_row=2, values_only=True)]


def test_export_of_chosen_ids_does_not_reach_another_county(as_coordinator, personas) -> None:
    theirs = make_person("Vieras", organisation=personas.other_county)
    data = {"format": CSV, "resource": "0", "export_items": [theirs.pk]}
    with pytest.warns(DeprecationWarning):
        content = as_coordinator.post(f"{PEOPLE}export/", data).content.decode()
    assert "Vieras" not in content


@pytest.mark.parametrize("table", [ORGANISATIONS, PEOPLE, SEATS, THEMES])
@pytest.mark.parametrize("persona", ["reader", "lead", "unrelated"])
def test_others_neither_import_nor_export(client, personas, table, persona) -> None:
    client.force_login(getattr(personas, persona))
    for page in ("import/", "export/"):
        assert client.get(f"{table}{page}", follow=True).status_code == 403


@pytest.mark.parametrize("table", [PEOPLE, SEATS])
def test_keeper_neither_imports_nor_exports_what_counties_keep(client, personas, table) -> None:
    make_seat(personas.group, make_person("Istuja", organisation=personas.division))
    client.force_login(personas.keeper)
    for page in ("import/", "export/"):
        assert client.get(f"{table}{page}").status_code == 403
