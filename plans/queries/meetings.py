"""Which measures a meeting is about, and what has happened to them since the last one."""

from django.db.models import Q, QuerySet, Subquery

from groups.models import Meeting
from plans.models import Measure, Plan, Section
from plans.models.measure import MeasureQuerySet


def sections_of(meeting: Meeting) -> list[Section]:
    """Sections that the meeting's groups look after in the main plans valid on the meeting's day, in order."""
    return list(_sections(meeting).select_related("plan__county", "group").order_by("plan", "order", "pk"))


def _sections(meeting: Meeting) -> QuerySet[Section]:
    valid = Plan.objects.filter(valid_from__lte=meeting.on, valid_until__gte=meeting.on)
    return Section.objects.filter(group__in=meeting.groups.order_by().values("pk"), plan__in=valid.main())


def measures_of(meeting: Meeting) -> MeasureQuerySet:
    """The measures of those sections that are in force on the meeting's day, in the plan's order."""
    sections = _sections(meeting).order_by().values("pk")
    return Measure.objects.filter(goal__section__in=sections).in_force_on(meeting.on).in_plan_order()


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last one before it in which any of its groups met."""
    return _near(meeting).filter(starts_at__lt=meeting.starts_at).order_by("-starts_at", "-pk").first()


def meeting_after(meeting: Meeting) -> Meeting | None:
    return _near(meeting).filter(starts_at__gt=meeting.starts_at).order_by("starts_at", "pk").first()


def meetings_around(meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """The meetings before and after it with their memos, in one query."""
    before = _near(meeting).filter(starts_at__lt=meeting.starts_at).order_by("-starts_at", "-pk").values("pk")[:1]
    after = _near(meeting).filter(starts_at__gt=meeting.starts_at).order_by("starts_at", "pk").values("pk")[:1]
    near = Meeting.objects.filter(Q(pk=Subquery(before)) | Q(pk=Subquery(after))).select_related("memo")
    found = {each.starts_at > meeting.starts_at: each for each in near}
    return found.get(False), found.get(True)


def _near(meeting: Meeting):
    groups = [group.pk for group in meeting.groups.all()]
    return Meeting.objects.standing().of_groups(groups).filter(~Q(pk=meeting.pk))
