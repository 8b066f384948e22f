"""Printing figures: every number that comes from returns is a Run that carries its Figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from reporting.compose.runs import Runs, say
from reporting.consolidation import Figure, Formula, Source, Total
from reporting.document import Run
from reporting.location import NOWHERE
from reporting.numbers import format_count, format_number, format_percent

DECIMALS = 1
_MOST_DECIMALS = 8
_PERCENT = (Formula.RATIO, Formula.DECREASE)


def is_percent(figure: Figure) -> bool:
    return figure.formula in _PERCENT


def rounded(value: Decimal, decimals: int = DECIMALS) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def percent_text(value: Decimal, threshold: Decimal | None = None, decimals: int = DECIMALS) -> str:
    """One decimal or as many as asked, more where rounding would cross the threshold, 0 or 100: 99,96% is not "100%"."""
    edges = (Decimal(0), Decimal(100), *((threshold,) if threshold is not None else ()))
    for enough in range(decimals, _MOST_DECIMALS):
        if all(_side(rounded(value, enough), edge) == _side(value, edge) for edge in edges):
            return format_percent(value, enough)
    return format_percent(value, _MOST_DECIMALS)


def _side(value: Decimal, edge: Decimal) -> int:
    return (value > edge) - (value < edge)


def value_run(figure: Figure, threshold: Decimal | None = None, *, prose: bool = True) -> Run:
    """The figure's value: a percentage, or a number (02 below ten in prose)."""
    if is_percent(figure):
        return Run(percent_text(figure.value, threshold), figure=figure)
    return Run(format_count(figure.value) if prose else format_number(figure.value), figure=figure)


def operand(figure: Figure, index: int, *, prose: bool = False) -> Run:
    """One operand of a figure, printed by itself: a numerator or a denominator."""
    total = figure.operands[index]
    name = ("tu", "mau")[index]
    part = Figure(f"{figure.id}#{name}", total.value, Formula.VALUE, (total,), figure.unit)
    return Run(format_count(total.value) if prose else format_number(total.value), figure=part)


def fraction(figure: Figure, unit: str = "") -> Runs:
    """`12.345/14.982 hồ sơ`."""
    return say(operand(figure, 0), "/", operand(figure, 1), f" {unit}" if unit else "")


def counted(id: str, sources: Iterable[Source], unit: str = "") -> Figure:
    """How many: each source counts one."""
    ones = tuple(replace(source, value=Decimal(1)) for source in sources)
    return Figure(id, Decimal(len(ones)), Formula.VALUE, (Total(Decimal(len(ones)), ones),), unit)


def count_run(figure: Figure, *, prose: bool = True) -> Run:
    number = int(figure.value)
    return Run(format_count(number) if prose else format_number(number), figure=figure)


def answering(agency: str, sources: Iterable[Source] = (), raw: str = "") -> Source:
    """The one cell that stands for an agency's answer when answers are counted."""
    first = next(iter(sources), None)
    return replace(first, value=Decimal(1)) if first else Source(agency, NOWHERE, Decimal(1), raw)


def difference(now: Figure, before: Figure) -> Figure | None:
    """Now against before: percentage points between ratios, else a plain difference; None if unlike."""
    if now.formula is not before.formula or now.formula is Formula.DECREASE:
        return None
    id = f"{now.id}#so_ky_truoc"
    if now.formula is Formula.RATIO:
        value = rounded(now.value) - rounded(before.value)
        return Figure(id, value, Formula.RATIO_DIFFERENCE, (*now.operands, *before.operands), "điểm phần trăm")
    value = now.value - before.value
    return Figure(id, value, Formula.DIFFERENCE, (now.operands[0], before.operands[0]), now.unit)


def change(now: Figure | None, before: Figure | None, since: str, threshold: Decimal | None = None) -> Runs:
    """`tăng 1,2 điểm phần trăm so với Quý I năm 2023`; () where there is nothing to compare. Where a ratio is
    printed with more decimals, last period's is named instead: a difference would not fit what is read."""
    if now is None or before is None:
        return ()
    if now.formula is Formula.DECREASE and before.formula is Formula.DECREASE:
        return say(f"so với mức {direction(before)} ", magnitude(before), f" của {since}")
    figure = difference(now, before)
    if figure is None:
        return ()
    if is_percent(now) and (_fine(now, threshold) or _fine(before, threshold)) and now.value != before.value:
        return say("so với ", value_run(before, threshold), f" của {since}")
    if not figure.value:
        return say(f"không thay đổi so với {since}")
    size = format_number(abs(figure.value)) if is_percent(now) else format_count(abs(figure.value))
    unit = f" {figure.unit}" if figure.unit else ""
    return say("tăng " if figure.value > 0 else "giảm ", Run(size, figure=figure), f"{unit} so với {since}")


def _fine(figure: Figure, threshold: Decimal | None) -> bool:
    """Printed with more than the usual decimals, lest it cross an edge."""
    return percent_text(figure.value, threshold) != format_percent(figure.value, DECIMALS)


def direction(figure: Figure) -> str:
    """A decrease that came out negative is an increase."""
    return "tăng" if figure.value < 0 else "giảm"


def magnitude(figure: Figure, threshold: Decimal | None = None) -> Run:
    return Run(percent_text(abs(figure.value), threshold), figure=figure)


def recomputed(figure: Figure) -> Decimal:
    """The value again, from its operands: what the provenance file lets anyone check."""
    values = [total.value for total in figure.operands]
    match figure.formula:
        case Formula.VALUE:
            return values[0]
        case Formula.RATIO:
            return 100 * values[0] / values[1]
        case Formula.DECREASE:
            return 100 * (values[1] - values[0]) / values[1]
        case Formula.DIFFERENCE:
            return values[0] - values[1]
        case Formula.RATIO_DIFFERENCE:
            return rounded(100 * values[0] / values[1]) - rounded(100 * values[2] / values[3])
