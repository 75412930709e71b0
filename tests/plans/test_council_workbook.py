"""The council's workbook: what its sheets say, what they never say, who may have it, and what it costs."""

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook

from groups.standing import CountyStaff
from plans.exports.council import council_report, render_xlsx
from plans.models import Plan, Status
from plans.queries.picture import picture_of
from tests.factories.groups import Personas, make_decision, make_organisation
from tests.factories.plans import (
    make_bare_plan,
    make_goal,
    make_measure,
    make_plan,
    make_responsibility,
    make_section,
    make_update,
)

ON, SINCE = date(2024, 5, 27), date(2024, 4, 8)
SECRETS = ("Sisäinen huomio", "Työteksti salassa", "yhteys@example.org", "yhteyshenkilö")


def address(plan: Plan, **query) -> str:
    return reverse("plans:council-workbook", args=[plan.slug], query=query)


def written(plan: Plan, on: date = ON, since: date | None = None, user=None) -> bytes:
    picture = picture_of(plan, on, user=user or CountyStaff(plan.county_id), since=since)
    file = BytesIO()
    render_xlsx(council_report(picture, since=since, made_by="Kirjoittaja", made_at=timezone.now()), file)
    return file.getvalue()


def opened(content: bytes, **options) -> Workbook:
    return load_workbook(BytesIO(content), **options)


def rows_of(workbook: Workbook, title: str) -> list[dict]:
    heading, *rows = workbook[title].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def letters_in(content: bytes) -> str:
    """Everything that stands in the parts of the file."""
    with ZipFile(BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.fixture
def life(personas: Personas) -> Plan:
    """Two sections; statuses of four kinds; one measure is new after SINCE, one was merged into another."""
    plan = make_bare_plan(personas.county, is_demo=True)
    first, second = make_section(plan, order=1, name_sv="I arbetsför ålder"), make_section(plan, "lapset", order=2)
    goal, other = make_goal(first, wording_sv="Mål T1"), make_goal(second, "L1")
    main = make_measure(goal, "T1.1", wording_sv="Åtgärd T1.1", start_year=2023, end_year=2025)
    decision = make_decision(
        plan.county, body=make_organisation("Johtoryhmä", kind="management_board", parent=plan.county)
    )
    make_responsibility(main, personas.division, decision=decision)
    make_responsibility(main, make_organisation("Alueen järjestöt", parent=plan.county), kind="partner")
    make_update(main, date(2024, 3, 1), Status.STARTING)
    make_update(
        main, date(2024, 5, 1), Status.IN_PROGRESS, public_text_sv="Arbetet går framåt.", effect="Jonot lyhenivät"
    )
    make_update(make_measure(goal, "T1.2"), date(2024, 3, 1), Status.COMPLETED)
    merged = make_measure(other, "L1.1")
    make_update(merged, date(2024, 5, 2), Status.MERGED, merged_into=main)
    make_measure(other, "L1.2", in_force_from=date(2024, 5, 1))
    return plan


def test_totals_are_those_of_the_picture(life: Plan):
    total = picture_of(life, ON, user=CountyStaff(life.county_id)).total
    with translation.override("en"):
        sheet = opened(written(life), data_only=True)["Summary"]
    headings, *sections, whole = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]]
    counts = [total.goals, total.measures, *(count for _status, count in total.cells), total.running]
    assert list(whole[1:]) == counts == [2, 4, 1, 0, 1, 1, 0, 0, 0, 1, 1]
    assert [sum(column) for column in list(zip(*sections, strict=True))[1:]] == counts
    assert headings[:4] == ("Section", "Goals", "Measures", "Not yet started")


def test_sum_row_is_formulas_over_the_sections(life: Plan):
    with translation.override("en"):
        row = next(opened(written(life))["Summary"].iter_rows(min_row=7, max_row=7, values_only=True))
    assert row[1:4] == ("=SUM(B5:B6)", "=SUM(C5:C6)", "=SUM(D5:D6)")


