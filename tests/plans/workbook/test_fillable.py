"""The workbook that goes out: what may be filled in, what helps, what it never says, who may have it, what it costs."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from hyte.lib.workbooks import read_book
from plans.exports.implementation import implementation_of, render_fillable
from plans.imports.answers import Answers
from plans.imports.reading.understanding import understand
from plans.models import Measure, Plan
from plans.workbook.columns import BY_KEY, COLUMNS, Part, columns_of
from plans.workbook.rows import present_rows
from plans.workbook.stamp import stamp_of
from tests.factories.groups import Personas, make_organisation, make_person
from tests.factories.plans import make_plan

MADE_AT = datetime(2024, 6, 3, 15, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
ON = date(2024, 6, 3)
SECRETS = ("Sisäinen huomio", "yhteys@example.org", "040 1234567")


def written(plan: Plan, language: str = "en", **options) -> bytes:
    file = BytesIO()
    with translation.override(language):
        implementation = implementation_of(plan, on=ON, made_by="Kirjoittaja", made_at=MADE_AT, **options)
        render_fillable(implementation, file)
    return file.getvalue()


def sheet_of(plan: Plan, language: str = "en", **options) -> Worksheet:
    return load_workbook(BytesIO(written(plan, language, **options))).worksheets[0]


def letter_of(worksheet: Worksheet, key: str, language: str = "en") -> str:
    with translation.override(language):
        heading = str(BY_KEY[key].heading)
    return next(cell.column_letter for cell in worksheet[1] if cell.value == heading)


def open_keys(worksheet: Worksheet, row: int) -> set[str]:
    """The columns whose cell of the row may be written in."""
    with translation.override("en"):
        keys = {str(column.heading): column.key for column in COLUMNS}
    return {keys[worksheet.cell(1, cell.column).value] for cell in worksheet[row] if not cell.protection.locked}


def rules_at(worksheet: Worksheet, place: str) -> list:
    return [rule for rule in worksheet.data_validations.dataValidation if place in rule]


FREE = {column.key for column in COLUMNS if column.exported and not column.locked}
RECORD = {column.key for column in COLUMNS if column.part is Part.RECORD}


def test_every_column_of_the_county_is_there_once(plan: Plan):
    with translation.override("en"):
        wanted = {str(column.heading) for column in columns_of(["fi", "sv"])}
    headings = [cell.value for cell in sheet_of(plan)[1]]
    assert (set(headings), len(headings)) == (wanted, len(wanted))


def test_a_finnish_county_has_no_swedish_columns(plan: Plan):
    plan.county.languages = "fi"
    with translation.override("en"):
        left_out = {str(BY_KEY[key].heading) for key in ("wording_sv", "public_text_sv")}
    assert left_out.isdisjoint(cell.value for cell in sheet_of(plan)[1])


def test_cells_say_what_people_read(measure: Measure):
    measure.wording_fi = "=HYPERLINK(1)"
    Measure.objects.filter(pk=measure.pk).update(wording_fi=measure.wording_fi, start_year=2023, end_year=2025)
    worksheet = sheet_of(measure.plan)
    told = {key: worksheet[f"{letter_of(worksheet, key)}2"] for key in ("wording_fi", "status", "main", "years")}
    assert {key: cell.value for key, cell in told.items()} == {
        "wording_fi": "=HYPERLINK(1)",
        "status": "Completed",
        "main": "Terveydenhuollon palvelut",
        "years": "2023–2025",
    }
    day = worksheet[f"{letter_of(worksheet, 'on')}2"]
    assert (told["wording_fi"].data_type, day.is_date, day.value.date()) == ("s", True, date(2024, 6, 1))


def test_the_number_and_the_wording_stay_in_sight(plan: Plan):
    plan.county.languages = "fi,sv"
    for language, second in (("en", "wording_fi"), ("sv", "wording_sv")):
        worksheet = sheet_of(plan, language)
        assert letter_of(worksheet, "identifier", language) + letter_of(worksheet, second, language) == "AB"
        assert worksheet.freeze_panes == "C2"


def test_a_coordinator_fills_in_all_but_the_place_of_a_measure(plan: Plan):
    worksheet = sheet_of(plan)
    assert worksheet.protection.sheet is True
    assert worksheet.protection.password is None
    assert not any((worksheet.protection.autoFilter, worksheet.protection.sort, worksheet.protection.formatColumns))
    assert open_keys(worksheet, 1) == set()
    assert open_keys(worksheet, 2) == FREE


def test_others_fill_in_their_own_rows_but_for_the_coordinators_columns(plan: Plan, measure: Measure):
    worksheet = sheet_of(plan, may_change={measure.pk})
    assert (open_keys(worksheet, 2), open_keys(worksheet, 3)) == (FREE - RECORD, set())
    assert worksheet["B3"].fill.fgColor.rgb != worksheet["B2"].fill.fgColor.rgb
    assert "isn't yours" in rules_at(worksheet, "A3")[0].prompt
    assert [rule.prompt for rule in rules_at(worksheet, "A2")] == []


def test_the_row_of_an_ended_measure_is_locked_and_says_so(plan: Plan, measure: Measure):
    Measure.objects.filter(pk=measure.pk).update(in_force_until=date(2024, 6, 2))
    worksheet = sheet_of(plan)
    assert open_keys(worksheet, 2) == set()
    assert "has ended" in rules_at(worksheet, "A2")[0].prompt


def test_new_measures_have_empty_rows_that_are_not_printed(plan: Plan):
    worksheet = sheet_of(plan)
    assert open_keys(worksheet, 4) == FREE | {"section", "focus_area", "goal_identifier", "goal", "identifier"}
    assert {cell.value for cell in worksheet[4]} == {None}
    assert worksheet.print_area.endswith("$3")


@pytest.mark.parametrize(
    ("key", "strict", "first"),
    [
        ("status", "stop", "Not yet started"),
        ("progress", "stop", "As planned"),
        ("main", "warning", "Esimerkin hyvinvointialue"),
        ("contact", "warning", "chair henkilö"),
    ],
)
def test_lists_to_choose_from(plan: Plan, key: str, strict: str, first: str):
    workbook = load_workbook(BytesIO(written(plan)))
    worksheet = workbook.worksheets[0]
    (rule,) = rules_at(worksheet, f"{letter_of(worksheet, key)}2")
    title, cells = rule.formula1.split("!")
    assert (rule.type, rule.errorStyle, rule.showErrorMessage) == ("list", strict, True)
    assert workbook[title.strip("'")][cells.split(":")[0].replace("$", "")].value == first
    assert workbook[title.strip("'")].sheet_state == "hidden"


def test_only_days_of_the_plan_are_taken(plan: Plan):
    worksheet = sheet_of(plan)
    (rule,) = rules_at(worksheet, f"{letter_of(worksheet, 'on')}2")
    assert (rule.type, rule.formula1, rule.formula2) == ("date", "DATE(2023,1,1)", "DATE(2025,12,31)")


def test_lists_leave_out_who_only_sits_somewhere(plan: Plan, personas: Personas):
    council = make_organisation("Nuorisovaltuusto", "advisory_body", personas.county)
    make_person("Nuori", organisation=council)
    make_person("Lähtenyt", organisation=personas.division, left_on=ON)
    make_organisation("Entinen", parent=personas.county, ended_on=ON)
    letters = letters_in(written(plan))
    assert [name for name in ("Nuori<", "Lähtenyt", "Entinen") if name in letters] == []
    assert "Nuorisovaltuusto" in letters


def test_headings_carry_their_help(plan: Plan):
    worksheet = sheet_of(plan, may_change=set())
    with translation.override("en"):
        assert worksheet["A1"].comment.text == str(BY_KEY["identifier"].help)
        assert str(BY_KEY["years"].help) in worksheet[f"{letter_of(worksheet, 'years')}1"].comment.text
    assert "coordinator fills" in worksheet[f"{letter_of(worksheet, 'years')}1"].comment.text


def test_the_help_sheet_tells_every_column(plan: Plan):
    worksheet = load_workbook(BytesIO(written(plan)))["Help"]
    told = {row[0]: row[1:3] for row in worksheet.iter_rows(values_only=True)}
    with translation.override("en"):
        for column in columns_of(["fi", "sv"]):
            assert told[str(column.heading)] == (str(column.help), "Locked" if column.locked else "Open")


def test_it_prints_on_a4_with_repeated_headings(plan: Plan):
    worksheet = sheet_of(plan)
    assert (worksheet.page_setup.paperSize, worksheet.page_setup.orientation) == (9, "landscape")
    assert (worksheet.print_title_rows, worksheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert worksheet.oddFooter.center.text == "Page &P / &N"


def test_the_stamp_reads_back(plan: Plan):
    content = written(plan, "sv")
    stamp = stamp_of(read_book(content, "a.xlsx"))
    assert (stamp.plan, stamp.plan_id, stamp.made_at, stamp.language) == (plan.slug, plan.pk, MADE_AT, "sv")
    rows = {row.values["identifier"]: row.values for row in present_rows(plan)}
    assert stamp.rows == {
        identifier: {key: value for key, value in values.items() if value} for identifier, values in rows.items()
    }
    assert load_workbook(BytesIO(content))["_hyte"].sheet_state == "veryHidden"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_only_the_sheet_of_measures_is_read_when_it_comes_back(plan: Plan, language: str):
    book = read_book(written(plan, language), "a.xlsx")
    assert [sheet.used for sheet in understand(book, plan, Answers()).sheets] == [True, False, False, False]


def letters_in(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_internal_notes_and_addresses_are_nowhere(plan: Plan, personas: Personas):
    person = personas.contact.person
    person.phone = "040 1234567"
    person.save()
    letters = letters_in(written(plan))
    assert [secret for secret in SECRETS if secret in letters] == []
    assert "Julkaisematon teksti" in letters


def test_the_command_writes_the_workbook(plan: Plan, tmp_path: Path, capsys):
    file = tmp_path / "tyokirja.xlsx"
    call_command("export_workbook", plan=plan.slug, output=str(file), language="sv")
    assert load_workbook(file).properties.language == "sv"
    assert capsys.readouterr().out == f"{file}: 2 measures\n"
    assert list(tmp_path.iterdir()) == [file]


def test_the_command_says_which_plans_there_are(plan: Plan, tmp_path: Path):
    with pytest.raises(CommandError, match="Plans: suunnitelma"):
        call_command("export_workbook", plan="toinen", output=str(tmp_path / "a.xlsx"))


def test_the_command_says_that_a_file_cannot_be_written(plan: Plan, tmp_path: Path):
    with pytest.raises(CommandError, match="Can't write"):
        call_command("export_workbook", plan=plan.slug, output=str(tmp_path / "ei" / "a.xlsx"))


@pytest.mark.parametrize(
    ("persona", "own", "others"),
    [
        ("coordinator", FREE, FREE),
        ("secretary", FREE - RECORD, set()),
        ("lead", FREE - RECORD, set()),
        ("reader", set(), set()),
    ],
)
def test_each_gets_the_rows_that_are_theirs(
    client, personas: Personas, plan: Plan, persona: str, own: set, others: set
):
    client.force_login(getattr(personas, persona))
    response = client.get(reverse("plans:workbook-export", args=[plan.slug]), {"kieli": "en"})
    worksheet = load_workbook(BytesIO(response.content)).worksheets[0]
    assert (open_keys(worksheet, 2), open_keys(worksheet, 3)) == (own, others)
    assert response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(("persona", "status"), [("member", 403), ("contact", 403), ("unrelated", 404)])
def test_it_is_for_the_staff(client, personas: Personas, plan: Plan, persona: str, status: int):
    client.force_login(getattr(personas, persona))
    assert client.get(reverse("plans:workbook-export", args=[plan.slug])).status_code == status


@pytest.mark.parametrize("size", [3, 30])
def test_it_takes_the_same_queries_at_any_size(client, personas, size: int, django_assert_max_num_queries):
    plan = make_plan(goals=3, measures=size, updates=2, county=personas.county, group=personas.group)
    client.force_login(personas.secretary)
    with django_assert_max_num_queries(14):
        client.get(reverse("plans:workbook-export", args=[plan.slug]))


def test_a_plan_without_measures_has_its_headings(plan: Plan):
    empty = make_plan(goals=1, measures=0, county=plan.county, slug="tyhja")
    assert sheet_of(empty)["A1"].value == "No."
