"""The morning's reminders: one grouped mail per person, no thing told too often, nothing told twice after a crash."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from groups.models import LinkPurpose, NoticeItem, NoticeKind, Person, RoleAssignment, SentNotice
from groups.permissions import Role
from groups.queries.reminders import due_reminders as due_in_groups
from groups.services.links import create_link
from groups.services.mail import queue_mail
from hyte.lib.due import DueThing, Stage
from negotiations.queries.reminders import due_reminders as due_in_negotiations
from plans.models import Measure
from plans.queries.reminders import due_reminders as due_in_plans
from plans.services.links import make_measure_link
from reporting.queries.report.reminders import due_reminders as due_in_reports

QUIET_MONTH = 7
BETWEEN = timedelta(days=5)  # the same thing isn't told again sooner
MONDAY = 0
SETTINGS_LINK_LASTS = timedelta(days=90)
LATE = (Stage.LATE, Stage.VERY_LATE)
ORDER = (Stage.VERY_LATE, Stage.LATE, Stage.WEEK, Stage.FIRST)


@dataclass(frozen=True)
class Addressee:
    """Where a reminder goes; ``person`` is None for a coordinator whose account has no person."""

    email: str
    name: str
    language: str
    person: Person | None = None

    @property
    def rhythm(self) -> str:
        return self.person.reminders if self.person else Person.Reminders.AS_DUE

    @property
    def has_account(self) -> bool:
        return self.person is None or self.person.user_id is not None


@dataclass(frozen=True)
class Told:
    """A thing that goes into a mail, at the stage that it has reached; ``instead_of`` names who could not be reached."""

    thing: DueThing
    stage: Stage
    instead_of: str = ""


@dataclass
class PlannedMail:
    """One mail of the morning."""

    addressee: Addressee
    things: list[Told] = field(default_factory=list)

    def by_stage(self) -> list[tuple[str, list[Told]]]:
        found = [(stage.label, [told for told in self.things if told.stage is stage]) for stage in ORDER]
        return [(label, things) for label, things in found if things]


def gather(on: date) -> list[DueThing]:
    """What all apps want to remind of, in the active language."""
    return [*due_in_groups(on), *due_in_plans(on), *due_in_negotiations(on), *due_in_reports(on)]


def plan_reminders(on: date) -> list[PlannedMail]:
    """What would be sent on the day; reads only."""
    if on.month == QUIET_MONTH:
        return []
    things = gather(on)
    reached, past = Reached(things), Past(things)
    mails: dict[str, PlannedMail] = {}
    for thing in things:
        stage = thing.stage(on)
        if stage is None or past.told_lately(thing, on):
            continue
        for addressee, instead_of in reached.addressees(thing, stage):
            if past.has_told(addressee, thing, stage) or _waits_for_monday(addressee, on):
                continue
            mail = mails.setdefault(addressee.email, PlannedMail(addressee))
            mail.things.append(Told(thing, stage, instead_of))
    for mail in mails.values():
        mail.things.sort(key=lambda told: (ORDER.index(told.stage), told.thing.due_on, told.thing.key))
    return sorted(mails.values(), key=lambda mail: mail.addressee.email)


def send_reminders(on: date, *, at: datetime) -> list[SentNotice]:
    """Store the mails of the day, each with what it tells, in one transaction per person; the caller sends them.

    A run that is broken off has stored whole mails only, and the next one goes on where it ended. Of two runs at the same
    time the later one finds the things told.
    """
    words = Words(on)
    sent = [store_mail(mail, words, on, at) for mail in plan_reminders(on)]
    return [notice for notice in sent if notice]


class Words:
    """The things in each language; asked for once per language."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._things: dict[str, dict[str, DueThing]] = {}

    def of(self, told: Told, language: str) -> Told:
        if language not in self._things:
            with translation.override(language):
                self._things[language] = {thing.key: thing for thing in gather(self.on)}
        return Told(self._things[language].get(told.thing.key, told.thing), told.stage, told.instead_of)


