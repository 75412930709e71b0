"""What is wrong with a table of figures, in words: where it is and how it is mended."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indicators.coefficient import Problem, Reason
from indicators.imports.coefficient.cells import LONGEST, Fault, in_text
from indicators.imports.coefficient.columns import Column, Part
from indicators.imports.coefficient.table import Loose, Misplaced

OF_RULES = {
    Reason.NO_RULES,
    Reason.NO_MONEY,
    Reason.MONEY,
    Reason.BASIS_UNKNOWN,
    Reason.WEIGHT_UNKNOWN,
    Reason.WEIGHT,
    Reason.RULE_TWICE,
    Reason.GROUP_UNKNOWN,
    Reason.GROUP_EMPTY,
}
REASONS = {
    Reason.NO_AREAS: gettext_lazy("There are no areas yet: they come with the first fetching from Sotkanet."),
    Reason.AREA_MISSING: gettext_lazy("There are no figures of this area. All areas have to be there."),
    Reason.AREA_UNKNOWN: gettext_lazy("The area has no population. Write it."),
    Reason.POPULATION: gettext_lazy("The population has to be above zero. Write the number of residents."),
    Reason.NOT_A_NUMBER: gettext_lazy("This is not a number. Write for example 1 234,5."),
    Reason.INDICATOR_MISSING: gettext_lazy("The figure is missing. Write it, or a dash where there is none."),
    Reason.INDICATOR_UNKNOWN: gettext_lazy("The rules don't have this indicator. Leave its column out."),
    Reason.ALL_ZERO: gettext_lazy(
        "The coefficients of all areas are zero, so there is nothing to share by. Check that the right column was taken."
    ),
    Reason.NO_DEPTH: gettext_lazy("Write either coefficients, points or values."),
    Reason.NO_RULES: gettext_lazy("the rules have no groups or no indicators"),
    Reason.NO_MONEY: gettext_lazy("the rules tell neither a price for a resident nor a sum to share"),
    Reason.MONEY: gettext_lazy("the price or the sum of the rules isn't above zero, or both are told"),
    Reason.BASIS_UNKNOWN: gettext_lazy("it isn't known how the indicators are scaled"),
    Reason.WEIGHT_UNKNOWN: gettext_lazy("the weights of the groups aren't known"),
    Reason.WEIGHT: gettext_lazy("the weight of a group isn't above zero"),
    Reason.RULE_TWICE: gettext_lazy("the rules have a group or an indicator twice"),
    Reason.GROUP_UNKNOWN: gettext_lazy("an indicator stands in a group that the rules don't have"),
    Reason.GROUP_EMPTY: gettext_lazy("a group has no indicators"),
    Reason.NO_VALUES: gettext_lazy("No figure can be used. At least one is needed; check the column or the row."),
    Reason.NO_CORRECTION: gettext_lazy(
        "The value is corrected by what was recorded and expected: write both, the expected one above zero."
    ),
}
FAULTS = {
    Fault.NUMBER: gettext_lazy(
        "“%(text)s” is not a number. Write for example 1 234,5, and a dash where there is none."
    ),
    Fault.GROUPS: gettext_lazy(
        "In “%(text)s” the digits are not parted in threes: two numbers may have stuck together. Write one number, "
        "or put a tab or a semicolon between the columns."
    ),
    Fault.MARKS: gettext_lazy(
        "“%(text)s” has a point and a comma. Write thousands with a space and decimals with one mark, as 1 234,5."
    ),
}
MISPLACED = {
    Misplaced.UNKNOWN: gettext_lazy(
        "No area is called “%(name)s”. Write the name as it is today, or leave the row out."
    ),
    Misplaced.FORMER: gettext_lazy(
        "“%(name)s” is an old name. %(area)s does its work today, but the borders need not be the same. If the figures "
        "are of %(area)s, write that name here; otherwise leave the row out."
    ),
    Misplaced.TWICE: gettext_lazy("%(area)s is there twice. Leave one: mend this row's name, or leave it out."),
    Misplaced.NAMELESS: gettext_lazy("The row names no area. Write its name, or leave the row out."),
}
LIKELY = gettext_lazy("Is it %(area)s? Write that name here, or leave the row out. No area is called “%(name)s”.")


def short(text: str) -> str:
    return f"{text[:LONGEST].rstrip()}…" if len(text) > LONGEST else text


def of_fault(fault: Fault, text: str) -> str:
    return FAULTS[fault] % {"text": short(text)}


def of_engine(problem: Problem) -> str:
    """A problem that the engine tells, in a sentence without the place: that stands before it."""
    if problem.reason is Reason.OUT_OF_RANGE:
        return out_of_range(problem)
    return str(REASONS[problem.reason])


def out_of_range(problem: Problem) -> str:
    told = {"told": _number(problem.told), "least": _number(problem.least), "most": _number(problem.most)}
    if problem.least is not None and problem.told < problem.least:
        return _("%(told)s is below %(least)s, the least that it can be. Mend the number.") % told
    return _("%(told)s is above %(most)s, the most that it can be. Mend the number.") % told


def of_loose(row: Loose) -> str:
    sentence = LIKELY if row.why is Misplaced.UNKNOWN and row.meant else MISPLACED[row.why]
    return sentence % {"name": short(row.name), "area": row.meant.title if row.meant else ""}


def unsure(text: str) -> str:
    return _(
        "“%(text)s” can be read in two ways: the mark may part thousands or decimals. Write thousands with a space, and all "
        "decimals of the table with the same mark."
    ) % {"text": short(text)}


def not_whole(text: str) -> str:
    return _(
        "“%(text)s” is not clearly a whole number of people. If the mark parts thousands, write a space in its place."
    ) % {"text": short(text)}


def empty(column: Column) -> str:
    if column.part in (Part.POPULATION, Part.COEFFICIENT):
        return _("The cell is empty. Write the number: without it nothing can be calculated.")
    return _("The cell is empty. Write the figure, or a dash where there is no data.")


def never_absent() -> str:
    return _("Here a number is always needed. Write it: without it nothing can be calculated.")


def empty_row() -> str:
    return _("There are no figures of this area. Write them: nothing is calculated before all areas are there.")


def empty_column(column: Column) -> str:
    return _("“%(column)s” is empty in every row. Write the figures, or a dash where there is no data.") % {
        "column": column.label
    }


def missing_areas(titles: Sequence[str]) -> str:
    told = ngettext("%(count)s area is missing: %(areas)s.", "%(count)s areas are missing: %(areas)s.", len(titles))
    return told % {"count": len(titles), "areas": ", ".join(titles)}


def wrong_total(column: Column, told: Decimal, summed: Decimal) -> str:
    return _(
        "The row of sums says %(told)s, the rows add up to %(sum)s: %(column)s. Look for a wrong or missing row, or empty "
        "the sum if it is wrong."
    ) % {"told": _number(told), "sum": _number(summed), "column": column.label}


def text_too_long(most: int) -> str:
    return _("At most %(most)s letters.") % {"most": most}


def unknown_state(text: str) -> str:
    return _("“%(text)s” is not a state. Write preliminary or final, or leave the cell empty.") % {"text": short(text)}


def both_marks() -> str:
    return _("Both points and commas were used before decimals. All of them were read as decimals.")


def columns_by_order(columns: Sequence[Column]) -> str:
    return _("There were no known headings: the columns were taken in the order of the template: %(columns)s.") % {
        "columns": _listed(columns)
    }


def columns_left_out(headings: Sequence[str]) -> str:
    return _("These columns are not known and were left out: %(columns)s.") % {
        "columns": "; ".join(short(each) for each in headings)
    }


def columns_missing(columns: Sequence[Column]) -> str:
    return _("No column was found for: %(columns)s. Write the heading as it stands in the template.") % {
        "columns": _listed(columns)
    }


def too_many_columns(count: int) -> str:
    told = ngettext(
        "There is %(count)s column more than in the template, and no known headings. Add the headings of the template.",
        "There are %(count)s columns more than in the template, and no known headings. Add the headings of the template.",
        count,
    )
    return told % {"count": count}


def too_few_columns(count: int) -> str:
    told = ngettext(
        "There is %(count)s column less than in the template, and no known headings. Add the headings, or the column.",
        "There are %(count)s columns less than in the template, and no known headings. Add the headings, or the columns.",
        count,
    )
    return told % {"count": count}


def row_left_out(number: int, text: str) -> str:
    return _("Row %(number)s was left out, for it has no known area and no figures: “%(text)s”.") % {
        "number": number,
        "text": short(text),
    }


def absent_figures(count: int) -> str:
    told = ngettext("%(count)s figure was told to be missing.", "%(count)s figures were told to be missing.", count)
    return told % {"count": count}


def lacks_of_rules(problems: Sequence[Problem]) -> list[str]:
    """Why the rules can't be calculated by at a depth: each reason once."""
    return list(dict.fromkeys(str(REASONS[each.reason]) for each in problems if each.reason in OF_RULES))


