"""The demo's data files."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent


def read(*path: str) -> dict:
    with FOLDER.joinpath(*path).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


def counties() -> list[str]:
    """The folders of the counties in the order in which the counties are shown."""
    folders = [path.parent.name for path in FOLDER.glob("*/structure.toml")]
    return sorted(folders, key=lambda folder: read(folder, "structure")["county"]["order"])


def texts(entry: dict, *names: str) -> dict[str, str]:
    """The texts of an entry in three languages as fields of a model."""
    return {field: entry.get(field, "") for name in names for field in (f"{name}_fi", f"{name}_sv", f"{name}_en")}


def plan_slugs() -> list[str]:
    """Addresses of all the plans that the demo brings."""
    plans = [read(county, "plan") for county in counties()]
    return [each["slug"] for plan in plans for each in (plan["plan"], *plan.get("sub_plans", ()))]
