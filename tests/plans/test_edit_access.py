"""The coordinator's work: a stranger goes to the login, and who else may do some of it. The sweep opens every page."""

import pytest
from django.urls import reverse

from indicators.models import Indicator, Source
from plans.models import FocusArea, IndicatorTarget, Phenomenon, PhenomenonIndicator, PlanDecision, PlanStep
from plans.services.responsibility import propose_responsibility
from tests.factories.groups import make_organisation
from tests.factories.plans import make_responsibility

OF_PLAN = [
    "plan-manage",
    "plan-edit",
    "plan-delete",
    "sub-plan-create",
    "plan-approve",
    "plan-publication",
    "plan-decisions",
    "plan-decision-create",
    "plan-steps",
    "plan-step-create",
    "section-create",
    "focus-area-create",
    "phenomenon-create",
    "plan-responsibilities",
    "snapshot-create",
]
OF_PARTS = {
    "section": "section-edit section-delete goal-create",
    "focus_area": "focus-area-edit focus-area-delete",
    "phenomenon": "phenomenon-edit phenomenon-delete figure-create",
    "figure": "figure-edit figure-delete",
    "goal": "goal-edit goal-delete measure-create goal-target-create goal-supersede goal-mend",
    "measure": "measure-edit measure-delete measure-end measure-target-create measure-supersede measure-mend",
    "target": "target-edit target-delete",
    "step": "plan-step-edit plan-step-delete",
}
POSTED = {
    "section": "section-move",
    "focus_area": "focus-area-move",
    "phenomenon": "phenomenon-move",
    "goal": "goal-move",
    "measure": "measure-move",
    "step": "plan-step-done",
}


@pytest.fixture
def parts(plan, measure, personas) -> dict:
    indicator = Indicator.objects.create(title_fi="Yksinäisyys", source=Source.objects.create(name_fi="THL"))
    phenomenon = Phenomenon.objects.create(plan=plan, title_fi="Ilmiö")
    decision = PlanDecision.objects.create(plan=plan, decision=plan.approval)
    return {
        "section": measure.goal.section,
        "focus_area": FocusArea.objects.create(plan=plan, slug="alue", name_fi="Alue"),
        "phenomenon": phenomenon,
        "figure": PhenomenonIndicator.objects.create(phenomenon=phenomenon, indicator=indicator),
        "goal": measure.goal,
        "measure": measure,
        "target": IndicatorTarget.objects.create(measure=measure, indicator=indicator),
        "step": PlanStep.objects.create(plan=plan, title_fi="Vaihe", starts_on="2024-03-01", ends_on="2024-03-31"),
        "decision": decision,
    }


@pytest.fixture
def addresses(plan, parts, measure, personas) -> list[str]:
    """Every page of the coordinator's work on the plan, to be opened by GET."""
    pages = [reverse(f"plans:{name}", args=[plan.slug]) for name in OF_PLAN]
    for kind, names in OF_PARTS.items():
        pages += [reverse(f"plans:{name}", args=[parts[kind].pk]) for name in names.split()]
    pages.append(reverse("plans:plan-decision-edit", args=[plan.slug, parts["decision"].pk]))
    pages.append(reverse("plans:responsibility-end", args=[measure.responsibilities.get().pk]))
    return pages


@pytest.fixture
def acts(parts) -> list[str]:
    return [reverse(f"plans:{name}", args=[parts[kind].pk]) for kind, name in POSTED.items()]


def test_a_stranger_is_sent_to_the_login(client, addresses, acts):
    for address in addresses:
        assert client.get(address).headers["Location"].startswith("/accounts/login/"), address
    for address in acts:
        assert client.post(address, {"direction": "up"}).status_code in (200, 302), address


def test_who_may_propose_responsibilities(client, plan, measure, personas):
    for name, user in personas.all().items():
        client.force_login(user)
        status = client.get(reverse("plans:measure-responsibilities", args=[measure.pk])).status_code
        may = name in ("coordinator", "lead", "chair", "secretary")
        strange = name in ("keeper", "unrelated", "other_coordinator")
        assert status == (200 if may else 404 if strange else 403), name


def test_a_secretary_proposes_only_in_the_groups_own_sections(client, plan, personas):
    client.force_login(personas.secretary)
    other = plan.measures.get(identifier="L1.1")
    assert client.get(reverse("plans:measure-responsibilities", args=[other.pk])).status_code == 403


def test_snapshots_are_for_the_staff(client, plan, personas):
    for name, user in personas.all().items():
        client.force_login(user)
        status = client.get(reverse("plans:snapshot-list", args=[plan.slug])).status_code
        staff = name in ("coordinator", "lead", "chair", "secretary", "reader")
        assert (status == 200) is staff, (name, status)


def test_the_wordings_history_is_for_the_staff(client, measure, personas):
    for name, user in personas.all().items():
        client.force_login(user)
        status = client.get(reverse("plans:measure-wording", args=[measure.pk])).status_code
        assert (status == 200) is (name in ("coordinator", "lead", "chair", "secretary", "reader")), (name, status)
        assert client.post(reverse("plans:measure-wording", args=[measure.pk]), {}).status_code in (403, 404)


def test_who_may_end_an_organisation(client, plan, personas):
    expected = {"coordinator": 200, "lead": 403, "chair": 403, "secretary": 403, "reader": 403}
    for name, user in personas.all().items():
        client.force_login(user)
        status = client.get(reverse("plans:organisation-move", args=[personas.division.pk])).status_code
        assert status == expected.get(name, 404), name


def test_an_organisation_that_counties_share_is_ended_by_no_county(client, personas):
    hus = make_organisation("HUS", kind="hus")
    client.force_login(personas.coordinator)
    assert client.get(reverse("plans:organisation-move", args=[hus.pk])).status_code == 403
    assert client.get(reverse("plans:organisation-move", args=[personas.county.pk])).status_code == 403
    assert client.get(reverse("plans:organisation-move", args=[personas.other_county.pk])).status_code == 404


def test_a_plan_is_made_only_by_a_coordinator(client, personas):
    for name, user in personas.all().items():
        client.force_login(user)
        status = client.get(reverse("plans:plan-create")).status_code
        assert status == (200 if name in ("coordinator", "other_coordinator") else 403), name


def test_who_may_take_back_a_proposal(client, measure, personas, plan):
    own = propose_responsibility(
        measure, make_organisation("A", parent=personas.county), "other", by=personas.secretary
    )
    others = make_responsibility(measure, make_organisation("B", parent=personas.county), "other")
    client.force_login(personas.secretary)
    assert client.get(reverse("plans:responsibility-end", args=[own.pk])).status_code == 200
    assert client.get(reverse("plans:responsibility-end", args=[others.pk])).status_code == 403
