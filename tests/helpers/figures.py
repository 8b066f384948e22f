"""Figures worked out by hand, so that no test checks the program's arithmetic with itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal


def worked_out(formula: str, operands: Sequence[Decimal]) -> Decimal:
    """The value behind a figure; `formula` as nguon_so_lieu.json writes it."""
    o = operands
    match formula:
        case "value":
            return o[0]
        case "ratio":
            return 100 * o[0] / o[1]
        case "decrease":
            return 100 * (o[1] - o[0]) / o[1]
        case "difference":
            return o[0] - o[1]
        case "ratio_difference":
            return rounded(100 * o[0] / o[1]) - rounded(100 * o[2] / o[3])
    raise AssertionError(formula)


def same(value: Decimal | None, other: Decimal) -> bool:
    """But for the last digits of a division."""
    return value is not None and abs(value - other) < Decimal("1e-12")


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """Halves away from zero, as the report prints them."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
