"""What a column of a table of figures can be."""

from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.models import Sex
from indicators.services.figures import FIRST_YEAR, LAST_YEAR


class Part(StrEnum):
    SKIP = "skip"
    INDICATOR = "indicator"
    CODE = "code"
    AREA = "area"
    YEAR = "year"
    SEX = "sex"
    VALUE = "value"
    CASES = "cases"


FIGURES = (Part.VALUE, Part.CASES)
NAMES: dict[Part, str | Promise] = {
    Part.SKIP: _("Not read"),
    Part.INDICATOR: _("Indicator"),
    Part.CODE: _("Code of the area"),
    Part.AREA: _("Name of the area"),
    Part.YEAR: _("Year"),
    Part.SEX: _("Sex"),
    Part.VALUE: _("Figure"),
    Part.CASES: _("Number of cases"),
}


class Role(NamedTuple):
    """A column of figures may be of one year or of one sex: tables have them side by side, too."""

    part: Part
    year: int | None = None
    sex: str = ""

    @property
    def key(self) -> str:
        return f"{self.part}:{self.year or ''}:{self.sex}".rstrip(":")

    @property
    def is_figure(self) -> bool:
        return self.part in FIGURES

    @property
    def name(self) -> str:
        told = [str(NAMES[self.part]), str(self.year or ""), str(Sex(self.sex).label) if self.sex else ""]
        return ", ".join(filter(None, told))


SKIPPED = Role(Part.SKIP)


def role_of(key: str) -> Role:
    """Raises ValueError where there is no such role."""
    part, year, sex = [*key.split(":"), "", ""][:3]
    role = Role(Part(part), int(year) if year else None, Sex(sex).value if sex else "")
    if role.key != key or (role.year and not FIRST_YEAR <= role.year <= LAST_YEAR):
        raise ValueError(key)
    return role


def roles_on_offer(year: int | None) -> list[Role]:
    """The roles that a column can take; those with a year where its heading has one."""
    sexes = ["", *Sex.values]
    plain = [Role(part) for part in Part if part not in FIGURES]
    years = [year, None] if year else [None]
    return plain + [Role(part, each, sex) for part in FIGURES for each in years for sex in sexes]
