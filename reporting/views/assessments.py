"""How each goal has come about, said in the report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hyte.lib.form_pages import form_page, sent
from hyte.lib.forms_again import kept_initial
from plans.models import Goal
from plans.queries.picture import picture_of
from reporting.access import get_report_inside, get_report_to_write, writes_some
from reporting.forms.report import AssessmentForm
from reporting.models import GoalAssessment
from reporting.queries.report.live import eyes_of_report
from reporting.services.report.writing import assess_goal


@require_GET
def assessments(request: HttpRequest, pk: int) -> HttpResponse:
    """All goals of the plan with their measures' standing, assessed or not."""
    report = get_report_inside(request.user, pk)
    picture = picture_of(report.plan, report.data_until, user=eyes_of_report(report.plan), with_ties=False)
    found = {each.goal_id: each for each in report.assessments.all()}
    rows = [
        (goal, found.get(goal.pk), [row for row in picture.rows if row.measure.goal_id == goal.pk])
        for goal in picture.goals
    ]
    context = {"report": report, "county": report.county, "rows": rows, "place": "reports"}
    context["writes"] = writes_some(request.user, report)
    return render(request, "reporting/assessments.html", context)


@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, pk: int, goal_pk: int) -> HttpResponse:
    report = get_report_to_write(request.user, pk)
    goal = get_object_or_404(Goal.objects.select_related("section"), pk=goal_pk, section__plan=report.plan_id)
    found = report.assessments.filter(goal=goal).first() or GoalAssessment(report=report, goal=goal)
    found.report, found.goal = report, goal
    picture = picture_of(report.plan, report.data_until, user=eyes_of_report(report.plan), with_ties=False)
    form = AssessmentForm(sent(request), instance=found, initial=kept_initial(request))
    return form_page(
        request,
        form,
        lambda: assess_goal(form.instance, by=request.user),
        title=_("Assess the goal %(identifier)s") % {"identifier": goal.identifier},
        back=f"{reverse('reporting:assessments', args=[report.pk])}#goal-{goal.pk}",
        done=_("The assessment was saved."),
        template="reporting/assessment_form.html",
        report=report,
        goal=goal,
        rows=[row for row in picture.rows if row.measure.goal_id == goal.pk],
        county=report.county,
        place="reports",
    )
