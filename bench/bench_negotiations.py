"""The card of a municipality: queries, bytes at first view, and how much slower its PDF is than drawing its HTML alone."""

import gzip
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from groups.models import Organisation
from hyte.lib.pdf_drawing import StaticFetcher
from plans.models import Phenomenon, PhenomenonIndicator, Plan
from reporting.exports.municipality_card_pdf import card_html, render_card_pdf
from reporting.queries.municipality_card import build_card, without_withheld
from tests.factories.groups import make_county, make_organisation
from tests.factories.indicators import adopt, make_indicator, make_region, make_series
from tests.factories.negotiations import make_agreement, make_negotiation, make_negotiation_round, make_party
from tests.factories.plans import make_plan, make_responsibility

ON, ORIGIN, ROUNDS = date(2025, 2, 1), "http://testserver/", 3
INDICATORS, MEASURES, AGREEMENTS, YEARS = 30, 30, 10, 10
PLACE = re.compile(rb'(?:href|src)="/static/([^"#?]+)')


def run() -> Iterator[str]:
    town = make_town()
    answer, queries = seen(town)
    ours, bare = [], []
    for _round in range(ROUNDS):  # by turns, so that both meet the same machine
        ours.append(seconds(lambda: build_pdf(town)))
        html = card_html(card_of(town))
        bare.append(seconds(lambda: draw_alone(html)))  # noqa: B023 - called at once
    yield (
        f"municipality card, {INDICATORS} indicators: {queries} queries, "
        f"{first_view(answer) / 1000:.0f} kB compressed at first view; "
        f"PDF {min(ours):.2f} s, WeasyPrint alone {min(bare):.2f} s, ratio {min(ours) / min(bare):.2f}"
    )


def make_town() -> Organisation:
    county = make_county(region_code="04")
    town = make_organisation("Kaupunki", kind="municipality", parent=county, region_code="092")
    regions = [make_region("092", "KUNTA"), make_region("04"), make_region("358", "MAA")]
    plan = make_plan(goals=MEASURES // 3, measures=MEASURES, updates=2, slug="kortti", county=county)
    for measure in plan.measures.all():
        make_responsibility(measure, town, kind="partner")
    for number in range(INDICATORS):
        indicator = make_indicator(f"Mittari {number} kuvaa väestön hyvinvointia")
        adopt(indicator, county, direction="up")
        for region in regions:
            values = {2024 - n: (number * 7 + n * 13 + region.pk * 5) % 90 for n in range(YEARS)}
            make_series(indicator, region, values)
        show(indicator, plan, number)
    party = make_party(make_negotiation(make_negotiation_round(county), publication="public"), town)
    for _number in range(AGREEMENTS):
        make_agreement(party.negotiation, party)
    return town


def show(indicator, plan: Plan, number: int) -> None:
    phenomenon = Phenomenon.objects.create(plan=plan, title_fi=f"Ilmiö {number}")
    PhenomenonIndicator.objects.create(phenomenon=phenomenon, indicator=indicator)


def seen(town: Organisation) -> tuple[bytes, int]:
    """The page as anybody gets it, and the number of queries."""
    client, address = Client(), reverse("reporting:municipality-card", args=["kaupunki"])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.content, len(queries)


def card_of(town: Organisation):
    return without_withheld(build_card(town, "kaupunki", ON, user=AnonymousUser()))


def build_pdf(town: Organisation) -> bytes:
    return render_card_pdf(card_of(town), base_url=ORIGIN)


def draw_alone(html: str) -> bytes:
    page = HTML(string=html, base_url=ORIGIN, url_fetcher=StaticFetcher(ORIGIN))
    return page.write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())


def first_view(content: bytes) -> int:
    """Bytes of the page and of every style, script and icon that it names, each compressed."""
    files = [finders.find(name.decode()) for name in set(PLACE.findall(content))]
    return sum(len(gzip.compress(each)) for each in [content, *(Path(file).read_bytes() for file in files if file)])


def seconds(act) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start
