"""A demo county and its organisations."""

from groups.models import AgeGroup, Organisation
from reporting.demo.county import DemoCounty, Shared
from reporting.demo.files import read, texts
from reporting.demo.records import REASON, save_all
from reporting.demo.shared import load_themes


def load_county(folder: str, shared: Shared) -> DemoCounty:
    data = read(folder, "structure")
    root = _county(data["county"])
    organisations = {data["county"]["key"]: root} | shared.organisations
    for nested in (False, True):  # parents before those below them
        entries = [
            (order, each) for order, each in enumerate(data["organisations"], start=1) if ("parent" in each) is nested
        ]
        made = {each["key"]: _organisation(each, order, root, organisations) for order, each in entries}
        save_all(list(made.values()))
        organisations |= made
    themes = shared.themes | load_themes(read(folder, "plan").get("classifications", []), root)
    county = DemoCounty(folder, root, organisations, themes, shared.indicators)
    _load_age_groups(county, data["age_groups"])
    return county


def _county(entry: dict) -> Organisation:
    county = Organisation(
        kind=Organisation.Kind.COUNTY,
        **texts(entry, "name"),
        **{name: entry[name] for name in ("short_name", "region_code", "languages", "order")},
    )
    county._change_reason = REASON
    county.save()
    return county


def _organisation(entry: dict, order: int, county: Organisation, known: dict[str, Organisation]) -> Organisation:
    return Organisation(
        kind=entry["kind"],
        county=county,
        parent=known[entry["parent"]] if "parent" in entry else county,
        short_name=entry.get("short_name", ""),
        region_code=entry.get("region_code", ""),
        order=order,
        **texts(entry, "name"),
    )


def _load_age_groups(county: DemoCounty, entries: list[dict]) -> None:
    county.age_groups = {
        each["key"]: AgeGroup(county=county.root, order=order, **texts(each, "name"))
        for order, each in enumerate(entries, start=1)
    }
    save_all(list(county.age_groups.values()))
