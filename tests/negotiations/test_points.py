"""What the parties have told, in the coordinator's groups."""

import pytest
from django.urls import reverse
from django.utils import timezone

from negotiations.models import Point, PointGroup
from negotiations.queries.points import grouped_points
from tests.factories.negotiations import make_negotiation, make_party, make_point, make_point_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(negotiation) -> str:
    return reverse("negotiations:points", args=[negotiation.pk])


def test_into_a_new_group(client, personas, negotiation, party, address):
    first, second = make_point(party, "Yksinäisyys"), make_point(make_party(negotiation), "Yksin jääminen")
    make_point(party, "Muu")
    client.force_login(personas.coordinator)
    assert client.post(address, {"points": [first.pk, second.pk], "title": "Yksinäisyys"}).status_code == 302
    parts = grouped_points(negotiation)
    assert [(part.group and part.group.title, [each.text for each in part.points]) for part in parts] == [
        ("Yksinäisyys", ["Yksinäisyys", "Yksin jääminen"]),
        (None, ["Muu"]),
    ]


def test_out_of_a_group_which_goes_when_it_is_empty(client, personas, negotiation, party, address):
    point = make_point(party, group=make_point_group(negotiation))
    client.force_login(personas.coordinator)
    assert client.post(address, {"points": [point.pk], "group": "", "title": ""}).status_code == 302
    assert Point.objects.get().group is None
    assert PointGroup.objects.count() == 0


def test_the_same_title_is_the_same_group(client, personas, negotiation, party, address):
    group = make_point_group(negotiation, "Yksinäisyys")
    make_point(party, group=group)
    other = make_point(party, "Toinen")
    client.force_login(personas.coordinator)
    client.post(address, {"points": [other.pk], "title": "Yksinäisyys"})
    assert Point.objects.get(pk=other.pk).group == group


def test_nothing_chosen_is_told(client, personas, party, address):
    make_point(party)
    client.force_login(personas.coordinator)
    assert client.post(address, {"title": "Yksinäisyys"}).status_code == 422
    assert PointGroup.objects.count() == 0


def test_nothing_of_another_negotiation(client, personas, yearly_round, negotiation, party, address):
    make_point(party)
    elsewhere = make_point(make_party(make_negotiation(yearly_round)))
    theirs = make_point_group(elsewhere.party.negotiation)
    client.force_login(personas.coordinator)
    assert client.post(address, {"points": [elsewhere.pk], "title": "Oma"}).status_code == 422
    assert client.post(address, {"points": [party.points.get().pk], "group": theirs.pk}).status_code == 422
    assert set(Point.objects.values_list("group", flat=True)) == {None}


def test_a_reader_reads_and_doesnt_group(client, personas, party, address):
    point = make_point(party)
    client.force_login(personas.reader)
    assert point.text in client.get(address).content.decode()
    assert client.post(address, {"points": [point.pk], "title": "Oma"}).status_code == 403
    assert Point.objects.get().group is None


def test_renamed(client, personas, negotiation):
    group = make_point_group(negotiation, "Vanha")
    client.force_login(personas.coordinator)
    edit = reverse("negotiations:point-group-edit", args=[group.pk])
    assert client.post(edit, {"title": ""}).status_code == 422
    assert client.post(edit, {"title": "Uusi"}).status_code == 302
    assert PointGroup.objects.get().title == "Uusi"


def test_who_was_asked_and_is_silent(client, personas, negotiation, party, address):
    party.asked_at = timezone.now()
    party.save()
    client.force_login(personas.reader)
    assert list(client.get(address).context["silent"]) == [party]
    make_point(party)
    assert list(client.get(address).context["silent"]) == []
