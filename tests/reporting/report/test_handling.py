"""A report's way through the bodies with its papers, and the effects that were assessed beforehand."""

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.models import DecisionMaterial
from reporting.models import ReportEffect
from reporting.services.report.freezing import publish_report
from tests.factories.reports import (
    make_approval,
    make_chapter,
    make_report,
    make_report_effect,
    make_report_material,
    make_version,
    upload,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\ntrailer\n%%EOF\n"


@pytest.fixture
def tie(reported, personas):
    make_chapter(reported.report)
    return make_approval(make_version(reported.report, by=personas.coordinator))


def address(name: str, *args) -> str:
    return reverse(f"reporting:{name}", args=args)


def test_a_paper_is_brought_and_taken(client, reported, personas, tie):
    client.force_login(personas.coordinator)
    create = address("material-create", reported.report.pk, tie.pk)
    bare = client.post(create, {"title_fi": "Esitys"})
    assert (bare.status_code, DecisionMaterial.objects.count()) == (422, 0)
    client.post(create, {"title_fi": "Esitys", "file": upload("esitys.pdf", PDF)})
    material = DecisionMaterial.objects.get()
    assert (material.decision, material.file_name) == (tie.decision, "esitys.pdf")
    taken = client.get(address("material-file", reported.report.pk, material.pk))
    assert b"".join(taken.streaming_content) == PDF
    assert taken["X-Content-Type-Options"] == "nosniff" and "attachment" in taken["Content-Disposition"]
    client.post(address("material-delete", reported.report.pk, material.pk))
    assert not DecisionMaterial.objects.exists()


def test_a_paper_of_another_reports_decision_isnt_found(client, reported, personas, tie):
    material = make_report_material(tie)
    other = make_report(reported.plan, 2022)
    client.force_login(personas.coordinator)
    for name in ("material-file", "material-edit", "material-delete"):
        assert client.get(address(name, other.pk, material.pk)).status_code == 404


def test_effects_are_told_by_population_group(client, reported, personas):
    client.force_login(personas.coordinator)
    fields = {"population_fi": "Ikääntyneet", "direction": "negative", "effects_fi": "Matka pitenee."}
    client.post(address("effect-create", reported.report.pk), fields)
    effect = ReportEffect.objects.get()
    assert "Matka pitenee." in client.get(address("handling", reported.report.pk)).content.decode()
    edit = address("effect-edit", reported.report.pk, effect.pk)
    client.post(edit, fields | {"mitigation_fi": "Kuljetukset."})
    effect.refresh_from_db()
    assert effect.mitigation_fi == "Kuljetukset."
    client.post(address("effect-delete", reported.report.pk, effect.pk))
    assert not ReportEffect.objects.exists()


def test_the_public_reads_the_way_of_an_open_report_only(client, reported, personas, tie):
    make_report_effect(reported.report, "Lapsiperheet")
    material = make_report_material(tie, title_fi="Hallituksen esitys")
    page, file = address("handling", reported.report.pk), address("material-file", reported.report.pk, material.pk)
    assert (client.get(page).status_code, client.get(file).status_code) == (302, 302)
    publish_report(tie.version, by=personas.coordinator, at=timezone.now())
    told = client.get(page).content.decode()
    assert "Lapsiperheet" in told and "Hallituksen esitys" in told
    assert client.get(file).status_code == 200
    assert f'"{address("material-edit", reported.report.pk, material.pk)}"' not in told
    assert tie.version.get_absolute_url() not in told
