"""Comments: written, answered, closed, and the writer told what came of it."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import AgendaItem, Meeting, Memo, NoticeKind, Person, SentNotice, User
from groups.services.mail import queue_mail
from plans.models import Comment, Measure


@transaction.atomic
def add_comment(
    target: Measure | AgendaItem | Memo, text: str, *, by: User | None, person: Person | None = None
) -> Comment:
    """Save what somebody says of a measure, an agenda item or a draft memo.

    By an account, or by a person whose link it came by; the name isn't copied, so that it goes when the person does.
    """
    _refuse_approved(target)
    comment = Comment(text=text.strip(), by=by, person=person, **{_place_of(target): target})
    comment.full_clean()
    comment.save()
    return comment


@transaction.atomic
def answer_comment(comment: Comment, answer: str, *, at: datetime, by: User) -> list[SentNotice]:
    """Answer an open comment; the mail that tells the writer is to be sent by the caller."""
    if not answer.strip():
        raise ValidationError({"answer": _("Write the answer.")})
    return _end(comment, Comment.State.ANSWERED, answer, at=at, by=by)


@transaction.atomic
def close_comment(comment: Comment, *, at: datetime, by: User) -> list[SentNotice]:
    """Close an open comment without an answer: it has been read, and nothing more comes of it."""
    return _end(comment, Comment.State.CLOSED, "", at=at, by=by)


def _end(comment: Comment, state: Comment.State, answer: str, *, at: datetime, by: User) -> list[SentNotice]:
    locked = Comment.objects.select_for_update(of=("self",)).select_related("answered_by").get(pk=comment.pk)
    if locked.state != Comment.State.OPEN:
        told = _("The comment was taken care of already by %(name)s.")
        raise ValidationError(told % {"name": locked.answered_by or _("a colleague")})
    comment.state, comment.answer, comment.answered_by, comment.answered_at = state, answer.strip(), by, at
    comment.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    return _tell_writer(comment, by)


def _refuse_approved(target: Measure | AgendaItem | Memo) -> None:
    if isinstance(target, Measure):
        return
    memo = Memo.objects.select_for_update().filter(meeting=target.meeting_id).first()
    if memo and memo.is_approved:
        raise ValidationError(_("The memo of this meeting has been approved, so it isn't commented on any more."))


def _place_of(target: Measure | AgendaItem | Memo) -> str:
    return {Measure: "measure", AgendaItem: "item", Memo: "memo"}[type(target)]


def _tell_writer(comment: Comment, by: User) -> list[SentNotice]:
    """One mail in the writer's language; none to oneself, or to somebody whom mail doesn't reach."""
    writer = comment.by or comment.person
    if not writer or not writer.email or by in (writer, getattr(writer, "user", None)):
        return []
    with translation.override(writer.language):
        context = {
            "comment": comment,
            "writer": writer,
            "about": about(comment),
            "address": settings.BASE_URL.rstrip("/") + page_of(comment) if comment.by else "",
            "by": by,
            "county": county_of(comment),
        }
        notice = queue_mail(
            recipient=writer.email,
            person=comment.person or getattr(writer, "person", None),
            kind=NoticeKind.COMMENT,
            subject=_subject(comment) % {"about": about(comment)},
            text=render_to_string("plans/mail/comment_ended.txt", context),
            html=render_to_string("plans/mail/comment_ended.html", context),
        )
    return [notice]


def about(comment: Comment) -> str:
    """What the comment is about, in the words of the page's language."""
    if comment.measure:
        return str(comment.measure)
    if comment.item:
        return f"{comment.item.meeting.title}: {comment.item.title}"
    return _("Memo: %(meeting)s") % {"meeting": comment.memo.meeting}


def page_of(comment: Comment) -> str:
    """Where those with an account read it."""
    if comment.measure:
        return f"{comment.measure.get_absolute_url()}#comments"
    name = "plans:meeting-agenda" if comment.item else "plans:meeting-memo"
    return f"{reverse(name, args=[meeting_of(comment).pk])}#comments"


def meeting_of(comment: Comment) -> Meeting | None:
    part = comment.item or comment.memo
    return part.meeting if part else None


def county_of(comment: Comment):
    return comment.measure.plan.county if comment.measure else meeting_of(comment).county


def _subject(comment: Comment) -> str:
    if comment.state == Comment.State.ANSWERED:
        return _("Your comment was answered: %(about)s")
    return _("Your comment was read: %(about)s")
