"""A county's own indicators made and changed."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from indicators.models import Adoption, Indicator, Source
from tests.factories.indicators import make_indicator, make_observation, make_region, make_source, make_synced_indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_english")]
CREATE = "indicators:own-indicator-create"


@pytest.fixture
def _english(client) -> None:
    client.cookies["django_language"] = "en"


@pytest.fixture
def coordinator(client, personas):
    client.force_login(personas.coordinator)
    return personas.coordinator


def typed(**fields) -> dict:
    return {
        "title_fi": "Käynnit kulttuurissa",
        "title_sv": "Kulturbesök",
        "unit_fi": "käyntiä",
        "decimals": "0",
        "source": "",
        "may_pass_on": "",
    } | fields


def edit_url(indicator) -> str:
    return reverse("indicators:own-indicator-edit", args=[indicator.pk])


def test_an_indicator_is_made_with_a_source_and_taken_into_use(client, coordinator, personas):
    data = typed(source_name_fi="Asukaskysely", source_url="https://example.org/", source_licence="Oma", is_public="on")
    answer = client.post(reverse(CREATE), data)
    made = Indicator.objects.get()
    assert answer.url == reverse("indicators:own-figures", args=[made.pk])
    assert (made.county, made.title_fi, made.title_sv) == (personas.county, "Käynnit kulttuurissa", "Kulturbesök")
    assert (made.is_public, made.counts_cases, made.passes_on, made.terms) == (True, False, False, "Oma")
    assert (made.source.name_fi, made.source.url) == ("Asukaskysely", "https://example.org/")
    assert (made.history.get().history_user, made.source.history.get().history_user) == (coordinator, coordinator)
    assert Adoption.objects.get().county == personas.county


def test_a_known_source_is_chosen(client, coordinator):
    source = make_source("Kysely", may_pass_on=True)
    client.post(reverse(CREATE), typed(source=source.pk, may_pass_on="False"))
    made = Indicator.objects.get()
    assert (made.source, made.may_pass_on, made.passes_on) == (source, False, False)


@pytest.mark.parametrize(
    ("fields", "name", "error"),
    [
        ({}, "source", "Choose whose figures they are, or tell a new source below."),
        ({"source_name_fi": "ASUKASKYSELY"}, "source_name_fi", "Asukaskysely is in the list already: choose it there."),
        ({"source_name_fi": "Uusi", "decimals": "6"}, "decimals", "At most 5 decimals."),
        ({"source_name_fi": "Uusi", "title_fi": ""}, "title_fi", "This field is required."),
        ({"source_name_fi": "Uusi", "source_url": "javascript:alert(1)"}, "source_url", "Enter a valid URL."),
    ],
)
def test_what_is_missing_or_odd_is_told_by_its_field(client, coordinator, fields, name, error):
    make_source("Asukaskysely")
    answer = client.post(reverse(CREATE), typed(**fields))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [name]
    assert error in answer.content.decode()
    assert (Indicator.objects.count(), Source.objects.count()) == (0, 1)


def test_a_source_is_not_both_chosen_and_new(client, coordinator):
    answer = client.post(reverse(CREATE), typed(source=make_source("Kysely").pk, source_name_fi="Uusi"))
    assert answer.context["form"].errors == {"source_name_fi": ["Choose a source or tell a new one, not both."]}


def test_an_indicator_is_changed_with_its_history(client, coordinator, personas):
    own = make_indicator("Vanha nimi", county=personas.county)
    answer = client.post(
        edit_url(own), typed(source=own.source_id, title_fi="Uusi nimi", licence="CC0", may_pass_on="True")
    )
    assert answer.url == own.get_absolute_url()
    own.refresh_from_db()
    assert (own.title_fi, own.licence, own.may_pass_on, own.county) == ("Uusi nimi", "CC0", True, personas.county)
    assert own.history.first().history_user == coordinator


def test_saying_that_figures_are_cases_hides_the_small_ones(client, coordinator, personas):
    own = make_indicator("Tapaukset", county=personas.county)
    figure = make_observation(own, make_region("04"), 2023, 3)
    client.post(edit_url(own), typed(source=own.source_id, counts_cases="on"))
    figure.refresh_from_db()
    assert figure.is_hidden
    client.post(edit_url(own), typed(source=own.source_id))
    figure.refresh_from_db()
    assert not figure.is_hidden


def test_two_who_change_the_same_indicator_hear_of_each_other(client, coordinator, personas):
    own = make_indicator("Vanha nimi", county=personas.county)
    seen = client.get(edit_url(own)).context["form"].initial["seen"]
    Indicator.objects.filter(pk=own.pk).update(title_fi="Toisen nimi")
    answer = client.post(edit_url(own), typed(source=own.source_id, title_fi="Oma nimi", seen=seen))
    assert answer.status_code == 409
    assert "Toisen nimi" in answer.content.decode()
    assert Indicator.objects.get().title_fi == "Toisen nimi"


def test_what_all_share_is_not_changed_here(client, coordinator):
    assert client.get(edit_url(make_synced_indicator())).status_code == 403


def test_another_countys_own_is_not_found_unless_it_is_public(client, coordinator, personas):
    foreign = make_indicator("Vieras", county=personas.other_county)
    assert client.get(edit_url(foreign)).status_code == 404
    Indicator.objects.update(is_public=True)
    assert client.get(edit_url(foreign)).status_code == 403


def test_the_listing_leads_to_a_new_one_and_the_page_to_changing(client, coordinator, personas):
    own = make_indicator("Oma", county=personas.county)
    assert reverse(CREATE) in client.get(reverse("indicators:indicator-list")).content.decode()
    page = client.get(own.get_absolute_url()).content.decode()
    assert edit_url(own) in page
    assert reverse("indicators:own-figures", args=[own.pk]) in page
    client.force_login(personas.reader)
    assert reverse(CREATE) not in client.get(reverse("indicators:indicator-list")).content.decode()
    assert edit_url(own) not in client.get(own.get_absolute_url()).content.decode()


def public_figure(county, **fields):
    own = make_indicator("Oma", county=county, is_public=True, **fields)
    make_observation(own, make_region("04"), 2023, "61.5")
    return own


def test_what_may_not_be_passed_on_is_left_out_of_files_and_the_reason_told(client, personas):
    personas.county.region_code = "04"
    personas.county.save()
    own = public_figure(personas.county, source=make_source("Kysely", may_pass_on=False, licence="Omat ehdot"))
    csv = reverse("indicators:indicator-download", args=[own.pk, "csv"])
    page = " ".join(client.get(own.get_absolute_url()).content.decode().split())
    assert "so they can't be downloaded" in page.replace("&#x27;", "'")
    told = {}
    for name in ("anybody", "other_coordinator", "reader"):
        if name != "anybody":
            client.force_login(getattr(personas, name))
        told[name] = client.get(csv).content.decode()
    assert ["61,5" in text for text in told.values()] == [False, False, True]
    assert "don't allow passing them on" in told["anybody"]


def test_the_page_tells_source_licence_and_day(client, personas):
    own = public_figure(
        personas.county, source=make_source("Asukaskysely", licence="Omat ehdot", url="https://example.org/")
    )
    own.retrieved_at = datetime(2024, 5, 2, 9, tzinfo=UTC)
    own.save()
    page = client.get(own.get_absolute_url()).content.decode()
    for told in (
        'href="https://example.org/"',
        "Omat ehdot",
        "2\N{NO-BREAK SPACE}May\N{NO-BREAK SPACE}2024",
    ):
        assert told in page
