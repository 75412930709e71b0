"""A municipality's card: what it tells, to whom, in which language, and as a file."""

import gzip
import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from groups.models import Organisation
from hyte.lib.pdf import PdfUnavailable
from indicators.models import PublishedResult, Region, RuleSet
from negotiations.models import Agreement
from plans.models import Phenomenon, PhenomenonIndicator
from reporting.queries.municipalities import slugs_of
from reporting.queries.municipality_card import build_card, without_withheld
from tests.factories.groups import make_organisation
from tests.factories.indicators import (
    adopt,
    make_indicator,
    make_line,
    make_list,
    make_observation,
    make_region,
    make_series,
    make_source,
    make_synced_indicator,
)
from tests.factories.negotiations import (
    make_agreement,
    make_document,
    make_negotiation,
    make_negotiation_memo,
    make_negotiation_round,
    make_party,
)
from tests.factories.plans import (
    make_bare_plan,
    make_goal,
    make_measure,
    make_responsibility,
    make_section,
    make_update,
)
from tests.lasting import lasting

pytestmark = pytest.mark.django_db
ON = date(2024, 4, 1)


class Nobody:
    is_authenticated = is_active = False


@lasting
def town(personas):
    Organisation.objects.filter(pk=personas.county.pk).update(region_code="04", name_sv="Exempels välfärdsområde")
    personas.county.refresh_from_db()
    make_region("092", "KUNTA"), make_region("04"), make_region("358", "MAA")
    names = {"name_sv": "Vanda", "region_code": "092"}
    return make_organisation("Vantaa", kind="municipality", parent=personas.county, **names)


@pytest.fixture(autouse=True)
def _on(settings) -> None:
    settings.HYTE_TODAY = ON


def measure_of(indicator, municipality: object, county: object = None, country: object = None, year: int = 2023):
    """Figures of one year in the areas that have one."""
    for category, value in (("KUNTA", municipality), ("HYVINVOINTIALUE", county), ("MAA", country)):
        if value is not None:
            make_observation(indicator, Region.objects.get(category=category), year, value)
    return indicator


def card_of(town, user=None):
    return build_card(
        Organisation.objects.select_related("county").get(pk=town.pk), "vantaa", ON, user=user or Nobody()
    )


def address(name: str = "municipality-card", slug: str = "vantaa", query: str = "") -> str:
    arguments = [] if name == "municipality-cards" else [slug]
    return reverse(f"reporting:{name}", args=arguments) + query


class TestAddresses:
    def test_a_name_without_its_dots(self, town, client):
        make_organisation("Jyväskylä", kind="municipality", parent=town.county)
        assert client.get(address(slug="jyvaskyla")).status_code == 200
        assert client.get(address(slug="vantaa")).status_code == 200

    def test_the_second_of_a_name_has_its_code(self, personas, town):
        other = make_organisation("Vantaa", kind="municipality", parent=personas.other_county, region_code="999")
        assert slugs_of([other, town]) == {town.pk: "vantaa", other.pk: "vantaa-999"}

    def test_the_short_name_is_the_address(self, personas):
        city = make_organisation("Keravan kaupunki", kind="municipality", parent=personas.county, short_name="Kerava")
        assert slugs_of([city]) == {city.pk: "kerava"}

    def test_what_is_no_municipality_has_no_card(self, client, personas, town):
        client.force_login(personas.coordinator)
        assert client.get(address(slug="terveydenhuollon-palvelut")).status_code == 404


class TestTheList:
    def test_ones_own_county_is_first(self, client, personas, town):
        make_organisation("Muu", kind="municipality", parent=personas.other_county)
        for user in (personas.coordinator, personas.other_coordinator):
            client.force_login(user)
            counties = [each.county for each in client.get(address("municipality-cards")).context["counties"]]
            own = personas.county if user == personas.coordinator else personas.other_county
            assert (counties[0], len(counties)) == (own, 2)

    def test_it_helps_when_it_is_empty(self, client, db):
        assert 'class="empty' in client.get(address("municipality-cards")).content.decode()

    def test_one_that_has_ended_is_left_out(self, client, town):
        Organisation.objects.filter(pk=town.pk).update(ended_on=date(2024, 1, 1))
        assert list(client.get(address("municipality-cards")).context["counties"]) == []


