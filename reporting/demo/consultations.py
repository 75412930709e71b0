"""Consultations of the demo: one that has been told of, one that is open on the demo's day."""

from uuid import NAMESPACE_URL, uuid5

from plans.models import Consultation, ConsultationQuestion, Invitee, Plan, Statement, StatementAnswer
from plans.services.statements import receipt_of
from reporting.demo.county import DemoCounty
from reporting.demo.files import FOLDER, texts
from reporting.demo.records import noon, remove, save_all

NAME = "consultations"
COPIED = ("opens_on", "closes_on", "open_to_everyone", "contact")


def load_consultations(county: DemoCounty) -> None:
    """Nothing where the county has no such file."""
    if not FOLDER.joinpath(county.folder, NAME).with_suffix(".toml").exists():
        return
    for entry in county.read(NAME)["consultations"]:
        _load(county, entry)


def remove_consultations(county_ids: list[int]) -> None:
    statements = Statement.objects.filter(consultation__plan__county__in=county_ids)
    for statement in statements.prefetch_related("files"):
        for each in statement.files.all():
            each.file.storage.delete(each.file.name)
    remove(statements)
    remove(ConsultationQuestion.objects.filter(consultation__plan__county__in=county_ids))
    remove(Consultation.objects.filter(plan__county__in=county_ids))


def _load(county: DemoCounty, entry: dict) -> None:
    consultation = Consultation(
        plan=Plan.objects.get(slug=entry["plan"]),
        opened_at=noon(entry["opens_on"]),
        opened_by=county.coordinator,
        published_summary_at=noon(entry["told_on"]) if "told_on" in entry else None,
        published_summary_by=county.coordinator if "told_on" in entry else None,
        is_demo=True,
        **{name: entry[name] for name in COPIED},
        **texts(entry, "name", "introduction"),
    )
    save_all([consultation])
    questions = [
        ConsultationQuestion(consultation=consultation, order=order, **texts(each, "text"))
        for order, each in enumerate(entry["questions"], start=1)
    ]
    save_all(questions)
    invitees = {each["person"]: _invitee(county, consultation, each) for each in entry["invitees"]}
    save_all(list(invitees.values()))
    for each in entry.get("statements", ()):
        _load_statement(county, consultation, each, questions, invitees)


def _invitee(county: DemoCounty, consultation: Consultation, entry: dict) -> Invitee:
    return Invitee(
        consultation=consultation,
        organisation=county.organisations[entry["organisation"]],
        person=county.people[entry["person"]],
        invited_at=consultation.opened_at,
    )


def _load_statement(
    county: DemoCounty, consultation: Consultation, entry: dict, questions: list[ConsultationQuestion], invitees: dict
) -> None:
    person = county.people.get(entry.get("person"))
    statement = Statement(
        consultation=consultation,
        invitee=invitees.get(entry.get("person")),
        organisation=county.organisations.get(entry.get("organisation")),
        is_private_person="organisation" not in entry,
        sender_name=person.name if person else entry["sender_name"],
        text=entry["text"],
        received_at=noon(entry["received_on"]),
        receipt=receipt_of(consultation, uuid5(NAMESPACE_URL, f"{entry['received_on']}")),
        response=entry["response"],
        responded_at=noon(entry["responded_on"]),
        responded_by=county.coordinator,
        **texts(entry, "response_text"),
    )
    save_all([statement])
    said = zip(questions, entry["answers"], strict=True)
    save_all([StatementAnswer(statement=statement, question=question, text=text) for question, text in said if text])
