"""The live parts that a writer can put into the text, with their marks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.models import Adoption
from reporting.models import Report


@dataclass(frozen=True)
class Swatch:
    mark: str
    label: str


@dataclass(frozen=True)
class SwatchGroup:
    label: str
    swatches: list[Swatch]


def palette_of(report: Report) -> list[SwatchGroup]:
    """Three queries; groups that have nothing are left out."""
    groups = [
        SwatchGroup(_("Whole report"), list(_common())),
        SwatchGroup(_("By section"), list(_by_section(report))),
        SwatchGroup(_("Charts of indicators"), list(_charts(report))),
        SwatchGroup(_("Pictures"), [Swatch(f"kuva:{each.pk}", each.file_name) for each in report.pictures.all()]),
    ]
    return [group for group in groups if group.swatches]


def _common() -> Iterator[Swatch]:
    yield Swatch("luvut", _("Totals by section, with bars"))
    yield Swatch("toimenpiteet", _("Table of all measures"))
    yield Swatch("muutos", _("What has changed since the last report"))
    yield Swatch("mittarit", _("Table of indicators"))
    yield Swatch("kerroin", _("HYTE coefficient"))
    yield Swatch("sovitut-asiat", _("Agreements of the negotiations"))
    yield Swatch("neuvottelut", _("Negotiations of the year"))
    yield Swatch("ryhmat", _("Working groups and their meetings"))
    yield Swatch("osasuunnitelmat", _("Sub-plans"))
    yield Swatch("lausunnot", _("Statements and how they were answered"))


def _by_section(report: Report) -> Iterator[Swatch]:
    for section in report.plan.sections.all():
        yield Swatch(f"tavoitteet:{section.slug}", _("Goals and their assessments: %(section)s") % {"section": section})
        yield Swatch(f"toimenpiteet:{section.slug}", _("Table of measures: %(section)s") % {"section": section})


def _charts(report: Report) -> Iterator[Swatch]:
    adopted = Adoption.objects.filter(county=report.county).select_related("indicator")
    for each in adopted.order_by("theme__order", "indicator__title_fi"):
        yield Swatch(f"mittari:{each.indicator_id}", each.indicator.title)
