"""Own figures by hand: a grid of areas, years and sexes."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import Correction, Observation
from tests.factories.groups import make_organisation
from tests.factories.indicators import make_observation, make_region
from tests.factories.own import Own, make_own

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_english")]


@pytest.fixture
def _english(client, settings) -> None:
    client.cookies["django_language"] = "en"
    settings.HYTE_TODAY = date(2024, 5, 2)


@pytest.fixture
def own(client, personas) -> Own:
    client.force_login(personas.coordinator)
    return make_own(personas.county)


@pytest.fixture
def cases(own) -> Own:
    own.indicator.counts_cases = True
    own.indicator.save()
    return own


def address(own: Own, **query) -> str:
    return reverse("indicators:own-figures", args=[own.indicator.pk], query=query or {"vuodet": "2023"})


def name(region, year: int = 2023, sex: str = "total", kind: str = "v") -> str:
    return f"{kind}{region.pk}-{year}-{sex}"


def opened(client, own: Own, **query) -> dict[str, str]:
    """What a browser would send of the page as it opened."""
    form = client.get(address(own, **query)).context["form"]
    return {bound.name: str(bound.value() or "") for bound in form}


def standing(own: Own) -> dict[tuple, Decimal | None]:
    rows = Observation.objects.filter(indicator=own.indicator).select_related("region")
    return {(row.region.title, row.year, row.sex): row.value for row in rows}


def test_figures_are_written_with_a_decimal_comma(client, own):
    typed = opened(client, own) | {name(own.area): "12,5", name(own.city): "1 234.50", name(own.town): "0"}
    answer = client.post(address(own), typed)
    assert answer.url == address(own)
    expected = {("Oma alue", 2023, "total"): Decimal("12.5"), ("Kaupunki", 2023, "total"): Decimal("1234.5")}
    assert standing(own) == expected | {("Taajama", 2023, "total"): 0}
    assert opened(client, own)[name(own.city)] == "1234.5"


def test_an_emptied_place_has_no_figure(client, own):
    make_observation(own.indicator, own.area, 2023, 50)
    make_observation(own.indicator, own.city, 2023, 40)
    client.post(address(own), opened(client, own) | {name(own.area): ""})
    assert standing(own) == {("Kaupunki", 2023, "total"): 40}


def test_a_changed_figure_keeps_the_earlier_one_and_the_others_nothing(client, own):
    make_observation(own.indicator, own.area, 2023, "50.25")
    make_observation(own.indicator, own.city, 2023, 40)
    client.post(address(own), opened(client, own) | {name(own.city): "41"})
    assert Correction.objects.get().value == 40
    assert standing(own) == {("Oma alue", 2023, "total"): Decimal("50.25"), ("Kaupunki", 2023, "total"): 41}


def test_the_day_of_the_figures_can_be_told(client, own):
    client.post(address(own), opened(client, own) | {name(own.area): "5", "updated_on": "2024-03-01"})
    own.indicator.refresh_from_db()
    assert f"{own.indicator.data_updated_on}" == "2024-03-01"


def test_years_sexes_and_cases_are_chosen(client, own):
    page = client.get(address(own, vuodet="2021-2022, 2019", sukupuolet="on", tapaukset="on"))
    form = page.context["form"]
    assert form.years == [2019, 2021, 2022]
    headings = ["All", "All, cases", "Women", "Women, cases", "Men", "Men, cases"]
    assert "".join(f'<th scope="col">{each}</th>' for each in headings) in page.content.decode()
    assert [bound.label for bound in form][2] == "Oma alue, 2019, All"
    assert len(form.fields) == 2 + 3 * 3 * 6


def test_without_a_choice_the_newest_year_and_the_next_are_open(client, own):
    url = reverse("indicators:own-figures", args=[own.indicator.pk])
    assert client.get(url).context["form"].years == [2023]
    make_observation(own.indicator, own.city, 2022, 40, sex="female")
    form = client.get(url).context["form"]
    assert (form.years, len(form.headings)) == ([2022, 2023], 3)


@pytest.mark.parametrize("years", ["", "23", "2023–2019", "2010-2020", "1800", "tämä", "2023-", "٢٠٢٣"])
def test_years_that_cannot_be_are_told_and_the_usual_ones_shown(client, own, years):
    answer = client.get(address(own, vuodet=years))
    assert answer.status_code == 200
    assert answer.context["choice"].errors.keys() == {"vuodet"}
    assert answer.context["form"].years == [2023]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("paljon", "Write a number, for example 12,5."),
        ("1.234,5", "Write a number, for example 12,5."),
        ("NaN", "Write a number, for example 12,5."),
        ("1e3", "Write a number, for example 12,5."),
        ("٣", "Write a number, for example 12,5."),
        ("10 000 000 000", "The number is too large."),
        ("1,234567", "At most five decimals."),
    ],
)
def test_an_error_stands_by_its_place_and_nothing_typed_is_lost(client, own, text, error):
    typed = opened(client, own) | {name(own.area): text, name(own.city): "40"}
    answer = client.post(address(own), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["form"].errors == {name(own.area): [error]}
    assert f'value="{text}"' in page
    assert 'value="40"' in page
    assert f'href="#id_{name(own.area)}"' in page
    assert standing(own) == {}


def test_two_who_write_different_places_do_not_disturb_each_other(client, own):
    make_observation(own.indicator, own.area, 2023, 50)
    mine = opened(client, own) | {name(own.city): "40"}
    client.post(address(own), opened(client, own) | {name(own.area): "60"})
    assert client.post(address(own), mine).status_code == 302
    assert standing(own) == {("Oma alue", 2023, "total"): 60, ("Kaupunki", 2023, "total"): 40}


def test_two_who_write_the_same_place_hear_of_it_and_nothing_is_lost(client, own):
    make_observation(own.indicator, own.area, 2023, 50)
    mine = opened(client, own) | {name(own.area): "55", name(own.city): "40"}
    client.post(address(own), opened(client, own) | {name(own.area): "60", name(own.town): "7"})
    answer = client.post(address(own), mine)
    assert answer.status_code == 409
    assert standing(own) == {("Oma alue", 2023, "total"): 60, ("Taajama", 2023, "total"): 7}
    form = answer.context["form"]
    again = {bound.name: str(bound.value() or "") for bound in form}
    kept = (again[name(own.area)], again[name(own.city)], again[name(own.town)])
    assert kept == ("55", "40", "7")
    assert [(each.label, each.theirs) for each in answer.context["conflict"].differences] == [
        ("Oma alue, 2023, All", "60")
    ]
    assert client.post(address(own), again).status_code == 302
    assert standing(own)["Oma alue", 2023, "total"] == 55


def test_two_who_write_the_same_figure_agree(client, own):
    mine = opened(client, own) | {name(own.area): "55"}
    client.post(address(own), mine)
    assert client.post(address(own), mine).status_code == 302
    assert not Correction.objects.exists()


def test_removing_what_another_has_changed_is_asked_again(client, own):
    make_observation(own.indicator, own.area, 2023, 50)
    mine = opened(client, own) | {name(own.area): ""}
    client.post(address(own), opened(client, own) | {name(own.area): "60"})
    answer = client.post(address(own), mine)
    again = {bound.name: str(bound.value() or "") for bound in answer.context["form"]}
    assert again[name(own.area)] == "-"
    client.post(address(own), again)
    assert standing(own) == {}


def test_small_numbers_cannot_be_read_again(client, cases):
    typed = opened(client, cases) | {name(cases.area): "43", name(cases.city): "39", name(cases.town): "4"}
    page = client.post(address(cases), typed, follow=True)
    assert "2 figures of these years are hidden" in page.content.decode()
    form = page.context["form"]
    assert [form[name(each)].value() for each in (cases.area, cases.city, cases.town)] == ["43", "", ""]
    assert page.content.decode().count('placeholder="hidden"') == 2


def test_a_hidden_figure_stays_when_left_and_goes_with_a_dash(client, cases):
    make_observation(cases.indicator, cases.area, 2023, 3, is_hidden=True)
    make_observation(cases.indicator, cases.city, 2023, 3, is_hidden=True)
    make_observation(cases.indicator, cases.town, 2023, 3, is_hidden=True)
    client.post(address(cases), opened(client, cases) | {name(cases.city): "-", name(cases.town): "30"})
    assert standing(cases) == {("Oma alue", 2023, "total"): 3, ("Taajama", 2023, "total"): 30}


def test_what_another_wrote_is_not_told_where_it_is_hidden(client, cases):
    mine = opened(client, cases) | {name(cases.area): "55"}
    client.post(address(cases), opened(client, cases) | {name(cases.area): "3"})
    answer = client.post(address(cases), mine)
    assert [each.theirs for each in answer.context["conflict"].differences] == ["hidden"]


def test_cases_beside_a_share_are_kept_though_they_were_not_asked_for(client, own):
    make_observation(own.indicator, own.area, 2023, "12.5", cases=40)
    client.post(address(own), opened(client, own) | {name(own.city): "11"})
    client.post(address(own), opened(client, own) | {name(own.area): "13"})
    kept = Observation.objects.get(region=own.area)
    assert (kept.value, kept.cases) == (13, 40)


def test_a_county_whose_areas_are_not_known_yet_is_told(client, own):
    own.county.region_code = "77"
    own.county.save()
    make_organisation("Tuntematon", kind="municipality", parent=own.county, region_code="999")
    for each in (own.city, own.town):
        each.code = f"9{each.code}"
        each.save()
    answer = client.get(address(own))
    assert "The areas come with the first fetching" in answer.content.decode()


@pytest.mark.parametrize("many", [3, 30])
def test_a_grid_asks_the_same_questions_whatever_its_size(client, own, many, django_assert_num_queries):
    for number in range(many):
        code = f"5{number:02}"
        make_organisation(code, kind="municipality", parent=own.county, region_code=code)
        region = make_region(code, "KUNTA", code)
        make_observation(own.indicator, region, 2023, 50)
    client.get(address(own))
    with django_assert_num_queries(7):
        client.get(address(own, vuodet="2023", sukupuolet="on"))
