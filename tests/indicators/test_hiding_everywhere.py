"""A hidden figure stands nowhere, and nothing that can be read anywhere depends on what it is."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from groups.models import AgeGroup
from indicators.models import Correction, Observation
from indicators.services.figures import Figure, Place, write_figures
from plans.models import FocusArea, Goal, IndicatorTarget, Phenomenon, PhenomenonIndicator, Plan
from tests.factories.own import Own, make_own
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section

pytestmark = pytest.mark.django_db
NOON = datetime(2024, 5, 2, 9, tzinfo=UTC)
NOT_TO_COMPARE = re.compile(  # tokens, and when a file was made
    r'name="(csrfmiddlewaretoken|seen)" value="[^"]*"|nonce="[^"]*"|"X-CSRFToken": ?"[^"]*"'
    r'|datetime\.datetime\([^)]*\)|"made_at": ?"[^"]*"'
)
SECRETS = ("3.71828", "611.57721", "4.66920", "2.50290", "2.16630", "601.41421", "1.73205")
OTHERS = ("1.24651", "614.04898", "3.35989", "1.25145", "2.10844", "603.13637", "2.64575")


@pytest.fixture
def own(personas) -> Own:
    return make_own(personas.county, "Tapaukset", counts_cases=True, is_public=True, decimals=5)


@pytest.fixture
def plan(own) -> Plan:
    """A public plan, every part of which is tied to the indicator."""
    plan = make_bare_plan(own.county)
    section = make_section(plan, age_group=AgeGroup.objects.create(county=own.county, name_fi="Työikäiset"))
    goal = make_goal(section)
    area = FocusArea.objects.create(plan=plan, slug="elintavat", name_fi="Elintavat")
    phenomenon = Phenomenon.objects.create(plan=plan, title_fi="Ilmiö")
    area.goals.add(goal)
    phenomenon.focus_areas.add(area)
    for owner in ({"goal": goal}, {"measure": make_measure(goal)}, {"focus_area": area}):
        IndicatorTarget.objects.create(indicator=own.indicator, **owner)
    PhenomenonIndicator.objects.create(phenomenon=phenomenon, indicator=own.indicator)
    return plan


def write(own: Own, secrets: tuple[str, ...]) -> None:
    """2021: two areas hidden, the county told. 2022: women and men hidden. 2023: the county itself. All told in 2020."""
    town, city, area, half, rest, women, men = map(Decimal, secrets)
    told = {
        (own.area, 2020, "total"): Decimal(700),
        (own.city, 2020, "total"): Decimal(300),
        (own.area, 2021, "total"): Decimal("615.29549"),
        (own.city, 2021, "total"): city,
        (own.town, 2021, "total"): town,
        (own.area, 2022, "total"): Decimal(620),
        (own.area, 2022, "female"): women,
        (own.area, 2022, "male"): men,
        (own.area, 2023, "total"): area,
        (own.city, 2023, "total"): half,
        (own.town, 2023, "total"): rest,
    }
    places = {
        Place(own.indicator.pk, region.pk, year, sex): Figure(number, None)
        for (region, year, sex), number in told.items()
    }
    write_figures(dict.fromkeys(places), at=NOON)
    write_figures(places, at=NOON)
    shown = Observation.objects.get(region=own.area, year=2020)
    Correction.objects.create(observation=shown, value=men, cases=town, replaced_at=NOON)


def addresses(own: Own, plan: Plan) -> list[str]:
    """Every page and file where figures of the indicator stand."""
    of_indicator = [
        reverse(f"indicators:{name}", args=[own.indicator.pk]) for name in ("indicator-detail", "indicator-data")
    ]
    files = [reverse("indicators:indicator-download", args=[own.indicator.pk, form]) for form in ("csv", "xlsx")]
    pictures = [reverse("indicators:indicator-picture", args=[own.indicator.pk, form]) for form in ("svg", "png")]
    by_sex = [
        f"{address}?sukupuoli={sex}" for address in (*of_indicator, *files, *pictures) for sex in ("female", "male")
    ]
    by_area = [f"{address}?alue=KUNTA-245" for address in (*of_indicator, *files, *pictures)]
    of_plan = [
        *(reverse(f"plans:{name}", args=[plan.slug]) for name in ("indicator-board", "monitoring")),
        *(f"{plan.get_absolute_url()}?nakyma={view}" for view in ("painopisteet", "osiot", "mittarit")),
        reverse("plans:focus-area-detail", args=[plan.slug, "elintavat"]),
        reverse("plans:phenomenon-detail", args=[plan.slug, Phenomenon.objects.get().pk]),
        reverse("plans:goal-detail", args=[Goal.objects.get().pk]),
        plan.measures.get().get_absolute_url(),
        reverse("plans:indicator-uses", args=[own.indicator.pk]),
    ]
    return [*of_indicator, *files, *pictures, *by_sex, *by_area, *of_plan, reverse("indicators:indicator-list")]


def staff_addresses(own: Own, plan: Plan) -> list[str]:
    """What only those see who keep the indicator."""
    admin = [
        reverse(f"admin:indicators_indicator_{page}", args=[own.indicator.pk])
        for page in ("change", "history", "delete")
    ]
    years = "vuodet=2020-2023&sukupuolet=on"
    return [
        *addresses(own, plan),
        f"{reverse('indicators:own-figures', args=[own.indicator.pk])}?{years}",
        reverse("indicators:own-indicator-edit", args=[own.indicator.pk]),
        reverse("plans:measure-edit", args=[plan.measures.get().pk]),
        reverse("plans:workbook-export", args=[plan.slug]),
        reverse("plans:council-workbook", args=[plan.slug]),
        reverse("admin:indicators_indicator_changelist"),
        *admin,
    ]


def readable(client, address: str) -> str | bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    kind = answer.headers["Content-Type"]
    if "spreadsheetml" in kind:
        sheets = load_workbook(BytesIO(answer.getvalue())).worksheets
        rows = "\n".join(str(row) for sheet in sheets for row in sheet.iter_rows(values_only=True))
        return NOT_TO_COMPARE.sub("", rows)
    if "image/png" in kind:
        return answer.content
    return NOT_TO_COMPARE.sub("", answer.getvalue().decode())


def traces(text: str | bytes) -> list[str]:
    """Secrets that stand in the text, whole or rounded, with a point or a comma."""
    if isinstance(text, bytes):
        return []
    rounded = {f"{Decimal(secret):.{decimals}f}" for secret in SECRETS for decimals in (2, 3, 4, 5)}
    return [
        each
        for each in rounded
        if re.search(rf"(?<![\d.,]){re.escape(each).replace(chr(92) + '.', '[.,]')}(?!\d)", text)
    ]


@pytest.fixture(params=["anybody", "coordinator"])
def walk(request, client, personas, own, plan):
    if request.param == "coordinator":
        client.force_login(personas.coordinator)
    pages = (addresses if request.param == "anybody" else staff_addresses)(own, plan)
    return lambda: {address: readable(client, address) for address in pages}


def test_a_hidden_figure_stands_nowhere_and_nothing_depends_on_it(walk, own):
    write(own, SECRETS)
    hidden = set(Observation.objects.filter(is_hidden=True).values_list("region__code", "year", "sex"))
    assert len(hidden) == 7
    first = walk()
    assert {address: found for address, text in first.items() if (found := traces(text))} == {}
    assert "615.29549" in str(first) or "615,29549" in str(first)
    Observation.objects.all().delete()
    write(own, OTHERS)
    assert set(Observation.objects.filter(is_hidden=True).values_list("region__code", "year", "sex")) == hidden
    second = walk()
    assert [address for address in first if first[address] != second[address]] == []


def test_deleting_in_the_admin_site_names_no_figures(client, personas, own):
    """It lists all that would go, corrections, too."""
    write(own, SECRETS)
    client.force_login(personas.coordinator)
    page = readable(client, reverse("admin:indicators_indicator_delete", args=[own.indicator.pk]))
    assert "2020 total: 2024-05-02" in page
    assert traces(page) == []