class TestFigures:
    def test_population_with_year_and_source(self, town):
        measure_of(make_synced_indicator("Väestö", sotkanet_id=127, decimals=0), 251_000)
        figures = card_of(town).figures
        assert (figures.population.last.value, figures.population.last.year) == (251_000, 2023)
        assert figures.tiles == ()

    def test_the_minimum_data_content_comes_first_and_what_is_followed_after(self, town):
        listed, followed, without = (make_indicator(each) for each in ("Listattu", "Seurattu", "Ilman lukuja"))
        make_line(listed, listed=make_list())
        for each in (followed, without):
            adopt(each, town.county)
        for each in (listed, followed):
            measure_of(each, 10)
        figures = card_of(town).figures
        assert [tile.indicator for tile in figures.minimum] == [listed]
        assert [tile.indicator for tile in figures.followed] == [followed]

    def test_another_countys_own_indicator_is_no_part_of_it(self, personas, town):
        foreign = measure_of(make_indicator(county=personas.other_county, is_public=True), 10)
        adopt(foreign, personas.other_county)
        assert card_of(town).figures.tiles == ()

    @pytest.mark.parametrize(
        ("direction", "county", "said"),
        [("up", 9, True), ("up", 11, False), ("down", 9, False), ("down", 11, True), ("", 9, None), ("up", 10, None)],
    )
    def test_better_or_worse_by_the_good_direction(self, town, direction, county, said):
        adopt(measure_of(make_indicator(), 10, county), town.county, direction=direction)
        (tile,) = card_of(town).figures.tiles
        (beside,) = tile.beside
        assert (beside.is_better, beside.value) == (said, county)

    def test_a_difference_that_does_not_show_is_none(self, town):
        adopt(measure_of(make_indicator(decimals=1), "10.01", "10.04"), town.county, direction="up")
        assert card_of(town).figures.tiles[0].beside[0].sign == 0

    def test_areas_are_compared_in_the_same_year(self, town):
        indicator = measure_of(make_indicator(), 10, 9, 8, year=2022)
        measure_of(indicator, 12, None, 11, year=2023)
        adopt(indicator, town.county, direction="up")
        assert [each.value for each in card_of(town).figures.tiles[0].beside] == [11]

    def test_numbers_of_cases_are_not_compared(self, town):
        adopt(measure_of(make_indicator(counts_cases=True), 30, 900, 9000), town.county)
        assert card_of(town).figures.tiles[0].beside == []

    def test_a_hidden_figure_stays_hidden(self, client, town):
        indicator = make_indicator("Harvinainen", county=town.county, is_public=True)
        adopt(indicator, town.county)
        region = Region.objects.get(category="KUNTA")
        make_observation(indicator, region, 2023, "3.7654", is_hidden=True)
        make_observation(indicator, region, 2022, "47.5")
        content = client.get(address(), headers={"cookie": "django_language=en"}).content.decode()
        assert ("47.5" in content, "3.8" in content, "3.7654" in content) == (True, False, False)
        assert "The newest figure is hidden" in content

    def test_invented_figures_say_so(self, client, town):
        adopt(measure_of(make_indicator(is_demo=True), 10), town.county)
        content = client.get(address(), headers={"cookie": "django_language=en"}).content.decode()
        assert "Invented figures of the demo" in content

    def test_a_municipality_without_an_area_has_no_figures(self, personas, client):
        make_organisation("Uusi", kind="municipality", parent=personas.county)
        assert client.get(address(slug="uusi")).context["card"].figures.tiles == ()


