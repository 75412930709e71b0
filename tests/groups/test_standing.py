"""What an account may do, from its roles and seats together."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import User
from groups.permissions import Permission, Role
from groups.standing import standing_of
from tests.factories.groups import give_role


def test_roles_and_seats_are_read_in_one_question(personas):
    give_role(personas.chair, Role.READER, personas.other_county)
    give_role(personas.chair, Role.DIVISION_LEAD, personas.county, personas.division)
    user = User.objects.get(pk=personas.chair.pk)
    with CaptureQueriesContext(connection) as queries:
        standing = standing_of(user)
    assert len(queries) == 1
    assert standing.staff_counties == {personas.county.pk, personas.other_county.pk}
    reach = standing.reach(Permission.REPORT_STATUS)
    assert (reach.counties, reach.divisions, reach.groups) == (set(), {personas.division.pk}, {personas.group.pk})


def test_a_keeper_has_a_standing_without_county(personas):
    standing = standing_of(personas.keeper)
    assert standing.keeper and not standing.counties and standing.reach(Permission.EDIT_NATIONAL).nation
