"""The memo as a Word file, to be edited and filed."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import day, moment
from hyte.lib.word import WordFile
from plans.queries.memo_content import Attendant, MemoContent, MemoItem


def file_name(content: MemoContent) -> str:
    """Without an ending: the memo's name and day."""
    with translation.override(content.language):
        return _("Memo %(title)s %(day)s") % {"title": content.title, "day": day(content.starts_at)}


def render_memo_docx(content: MemoContent, *, made_at: datetime) -> bytes:
    with translation.override(content.language):
        word = WordFile(
            title=title_of(content),
            language=content.language,
            author=content.written_by,
            subject=", ".join(content.groups),
            made_at=made_at,
        )
        _write(word, content)
        word.footer(title_of(content))
        return word.content()


def title_of(content: MemoContent) -> str:
    return _("Memo: %(title)s") % {"title": content.title}


def _write(word: WordFile, content: MemoContent) -> None:
    if not content.is_approved:
        word.subtitle(_("Draft: not approved yet"))
    word.facts(_facts(content), description=_("Meeting"))
    if content.summary:
        word.heading(_("In short"))
        word.text(content.summary)
    _write_decisions(word, content)
    _write_tasks(word, content)
    _write_items(word, content)
    _write_changes(word, content)
    _write_people(word, content)
    _write_next(word, content)


def _facts(content: MemoContent) -> list[tuple[str, str]]:
    approval = f"{content.approved_by}, {moment(content.approved_at)}" if content.is_approved else ""
    if content.is_own_approval:
        approval += f" ({_('who also wrote it')})"
    return [
        (_("When"), f"{moment(content.starts_at)}–{_time(content.ends_at)}"),
        (_("Place"), content.place),
        (_("Groups"), ", ".join(content.groups)),
        (_("Secretary"), ", ".join(content.secretaries)),
        (_("Approved"), approval),
    ]


def _time(value: datetime | None) -> str:
    """The time of day alone, written as ``moment`` writes it."""
    return moment(value).split()[-1] if value else ""


def _write_people(word: WordFile, content: MemoContent) -> None:
    for heading, people in ((_("Present"), content.present), (_("Absent"), content.absent)):
        if people:
            word.heading(heading)
            rows = [(_name(each), "; ".join(each.seats)) for each in people]
            word.table((_("Name"), _("Seat")), rows, widths=(2, 3), title=heading)
    if content.unmarked:
        word.heading(_("Not marked yet"))
        word.bullets(_name(each) for each in content.unmarked)
    if content.guests:
        word.heading(_("Others present"))
        word.text(content.guests)


def _name(each: Attendant) -> str:
    return f"{each.name} ({_('in place of')} {each.instead_of})" if each.instead_of else each.name


def _write_items(word: WordFile, content: MemoContent) -> None:
    if content.items:
        word.heading(_("Items"))
    for number, item in enumerate(content.items, start=1):
        word.heading(f"{number}. {item.title}", 2)
        _write_item(word, item)


def _write_item(word: WordFile, item: MemoItem) -> None:
    if item.presenter:
        word.text(item.presenter, label=_("Presented by"))
    word.text(item.discussion)
    if item.decided:
        word.text(item.decided, label=_("Decided"))
    if not (item.discussion or item.decided):
        word.text(_("No notes."))


def _write_decisions(word: WordFile, content: MemoContent) -> None:
    if content.decisions:
        word.heading(_("Decisions"))
        rows = [(f"{number}. {item.title}", item.decided) for number, item in content.decisions]
        word.table((_("Item"), _("Decided")), rows, widths=(2, 3), title=_("Decisions"))


def _write_tasks(word: WordFile, content: MemoContent) -> None:
    if content.tasks:
        word.heading(_("Tasks"))
        rows = [(task.what, task.who or _("not agreed"), day(task.due_on)) for task in content.tasks]
        word.table((_("What"), _("Who"), _("By when")), rows, widths=(5, 2, 2), title=_("Tasks"))


def _write_changes(word: WordFile, content: MemoContent) -> None:
    if content.changes:
        word.heading(_("Measures gone through"))
        rows = [
            (
                f"{each.identifier} {each.wording}",
                f"{each.before_label} → {each.status_label}" if each.is_changed else each.status_label,
                each.progress_label,
                each.text,
            )
            for each in content.changes
        ]
        header = (_("Measure"), _("Status"), _("Progress"), _("What is happening"))
        word.table(header, rows, widths=(4, 2, 2, 4), title=_("Measures gone through"))


def _write_next(word: WordFile, content: MemoContent) -> None:
    following = content.next_meeting
    if following:
        word.heading(_("Next meeting"))
        told = [following.title, moment(following.starts_at), following.place]
        word.text(", ".join(filter(None, told)))
        if following.secretary:
            word.text(following.secretary, label=_("Secretary"))
