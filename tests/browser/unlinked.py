"""Run inside the demo: makes what no link of a fresh demo leads to, and prints the addresses."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from groups.models import Assignment, LinkPurpose, Meeting, MeetingTopic, Person, User
from groups.services.links import create_link
from indicators.imports.figures.work import Reading, apply_file, bring_figures
from indicators.models import Indicator, Region, Scenario, Source
from negotiations.models import Representative
from plans.models import (
    Comment,
    Consultation,
    DecisionMaterial,
    IndicatorTarget,
    Invitee,
    InviteeLink,
    Measure,
    MeasureLink,
    MeasureScenario,
    Plan,
    PlanEffect,
    PromiseProposal,
    Proposal,
)
from reporting.demo.coefficient import example_calculation
from reporting.exports.report.files import ask_for_file
from reporting.models import Picture, Report, ReportDecision
from reporting.services.report.freezing import freeze_report, publish_report

measure = Measure.objects.exclude(contact_person=None).filter(plan__slug="vake-2023-2025").first()
link, token = create_link(
    measure.contact_person, LinkPurpose.STATUS, valid_for=timedelta(1), at=timezone.now(), by=None
)
MeasureLink.objects.create(link=link, measure=measure)
wording = Proposal.objects.create(measure=measure, kind="wording", text="Uusi sanamuoto", grounds="Perustelu")
closing = Proposal.objects.create(measure=measure, kind="closing", grounds="Perustelu")
dates = {"valid_from": "2025-01-01", "valid_until": "2026-01-01"}
draft = Plan.objects.create(county=measure.plan.county, slug="luonnos", name_fi="Luonnos", **dates)
target = IndicatorTarget.objects.first()
brought = {"plan": measure.plan, "goal": measure.goal, "grounds": "Työkirja: a.xlsx"}
added = PromiseProposal.objects.create(
    kind="measure", text="Uusi", content={"wording_fi": "Uusi", "years": "2025"}, **brought
)
reworded = PromiseProposal.objects.create(kind="goal_wording", text="Uusi sanamuoto", **brought)
meeting = Meeting.objects.filter(state="called").latest("starts_at")
person = Person.objects.get(email="jasen@demo.example")
valid = {"valid_for": timedelta(1), "at": timezone.now(), "by": None}
_link, invited = create_link(person, LinkPurpose.MEETING, meeting=meeting, **valid)
_link, choosing = create_link(person, LinkPurpose.SETTINGS, **valid)
item, topic = meeting.agenda_items.last(), MeetingTopic.objects.exclude(meetings__state="held").first()
comment = Comment.objects.create(item=item, person=person, text="Mikä on aikataulu?")
unwritten = Meeting.objects.create(
    county=meeting.county, title="Kokous ilman sihteeriä", starts_at=meeting.starts_at, ends_at=meeting.ends_at
)
unwritten.groups.set(meeting.groups.all()[:1])
task = Assignment.objects.filter(state="open").first()
own = Indicator.objects.create(
    county=measure.plan.county, source=Source.objects.first(), title_fi="Oma kysely", unit_fi="%"
)
table = "Kunta;Vuosi;Arvo;Lkm\nVantaa;2021;101,5;40\nKerava;2021;2,5;3\nOutola;2021;7;9\nKerava;2022;–;\n".encode()
told = {"indicator": own, "source_date": None, "by": User.objects.get(email="koordinaattori@demo.example")}
figures, applied, unclear = (
    bring_figures(own.county, content, "kysely.csv", **told) for content in (table, table, b"a;b\nc;d\n")
)
apply_file(applied, seen=Reading(applied).preview.fingerprint, at=timezone.now(), by=told["by"])
speakers = Representative.objects.filter(party__is_convener=False).select_related("person", "party__negotiation")
by_party = {"valid_for": timedelta(1), "at": timezone.now(), "by": None}
parties = [
    create_link(speaker.person, LinkPurpose.PARTY, meeting=speaker.party.negotiation.meeting, **by_party)[1]
    for speaker in (speakers.filter(party__negotiation__round__first_year=year).first() for year in (2024, 2025))
]
example, county = example_calculation(), measure.plan.county
result = {"rank": 5, "normalised": "1.1", "euros": "22000000", "gain": "500000", "created_at": timezone.now()}
scenarios = [
    Scenario.objects.create(
        county=county,
        calculation=example,
        region=Region.objects.get(category="HYVINVOINTIALUE", code=county.region_code),
        name=name,
        changes={"mpr": {"now": "97"}},
        **result,
    )
    for name in ("Rokotukset", "Rokotukset toisin")
]
effect = PlanEffect.objects.create(plan=draft, population_fi="Lapset", effects_fi="Hyötyvät")
paper = DecisionMaterial.objects.create(decision=measure.plan.approval, title_fi="Liite", link="https://example.org/")
invitees = Invitee.objects.order_by("consultation__opens_on", "pk")
asked = []  # by bodies' links: one that is over and given, one that is open
for invitee in (invitees.first(), invitees.last()):
    link, secret = create_link(invitee.person, LinkPurpose.STATEMENT, **valid)
    InviteeLink.objects.create(link=link, invitee=invitee)
    asked.append(secret)
summed = Consultation.objects.exclude(published_summary_at=None).get()
coming = Consultation.objects.create(
    plan=draft,
    name_fi="Avaamaton",
    introduction_fi="Luonnos",
    contact="HYTE-tiimi",
    opens_on="2025-03-01",
    closes_on="2025-04-01",
)
scenario_link = MeasureScenario.objects.create(measure=measure, scenario=scenarios[0])
report = Report.objects.get(plan=measure.plan)
picture = Picture.objects.create(report=report, file_name="kuva.png", content_type="image/png", width=1, height=1)
Picture.objects.filter(pk=picture.pk).update(alt_fi="Kuva")
version = freeze_report(report, by=told["by"], at=timezone.now())
ReportDecision.objects.create(report=report, decision=measure.plan.approval, version=version, approves=True)
publish_report(version, by=told["by"], at=timezone.now())
waiting = ask_for_file(version, "json", "fi", by=told["by"], at=timezone.now())
print(
    f"/t/{token}/",
    f"/k/{invited}/",
    f"/asetukset/{choosing}/",
    *(f"/n/{each}/" for each in parties),
    f"/ehdotukset/{wording.pk}/",
    f"/ehdotukset/{closing.pk}/",
)
print(f"/ehdotukset/suunnitelmaan/{added.pk}/", f"/ehdotukset/suunnitelmaan/{reworded.pk}/")
print(f"/tavoitearvot/{target.pk}/muokkaa/", f"/tavoitearvot/{target.pk}/poista/")
print(f"/suunnitelmat/vake-2023-2025/tilanteet/?m={measure.pk}")
print(reverse("groups:topic-edit", args=[topic.pk]), reverse("groups:topic-remove", args=[topic.pk]))
print(reverse("groups:turn-give", args=[unwritten.groups.get().pk, unwritten.pk]), unwritten.get_absolute_url())
print(*(reverse(f"plans:agenda-item-{act}", args=[meeting.pk, item.pk]) for act in ("edit", "remove")))
print(reverse("plans:meeting-agenda", args=[unwritten.pk]), reverse("plans:meeting-pack", args=[unwritten.pk]))
print(reverse("plans:assignment-edit", args=[task.pk]), reverse("plans:assignment-drop", args=[task.pk]))
print(reverse("plans:comment-answer", args=[comment.pk]), reverse("plans:my-assignments"))
print(*(reverse(f"indicators:figures-file{act}", args=[figures.pk]) for act in ("", "-columns", "-discard")))
print(*(reverse(f"indicators:figures-file{act}", args=[applied.pk]) for act in ("", "-undo")))
print(reverse("indicators:figures-file-columns", args=[unclear.pk]))
changed = {"alue": county.region_code, "arvo-mpr": "97"}
print(reverse("indicators:scenario-create", args=[example.pk], query=changed), scenarios[0].get_absolute_url())
print(reverse("indicators:scenarios-compare", query={"s": [each.pk for each in scenarios]}))
print(reverse("indicators:scenario-delete", args=[scenarios[0].pk]))
print(reverse("plans:measure-scenario-delete", args=[scenario_link.pk]))
print(reverse("plans:effect-delete", args=[draft.slug, effect.pk]))
print(*(reverse(f"plans:decision-material-{act}", args=[measure.plan.slug, paper.pk]) for act in ("edit", "delete")))
print(waiting.get_absolute_url(), reverse("reporting:picture-edit", args=[picture.pk]))
print(*(f"/lausunto/{each}/" for each in asked), summed.statements.get(is_private_person=True).get_absolute_url())
print(coming.get_absolute_url(), reverse("plans:consultation-remove", args=[coming.pk]))
print(reverse("plans:statement-receipt", args=[summed.pk, summed.statements.first().receipt]))
