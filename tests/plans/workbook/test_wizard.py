"""The wizard from the upload to the result and back, without scripts."""

from datetime import date

import pytest
from django.utils import timezone

from plans.imports.work import apply_import
from plans.models import Measure, Plan, Proposal, StatusUpdate, WorkbookImport
from tests.factories.groups import PASSWORD
from tests.factories.trips import edited, exported
from tests.factories.wizard import bring, brought_in, choose, form_of, home_of, page_of, send_as_shown
from tests.factories.workbooks import plain_table, xlsx

TODAY = date(2025, 1, 31)


@pytest.fixture(autouse=True)
def _at_work(client, personas, settings):
    settings.HYTE_TODAY = TODAY
    client.force_login(personas.secretary)


def work(imported: WorkbookImport) -> WorkbookImport:
    """What the worker does when its turn comes."""
    imported.refresh_from_db()
    apply_import(imported, at=timezone.now(), today=TODAY)
    imported.refresh_from_db()
    return imported


def apply_as_shown(client, imported: WorkbookImport):
    shown = form_of(client.get(page_of(imported, "preview")).text)
    return client.post(page_of(imported, "apply"), shown)


def newest(measure: Measure) -> StatusUpdate:
    return measure.updates.standing().newest_first().first()


def test_the_first_page_teaches_and_offers_the_workbook(client, plan):
    page = client.get(home_of(plan)).text
    assert f"/suunnitelmat/{plan.slug}/toimeenpano/tyokirja/" in page
    assert 'type="file"' in page and 'value="2025-01-31"' in page and 'class="empty"' in page


def test_a_secretary_brings_statuses_back(client, plan, measure):
    content = edited(exported(plan), {("T1.1", "status"): "Keskeytetty", ("T1.1", "reason"): "Rahoitus loppui"})
    imported = brought_in(client, plan, content)
    assert client.get(page_of(imported)).url == page_of(imported, "preview")
    assert client.get(page_of(imported, "preview")).text.count('class="sheet-row sheet-row--changed"') == 1
    assert newest(measure).status == "completed"
    assert apply_as_shown(client, imported).url == page_of(imported)
    assert "<progress" in client.get(page_of(imported)).text
    work(imported)
    update = newest(measure)
    assert (update.status, update.reason, update.on, update.by.name) == (
        "discontinued", "Rahoitus loppui", TODAY, "secretary",
    )  # fmt: skip
    assert not update.is_published
    assert "T1.1" in client.get(page_of(imported)).text
    assert "toimeenpano.xlsx" in client.get(home_of(plan)).text


def test_what_was_applied_is_taken_back_as_a_whole(client, plan, measure):
    imported = brought_in(client, plan, edited(exported(plan), {("T1.1", "public_text_fi"): "Uusi teksti"}))
    apply_as_shown(client, imported)
    work(imported)
    assert newest(measure).public_text_fi == "Uusi teksti"
    page = client.get(page_of(imported, "undo")).text
    assert "<li>" in page and newest(measure).public_text_fi == "Uusi teksti"
    client.post(page_of(imported, "undo"))
    imported.refresh_from_db()
    assert imported.state == "undone" and newest(measure).public_text_fi == "Julkaisematon teksti"
    assert client.get(page_of(imported)).status_code == 200


def test_the_same_file_brought_again_changes_nothing(client, plan):
    content = edited(exported(plan), {("T1.1", "public_text_fi"): "Uusi teksti"})
    first = brought_in(client, plan, content)
    apply_as_shown(client, first)
    work(first)
    page = client.get(page_of(brought_in(client, plan, content), "preview")).text
    assert "sheet-row--changed" not in page and " disabled" in page


def test_rows_of_others_are_refused_with_the_reason(client, plan):
    content = edited(exported(plan), {("L1.1", "status"): "Toteutunut", ("T1.1", "status"): "Käynnissä"})
    page = client.get(page_of(brought_in(client, plan, content), "preview")).text
    assert page.count("sheet-row--refused") == 1 and page.count("sheet-row--changed") == 1 and "Lapset" in page


