"""Removing the demo: its two counties with everything that has been made in them, and its accounts.

Other counties stay as they are. Where one of them has tied something of its own to a demo county, the database
refuses, and nothing is removed.
"""

from django.db.models import QuerySet

from groups.models import (
    AgeGroup,
    AgendaItem,
    Assignment,
    Counterpart,
    Decision,
    Meeting,
    MeetingTopic,
    Memo,
    Organisation,
    Person,
    RoleAssignment,
    Seat,
    SecretaryTurn,
    SentNotice,
    User,
    WorkingGroup,
)
from indicators.models import (
    Adoption,
    Calculation,
    Conclusion,
    Indicator,
    Omission,
    PublishedResult,
    RuleSet,
    Scenario,
    Theme,
    ThemeClassification,
    Triage,
)
from plans.models import (
    AgendaMeasure,
    FocusArea,
    Goal,
    Measure,
    Phenomenon,
    Plan,
    PlanStep,
    Responsibility,
    Section,
    Snapshot,
    StatusUpdate,
    UpdateRound,
)
from reporting.demo.clock import remove_clock
from reporting.demo.consultations import remove_consultations
from reporting.demo.handling import remove_handling
from reporting.demo.negotiations import remove_negotiations
from reporting.demo.people import DOMAIN
from reporting.demo.records import REASON, remove
from reporting.demo.report import remove_reports
from reporting.demo.rollover import remove_rollovers
from reporting.demo.shared import remove_shared
from reporting.demo.statutory import remove_statutory


def remove_demo() -> None:
    counties = list(Organisation.objects.counties().filter(plans__is_demo=True).distinct().values_list("pk", flat=True))
    remove_reports(counties)
    remove_statutory(counties)
    remove_clock(counties)
    remove_handling(counties)
    remove_consultations(counties)
    remove_rollovers(counties)
    remove_negotiations(counties)
    _remove_plans(Plan.objects.filter(county__in=counties))
    for model in (Adoption, Omission, Conclusion, Triage, Scenario, PublishedResult, Calculation):
        remove(model.objects.filter(county__in=counties))
    RuleSet.objects.filter(county__in=counties).update(copied_from=None)
    remove(RuleSet.objects.filter(county__in=counties))
    _remove_groups(counties)
    _remove_themes(counties)
    _remove_accounts(counties)
    _remove_organisations(
        Organisation.objects.filter(county__in=counties) | Organisation.objects.filter(pk__in=counties)
    )
    remove_shared()


def _remove_plans(plans: QuerySet) -> None:
    updates = StatusUpdate.objects.filter(measure__plan__in=plans)
    updates.update(replaces=None)  # a correction would hold on to what it corrects
    updates.delete()
    remove(UpdateRound.objects.filter(plan__in=plans))
    Snapshot.objects.filter(plan__in=plans).delete()
    AgendaMeasure.objects.filter(measure__plan__in=plans).delete()
    remove(Responsibility.objects.filter(measure__plan__in=plans))
    remove(Measure.objects.filter(plan__in=plans))
    remove(Goal.objects.filter(section__plan__in=plans))
    remove(Phenomenon.objects.filter(plan__in=plans))
    remove(FocusArea.objects.filter(plan__in=plans))
    remove(Section.objects.filter(plan__in=plans))
    remove(PlanStep.objects.filter(plan__in=plans))
    plans.update(successor=None)
    while plans.exists():  # sub-plans before the plans that they hang from
        remove(plans.filter(sub_plans=None))


def _remove_groups(counties: list[int]) -> None:
    groups = WorkingGroup.objects.filter(county__in=counties)
    remove(Assignment.objects.filter(group__in=groups))
    _remove_meetings(Meeting.objects.filter(county__in=counties))
    remove(MeetingTopic.objects.filter(county__in=counties))
    remove(Counterpart.objects.filter(county__in=counties))
    remove(Seat.objects.filter(group__in=groups))
    groups.update(
        secretary_way=WorkingGroup.SecretaryWay.WITHIN, secretary_pool=None
    )  # a pool can't go before its users
    remove(groups)
    remove(AgeGroup.objects.filter(county__in=counties))
    remove(Decision.objects.filter(county__in=counties))


def _remove_meetings(meetings: QuerySet) -> None:
    remove(Memo.objects.filter(meeting__in=meetings))
    remove(AgendaItem.objects.filter(meeting__in=meetings))
    remove(SecretaryTurn.objects.filter(meeting__in=meetings))
    remove(meetings)


def _remove_themes(counties: list[int]) -> None:
    remove(Indicator.objects.filter(county__in=counties))
    remove(Theme.objects.filter(classification__county__in=counties))
    remove(ThemeClassification.objects.filter(county__in=counties))


def _remove_accounts(counties: list[int]) -> None:
    demo_users = User.objects.filter(email__endswith=DOMAIN)
    remove(RoleAssignment.objects.filter(county__in=counties) | RoleAssignment.objects.filter(user__in=demo_users))
    remove(Person.objects.filter(organisation__county__in=counties) | Person.objects.filter(organisation__in=counties))
    loaded = Person.history.filter(history_change_reason=REASON)  # some are of HUS, which is of no county
    remove(Person.objects.filter(pk__in=loaded.values("id")))
    SentNotice.objects.filter(recipient__endswith=DOMAIN).delete()
    demo_users.delete()


def _remove_organisations(organisations: QuerySet) -> None:
    organisations.update(successor=None)
    while organisations.exists():  # from below
        remove(organisations.filter(children=None, organisations=None))
