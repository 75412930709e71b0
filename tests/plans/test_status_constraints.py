"""What the database itself refuses of status updates."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plans.models import Measure, StatusUpdate
from tests.factories.plans import make_update
from tests.factories.status import TODAY


def wrong_update(measure: Measure) -> StatusUpdate:
    return measure.updates.get(on=date(2024, 3, 1))


def refuse_in_database(**fields) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StatusUpdate.objects.create(on=TODAY, **fields)


def test_the_database_refuses_a_discontinued_update_without_reason(measure):
    refuse_in_database(measure=measure, status="discontinued")


def test_the_database_refuses_a_merged_update_without_target(measure):
    refuse_in_database(measure=measure, status="merged")


def test_the_database_refuses_a_target_of_an_update_that_is_not_merged(measure, sibling):
    refuse_in_database(measure=measure, status="completed", merged_into=sibling)


def test_the_database_refuses_a_measure_merged_into_itself(measure):
    refuse_in_database(measure=measure, status="merged", merged_into=measure)


def test_the_database_refuses_two_corrections_of_one_update(measure):
    wrong = wrong_update(measure)
    make_update(measure, TODAY, replaces=wrong)
    refuse_in_database(measure=measure, status="completed", replaces=wrong)


def test_the_database_refuses_an_update_that_corrects_itself(measure):
    with pytest.raises(IntegrityError), transaction.atomic():
        update = wrong_update(measure)
        StatusUpdate.objects.filter(pk=update.pk).update(replaces=update)