class Reached:
    """Whom mail reaches: an address that no server has refused, of somebody who hasn't left."""

    def __init__(self, things: list[DueThing]) -> None:
        people = {person for thing in things for person in thing.people}
        self.people = Person.objects.select_related("user").in_bulk(people)
        refused = SentNotice.objects.filter(is_refused=True).values_list("recipient", flat=True)
        self.refused = set(refused.distinct())
        self.coordinators: dict[int, list[Addressee]] = defaultdict(list)
        roles = RoleAssignment.objects.filter(role=Role.COORDINATOR, user__is_active=True).select_related(
            "user__person"
        )
        for role in roles.order_by("pk"):
            self.coordinators[role.county_id].append(_of_account(role.user))

    def addressees(self, thing: DueThing, stage: Stage) -> list[tuple[Addressee, str]]:
        """Who gets the thing, and in whose place.

        Somebody who wants no reminders gets none, and nobody is asked instead before the thing is late.
        """
        missed = ""
        for person in filter(None, (self.people.get(pk) for pk in thing.people)):
            if self._reaches(person):
                if person.reminders != Person.Reminders.NEVER:
                    return [(_of_person(person), missed)]
                if stage not in LATE:
                    return []
            missed = missed or person.name
        return [(each, missed) for each in self.coordinators[thing.county] if each.email not in self.refused]

    def _reaches(self, person: Person) -> bool:
        return bool(person.email and not person.left_on and person.email not in self.refused)


class Past:
    """What earlier mails have told of the things."""

    def __init__(self, things: list[DueThing]) -> None:
        rows = NoticeItem.objects.filter(key__in=[thing.key for thing in things])
        self.stages = set(rows.values_list("recipient", "key", "stage", "due_on"))
        self.last = dict(rows.order_by().values("key").annotate(last=Max("on")).values_list("key", "last"))

    def has_told(self, addressee: Addressee, thing: DueThing, stage: Stage) -> bool:
        return (addressee.email, thing.key, stage.value, thing.due_on) in self.stages

    def told_lately(self, thing: DueThing, on: date) -> bool:
        return thing.key in self.last and on - self.last[thing.key] < BETWEEN


def _waits_for_monday(addressee: Addressee, on: date) -> bool:
    return addressee.rhythm == Person.Reminders.WEEKLY and on.weekday() != MONDAY


def _of_person(person: Person) -> Addressee:
    return Addressee(person.email, person.name, person.language, person)


def _of_account(user) -> Addressee:
    person = getattr(user, "person", None)
    return Addressee(user.email, str(user), user.language, person)


def store_mail(mail: PlannedMail, words: Words, on: date, at: datetime) -> SentNotice | None:
    """Store one mail and what it tells, all or nothing; None where another run has told the same meanwhile."""
    try:
        with transaction.atomic():
            notice = _store(mail, words, at)
            NoticeItem.objects.bulk_create(_items(notice, mail, on))
    except IntegrityError:
        return None
    return notice


def _items(notice: SentNotice, mail: PlannedMail, on: date) -> list[NoticeItem]:
    return [
        NoticeItem(
            notice=notice,
            recipient=mail.addressee.email,
            key=told.thing.key,
            stage=told.stage.value,
            due_on=told.thing.due_on,
            on=on,
        )
        for told in mail.things
    ]


def _store(mail: PlannedMail, words: Words, at: datetime) -> SentNotice:
    addressee = mail.addressee
    own = PlannedMail(addressee, [words.of(told, addressee.language) for told in mail.things])
    with translation.override(addressee.language):
        context = {
            "addressee": addressee,
            "groups": [(label, _with_addresses(things, addressee, at)) for label, things in own.by_stage()],
            "settings_address": absolute(_settings_address(addressee, at)),
        }
        return queue_mail(
            recipient=addressee.email,
            person=addressee.person,
            kind=NoticeKind.REMINDER,
            subject=_subject(own),
            text=render_to_string("reporting/mail/reminders.txt", context),
            html=render_to_string("reporting/mail/reminders.html", context),
        )


def _subject(mail: PlannedMail) -> str:
    if len(mail.things) == 1:
        return mail.things[0].thing.title
    late = sum(told.stage in LATE for told in mail.things)
    if late:
        return _("%(count)s things wait for you, %(late)s of them are late") % {"count": len(mail.things), "late": late}
    return _("%(count)s things wait for you") % {"count": len(mail.things)}


def _with_addresses(things: Iterable[Told], addressee: Addressee, at: datetime) -> list[dict]:
    return [{"told": told, "address": absolute(_address(told.thing, addressee, at))} for told in things]


def _address(thing: DueThing, addressee: Addressee, at: datetime) -> str:
    """The page of the thing; for somebody without an account the short form that a personal link opens."""
    if thing.measure is None or addressee.has_account:
        return thing.address
    measure = Measure.objects.get(pk=thing.measure)
    return make_measure_link(measure, addressee.person, at=at, by=None)


def _settings_address(addressee: Addressee, at: datetime) -> str:
    if addressee.has_account:
        return reverse("groups:my-settings")
    _link, token = create_link(addressee.person, LinkPurpose.SETTINGS, valid_for=SETTINGS_LINK_LASTS, at=at, by=None)
    return reverse("groups:settings-by-link", args=[token])


def absolute(address: str) -> str:
    return settings.BASE_URL.rstrip("/") + address
