"""What was taken back is shown as taken back, to the staff, and never as a status."""

from datetime import date

import pytest
from django.utils import timezone

from plans.models import Measure, StatusUpdate
from plans.services.status import newest_written
from tests.factories.plans import make_update

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(approved, coordinator) -> Measure:
    """Starting in January, published; completed in August by a workbook that was taken back."""
    measure = approved.measures.get(identifier="T1.1")
    make_update(measure, date(2024, 1, 15), "starting")
    wrong = make_update(measure, date(2024, 8, 1), "completed", public_text_fi="Perutun tuonnin teksti")
    make_update(
        measure,
        date(2024, 8, 1),
        "completed",
        public_text_fi="",
        replaces=wrong,
        is_withdrawal=True,
        by=coordinator,
        recorded_at=timezone.now(),
    )
    return measure


@pytest.fixture(autouse=True)
def _day(settings) -> None:
    settings.HYTE_TODAY = date(2024, 9, 2)


def test_staff_sees_who_took_it_back(client, coordinator, measure):
    client.force_login(coordinator)
    page = client.get(measure.get_absolute_url())
    assert [update.withdrawal is not None for update in page.context["updates"]] == [True, False]
    assert page.context["row"].status == "starting"
    text = page.content.decode()
    assert "Perutun tuonnin teksti" in text
    assert text.count('data-status="completed"') == 0


def test_the_public_doesnt_see_it(client, measure):
    page = client.get(measure.get_absolute_url())
    assert (len(page.context["updates"]), page.context["row"].status) == (1, "starting")
    assert "Perutun tuonnin teksti" not in page.content.decode()


def test_it_cant_be_corrected(client, coordinator, measure):
    client.force_login(coordinator)
    _first, wrong, withdrawal = StatusUpdate.objects.order_by("pk")
    assert client.get(f"/tilannepaivitykset/{withdrawal.pk}/korjaa/").status_code == 404
    page = client.get(f"/tilannepaivitykset/{wrong.pk}/korjaa/")
    assert page.status_code == 409
    assert measure.get_report_url() in page.content.decode()


def test_a_form_begins_with_what_stands(client, coordinator, measure):
    client.force_login(coordinator)
    page = client.get(measure.get_report_url())
    assert page.context["latest"].status == "starting"
    assert newest_written(measure).status == "starting"