def test_chart_shows_each_status_that_there_is(life: Plan):
    content = written(life)
    with ZipFile(BytesIO(content)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert chart.count("<ser>") == 4
    assert '<delete val="1"' not in chart
    assert "17697B" in chart


def test_goals_count_their_measures_by_status(life: Plan):
    with translation.override("en"):
        goals = rows_of(opened(written(life)), "Goals")
    assert [
        (goal["Goal"], goal["Measures"], goal["In progress"], goal["Completed"], goal["Merged"]) for goal in goals
    ] == [
        ("T1", 2, 1, 1, 0),
        ("L1", 2, 0, 0, 1),
    ]


def test_measures_are_told_with_real_dates(life: Plan):
    with translation.override("en"):
        first, _second, merged, new = rows_of(opened(written(life)), "Measures")
    assert first["Measure"] == "T1.1"
    assert (first["Main responsible"], first["State of responsibility"]) == ("Terveydenhuollon palvelut", "Approved")
    assert (first["Partners"], first["Years"], first["Effect"]) == ("Alueen järjestöt", "2023–2025", "Jonot lyhenivät")
    assert first["Updated"].date() == date(2024, 5, 1)
    assert (merged["Status"], merged["Grounds or merged into"]) == ("Merged", "T1.1")
    assert (new["Status"], new["Progress"], new["Updated"]) == ("Not yet started", "Not assessed", None)


def test_changes_tell_then_and_now(life: Plan):
    with translation.override("en"):
        workbook = opened(written(life, since=SINCE))
        changed, merged, new = rows_of(workbook, "Changes")
    then, now = (
        "Status 8\N{NO-BREAK SPACE}Apr\N{NO-BREAK SPACE}2024",
        "Status 27\N{NO-BREAK SPACE}May\N{NO-BREAK SPACE}2024",
    )
    assert (changed["Measure"], changed[then], changed[now]) == ("T1.1", "Starting", "In progress")
    assert (merged["Measure"], merged[then], merged[now]) == ("L1.1", "Not yet started", "Merged")
    assert (new["Measure"], new["What changed"], new[then]) == ("L1.2", "New measure", None)


def test_without_a_day_to_compare_with_there_are_no_changes(life: Plan):
    with translation.override("en"):
        assert opened(written(life)).sheetnames == ["Summary", "Goals", "Measures", "About this workbook"]


def test_about_tells_plan_day_and_maker(life: Plan):
    with translation.override("en"):
        about = {
            row[0]: row[1]
            for row in opened(written(life, since=SINCE))["About this workbook"].iter_rows(values_only=True)
        }
    assert about["Plan"] == life.name
    assert (about["Status on the day"].date(), about["Compared with the day"].date()) == (ON, SINCE)
    assert about["Made by"] == "Kirjoittaja"
    assert "Demo data" in about


def test_lists_are_frozen_filtered_and_print_on_landscape_a4(life: Plan):
    workbook = opened(written(life, since=SINCE))
    for sheet in workbook.worksheets:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.center.text and "&N" in sheet.oddFooter.center.text
    for sheet in workbook.worksheets[1:4]:
        assert sheet.freeze_panes.endswith("2")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.auto_filter.ref == sheet.dimensions


@pytest.mark.parametrize("text", ["=1+1", "+358 40", "-ei", "@nimi", '=HYPERLINK("http://x")', "#N/A"])
def test_text_stays_text(life: Plan, text: str):
    life.measures.filter(identifier="T1.1").update(wording_fi=text)
    cell = opened(written(life)).worksheets[2]["D2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_characters_that_a_file_cant_carry_are_left_out(life: Plan):
    life.measures.filter(identifier="T1.1").update(wording_fi="Rivi\x0b yksi\r\nkaksi\x01\ufffe")
    assert opened(written(life)).worksheets[2]["D2"].value == "Rivi yksi\nkaksi"


def test_in_swedish_titles_and_texts_are_swedish(life: Plan):
    with translation.override("sv"):
        workbook = opened(written(life))
        titles = [_("Summary"), _("Goals"), _("Measures"), _("About this workbook")]
    assert workbook.sheetnames == titles
    assert titles[1:3] == ["Mål", "Åtgärder"]
    assert workbook.properties.language == "sv"
    first, second = rows_of(workbook, titles[2])[:2]
    assert {"I arbetsför ålder", "Åtgärd T1.1", "Arbetet går framåt."} <= set(first.values())
    assert "Toimenpide T1.2" in second.values()  # no Swedish text: the Finnish one


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_internal_side_never_leaves(plan: Plan, language: str):
    with translation.override(language):
        content = written(plan, on=date(2024, 12, 31), since=date(2024, 1, 1))
    letters = letters_in(content)
    assert "Julkaisematon teksti" in letters  # staff tells the council what it knows
    assert [secret for secret in SECRETS if secret in letters] == []


@pytest.mark.parametrize("persona", ["coordinator", "lead", "chair", "secretary", "reader"])
def test_staff_may_download(plan: Plan, personas: Personas, client, persona: str):
    client.force_login(personas.all()[persona])
    response = client.get(address(plan, pvm="2024-05-27", kieli="fi"))
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    assert opened(response.content).properties.language == "fi"


@pytest.mark.parametrize(
    ("persona", "answer"),
    [("contact", 403), ("member", 403), ("unrelated", 404), ("other_coordinator", 404), ("keeper", 404)],
)
def test_others_may_not(plan: Plan, personas: Personas, client, persona: str, answer: int):
    client.force_login(personas.all()[persona])
    assert client.get(address(plan)).status_code == answer


def test_anonymous_goes_to_login_whether_the_plan_exists_or_not(plan: Plan, client):
    missing = reverse("plans:council-workbook", args=["ei-ole"])
    for url in (address(plan), missing):
        response = client.get(url)
        assert (response.status_code, response.url.split("?")[0]) == (302, "/accounts/login/")


def test_filters_of_the_address_narrow_every_sheet(life: Plan, personas: Personas, client):
    client.force_login(personas.coordinator)
    client.cookies["django_language"] = "en"
    workbook = opened(client.get(address(life, pvm="2024-05-27", osio="lapset")).content, data_only=True)
    assert [row["Measure"] for row in rows_of(workbook, "Measures")] == ["L1.1", "L1.2"]
    assert [row["Goal"] for row in rows_of(workbook, "Goals")] == ["L1"]
    assert workbook["Summary"]["C7"].value == 2
    assert "Section: Lapset" in [row[1] for row in workbook["About this workbook"].iter_rows(values_only=True)]


def test_what_cant_be_understood_is_told_in_the_workbook(life: Plan, personas: Personas, client):
    client.force_login(personas.coordinator)
    client.cookies["django_language"] = "en"
    workbook = opened(client.get(address(life, pvm="eilen", kieli="xx")).content)
    notes = [row[1] for row in workbook["About this workbook"].iter_rows(values_only=True) if row[0] == "Note"]
    assert len(notes) == 1 and "eilen" in notes[0]


@pytest.mark.parametrize("measures", [30, 300])
def test_queries_dont_grow(personas: Personas, client, django_assert_max_num_queries, measures: int):
    plan = make_plan(goals=10, measures=measures, updates=5, county=personas.county)
    client.force_login(personas.coordinator)
    with django_assert_max_num_queries(14):
        response = client.get(address(plan, pvm="2024-12-31", vertaa="2024-02-01"))
    assert response.status_code == 200


def exported(tmp_path: Path, **options) -> Path:
    file = tmp_path / "tyokirja.xlsx"
    call_command("export_council", **({"plan": "suunnitelma", "on": "2024-05-27", "output": str(file)} | options))
    return file


def test_command_writes_the_workbook(life: Plan, tmp_path: Path, capsys):
    workbook = load_workbook(exported(tmp_path, since="2024-04-08", language="sv"))
    assert len(workbook.sheetnames) == 5
    assert workbook.properties.language == "sv"
    assert [file.name for file in tmp_path.iterdir()] == ["tyokirja.xlsx"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"plan": "ei-ole"}, "There is no plan “ei-ole”. Plans: suunnitelma."),
        ({"on": "27.5.2024"}, "is not a date"),
        ({"on": "2019-05-27"}, "is before the plan"),
        ({"since": "2024-05-27"}, "must be earlier"),
        ({"output": "/proc/none/tyokirja.xlsx"}, "Can't write"),
        ({"output": "/etc/hostname/tyokirja.xlsx"}, "Can't write"),
    ],
)
def test_command_says_what_is_wrong(life: Plan, tmp_path: Path, options: dict, words: str):
    with pytest.raises(CommandError, match=words):
        exported(tmp_path, **options)


def test_failed_export_leaves_the_old_file(life: Plan, tmp_path: Path):
    (tmp_path / "tyokirja.xlsx").mkdir()
    with pytest.raises(CommandError, match="Can't write"):
        exported(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["tyokirja.xlsx"]


def test_a_plan_without_sections_still_makes_a_workbook(personas: Personas):
    plan = make_bare_plan(personas.county)
    assert opened(written(plan, since=SINCE)).worksheets[0]["C5"].value == 0
