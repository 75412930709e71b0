"""Builders of consultations and statements. ``DAY`` is in the middle of the one that is open."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from groups.models import LinkPurpose, Organisation, Person
from groups.services.links import create_link
from plans.models import (
    Consultation,
    ConsultationQuestion,
    Invitee,
    InviteeLink,
    Plan,
    Statement,
    StatementAnswer,
    StatementFile,
)
from plans.services.statements import receipt_of
from tests.factories.groups import make_organisation, make_person

DAY = date(2025, 1, 31)
WHOLE_PDF = b"%PDF-1.7\ntrailer\n%%EOF\n"


def noon(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(12)))


def make_consultation(plan: Plan, name: str = "Lausuntokierros", *, opened: bool = True, **fields) -> Consultation:
    values = {
        "name_fi": name,
        "introduction_fi": "Pyydämme lausuntoja luonnoksesta.",
        "opens_on": DAY - timedelta(days=10),
        "closes_on": DAY + timedelta(days=20),
        "contact": "hyte@example.org",
        "open_to_everyone": True,
    } | fields
    if opened:
        values.setdefault("opened_at", noon(values["opens_on"]))
    return Consultation.objects.create(plan=plan, **values)


def make_closed(plan: Plan, *, told: bool = False, **fields) -> Consultation:
    values = {"opens_on": date(2024, 9, 1), "closes_on": date(2024, 10, 16)} | fields
    return make_consultation(
        plan, "Syksyn lausuntokierros", **values, published_summary_at=noon(date(2024, 11, 1)) if told else None
    )


def make_question(consultation: Consultation, text: str = "Mitä mieltä olette tavoitteista?", **fields):
    order = consultation.questions.count() + 1
    return ConsultationQuestion.objects.create(consultation=consultation, text_fi=text, **({"order": order} | fields))


def make_invitee(
    consultation: Consultation, organisation: Organisation | None = None, person: Person | None = None, **fields
) -> Invitee:
    organisation = organisation or make_organisation(kind="ngo", parent=consultation.plan.county)
    person = person or make_person(organisation=organisation, email=f"{uuid4().hex[:8]}@example.org")
    values = {"invited_at": noon(consultation.opens_on)} | fields
    return Invitee.objects.create(consultation=consultation, organisation=organisation, person=person, **values)


def make_invitee_address(invitee: Invitee, *, at: datetime | None = None, valid_for: int = 60) -> str:
    """The address that the invitee's mail carries; it works for ``valid_for`` days."""
    lasting = {"valid_for": timedelta(days=valid_for), "at": at or timezone.now(), "by": None}
    link, token = create_link(invitee.person, LinkPurpose.STATEMENT, **lasting)
    InviteeLink.objects.create(link=link, invitee=invitee)
    return f"/lausunto/{token}/"


def make_statement(consultation: Consultation, text: str = "Kannatamme luonnosta.", **fields) -> Statement:
    """Of a body that isn't on the county's list, unless the fields say otherwise."""
    values = {
        "text": text,
        "received_at": noon(consultation.opens_on),
        "receipt": receipt_of(consultation),
        "body_name": "" if fields.get("organisation") or fields.get("is_private_person") else "Yhdistys ry",
    } | fields
    return Statement.objects.create(consultation=consultation, **values)


def make_private_statement(consultation: Consultation, name: str = "Maija Mallikas", **fields) -> Statement:
    values = {"sender_name": name, "sender_email": "maija@example.org", "is_private_person": True} | fields
    return make_statement(consultation, **values)


def make_answer(statement: Statement, question: ConsultationQuestion, text: str = "Hyviä.") -> StatementAnswer:
    return StatementAnswer.objects.create(statement=statement, question=question, text=text)


def make_statement_file(statement: Statement, name: str = "liite.pdf", content: bytes = WHOLE_PDF) -> StatementFile:
    file = ContentFile(content, name=name)
    at = noon(DAY)
    return StatementFile.objects.create(
        statement=statement, file=file, file_name=name, file_size=len(content), brought_at=at
    )


def pdf(name: str = "liite.pdf", content: bytes = WHOLE_PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


@dataclass
class OfConsultation:
    open: Consultation
    told: Consultation
    question: ConsultationQuestion
    invitee: Invitee
    statement: Statement
    token: str


def make_of_consultation(plan: Plan) -> OfConsultation:
    running, told = make_consultation(plan), make_closed(plan, told=True)
    question, invitee = make_question(running), make_invitee(running)
    statement = make_statement(running)
    make_answer(make_statement(told), make_question(told))
    token = make_invitee_address(invitee).split("/")[2]
    return OfConsultation(running, told, question, invitee, statement, token)
