"""A percentage in words that does not equal its fraction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.check_input import JoinedRow, JoinedRows
from reporting.findings import Finding
from reporting.numbers import format_number, format_percent
from reporting.plan import MeasureKind
from reporting.returns import Quantity

CODES = ("percent-differs",)

_PERCENT = re.compile(r"(?<![\d,.])(\d{1,3}(?:[.,]\d{1,2})?)\s?%")


def check(joined: JoinedRows) -> Iterator[Finding]:
    rounding = joined.given.thresholds.rounding
    for row in joined.rows():
        if row.kind is MeasureKind.RATIO and row.answer and row.answer.numerator and row.answer.denominator:
            yield from _differs(row, row.answer.numerator, row.answer.denominator, rounding)


def _differs(row: JoinedRow, top: Quantity, bottom: Quantity, rounding: Decimal) -> Iterator[Finding]:
    """Silent when one of the percentages fits: the others speak of parts, of targets, of last year."""
    text = row.answer.narrative if row.answer else None
    said = _percentages(text.text, row) if text else []
    if text is None or not said or not bottom.value:
        return
    value = 100 * top.value / bottom.value
    if all(abs(one - value) > rounding for one in said):
        yield row.finding(
            "percent-differs",
            text.location,
            related=(top.location, bottom.location),
            said=", ".join(format_percent(one) for one in said),
            numerator=format_number(top.value),
            denominator=format_number(bottom.value),
            value=format_percent(value),
        )


def _percentages(text: str, row: JoinedRow) -> list[Decimal]:
    threshold = row.measure.threshold if row.measure else None
    said = [Decimal(found.replace(",", ".")) for found in _PERCENT.findall(text)]
    return [value for value in said if value != threshold]
