"""Sums of parts, and the figure that follows from them: sums of numerators over sums of denominators."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reporting.consolidation import Figure, Formula, Source, Total
from reporting.merge.parts import AnswerPart
from reporting.plan import MeasureKind

HUNDRED = Decimal(100)

_FORMULAS = {
    MeasureKind.RATIO: Formula.RATIO,
    MeasureKind.UNITS: Formula.RATIO,
    MeasureKind.MILESTONE: Formula.RATIO,
    MeasureKind.COUNT: Formula.VALUE,
    MeasureKind.DECREASE: Formula.DECREASE,
}


def total(sources: Iterable[Source | None]) -> Total:
    """The sum of the sources' values, with the sources."""
    kept = tuple(source for source in sources if source is not None)
    return Total(sum((s.value for s in kept if s.value is not None), Decimal(0)), kept)


def figure(id: str, kind: MeasureKind, parts: Iterable[AnswerPart], unit: str = "") -> Figure | None:
    """The figure of the usable parts; None when there is none, or when the denominators add up to zero."""
    usable = [part for part in parts if part.usable]
    if not usable:
        return None
    formula = _FORMULAS[kind]
    operands = [total(part.numerator for part in usable)]
    if formula is not Formula.VALUE:
        operands.append(total(part.denominator for part in usable))
    value = recompute(formula, tuple(operand.value for operand in operands))
    if value is None:
        return None
    return Figure(id, value, formula, tuple(operands), unit if formula is Formula.VALUE else "%")


def recompute(formula: Formula, operands: tuple[Decimal, ...]) -> Decimal | None:
    """What Figure.value must be, unrounded; None for a ratio over zero."""
    if formula is Formula.VALUE:
        return operands[0]
    if formula is Formula.DIFFERENCE:
        return operands[0] - operands[1]
    top, bottom = operands
    if not bottom:
        return None
    return HUNDRED * (top if formula is Formula.RATIO else bottom - top) / bottom
