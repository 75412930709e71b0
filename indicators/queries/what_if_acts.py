"""What the buttons of "what if" do to the own figures: target reached, as good as another area, back as they were."""

from collections.abc import Sequence
from decimal import Decimal

from indicators import coefficient as engine
from indicators.queries.calculations import Shown
from indicators.queries.what_if import (
    EXPECTED,
    NOW,
    RECORDED,
    Figures,
    Lever,
    answer_to,
    changed_only,
    engine_changes,
)

AT_TARGET, AS_GOOD_AS, BACK = "tavoite", "kuin", "palauta"
CORRECTING = (RECORDED, EXPECTED)  # never taken from another area
EXACT_ENOUGH = 4  # decimals more than the indicator has


def figures_after(
    shown: Shown, levers: Sequence[Lever], figures: Figures, *, act: str, key: str, other: str
) -> dict[str, Decimal] | None:
    """The changed figures after a button of one indicator, or of all where ``key`` is ""; None where it can't be told.

    ``other`` is the code of the area that is as good as the own one is to be; of all, only where it is better.
    """
    touched = [lever for lever in levers if key in ("", lever.key)]
    if act == AS_GOOD_AS and not key:
        better = _better_in(answer_to(shown, levers, figures).after, shown.own.code, other)
        touched = [lever for lever in touched if lever.key in better or not lever.key]
        if not touched:
            return dict(figures)
    if act == BACK:
        return {name: figure for name, figure in figures.items() if name not in {each.name for each in touched}}
    found = [_moved(shown, levers, figures, lever, act, other) for lever in touched if lever.part not in CORRECTING]
    if not any(found):
        return None
    new = {name: figure for told in found for name, figure in (told or {}).items()}
    return changed_only(levers, {**figures, **new})


def _better_in(after: engine.Calculation, own: str, other: str) -> set[str]:
    """The indicators of which the other area has more points; none where there is no such area."""
    mine, theirs = (after.areas[code].points if code in after.areas else {} for code in (own, other))
    return {key for key, points in theirs.items() if (points or 0) > (mine.get(key) or 0)}


def _moved(shown, levers, figures, lever: Lever, act: str, other: str) -> dict[str, Decimal] | None:
    if lever.part != NOW:
        told = _same_as(shown, lever, other) if act == AS_GOOD_AS else None
        return None if told is None else {lever.name: told}
    value = _value(shown, levers, figures, lever.key)
    scored = shown.result.indicators[lever.key]
    if act == AT_TARGET:
        return _named(lever, engine.at_target(scored.rule, value), value)
    if act != AS_GOOD_AS or other not in scored.areas:
        return None
    better = engine.as_good_as(scored.rule, value, scored.areas[other])
    is_exact = scored.areas[other].is_at_target
    return _named(lever, better, value, None if is_exact else lever.decimals + EXACT_ENOUGH)


def _same_as(shown: Shown, lever: Lever, other: str) -> Decimal | None:
    """The other area's points or coefficient."""
    inputs = shown.result.inputs
    if inputs.coefficients is not None:
        return inputs.coefficients.get(other)
    return inputs.points.get(other, {}).get(lever.key) if inputs.points is not None else None


def _value(shown: Shown, levers: Sequence[Lever], figures: Figures, key: str) -> engine.Value:
    changed = engine_changes(shown, [lever for lever in levers if lever.key == key], figures)
    return changed.get(key) or shown.result.inputs.values[shown.own.code][key]


def _named(lever: Lever, new: engine.Value | None, old: engine.Value, digits: int | None = None):
    if new is None or new.now is None:
        return None
    told = {lever.name: new.now if digits is None else round(new.now, digits)}
    if new.recorded != old.recorded and new.recorded is not None:
        told[Lever.name_of(lever.key, RECORDED)] = new.recorded
    return told
