"""Plans made, changed, approved, published and deleted; their decisions and steps."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.models import Decision
from groups.permissions import Role
from plans.models import Plan, PlanDecision, PlanStep
from plans.services.plan import swap_approval
from tests.factories.editing import NEW_DECISION, TODAY, plan_data
from tests.factories.groups import give_role, make_decision, make_organisation
from tests.factories.plans import make_bare_plan, make_goal, make_measure, make_section


@pytest.fixture(autouse=True)
def _coordinator_at_work(client, personas, settings):
    settings.HYTE_TODAY = TODAY
    client.force_login(personas.coordinator)


@pytest.fixture
def draft(personas) -> Plan:
    return make_bare_plan(personas.county, "luonnos", approved=False, public=False)


def of_plan(name: str, plan: Plan) -> str:
    return reverse(f"plans:{name}", args=[plan.slug])


def test_a_plan_is_made_with_an_address_from_its_name_and_the_writer_in_history(client, personas):
    response = client.post(reverse("plans:plan-create"), plan_data(name_fi="Äidin & lapsen suunnitelma"))
    plan = Plan.objects.get()
    assert response.headers["Location"] == of_plan("plan-manage", plan)
    assert (plan.slug, plan.county, plan.publication) == ("aidin-lapsen-suunnitelma", personas.county, "internal")
    assert plan.history.get().history_user == personas.coordinator


def test_years_stay_apart_in_the_address(client, personas):
    client.post(reverse("plans:plan-create"), plan_data(name_fi="Suunnitelma 2026–2029"))
    assert Plan.objects.get().slug == "suunnitelma-2026-2029"


def test_the_same_name_gets_another_address(client, personas):
    for _each in range(2):
        client.post(reverse("plans:plan-create"), plan_data(name_fi="Uusi"))
    assert set(Plan.objects.values_list("slug", flat=True)) == {"uusi-2", "uusi-3"}


def test_a_sub_plan_hangs_from_its_plan(client, draft):
    page = client.get(of_plan("sub-plan-create", draft))
    assert page.context["form"].initial["parent"] == draft.pk
    client.post(of_plan("sub-plan-create", draft), plan_data(parent=draft.pk))
    assert draft.sub_plans.get().name_fi == "Kulttuurisuunnitelma"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_fi": ""}, "name_fi"),
        ({"name_fi": "x" * 301}, "name_fi"),
        ({"name_fi": "Nolla\x00tavu"}, "name_fi"),
        ({"valid_until": "2023-01-01"}, "valid_until"),
        ({"valid_from": "ei päivä"}, "valid_from"),
        ({"valid_from": "0001-01-01"}, "valid_from"),
        ({"term_start_year": "99999999999999999999"}, "term_start_year"),
        ({"term_start_year": "2025", "term_end_year": "2021"}, "term_end_year"),
        ({"slug": "ei välejä"}, "slug"),
        ({"slug": "luonnos"}, "slug"),
        ({"slug": "uusi"}, "slug"),
        ({"kind": "tuntematon"}, "kind"),
        ({"parent": "9" * 30}, "parent"),
        ({"aim_fi": "x" * 100_000}, "aim_fi"),
    ],
)
def test_what_does_not_hold_is_told_beside_the_field(client, draft, changes, field):
    response = client.post(reverse("plans:plan-create"), plan_data(**changes))
    assert response.status_code == 422 and list(response.context["form"].errors) == [field]
    assert Plan.objects.count() == 1


def test_an_address_that_another_page_has_is_refused_with_the_reason(client, draft):
    response = client.post(reverse("plans:plan-create"), plan_data(slug="uusi"))
    assert "”uusi”" in response.context["form"].errors["slug"][0]
    draft.slug = "uusi"
    with pytest.raises(ValidationError) as refused:
        draft.full_clean()
    assert list(refused.value.error_dict) == ["slug"]


@pytest.mark.parametrize("kind", ["section", "focusarea"])
def test_a_part_made_in_the_admin_site_cannot_take_it_either(client, draft, kind):
    address = reverse(f"admin:plans_{kind}_add")
    response = client.post(address, {"plan": draft.pk, "name_fi": "Uusi", "slug": "uusi", "order": 1})
    assert "slug" in response.context["adminform"].form.errors
    assert client.post(address, {"plan": draft.pk, "name_fi": "Uusi", "slug": "uusi-2", "order": 1}).status_code == 302


def test_a_plan_of_another_county_can_be_neither_parent_nor_successor(client, draft, personas):
    foreign = make_bare_plan(personas.other_county, "toinen")
    page = client.get(of_plan("plan-edit", draft))
    assert foreign.name_fi not in [str(each) for each in page.context["form"].fields["parent"].queryset]
    for field in ("parent", "successor"):
        response = client.post(of_plan("plan-edit", draft), plan_data(**{field: foreign.pk}))
        assert field in response.context["form"].errors


def test_a_coordinator_of_two_counties_chooses_and_keeps_them_apart(client, draft, personas):
    give_role(personas.coordinator, Role.COORDINATOR, personas.other_county)
    data = plan_data(county=personas.other_county.pk, parent=draft.pk)
    assert "parent" in client.post(reverse("plans:plan-create"), data).context["form"].errors
    client.post(reverse("plans:plan-create"), plan_data(county=personas.other_county.pk))
    assert Plan.objects.get(kind="culture").county == personas.other_county


def test_successors_do_not_go_round(client, draft, personas):
    follower = make_bare_plan(personas.county, "seuraaja", successor=draft)
    response = client.post(of_plan("plan-edit", draft), plan_data(successor=follower.pk))
    assert "successor" in response.context["form"].errors


def test_a_plan_with_sub_plans_does_not_become_one(client, draft, personas):
    make_bare_plan(personas.county, "osa", parent=draft)
    other = make_bare_plan(personas.county, "toinen-paa")
    assert "parent" in client.post(of_plan("plan-edit", draft), plan_data(parent=other.pk)).context["form"].errors


def test_validity_cannot_leave_measures_outside(client, draft):
    measure = make_measure(make_goal(make_section(draft)), in_force_until=date(2025, 6, 30))
    response = client.post(of_plan("plan-edit", draft), plan_data(valid_from="2024-01-01", valid_until="2025-01-31"))
    assert set(response.context["form"].errors) == {"valid_from", "valid_until"}
    measure.refresh_from_db()
    assert Plan.objects.get(pk=draft.pk).valid_until == date(2025, 12, 31)


def test_an_approved_plans_facts_change_only_with_a_reason(client, plan, personas):
    data = plan_data(valid_from="2023-01-01")
    assert list(client.post(of_plan("plan-edit", plan), data).context["form"].errors) == ["reason"]
    client.post(of_plan("plan-edit", plan), data | {"reason": "Nimi oli väärin"})
    assert plan.history.first().history_change_reason == "Nimi oli väärin"


def test_markup_in_a_name_stays_text(client, draft):
    client.post(of_plan("plan-edit", draft), plan_data(name_fi="<script>alert(1)</script>", valid_from="2023-01-01"))
    page = client.get(of_plan("plan-manage", draft)).text
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page


def test_a_plan_is_approved_by_a_recorded_decision(client, draft):
    decision = make_decision(draft.county)
    client.post(of_plan("plan-approve", draft), {"decision": decision.pk})
    draft.refresh_from_db()
    assert draft.approval == decision
    assert PlanDecision.objects.get(plan=draft).meaning == "approval"


def test_a_plan_is_approved_by_a_decision_recorded_in_passing(client, draft, personas):
    council = make_organisation("Aluevaltuusto", kind="county_council", parent=personas.county)
    client.post(of_plan("plan-approve", draft), NEW_DECISION | {"new_body": council.pk})
    draft.refresh_from_db()
    assert (draft.approval.body, draft.approval.on) == (council, date(2024, 3, 15))
    assert draft.approval.history.get().history_user == personas.coordinator


def test_a_bad_decision_approves_nothing_and_saves_nothing(client, draft, personas):
    foreign = make_decision(personas.other_county)
    tabled = make_decision(personas.county, outcome="tabled")
    other_body = make_organisation("Vieras valtuusto", kind="county_council", parent=personas.other_county)
    before = Decision.objects.count()
    for data in (
        {},
        {"decision": foreign.pk},
        {"decision": tabled.pk},
        {"decision": "x"},
        NEW_DECISION,
        NEW_DECISION | {"new_body": other_body.pk},
        NEW_DECISION | {"new_body": tabled.body_id, "new_on": "2025-03-01"},
        NEW_DECISION | {"new_body": tabled.body_id, "new_title_fi": ""},
        NEW_DECISION | {"new_body": tabled.body_id, "decision": make_decision(personas.county, tabled.body).pk},
    ):
        assert client.post(of_plan("plan-approve", draft), data).status_code == 422, data
    draft.refresh_from_db()
    assert draft.approval is None and Decision.objects.count() == before + 1


def test_an_approved_plan_is_not_approved_again(client, plan):
    first = plan.approval
    assert client.post(of_plan("plan-approve", plan), {"decision": make_decision(plan.county).pk}).status_code == 422
    plan.refresh_from_db()
    assert plan.approval == first


def test_a_wrong_decision_of_approval_is_swapped_with_a_reason(client, draft, personas):
    wrong, right = make_decision(draft.county), make_decision(draft.county, on=date(2024, 3, 12))
    client.post(of_plan("plan-approve", draft), {"decision": wrong.pk})
    handled = PlanDecision.objects.create(plan=draft, decision=wrong, meaning="handling")
    answers = {"decision": right.pk, "reason": "Valittiin edellisen vuoden päätös"}
    for refused in (
        {"decision": right.pk},
        answers | {"reason": " "},
        answers | {"decision": wrong.pk},
        {"reason": "x"},
    ):
        assert client.post(of_plan("plan-approve", draft), refused).status_code == 422, refused
    assert client.post(of_plan("plan-approve", draft), answers).status_code == 302
    draft.refresh_from_db()
    newest = draft.history.first()
    assert (draft.approval, newest.history_user) == (right, personas.coordinator)
    assert newest.history_change_reason == f"{wrong} → {right} · Valittiin edellisen vuoden päätös"
    assert set(draft.plan_decisions.values_list("decision", "meaning")) == {
        (right.pk, "approval"),
        (handled.decision_id, "handling"),
    }


def test_another_countys_decision_does_not_take_the_place_of_the_right_one(plan, personas):
    with pytest.raises(ValidationError):
        swap_approval(plan, decision=make_decision(personas.other_county), reason="Syy", by=personas.coordinator)
    assert Plan.objects.get(pk=plan.pk).approval == plan.approval


def test_publishing_needs_the_approval_and_keeps_who_and_when(client, draft, personas):
    assert client.post(of_plan("plan-publication", draft), {"publication": "public"}).status_code == 422
    assert client.post(of_plan("plan-publication", draft), {"publication": "x"}).status_code == 422
    client.post(of_plan("plan-publication", draft), {"publication": "consultation"})
    draft.refresh_from_db()
    assert (draft.publication, draft.publication_changed_by) == ("consultation", personas.coordinator)
    assert draft.publication_changed_at is not None


def test_the_page_of_publication_counts_what_would_open(client, plan):
    page = client.get(of_plan("plan-publication", plan))
    openings = page.context["openings"]
    assert (openings.goals, openings.measures, openings.published, openings.unpublished) == (2, 2, 1, 1)


def test_an_empty_draft_is_deleted_and_an_approved_plan_refused(client, draft, plan):
    assert client.post(of_plan("plan-delete", draft)).status_code == 302
    assert client.post(of_plan("plan-delete", plan)).status_code == 409
    assert list(Plan.objects.all()) == [plan]


def test_a_draft_with_sections_is_refused_and_counted(client, draft):
    make_section(draft)
    page = client.get(of_plan("plan-delete", draft))
    assert [count for _kind, count in page.context["consequences"].keeps] == [1]
    assert client.post(of_plan("plan-delete", draft)).status_code == 409


def decision_data(body, **changes) -> dict:
    values = {
        "meaning": "handling",
        "body": body.pk,
        "on": "2024-04-15",
        "outcome": "tabled",
        "title_fi": "Tilannekatsaus",
    }
    return values | changes


def test_a_body_may_decide_more_than_once_on_a_plan(client, draft, personas):
    board = make_organisation("Lautakunta", kind="committee", parent=personas.county)
    for day, outcome in (("2024-04-15", "tabled"), ("2024-05-27", "noted")):
        client.post(of_plan("plan-decision-create", draft), decision_data(board, on=day, outcome=outcome))
    assert [str(tie.decision.outcome) for tie in draft.plan_decisions.all()] == ["tabled", "noted"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": "2025-02-01"}, "on"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"title_fi": ""}, "title_fi"),
        ({"meaning": "x"}, "meaning"),
        ({"outcome": "x"}, "outcome"),
        ({"diary_number": "x" * 61}, "diary_number"),
    ],
)
def test_a_decision_that_does_not_hold_is_not_kept(client, draft, personas, changes, field):
    board = make_organisation("Lautakunta", kind="committee", parent=personas.county)
    response = client.post(of_plan("plan-decision-create", draft), decision_data(board, **changes))
    assert list(response.context["form"].errors) == [field]
    assert not Decision.objects.exists()


def test_a_decision_is_mended(client, plan):
    tie = PlanDecision.objects.create(plan=plan, decision=plan.approval)
    address = reverse("plans:plan-decision-edit", args=[plan.slug, tie.pk])
    data = decision_data(plan.approval.body, outcome="approved", link="example.org/poytakirja")
    client.post(address, data)
    tie.decision.refresh_from_db()
    assert (tie.decision.title_fi, tie.decision.link) == ("Tilannekatsaus", "https://example.org/poytakirja")
    assert "outcome" in client.post(address, data | {"outcome": "rejected"}).context["form"].errors


def test_a_decision_of_another_plan_is_not_found(client, plan, draft):
    tie = PlanDecision.objects.create(plan=plan, decision=plan.approval)
    assert client.get(reverse("plans:plan-decision-edit", args=[draft.slug, tie.pk])).status_code == 404


def test_a_step_is_placed_by_month(client, draft):
    client.post(
        of_plan("plan-step-create", draft), {"title_fi": "Työpaja", "starts_on": "2024-02-10", "by_month": "on"}
    )
    step = PlanStep.objects.get()
    assert (step.starts_on, step.ends_on, step.by_month) == (date(2024, 2, 1), date(2024, 2, 29), True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": "2024-01-01"}, "ends_on"),
        ({"starts_on": "9999-12-31"}, "starts_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"done_on": "2025-06-01"}, "done_on"),
        ({"body": "x"}, "body"),
    ],
)
def test_a_step_that_does_not_hold_is_not_kept(client, draft, changes, field):
    response = client.post(
        of_plan("plan-step-create", draft), {"title_fi": "Työpaja", "starts_on": "2024-02-10"} | changes
    )
    assert field in response.context["form"].errors
    assert not PlanStep.objects.exists()


def test_a_step_is_done_taken_back_and_deleted(client, plan):
    step = PlanStep.objects.create(plan=plan, title_fi="Vaihe", starts_on="2024-03-01", ends_on="2024-03-31")
    done, delete = (reverse(f"plans:plan-step-{name}", args=[step.pk]) for name in ("done", "delete"))
    client.post(done)
    step.refresh_from_db()
    assert step.done_on == TODAY
    assert client.post(delete).status_code == 409
    client.post(done)
    assert client.post(delete).status_code == 302 and not PlanStep.objects.exists()


def test_the_database_refuses_a_step_that_ends_before_it_starts(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStep.objects.create(plan=plan, title_fi="Vaihe", starts_on="2024-03-31", ends_on="2024-03-01")


@pytest.mark.parametrize("fields", [{"valid_until": date(2020, 1, 1)}, {"slug": "suunnitelma"}])
def test_the_database_refuses_a_plan_that_does_not_hold(plan, fields):
    values = {
        "county": plan.county,
        "slug": "x",
        "name_fi": "x",
        "valid_from": date(2023, 1, 1),
        "valid_until": date(2025, 1, 1),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(**values | fields)


@pytest.mark.parametrize("field", ["parent", "successor"])
def test_the_database_refuses_a_plan_that_is_its_own_relative(plan, field):
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**{field: plan.pk})


def test_the_database_keeps_a_decision_once_by_meaning(plan):
    PlanDecision.objects.create(plan=plan, decision=plan.approval)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanDecision.objects.create(plan=plan, decision=plan.approval)
