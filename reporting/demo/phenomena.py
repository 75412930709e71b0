"""Focus areas of the demo and the phenomena that led to them."""

from plans.models import FocusArea, Phenomenon, PhenomenonIndicator, Plan
from reporting.demo.county import DemoCounty
from reporting.demo.files import texts
from reporting.demo.records import save_all, tie


def load_phenomena(county: DemoCounty, plan: Plan, data: dict) -> None:
    areas = _load_focus_areas(plan, data["focus_areas"])
    phenomena = [_phenomenon(plan, each, order) for order, each in enumerate(data["phenomena"], start=1)]
    save_all(phenomena)
    made = list(zip(data["phenomena"], phenomena, strict=True))
    tie(Phenomenon.themes, [(phenomenon, county.themes[key]) for each, phenomenon in made for key in each["themes"]])
    tie(Phenomenon.focus_areas, [(phenomenon, areas[key]) for each, phenomenon in made for key in each["focus_areas"]])
    save_all(
        [
            PhenomenonIndicator(
                phenomenon=phenomenon, indicator=county.indicators[tied["key"]], **texts(tied, "figure")
            )
            for each, phenomenon in made
            for tied in each.get("indicators", ())
        ]
    )


def _load_focus_areas(plan: Plan, entries: list[dict]) -> dict[str, FocusArea]:
    areas = {
        each["slug"]: FocusArea(plan=plan, slug=each["slug"], order=order, **texts(each, "name", "description"))
        for order, each in enumerate(entries, start=1)
    }
    save_all(list(areas.values()))
    return areas


def _phenomenon(plan: Plan, entry: dict, order: int) -> Phenomenon:
    return Phenomenon(
        plan=plan, kind=entry["kind"], source=entry["source"], order=order, **texts(entry, "title", "description")
    )
