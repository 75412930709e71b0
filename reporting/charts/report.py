"""The charts of a report, from its own frozen figures."""

from django.utils.translation import gettext as _

from hyte.lib.templatetags.hyte import NBSP
from indicators.charts import Kind, LineFigure, Series
from indicators.charts.of_figures import REFORM, good_in_words
from indicators.models.region import COUNTY
from indicators.queries.areas import SHORTER
from indicators.queries.words import finding_in
from reporting.models import FrozenSeries
from reporting.queries.report.data import Indicated

KINDS = {FrozenSeries.Role.OWN: Kind.OWN, FrozenSeries.Role.COUNTRY: Kind.COUNTRY}


def figure_of(indicated: Indicated, *, key: str) -> LineFigure:
    """``key`` makes the ids of its words unique on the page; the title of the indicator stands above the chart."""
    first = indicated.first
    has_counties = any(each.region_code.startswith(COUNTY) for each in indicated.series)
    own = indicated.own
    return LineFigure(
        key=key,
        title=finding_in(own.points if own else (), first.decimals),
        series=tuple(
            Series(_short(each.region), each.points, KINDS.get(each.role, Kind.OTHER)) for each in indicated.series
        ),
        decimals=first.decimals,
        subtitle=", ".join(filter(None, (first.unit, own.region if own else ""))),
        good=good_in_words(first.direction),
        break_year=REFORM if has_counties else None,
        break_word=_("Reform%(space)s2023") % {"space": NBSP},
        source=source_of(first),
    )


def source_of(series: FrozenSeries) -> str:
    """Whose figures they are, when they were taken and on which terms."""
    source = series.source
    if series.sotkanet_id:
        source = _("%(source)s, Sotkanet (ind. %(id)s)") % {"source": source, "id": series.sotkanet_id}
    return ". ".join(filter(None, (source, series.licence)))


def _short(title: str) -> str:
    for word, short in SHORTER.items():
        title = title.replace(f" {word}", f" {short}" if short else "")
    return title