def test_a_conflict_shows_both_texts_and_is_resolved_by_choosing(client, plan, measure):
    content = edited(exported(plan), {("T1.1", "public_text_fi"): "Työkirjan teksti"})
    newest(measure).__class__.objects.filter(pk=newest(measure).pk).update(public_text_fi="Kollegan teksti")
    imported = brought_in(client, plan, content)
    page = client.get(page_of(imported, "preview")).text
    assert all(text in page for text in ("Työkirjan teksti", "Kollegan teksti", "Julkaisematon teksti"))
    assert " disabled" in page
    saved = send_as_shown(client, page_of(imported, "preview"), **choose(page, "Työkirjan teksti"))
    assert saved.status_code == 302 and " disabled" not in client.get(page_of(imported, "preview")).text
    apply_as_shown(client, imported)
    work(imported)
    assert newest(measure).public_text_fi == "Työkirjan teksti"


def test_a_choice_made_on_the_way_to_applying_is_shown_once_more(client, plan, measure):
    content = edited(exported(plan), {("T1.1", "public_text_fi"): "Työkirjan teksti"})
    measure.updates.filter(public_text_fi="Julkaisematon teksti").update(public_text_fi="Kollegan teksti")
    imported = brought_in(client, plan, content)
    page = client.get(page_of(imported, "preview")).text
    response = client.post(page_of(imported, "apply"), form_of(page) | choose(page, "Kollegan teksti"))
    imported.refresh_from_db()
    assert response.url == page_of(imported, "preview") and not imported.is_busy


def test_an_error_names_its_cell_and_the_row_can_be_left_out(client, plan, measure):
    edits = {("T1.1", "on"): "1.1.2030", ("T1.1", "public_text_fi"): "Jatkuu"}
    imported = brought_in(client, plan, edited(exported(plan), edits))
    page = client.get(page_of(imported, "preview")).text
    assert "error-summary" in page and " disabled" in page
    left = {name: "on" for name in form_of(page) if name.endswith("-shown")}
    boxes = {name.removesuffix("-shown"): value for name, value in left.items()}
    send_as_shown(client, page_of(imported, "preview"), **boxes)
    page = client.get(page_of(imported, "preview")).text
    assert "sheet-row--left_out" in page and "error-summary" not in page
    again = {name: value for name, value in form_of(page).items() if name not in boxes}
    client.post(page_of(imported, "preview"), again)
    assert "error-summary" in client.get(page_of(imported, "preview")).text


def test_a_plan_changed_meanwhile_is_shown_anew_before_applying(client, plan, measure):
    imported = brought_in(client, plan, edited(exported(plan), {("T1.1", "public_text_fi"): "Uusi teksti"}))
    shown = form_of(client.get(page_of(imported, "preview")).text)
    measure.updates.filter(public_text_fi="Julkaisematon teksti").update(done="Kollega kirjoitti")
    assert client.post(page_of(imported, "apply"), shown).url == page_of(imported, "preview")
    imported.refresh_from_db()
    assert not imported.is_busy


def test_a_strange_workbook_is_asked_about_and_becomes_proposals(client, plan, personas):
    client.force_login(personas.coordinator)
    imported = brought_in(client, plan, plain_table()[1])
    assert client.get(page_of(imported)).url == page_of(imported, "questions")
    page = client.get(page_of(imported, "questions")).text
    assert "Sivistystoimiala" in page
    assert send_as_shown(client, page_of(imported, "questions")).url == page_of(imported, "preview")
    page = client.get(page_of(imported, "preview")).text
    assert "sheet-row--proposal" in page and " disabled" not in page
    apply_as_shown(client, imported)
    work(imported)
    assert plan.promise_proposals.count() == 8 and not Proposal.objects.exists()
    assert plan.measures.count() == 2


def test_an_answer_can_be_changed_before_applying(client, plan, personas):
    client.force_login(personas.coordinator)
    imported = brought_in(client, plan, plain_table()[1])
    send_as_shown(client, page_of(imported, "questions"))
    answered = form_of(client.get(page_of(imported, "questions")).text)
    name = next(name for name, value in answered.items() if value == "new")
    send_as_shown(client, page_of(imported, "questions"), **{name: "blank"})
    assert form_of(client.get(page_of(imported, "questions")).text)[name] == "blank"


