"""Comments as a reader may see them, and what a meeting's readers can comment on."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from groups.models import Meeting, Memo, Person
from groups.permissions import Permission
from plans.models import Comment, Measure
from plans.models.comment import CommentQuerySet
from plans.queries.agenda import Agenda

MEMO = "memo"


def comments_of_meeting(meeting: Meeting, user, agenda: Agenda | None = None) -> list[Comment]:
    """Comments on the meeting's items and memo, and on those measures of the agenda whose internal side the user reads."""
    about = Q(item__meeting=meeting) | Q(memo__meeting=meeting)
    if agenda and agenda.measures:
        shown = [each.measure.pk for each in agenda.measures]
        inside = Measure.objects.permitted(user, Permission.VIEW_INTERNAL).filter(pk__in=shown)
        about |= Q(measure__in=inside.values("pk"))
    return list(_answerable(Comment.objects.filter(about), user))


def comments_of_measure(measure: Measure, user) -> list[Comment]:
    return list(_answerable(Comment.objects.filter(measure=measure), user))


def comments_of_person(person: Person, meeting: Meeting) -> list[Comment]:
    """What the person has said of the meeting and of its groups' measures, the newest first."""
    mine = Q(person=person) | Q(by__isnull=False, by=person.user_id)
    groups = [group.pk for group in meeting.groups.all()]
    about = Q(item__meeting=meeting) | Q(memo__meeting=meeting) | Q(measure__goal__section__group__in=groups)
    return list(_read(Comment.objects.filter(mine, about)).order_by("-written_at", "-pk"))


def waiting_comments(groups: Iterable[int]) -> QuerySet[Comment]:
    """Comments without an answer on the groups' measures, agenda items and memos, the oldest first."""
    of_measures = Q(measure__goal__section__group__in=groups)
    meetings = Meeting.objects.of_groups(groups).values("pk")
    of_meetings = Q(item__meeting__in=meetings) | Q(memo__meeting__in=meetings)
    return _read(Comment.objects.open().filter(of_measures | of_meetings)).order_by("written_at", "pk")


def targets_of(agenda: Agenda, memo: Memo | None) -> dict[str, models.Model]:
    """What can be commented on, by the key that names it in the form: agenda items, their measures, the memo's draft."""
    if memo and memo.is_approved:
        return {}
    items = {f"item-{row.item.pk}": row.item for row in agenda.rows}
    measures = {f"measure-{each.measure.pk}": each.measure for each in agenda.measures}
    return items | measures | ({MEMO: memo} if memo and memo.pk else {})


def _answerable(comments: CommentQuerySet, user) -> CommentQuerySet:
    """With ``may_answer``: whoever runs the meeting, or may report on the measure."""
    reported = Measure.objects.permitted(user, Permission.REPORT_STATUS).filter(pk=OuterRef("measure"))
    meeting = Coalesce(OuterRef("item__meeting"), OuterRef("memo__meeting"))
    run = Meeting.objects.permitted(user, Permission.RUN_MEETING).filter(pk=meeting)
    return _read(comments).annotate(may_answer=Exists(reported) | Exists(run))


def _read(comments: CommentQuerySet) -> CommentQuerySet:
    return comments.select_related("by", "person", "answered_by", "measure", "item", "memo__meeting")
