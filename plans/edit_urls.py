"""Addresses of the coordinator's work on a plan."""

from django.urls import include, path

from plans.views.edit import (
    aims,
    decisions,
    own_quantity,
    plan,
    promises,
    responsibilities,
    scenarios,
    snapshots,
    steps,
    structure,
    wordings,
)

of_plan = [
    path("hallinta/", plan.plan_manage, name="plan-manage"),
    path("muokkaa/", plan.plan_edit, name="plan-edit"),
    path("poista/", plan.plan_delete, name="plan-delete"),
    path("osasuunnitelmat/uusi/", plan.sub_plan_create, name="sub-plan-create"),
    path("hyvaksynta/", plan.plan_approve, name="plan-approve"),
    path("julkaisu/", plan.plan_publication, name="plan-publication"),
    path("paatokset/", decisions.plan_decisions, name="plan-decisions"),
    path("paatokset/uusi/", decisions.plan_decision_create, name="plan-decision-create"),
    path("paatokset/<int:pk>/muokkaa/", decisions.plan_decision_edit, name="plan-decision-edit"),
    path("vaiheet/", steps.plan_steps, name="plan-steps"),
    path("vaiheet/uusi/", steps.plan_step_create, name="plan-step-create"),
    path("osiot/uusi/", structure.section_create, name="section-create"),
    path("painopisteet/uusi/", structure.focus_area_create, name="focus-area-create"),
    path("ilmiot/uusi/", structure.phenomenon_create, name="phenomenon-create"),
    path("vastuut/", responsibilities.plan_responsibilities, name="plan-responsibilities"),
    path("tilannekuvat/", snapshots.snapshot_list, name="snapshot-list"),
    path("tilannekuvat/uusi/", snapshots.snapshot_create, name="snapshot-create"),
]

of_step = [
    path("muokkaa/", steps.plan_step_edit, name="plan-step-edit"),
    path("valmis/", steps.plan_step_done, name="plan-step-done"),
    path("poista/", steps.plan_step_delete, name="plan-step-delete"),
]

of_section = [
    path("muokkaa/", structure.section_edit, name="section-edit"),
    path("siirra/", structure.section_move, name="section-move"),
    path("poista/", structure.section_delete, name="section-delete"),
    path("tavoitteet/uusi/", promises.goal_create, name="goal-create"),
]

of_focus_area = [
    path("muokkaa/", structure.focus_area_edit, name="focus-area-edit"),
    path("siirra/", structure.focus_area_move, name="focus-area-move"),
    path("poista/", structure.focus_area_delete, name="focus-area-delete"),
    path("mittarit/uusi/", aims.focus_area_target_create, name="focus-area-target-create"),
]

of_phenomenon = [
    path("muokkaa/", structure.phenomenon_edit, name="phenomenon-edit"),
    path("siirra/", structure.phenomenon_move, name="phenomenon-move"),
    path("poista/", structure.phenomenon_delete, name="phenomenon-delete"),
    path("luvut/uusi/", aims.figure_create, name="figure-create"),
]

of_goal = [
    path("muokkaa/", promises.goal_edit, name="goal-edit"),
    path("siirra/", promises.goal_move, name="goal-move"),
    path("poista/", promises.goal_delete, name="goal-delete"),
    path("toimenpiteet/uusi/", promises.measure_create, name="measure-create"),
    path("mittarit/uusi/", aims.goal_target_create, name="goal-target-create"),
    path("sanamuoto/", wordings.goal_wording, name="goal-wording"),
    path("sanamuoto/uusi/", wordings.goal_supersede, name="goal-supersede"),
    path("sanamuoto/korjaus/", wordings.goal_mend, name="goal-mend"),
]

of_measure = [
    path("muokkaa/", promises.measure_edit, name="measure-edit"),
    path("siirra/", promises.measure_move, name="measure-move"),
    path("poista/", promises.measure_delete, name="measure-delete"),
    path("paattaminen/", promises.measure_end, name="measure-end"),
    path("mittarit/uusi/", aims.measure_target_create, name="measure-target-create"),
    path("skenaariot/uusi/", scenarios.measure_scenario_create, name="measure-scenario-create"),
    path("mittarit/oma/", own_quantity.own_quantity_create, name="own-quantity-create"),
    path("sanamuoto/", wordings.measure_wording, name="measure-wording"),
    path("sanamuoto/uusi/", wordings.measure_supersede, name="measure-supersede"),
    path("sanamuoto/korjaus/", wordings.measure_mend, name="measure-mend"),
    path("vastuut/", responsibilities.measure_responsibilities, name="measure-responsibilities"),
]

urlpatterns = [
    path("suunnitelmat/uusi/", plan.plan_create, name="plan-create"),
    path("suunnitelmat/<slug:slug>/", include(of_plan)),
    path("vaiheet/<int:pk>/", include(of_step)),
    path("osiot/<int:pk>/", include(of_section)),
    path("painopisteet/<int:pk>/", include(of_focus_area)),
    path("ilmiot/<int:pk>/", include(of_phenomenon)),
    path("luvut/<int:pk>/muokkaa/", aims.figure_edit, name="figure-edit"),
    path("luvut/<int:pk>/poista/", aims.figure_delete, name="figure-delete"),
    path("tavoitteet/<int:pk>/", include(of_goal)),
    path("toimenpiteet/<int:pk>/", include(of_measure)),
    path("tavoitearvot/<int:pk>/muokkaa/", aims.target_edit, name="target-edit"),
    path("tavoitearvot/<int:pk>/poista/", aims.target_delete, name="target-delete"),
    path(
        "toimenpiteiden-skenaariot/<int:pk>/poista/", scenarios.measure_scenario_delete, name="measure-scenario-delete"
    ),
    path("vastuut/<int:pk>/paata/", responsibilities.responsibility_end, name="responsibility-end"),
    path("organisaatiot/<int:pk>/siirto/", responsibilities.organisation_move, name="organisation-move"),
    path("tilannekuvat/<int:pk>/", snapshots.snapshot_detail, name="snapshot-detail"),
]
