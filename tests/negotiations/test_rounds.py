"""Rounds and their highlights: one of a year, each highlight with one figure and its source."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from negotiations.models import Highlight, NegotiationRound
from negotiations.queries.highlights import highlights_of
from negotiations.services.rounds import copy_highlights, remove_round
from tests.factories.indicators import adopt, make_series
from tests.factories.measured import make_compared
from tests.factories.negotiations import make_highlight, make_negotiation, make_negotiation_round, make_theme

pytestmark = pytest.mark.django_db


class TestMakingARound:
    SENT = {"name_fi": "HYTE-neuvottelut 2025", "scope": "year", "first_year": "2025"}

    def test_a_years_round_has_one_year(self, client, personas):
        client.force_login(personas.coordinator)
        answer = client.post(reverse("negotiations:round-create"), self.SENT | {"last_year": "2029"})
        found = NegotiationRound.objects.get()
        assert (answer.status_code, answer.url) == (302, found.get_absolute_url())
        assert (found.first_year, found.last_year, found.county) == (2025, 2025, personas.county)
        assert found.history.get().history_user == personas.coordinator

    def test_a_term_needs_its_last_year(self, client, personas):
        client.force_login(personas.coordinator)
        answer = client.post(reverse("negotiations:round-create"), self.SENT | {"scope": "term"})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"last_year"}
        answer = client.post(reverse("negotiations:round-create"), self.SENT | {"scope": "term", "last_year": "2024"})
        assert set(answer.context["form"].errors) == {"last_year"}

    def test_a_second_round_of_the_year_is_told_of_the_first(self, client, personas):
        make_negotiation_round(personas.county, 2025)
        client.force_login(personas.coordinator)
        answer = client.post(reverse("negotiations:round-create"), self.SENT)
        assert answer.status_code == 422
        assert "HYTE-neuvottelut 2025" in answer.context["form"].errors["first_year"][0]

    def test_the_database_refuses_what_the_form_does(self, personas):
        make_negotiation_round(personas.county, 2025)
        with pytest.raises(IntegrityError):
            make_negotiation_round(personas.county, 2025)

    def test_the_database_refuses_a_years_round_of_two_years(self, personas):
        with pytest.raises(IntegrityError):
            make_negotiation_round(personas.county, 2025, last_year=2026)


def test_a_round_with_negotiations_stays(personas):
    found = make_negotiation_round(personas.county)
    make_negotiation(found)
    with pytest.raises(ValidationError):
        remove_round(found, by=personas.coordinator)
    assert NegotiationRound.objects.count() == 1


class TestFigures:
    @pytest.fixture
    def compared(self, personas):
        return make_compared(personas.county)

    def shown(self, personas, **fields):
        found = make_negotiation_round(personas.county)
        make_highlight(found, **fields)
        return highlights_of(found)[0].rows[0].figure

    def test_the_newest_of_the_countys_own_beside_the_country(self, personas, compared):
        figure = self.shown(personas, indicator=compared.indicator)
        assert (figure.value, figure.year, figure.region) == (Decimal("1.3"), 2024, compared.own)
        assert figure.country == Decimal("1.4")

    def test_the_year_and_area_that_were_chosen(self, personas, compared):
        figure = self.shown(personas, indicator=compared.indicator, year=2022, region=compared.neighbour)
        assert (figure.value, figure.year, figure.region) == (Decimal("1.0"), 2022, compared.neighbour)

    def test_a_year_without_a_figure_has_none(self, personas, compared):
        assert self.shown(personas, indicator=compared.indicator, year=2019) is None

    def test_the_figure_of_the_sex(self, personas, compared):
        make_series(compared.indicator, compared.own, {2023: "2.7"}, sex="female")
        figure = self.shown(personas, indicator=compared.indicator, sex="female")
        assert (figure.value, figure.year) == (Decimal("2.7"), 2023)

    def test_the_country_isnt_compared_with_itself(self, personas, compared):
        assert self.shown(personas, indicator=compared.indicator, region=compared.country).country is None


class TestWritingAHighlight:
    @pytest.fixture
    def sent(self) -> dict:
        return {"theme": make_theme().pk, "text_fi": "Yksinäisyys kasvaa", "sex": "total"}

    def address(self, found: NegotiationRound) -> str:
        return reverse("negotiations:highlight-create", args=[found.pk])

    def test_a_figure_in_words_needs_its_source(self, client, personas, yearly_round, sent):
        client.force_login(personas.coordinator)
        answer = client.post(self.address(yearly_round), sent | {"figure": "40 %"})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"source"}
        assert client.post(self.address(yearly_round), sent | {"figure": "40 %", "source": "Kysely"}).status_code == 302
        assert Highlight.objects.get().figure == "40 %"

    def test_one_figure_not_two(self, client, personas, yearly_round, sent):
        compared = make_compared(personas.county)
        adopt(compared.indicator, personas.county)
        client.force_login(personas.coordinator)
        both = {"indicator": compared.indicator.pk, "figure": "40 %", "source": "Kysely"}
        answer = client.post(self.address(yearly_round), sent | both)
        assert set(answer.context["form"].errors) == {"figure"}

    def test_the_database_refuses_a_figure_without_a_source(self, yearly_round):
        with pytest.raises(IntegrityError):
            make_highlight(yearly_round, figure="40 %")

    def test_markup_is_text(self, client, personas, yearly_round):
        make_highlight(yearly_round, text="<script>alert(1)</script>")
        client.force_login(personas.coordinator)
        page = client.get(reverse("negotiations:highlights", args=[yearly_round.pk])).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_copies_come_once_and_follow_the_newest_figure(personas):
    earlier, later = make_negotiation_round(personas.county, 2024), make_negotiation_round(personas.county, 2025)
    make_highlight(earlier, text="Nosto", year=2022)
    assert copy_highlights(earlier, later, by=personas.coordinator) == 1
    assert copy_highlights(earlier, later, by=personas.coordinator) == 0
    copied = later.highlights.get()
    assert (copied.text_fi, copied.year) == ("Nosto", None)
    assert earlier.highlights.get().year == 2022


def test_answers_by_is_shown(client, personas):
    found = make_negotiation_round(personas.county, answers_by=date(2024, 2, 16))
    client.force_login(personas.reader)
    assert "16.2.2024" in client.get(found.get_absolute_url()).content.decode()
