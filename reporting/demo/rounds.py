"""Update rounds of the demo; a closed one keeps the picture of its last day."""

from plans.models import Plan, UpdateRound
from plans.services.snapshot import take_snapshot
from reporting.demo.county import DemoCounty
from reporting.demo.files import texts
from reporting.demo.records import noon, save_all, tie

DAYS = ("period_from", "period_until", "opened_on", "deadline")


def load_rounds(county: DemoCounty) -> None:
    entries = county.read("meetings").get("rounds", [])
    if not entries:
        return
    plan = Plan.objects.main().get(county=county.root, is_demo=True)
    made = [_round(county, plan, each) for each in entries]
    save_all(made)
    sections = list(plan.sections.all())
    tie(UpdateRound.sections, [(each, section) for each in made for section in sections])


def _round(county: DemoCounty, plan: Plan, entry: dict) -> UpdateRound:
    made = UpdateRound(
        plan=plan,
        instructions=entry["instructions"],
        opened_by=county.coordinator,
        **{name: entry[name] for name in DAYS},
        **texts(entry, "name"),
    )
    if "closed_on" in entry:
        made.closed_on, made.closed_by = entry["closed_on"], county.coordinator
        made.snapshot = take_snapshot(plan, entry["closed_on"], by=county.coordinator, **texts(entry, "name"))
        made.snapshot.taken_at = noon(entry["closed_on"])
        made.snapshot.save(update_fields=["taken_at"])
    return made