class TestCoefficient:
    def published(self, town, level: str = "municipal", year: int = 2025, **fields):
        rules = RuleSet.objects.create(name_fi="Säännöt", level=level, year=year)
        values = {"published_on": date(2024, 1, 15), "source": "THL", "coefficient": Decimal("1.02")} | fields
        return PublishedResult.objects.create(rule_set=rules, region=Region.objects.get(category="KUNTA"), **values)

    def test_the_newest_that_was_published(self, town):
        self.published(town, year=2024)
        newest = self.published(town, year=2025)
        assert card_of(town).coefficient == newest

    def test_not_published_yet_is_said(self, client, town):
        self.published(town, level="county")
        answer = client.get(address(), headers={"cookie": "django_language=en"})
        assert (answer.context["card"].coefficient, b"Not published yet." in answer.content) == (None, True)

    def test_what_a_county_keeps_for_itself_is_its_own(self, personas, town):
        own = self.published(town, county=personas.county)
        assert card_of(town).coefficient is None
        assert card_of(town, personas.other_coordinator).coefficient is None
        assert card_of(town, personas.coordinator).coefficient == own


class TestDocuments:
    def test_the_newest_of_each_kind_and_what_is_missing(self, town):
        make_document(town, first_year=2017, last_year=2021)
        newest = make_document(town, first_year=2021, last_year=2025)
        report, plan = card_of(town).documents
        assert (report.document, report.is_over, plan.document) == (newest, False, None)

    def test_one_that_is_over_is_said_to_be(self, client, town):
        make_document(town, first_year=2017, last_year=2021)
        content = client.get(address(), headers={"cookie": "django_language=en"}).content.decode()
        assert "No longer in force" in content
        assert "The county has not received one." in content

    def test_markup_in_a_title_is_text(self, client, town):
        make_document(town, title="<script>alert(1)</script>")
        assert b"<script>alert" not in client.get(address()).content


class TestPhenomena:
    def test_those_that_show_in_the_municipality_else_all(self, personas, town):
        plan = make_bare_plan(personas.county, public=True)
        shown, other = (Phenomenon.objects.create(plan=plan, title_fi=each) for each in ("Näkyy", "Ei näy"))
        indicator = make_indicator()
        PhenomenonIndicator.objects.create(phenomenon=shown, indicator=indicator)
        card = card_of(town)
        assert ([each.phenomenon for each in card.phenomena], card.shows_all) == ([shown, other], True)
        measure_of(indicator, 10)
        card = card_of(town)
        assert ([each.phenomenon for each in card.phenomena], card.shows_all) == ([shown], False)

    def test_those_of_an_internal_plan_are_its_staffs(self, personas, town):
        Phenomenon.objects.create(plan=make_bare_plan(personas.county, public=False), title_fi="Sisäinen")
        assert (len(card_of(town).phenomena), len(card_of(town, personas.coordinator).phenomena)) == (0, 1)


class TestMeasures:
    def concerned(self, personas, town, *, public: bool = True):
        plan = make_bare_plan(personas.county, public=public)
        goal = make_goal(make_section(plan))
        measure = make_measure(goal)
        make_measure(goal, identifier="MUU")
        make_responsibility(measure, make_organisation("Vammaisneuvosto", parent=town), kind="partner")
        return measure

    def test_those_of_the_municipality_and_of_what_is_below_it(self, personas, town):
        measure = self.concerned(personas, town)
        make_update(measure, date(2024, 3, 1), "completed")
        make_update(measure, date(2024, 3, 20), "partly_completed", published=False)
        (shown,) = card_of(town).measures
        assert (shown.measure, shown.kind, shown.status) == (measure, "partner", "completed")
        assert card_of(town, personas.coordinator).measures[0].status == "partly_completed"

    def test_an_internal_plan_is_its_staffs(self, personas, town):
        self.concerned(personas, town, public=False)
        counts = [len(card_of(town, user).measures) for user in (None, personas.unrelated, personas.coordinator)]
        assert counts == [0, 0, 1]

    def test_one_whose_responsibility_has_ended_is_gone(self, personas, town):
        self.concerned(personas, town).responsibilities.update(ended_on=ON)
        assert card_of(town).measures == []


