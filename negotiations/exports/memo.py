"""The memo of a negotiation as a Word file and as a PDF."""

from collections.abc import Sequence
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hyte.lib.pdf import render_pdf
from hyte.lib.templatetags.hyte import day
from hyte.lib.word import WordFile
from negotiations.queries.memo_answers import PartyAnswer


def title_of(content: dict) -> str:
    return _("Memo: %(title)s") % {"title": content["title"]}


def file_name(content: dict) -> str:
    """Without an ending: the memo's name and day."""
    with translation.override(content["language"]):
        return _("Memo %(title)s %(day)s") % {"title": content["title"], "day": content["day"]}


def render_memo_pdf(content: dict, answers: Sequence[PartyAnswer], *, base_url: str) -> bytes:
    with translation.override(content["language"]):
        context = {"content": content, "answers": answers, "title": title_of(content)}
        html = render_to_string("negotiations/memo_pdf.html", context)
    return render_pdf(html, base_url=base_url)


def render_memo_docx(content: dict, answers: Sequence[PartyAnswer], *, made_at: datetime) -> bytes:
    with translation.override(content["language"]):
        word = WordFile(
            title=title_of(content),
            language=content["language"],
            author=content["county"],
            subject=content["round"],
            made_at=made_at,
        )
        _write(word, content, answers)
        word.footer(title_of(content))
        return word.content()


def _write(word: WordFile, content: dict, answers: Sequence[PartyAnswer]) -> None:
    word.facts(_facts(content), description=_("Negotiation"))
    if content["summary"]:
        word.heading(_("In short"))
        word.text(content["summary"])
    _write_parties(word, content)
    if content["carried"]:
        word.heading(_("Open from earlier rounds"))
        _write_agreements(word, content["carried"], title=_("Open from earlier rounds"))
    word.heading(_("Topics"))
    for topic in content["topics"]:
        word.heading(topic["label"], 2)
        word.text(topic["notes"] or _("No notes."))
        if topic["agreements"]:
            _write_agreements(word, topic["agreements"], title=_("Agreed: %(topic)s") % {"topic": topic["label"]})
    _write_answers(word, answers)


def _facts(content: dict) -> list[tuple[str, str]]:
    return [
        (_("When"), content["when"]),
        (_("Place"), content["place"]),
        (_("Round"), content["round"]),
        (_("Convener"), content["county"]),
    ]


def _write_parties(word: WordFile, content: dict) -> None:
    word.heading(_("Parties"))
    rows = [(each["name"], "; ".join(_person(person) for person in each["present"])) for each in content["parties"]]
    word.table((_("Party"), _("Present")), rows, widths=(2, 3), title=_("Parties"))


def _person(person: dict) -> str:
    return ", ".join(filter(None, (person["name"], person["title"])))


def _write_agreements(word: WordFile, agreements: Sequence[dict], *, title: str) -> None:
    rows = [(each["text"], ", ".join(each["who"]), each["due_on"]) for each in agreements]
    word.table((_("What"), _("Who"), _("By when")), rows, widths=(5, 3, 2), title=title)


def _write_answers(word: WordFile, answers: Sequence[PartyAnswer]) -> None:
    if not answers:
        return
    word.heading(_("Approval by the parties"))
    rows = [(str(each.party), *_answer(each)) for each in answers]
    word.table((_("Party"), _("Answer"), _("Who and when")), rows, widths=(2, 2, 3), title=_("Approval by the parties"))


def _answer(each: PartyAnswer) -> tuple[str, str]:
    if each.answer is None:
        return _("No answer"), ""
    who = f"{each.answer.person_name}, {day(timezone.localdate(each.answer.answered_at))}"
    return str(each.answer.get_verdict_display()), who
