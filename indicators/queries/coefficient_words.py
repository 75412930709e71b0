"""What a calculation says, in words: the finding over its chart, and why what was published isn't the same to the euro."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hyte.lib.templatetags.hyte import NBSP, number
from indicators.charts.differences import Bar, Differences, in_millions
from indicators.coefficient import AreaResult
from indicators.queries.areas import short_title, shortest_title
from indicators.queries.calculations import Shown
from indicators.queries.coefficient_page import Compared

ROUNDING = 1  # euros that rounding alone explains
MOST_BARS, AT_EACH_END = 30, 10


def differences_of(shown: Shown) -> Differences:
    bars = [_bar(shown, each) for each in _drawn(shown)]
    return Differences(
        title=finding_of(shown),
        subtitle=_subtitle(shown, len(bars)),
        description="; ".join(f"{bar.name} {in_millions(bar.euros)}" for bar in bars),
        bars=bars,
        source=_source(shown),
    )


def _bar(shown: Shown, each: AreaResult) -> Bar:
    region = shown.regions[each.area]
    return Bar(short_title(region), each.difference, _is_own(shown, each), short=shortest_title(region))


def _drawn(shown: Shown) -> list[AreaResult]:
    """Who gains most first; of very many areas the first, the last and the own one."""
    areas = sorted(shown.in_order, key=lambda each: each.difference, reverse=True)
    if len(areas) <= MOST_BARS:
        return areas
    own = [each for each in areas[AT_EACH_END:-AT_EACH_END] if _is_own(shown, each)]
    return [*areas[:AT_EACH_END], *own, *areas[-AT_EACH_END:]]


def _is_own(shown: Shown, each: AreaResult) -> bool:
    return shown.own is not None and each.area == shown.own.code


def _subtitle(shown: Shown, drawn: int) -> str:
    if drawn == len(shown.result.areas):
        return _("Difference to an equal share by area, million euros")
    told = _("Difference to an equal share, million euros: the %(count)s first and last areas of %(all)s")
    return told % {"count": AT_EACH_END, "all": len(shown.result.areas)}


def finding_of(shown: Shown) -> str:
    own = shown.own_result
    if own is None:
        gaining = sum(each.difference > 0 for each in shown.result.areas.values())
        told = ngettext(
            "%(count)s area of %(all)s gets more than an equal share",
            "%(count)s areas of %(all)s get more than an equal share",
            gaining,
        )
        return told % {"count": gaining, "all": len(shown.result.areas)}
    values = {"area": shown.own.title, "euros": f"{number(abs(own.difference), 0)}{NBSP}€", "place": own.rank}
    values |= {"all": len(shown.result.areas)}
    if own.difference < 0:
        return _("%(area)s gets %(euros)s less than an equal share: place %(place)s of %(all)s") % values
    return _("%(area)s gets %(euros)s more than an equal share: place %(place)s of %(all)s") % values


def _source(shown: Shown) -> str:
    calculation = shown.calculation
    invented = _("Invented demo data") + ". " if calculation.is_demo else ""
    return f"{invented}{_('Source')}: {calculation.source}. {calculation.get_state_display()}. {shown.rule_set.name}."


def published_in_words(compared: Sequence[Compared]) -> list[str]:
    """Nothing where nothing was published."""
    if not compared:
        return []
    euros = [abs(each.euros_apart) for each in compared if each.euros_apart]
    differences = [abs(each.difference_apart) for each in compared if each.difference_apart]
    told = [_in_euros(euros)]
    if differences:
        told.append(_in_differences(differences))
    if marked := sum(bool(each.apart_from_its_euros) for each in compared):
        told.append(_of_their_own(marked))
    return told


def _in_differences(apart: Sequence[Decimal]) -> str:
    if max(apart) > ROUNDING:
        return _most(apart)
    text = ngettext(
        "The published difference is a euro off the calculated one in %(count)s area: the published one was rounded "
        "from figures with decimals that were not published.",
        "The published difference is a euro off the calculated one in %(count)s areas: the published ones were rounded "
        "from figures with decimals that were not published.",
        len(apart),
    )
    return text % {"count": len(apart)}


def _of_their_own(count: int) -> str:
    text = ngettext(
        "In %(count)s area, marked with *, the published difference is not the difference of the published euros.",
        "In %(count)s areas, marked with *, the published difference is not the difference of the published euros.",
        count,
    )
    return text % {"count": count}


def _in_euros(apart: Sequence[Decimal]) -> str:
    if not apart:
        return _("The published euros are the same as the calculated ones, to the euro.")
    if max(apart) <= ROUNDING:
        return _("The published euros are at most a euro off the calculated ones: the difference is of rounding.")
    return _most(apart)


def _most(apart: Sequence[Decimal]) -> str:
    text = _(
        "What was published is up to %(euros)s € off what is calculated: its figures or rules are not quite these."
    )
    return text % {"euros": number(max(apart), 0)}