class TestAgreements:
    def agreed(self, personas, town, *, publication: str = "public", approved: bool = True, **fields):
        negotiation = make_negotiation(make_negotiation_round(personas.county), publication=publication)
        if approved:
            values = {"state": "approved", "approved_at": timezone.now(), "content": {}}
            make_negotiation_memo(negotiation, **values)
        return make_agreement(negotiation, make_party(negotiation, town), **fields)

    def test_open_ones_of_a_public_approved_memo_are_everybodys(self, personas, town):
        agreement = self.agreed(personas, town)
        make_agreement(agreement.negotiation, make_party(agreement.negotiation))
        assert card_of(town).agreements == [agreement]

    @pytest.mark.parametrize("fields", [{"publication": "internal"}, {"approved": False}])
    def test_others_are_the_countys_staffs(self, personas, town, fields):
        agreement = self.agreed(personas, town, **fields)
        seen = [card_of(town, user).agreements for user in (None, personas.other_coordinator, personas.coordinator)]
        assert seen == [[], [], [agreement]]

    def test_ended_ones_are_left_out(self, personas, town):
        self.agreed(personas, town, state=Agreement.State.DONE, ended_on=ON)
        assert card_of(town).agreements == []


class TestLanguages:
    def test_swedish_where_the_municipality_or_its_county_is_bilingual(self, personas, town):
        assert card_of(town).is_bilingual
        Organisation.objects.filter(pk=personas.county.pk).update(languages="fi")
        assert not card_of(town).is_bilingual
        Organisation.objects.filter(pk=town.pk).update(languages="fi,sv")
        assert card_of(town).is_bilingual

    def test_the_page_in_swedish_and_the_offer_of_the_file(self, client, town):
        finnish = client.get(address()).content.decode()
        assert "kieli=sv" in finnish
        swedish = client.get(address(), headers={"cookie": "django_language=sv"}).content.decode()
        assert "Vanda" in swedish

    def test_no_swedish_file_is_offered_where_finnish_alone_is_spoken(self, client, personas):
        make_organisation("Muu", kind="municipality", parent=personas.other_county)
        assert "kieli=sv" not in client.get(address(slug="muu")).content.decode()


class TestFile:
    def test_figures_that_may_not_be_passed_on_are_named_and_left_out(self, town):
        kept, withheld = make_indicator("Saa jakaa"), make_indicator("Ei saa", source=make_source(may_pass_on=False))
        for each in (kept, withheld):
            adopt(measure_of(each, 10), town.county)
        card = without_withheld(card_of(town))
        assert [tile.indicator for tile in card.figures.tiles] == [kept]
        assert card.withheld == (withheld,)

    @pytest.mark.pango
    @pytest.mark.parametrize(("language", "word"), [("fi", "Vantaa"), ("sv", "Vanda")])
    def test_a_pdf_in_the_language_that_is_asked_for(self, client, town, language, word):
        adopt(measure_of(make_indicator(), 10, 11, 12), town.county, direction="up")
        answer = client.get(address("municipality-card-pdf", query=f"?kieli={language}"))
        assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
        assert word in answer["Content-Disposition"]
        pdf = pikepdf.open(BytesIO(answer.content))
        assert (str(pdf.Root.Lang), pdf.Root.MarkInfo.Marked, word in str(pdf.docinfo["/Title"])) == (
            language,
            True,
            True,
        )
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"

    def test_a_machine_without_pango_leads_back_with_a_word(self, client, town, monkeypatch):
        def refuse(*_args, **_kwargs):
            raise PdfUnavailable

        monkeypatch.setattr("reporting.views.cards.render_card_pdf", refuse)
        answer = client.get(address("municipality-card-pdf"), follow=True)
        assert answer.redirect_chain == [(address(), 302)]
        assert len(answer.context["messages"]) == 1


def test_the_page_is_light_at_first_view(client, town):
    """Forty indicators of ten years: page and styles as they are sent, without what other pages have brought already."""
    for number in range(40):
        indicator = make_indicator(f"Mittari numero {number} kuvaa väestön hyvinvointia")
        adopt(indicator, town.county, direction="up")
        for region in Region.objects.all():
            make_series(indicator, region, {2014 + n: (number * 7 + n * 13 + region.pk) % 90 for n in range(10)})
    content = client.get(address()).content
    assert first_view(content) < 80_000


def first_view(content: bytes) -> int:
    """Bytes of the page and of every style, script and icon that it names, each compressed."""
    names = set(re.findall(rb'(?:href|src)="/static/([^"#?]+)', content))
    files = [finders.find(name.decode()) for name in names]
    return sum(len(gzip.compress(each)) for each in [content, *(Path(file).read_bytes() for file in files if file)])
