"""The ex-ante assessment of the demo's plan."""

from plans.models import Plan, PlanEffect
from reporting.demo.county import DemoCounty
from reporting.demo.files import FOLDER, texts
from reporting.demo.records import remove, save_all

NAME = "handling"


def load_handling(county: DemoCounty) -> None:
    if not FOLDER.joinpath(county.folder, NAME).with_suffix(".toml").exists():
        return
    plan = Plan.objects.get(slug=county.read("plan")["plan"]["slug"])
    save_all(
        [
            PlanEffect(
                plan=plan,
                direction=each["direction"],
                order=order,
                **texts(each, "population", "effects", "mitigation"),
            )
            for order, each in enumerate(county.read(NAME)["effects"], start=1)
        ]
    )


def remove_handling(county_ids: list[int]) -> None:
    remove(PlanEffect.objects.filter(plan__county__in=county_ids))
