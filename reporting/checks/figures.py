"""A figure against itself: numerator above denominator, a negative number, a number beside "không phát sinh"."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.check_input import JoinedRow, JoinedRows
from reporting.findings import Finding
from reporting.numbers import format_number
from reporting.plan import MeasureKind
from reporting.returns import Answer, Quantity

CODES = ("numerator-over-denominator", "negative-figure", "not-arising-with-figure")

SHARES = (MeasureKind.RATIO, MeasureKind.UNITS, MeasureKind.MILESTONE)


def check(joined: JoinedRows) -> Iterator[Finding]:
    for row in joined.rows():
        if row.answer:
            yield from _negative(row, row.answer)
            yield from _over(row, row.answer)
            yield from _not_arising(row, row.answer)


def _negative(row: JoinedRow, answer: Answer) -> Iterator[Finding]:
    for name in ("numerator", "denominator"):
        quantity = getattr(answer, name)
        if quantity and quantity.value < 0:
            yield row.finding(
                "negative-figure", quantity.location, name, fields=(name,), value=format_number(quantity.value)
            )


def _over(row: JoinedRow, answer: Answer) -> Iterator[Finding]:
    top, bottom = answer.numerator, answer.denominator or _communes(row, answer)
    if row.kind not in SHARES or top is None or bottom is None or top.value <= bottom.value:
        return
    yield row.finding(
        "numerator-over-denominator",
        top.location,
        related=(bottom.location,),
        numerator=format_number(top.value),
        denominator=format_number(bottom.value),
    )


def _communes(row: JoinedRow, answer: Answer) -> Quantity | None:
    """Communes that answered yes are counted out of those that reported."""
    counted = row.commune and row.kind in (MeasureKind.UNITS, MeasureKind.MILESTONE)
    return (answer.reported or answer.total) if counted else None


def _not_arising(row: JoinedRow, answer: Answer) -> Iterator[Finding]:
    """Zero beside "không phát sinh" says the same thing twice; any other number contradicts it."""
    number = next((q for q in (answer.numerator, answer.denominator) if q and q.value), None)
    if row.not_arising and number:
        yield row.finding(
            "not-arising-with-figure",
            answer.status_at,
            related=(number.location,),
            value=format_number(number.value),
        )