def _listed(columns: Sequence[Column]) -> str:
    return "; ".join(each.label for each in columns)


def _number(number: Decimal | int | None) -> str:
    return "" if number is None else in_text(Decimal(number))


def fetched(year: int, titles: Sequence[str]) -> str:
    return _("Fetched figures of %(year)s and %(before)s were filled in: %(indicators)s.") % {
        "year": year,
        "before": year - 1,
        "indicators": "; ".join(titles),
    }


def not_fetched(labels: Sequence[str]) -> str:
    return _("No fetched indicator is tied to these, so write them: %(columns)s.") % {"columns": "; ".join(labels)}


def lacking_figures(count: int) -> str:
    told = ngettext(
        "%(count)s figure was not there and is empty. Write it, or a dash where there is no data.",
        "%(count)s figures were not there and are empty. Write them, or dashes where there is no data.",
        count,
    )
    return told % {"count": count}


def surplus_rows(count: int) -> str:
    told = ngettext(
        "%(count)s row was not read, for there are too many. Bring only the rows of areas.",
        "%(count)s rows were not read, for there are too many. Bring only the rows of areas.",
        count,
    )
    return told % {"count": count}


def too_large(text: str, most: Decimal) -> str:
    return _("“%(text)s” is too large: at most %(most)s. Mend the number.") % {
        "text": short(text),
        "most": _number(most),
    }


def far_from_mean(most: Decimal) -> str:
    return _("The coefficient is over %(most)s times the mean of all areas. Check this row and the others.") % {
        "most": _number(most)
    }
