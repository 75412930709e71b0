"""The pages of reports ask the same number of questions at 3 and at 30 rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reporting.models import Report
from tests.factories.groups import make_group
from tests.factories.indicators import adopt, make_indicator, make_series
from tests.factories.measured import make_compared
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section, make_update
from tests.factories.reports import (
    make_approval,
    make_assessment,
    make_chapter,
    make_file,
    make_picture,
    make_report,
    make_report_effect,
    make_report_material,
    make_version,
)
from tests.lasting import lasting

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 30


@lasting
def world(personas):
    plan = make_bare_plan(personas.county)
    report = make_report(plan)
    return {
        "report": report,
        "section": make_section(plan),
        "compared": make_compared(personas.county),
        "by": personas.coordinator,
    }


def grow(world: dict, rows: int) -> None:
    """A goal, a measure, an indicator, a chapter, a picture and an older report more; then a version with its file."""
    report, plan = world["report"], world["report"].plan
    for _number in range(rows):
        count = plan.measures.count()
        goal = make_goal(world["section"], f"T{count + 1}")
        make_update(make_measure(goal))
        make_assessment(report, goal)
        indicator = make_indicator(source=world["compared"].indicator.source)
        make_series(indicator, world["compared"].own, {2023: 5, 2024: 6})
        adopt(indicator, plan.county)
        picture = make_picture(report)
        body = f"<p>[[mittari:{indicator.pk}]]</p><p>[[kuva:{picture.pk}]]</p><p>[[tavoitteet]]</p>"
        make_chapter(report, body=body, group=make_group(plan.county))
        make_approval(make_version(make_report(plan, 2023 - count), by=world["by"]))
    for _number in range(rows):
        version = make_version(report, by=world["by"])
        make_report_material(make_approval(version))
        make_report_effect(report)
        make_file(version)
    world["version"] = version


def addresses(world: dict) -> dict[str, str]:
    report = world["report"].pk
    chapter = world["report"].chapters.first().pk
    earlier = Report.objects.exclude(pk=report).first().pk
    return {
        "list": reverse("reporting:report-list"),
        "work": reverse("reporting:report-detail", args=[report]),
        "draft": reverse("reporting:report-preview", args=[report]),
        "missing": reverse("reporting:readiness", args=[report]),
        "assessments": reverse("reporting:assessments", args=[report]),
        "handling": reverse("reporting:handling", args=[report]),
        "freeze": reverse("reporting:report-freeze", args=[report]),
        "compare": reverse("reporting:report-compare", args=[report], query={"kanssa": earlier}),
        "chapter": reverse("reporting:chapter", args=[chapter]),
        "version": reverse("reporting:version", args=[world["version"].pk]),
    }


MOST = {"list": 6, "version": 15, "work": 15, "draft": 26, "missing": 30, "freeze": 30}


@pytest.mark.parametrize("page", [*MOST, "assessments", "handling", "compare", "chapter"])
def test_pages_ask_the_same_at_3_and_at_30(client, world, personas, page):
    client.force_login(personas.coordinator)
    grow(world, FEW)
    client.get(addresses(world)[page])
    few = asked(client, addresses(world)[page])
    grow(world, MANY - FEW)
    many = asked(client, addresses(world)[page])
    assert (many, many <= MOST.get(page, 20)) == (few, True)


def asked(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
