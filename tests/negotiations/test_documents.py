"""Municipalities' own reports and plans: kept by coordinators, checked by content, downloaded by everybody."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from negotiations.models import MunicipalDocument
from negotiations.queries.documents import documents_of
from tests.factories.groups import make_organisation
from tests.factories.negotiations import make_document
from tests.lasting import lasting

pytestmark = pytest.mark.django_db
ON = date(2024, 4, 1)
WHOLE_PDF = b"%PDF-1.7\ntrailer\n%%EOF\n"


@pytest.fixture(autouse=True)
def _here(settings, tmp_path) -> None:
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "hyte.lib.storage.RenamingStorage", "OPTIONS": options}
    }
    settings.HYTE_TODAY = ON


@lasting
def town(personas):
    return make_organisation("Kaupunki", kind="municipality", parent=personas.county, region_code="092")


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    return client


def pdf(name: str = "kertomus.pdf", content: bytes = WHOLE_PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def sent(town, **fields) -> dict:
    values = {
        "municipality": town.pk,
        "kind": "report",
        "title": "Hyvinvointikertomus",
        "first_year": 2021,
        "last_year": 2025,
        "received_on": "2024-02-28",
        "link": "",
    }
    return values | fields


def create(client, town, **fields):
    return client.post(reverse("negotiations:document-create"), sent(town, **fields))


def stored(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


class TestKeeping:
    def test_a_file_is_kept_and_the_history_knows_who(self, coordinator, personas, town, tmp_path):
        answer = create(coordinator, town, file=pdf())
        document = MunicipalDocument.objects.get()
        assert (answer.status_code, document.municipality, document.received_on) == (302, town, date(2024, 2, 28))
        assert (document.file_name, document.file_size) == ("kertomus.pdf", len(WHOLE_PDF))
        assert document.history.get().history_user == personas.coordinator
        assert [each.read_bytes() for each in stored(tmp_path)] == [WHOLE_PDF]
        assert "kertomus" not in document.file.name

    def test_a_link_or_nothing_will_do(self, coordinator, town):
        create(coordinator, town, link="https://example.org/kertomus")
        create(coordinator, town, kind="plan", received_on="")
        assert [each.link for each in MunicipalDocument.objects.order_by("pk")] == ["https://example.org/kertomus", ""]

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"file": pdf("sivu.pdf", b"<html><script>alert(1)</script></html>")}, "file"),
            ({"file": pdf("kertomus.docx")}, "file"),
            ({"file": pdf("tyhja.pdf", b"")}, "file"),
            ({"link": "javascript:alert(1)"}, "link"),
            ({"first_year": 2025, "last_year": 2021}, "last_year"),
            ({"received_on": "2024-04-02"}, "received_on"),
            ({"title": ""}, "title"),
            ({"kind": "muu"}, "kind"),
        ],
    )
    def test_what_is_wrong_is_refused_beside_its_field(self, coordinator, town, tmp_path, fields, field):
        answer = create(coordinator, town, **fields)
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})
        assert (MunicipalDocument.objects.count(), stored(tmp_path)) == (0, [])

    def test_a_municipality_of_another_county_is_no_choice(self, coordinator, personas, town):
        foreign = make_organisation(kind="municipality", parent=personas.other_county)
        assert set(create(coordinator, foreign).context["form"].errors) == {"municipality"}

    def test_the_database_refuses_years_that_run_backwards(self, town):
        with pytest.raises(IntegrityError):
            make_document(town, first_year=2025, last_year=2021)


class TestChanging:
    def change(self, client, document, **fields):
        return client.post(
            reverse("negotiations:document-edit", args=[document.pk]), sent(document.municipality, **fields)
        )

    @pytest.fixture
    def document(self, coordinator, town) -> MunicipalDocument:
        create(coordinator, town, file=pdf())
        return MunicipalDocument.objects.get()

    def test_a_new_file_comes_in_place_of_the_old(
        self, coordinator, document, tmp_path, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            self.change(coordinator, document, file=pdf("uusi.pdf", WHOLE_PDF + b"\n"))
        document.refresh_from_db()
        assert (document.file_name, [each.read_bytes() for each in stored(tmp_path)]) == (
            "uusi.pdf",
            [WHOLE_PDF + b"\n"],
        )

    def test_without_a_new_file_the_old_one_stays(self, coordinator, document, tmp_path):
        self.change(coordinator, document, title="Uusi nimi")
        document.refresh_from_db()
        assert (document.title, document.file_name, len(stored(tmp_path))) == ("Uusi nimi", "kertomus.pdf", 1)

    def test_a_file_can_be_taken_away(self, coordinator, document, tmp_path, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            self.change(coordinator, document, drops_file="on")
        document.refresh_from_db()
        assert (bool(document.file), document.file_name, stored(tmp_path)) == (False, "", [])

    def test_a_removed_document_takes_its_file_along(
        self, coordinator, document, tmp_path, django_capture_on_commit_callbacks
    ):
        address = reverse("negotiations:document-remove", args=[document.pk])
        assert document.title in coordinator.get(address).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            coordinator.post(address)
        assert (MunicipalDocument.objects.count(), stored(tmp_path)) == (0, [])

    def test_another_countys_coordinator_changes_nothing(self, client, personas, document):
        client.force_login(personas.other_coordinator)
        assert self.change(client, document, title="Kaapattu").status_code == 403
        assert client.post(reverse("negotiations:document-remove", args=[document.pk])).status_code == 403
        document.refresh_from_db()
        assert document.title == "Hyvinvointikertomus"


class TestReading:
    def test_everybody_downloads_and_nothing_opens_in_the_page(self, coordinator, client, town):
        create(coordinator, town, file=pdf("Vuosi 2024 ä.pdf"))
        client.logout()
        answer = client.get(reverse("negotiations:document-file", args=[MunicipalDocument.objects.get().pk]))
        assert (answer.status_code, b"".join(answer.streaming_content)) == (200, WHOLE_PDF)
        assert answer["Content-Disposition"].startswith("attachment;")
        assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/pdf")

    def test_where_there_is_no_file_nothing_is_found(self, coordinator, town):
        document = make_document(town)
        assert coordinator.get(reverse("negotiations:document-file", args=[document.pk])).status_code == 404


class TestTheList:
    def test_what_is_missing_and_what_is_out_of_date(self, personas, town):
        make_document(town, first_year=2017, last_year=2021)
        complete = make_organisation("Valmis", kind="municipality", parent=personas.county)
        for kind in ("report", "plan"):
            make_document(complete, kind=kind)
        rows = {row.municipality: row for row in documents_of(personas.county, ON, user=personas.coordinator)}
        assert [len(rows[town].lacking), len(rows[town].outdated)] == [1, 1]
        assert [len(rows[complete].lacking), len(rows[complete].outdated)] == [0, 0]

    def test_the_page_counts_them_and_begins_the_form(self, coordinator, town):
        answer = coordinator.get(reverse("negotiations:document-list"))
        assert (answer.context["wanting"], f"kunta={town.pk}" in answer.content.decode()) == (1, True)
        form = coordinator.get(reverse("negotiations:document-create"), {"kunta": town.pk}).context["form"]
        assert form["municipality"].value() == str(town.pk)

    def test_it_helps_when_there_are_no_municipalities(self, client, personas):
        client.force_login(personas.other_coordinator)
        assert 'class="empty' in client.get(reverse("negotiations:document-list")).content.decode()

    def test_two_who_change_the_same_are_told(self, coordinator, town):
        """What was saved meanwhile isn't silently undone."""
        document = make_document(town)
        address = reverse("negotiations:document-edit", args=[document.pk])
        seen = coordinator.get(address).context["form"]["seen"].value()
        MunicipalDocument.objects.filter(pk=document.pk).update(title="Toisen nimi")
        answer = coordinator.post(address, sent(town, title="Oma nimi", seen=seen))
        assert answer.status_code == 409