def unknown_heading() -> bytes:
    lines = [["Nro", "Toimenpide", "Tilanne", "Kummallista"], ["T1.1", "Toimenpide T1.1", "Käynnissä", "Huomaa tämä"]]
    return xlsx("a.xlsx", lines)[1]


def test_an_unknown_column_is_asked_and_told(client, plan, measure, personas):
    client.force_login(personas.coordinator)
    imported = brought_in(client, plan, unknown_heading())
    assert client.get(page_of(imported)).url == page_of(imported, "columns")
    page = client.get(page_of(imported, "columns")).text
    assert "Kummallista" in page and "Huomaa tämä" in page and "mapping__row--unsure" in page
    name = next(name for name in form_of(page) if name.endswith("-c4"))
    assert send_as_shown(client, page_of(imported, "columns"), **{name: "next_step"}).url == page_of(imported)
    assert "Huomaa tämä" in client.get(page_of(imported, "preview")).text
    assert form_of(client.get(page_of(imported, "columns")).text)[name] == "next_step"


def test_one_meaning_for_two_columns_is_refused_beside_the_second(client, plan):
    imported = brought_in(client, plan, unknown_heading())
    page = client.get(page_of(imported, "columns")).text
    name = next(name for name in form_of(page) if name.endswith("-c4"))
    response = client.post(page_of(imported, "columns"), form_of(page) | {name: "status"})
    assert response.status_code == 422 and f'id="id_{name}_error"' in response.text


def test_moving_the_headings_reads_the_columns_again(client, plan):
    lines = [["Muuta"], ["Nro", "Toimenpide", "Tilanne"], ["T1.1", "Toimenpide T1.1", "Käynnissä"]]
    imported = brought_in(client, plan, xlsx("a.xlsx", lines)[1])
    page = client.get(page_of(imported, "columns")).text
    name = next(name for name in form_of(page) if name.endswith("-first"))
    assert form_of(page)[name] == "2"
    assert send_as_shown(client, page_of(imported, "columns"), **{name: "3"}).url == page_of(imported, "columns")
    assert form_of(client.get(page_of(imported, "columns")).text)[name] == "3"


def test_the_files_are_taken_back(client, plan, personas):
    content = edited(exported(plan), {("T1.1", "status"): "Käynnissä"})
    imported = brought_in(client, plan, content)
    original = client.get(page_of(imported, "original"))
    assert original.content == content and original.headers["Content-Disposition"].startswith("attachment")
    assert original.headers["X-Content-Type-Options"] == "nosniff" and "private" in original.headers["Cache-Control"]
    assert client.get(page_of(imported, "result")).status_code == 404
    apply_as_shown(client, imported)
    work(imported)
    assert client.get(page_of(imported, "result")).content.startswith(b"PK")


def test_a_discarded_workbook_is_gone_and_the_plan_as_it_was(client, plan, django_capture_on_commit_callbacks):
    imported = brought_in(client, plan, exported(plan))
    path = imported.file.path
    assert client.get(page_of(imported, "discard")).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page_of(imported, "discard"))
    assert not WorkbookImport.objects.exists() and not imported.file.storage.exists(path)


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.xlsx"), (b"%PDF-1.4 ...", "a.xlsx"), (b"\x00\x01\x02" * 50, "a.csv")],
)
def test_what_is_no_workbook_is_refused_on_the_form(client, plan, content, name):
    response = bring(client, plan, content, name)
    assert response.status_code == 422 and "error-summary" in response.text and not WorkbookImport.objects.exists()


@pytest.mark.parametrize("day", ["", "2025-02-01", "2022-12-31", "eilen"])
def test_a_wrong_day_is_refused_on_the_form(client, plan, day):
    response = bring(client, plan, exported(plan), day=day)
    assert response.status_code == 422 and 'id="id_day_error"' in response.text
    assert not WorkbookImport.objects.exists()


def test_a_login_that_ended_tells_that_the_file_must_be_chosen_again(client, plan: Plan, personas):
    user = personas.secretary
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    client.logout()
    page = bring(client, plan, exported(plan), day="2025-01-15")
    data = form_of(page.text) | {"login": user.email, "password": PASSWORD}
    response = client.post("/accounts/login/", data, follow=True)
    assert 'value="2025-01-15"' in response.text and "message--warning" in response.text
    assert not WorkbookImport.objects.exists()
