"""Addresses of the plans app."""

from django.urls import include, path

from plans.views import boards, bulk, exports, measure, monitoring, plan, status

app_name = "plans"

plan_urls = [
    path("", plan.plan_detail, name="plan-detail"),
    path("seuranta/", monitoring.monitoring, name="monitoring"),
    path("seuranta/tyokirja/", exports.council_workbook, name="council-workbook"),
    path("toimeenpano/tyokirja/", exports.implementation_workbook, name="workbook-export"),
    path("seuranta/kuva/", exports.totals_picture, name="totals-picture"),
    path("mittarit/", boards.indicator_board, name="indicator-board"),
    path("tilanteet/", bulk.bulk_status, name="bulk-status"),
    path("painopisteet/<slug:area>/", plan.focus_area_detail, name="focus-area-detail"),
    path("ilmiot/<int:pk>/", plan.phenomenon_detail, name="phenomenon-detail"),
]

measure_urls = [
    path("", measure.measure_detail, name="measure-detail"),
    path("tilanne/", status.status_report, name="status-report"),
    path("julkaise/", status.status_publish, name="status-publish"),
    path("kommentti/", measure.comment_add, name="comment-add"),
]

urlpatterns = [
    path("", include("plans.edit_urls")),
    path("", include("plans.link_urls")),
    path("", include("plans.workbook_urls")),
    path("", include("plans.agenda_urls")),
    path("", include("plans.meeting_round_urls")),
    path("", include("plans.memo_urls")),
    path("", include("plans.round_urls")),
    path("", include("plans.triage_urls")),
    path("", include("plans.rollover_urls")),
    path("", include("plans.handling_urls")),
    path("", include("plans.consultation_urls")),
    path("suunnitelmat/", plan.plan_list, name="plan-list"),
    path("suunnitelmat/<slug:slug>/", include(plan_urls)),
    path("tavoitteet/<int:pk>/", plan.goal_detail, name="goal-detail"),
    path("toimenpiteet/<int:pk>/", include(measure_urls)),
    path("mittarit/<int:pk>/kaytto/", plan.indicator_uses, name="indicator-uses"),
    path("tilannepaivitykset/<int:pk>/korjaa/", status.status_correct, name="status-correct"),
]
