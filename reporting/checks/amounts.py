"""Figures too far from what they are held against to be believed: đồng where triệu is asked, a rate of change of
thousands of percent, a count a hundred times that of last period. Errors until an officer has decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from reporting.checks.check_input import JoinedRow, JoinedRows
from reporting.checks.thresholds import Thresholds
from reporting.findings import Finding
from reporting.location import NOWHERE, Location
from reporting.numbers import format_number, format_percent, money_unit
from reporting.plan import MeasureKind
from reporting.returns import Answer, Quantity

CODES = ("amount-implausible", "rate-implausible")

_PARTS = {"numerator": "tử số hoặc giá trị", "denominator": "mẫu số"}
_FEWEST = 3  # amounts that make a middle to compare with
_MILLION = Decimal(10) ** 6

_ROUGHLY = 3  # agencies differ in size: against others an amount may lie so much further apart


@dataclass(frozen=True, slots=True)
class Against:
    """What an amount is held against: in words, its value, how many times they may differ, its cell."""

    what: str
    value: Decimal
    times: Decimal
    where: Location = NOWHERE


def check(joined: JoinedRows) -> Iterator[Finding]:
    rows = [row for row in joined.rows() if row.answer and not row.not_arising]
    limits = joined.given.thresholds
    for row in rows:
        found = list(_amounts(row, rows, limits)) if money_unit(row.measure.unit if row.measure else "") else []
        yield from found or _rate(row, limits)


def _amounts(row: JoinedRow, rows: list[JoinedRow], limits: Thresholds) -> Iterator[Finding]:
    """The cells of a sum of money against the largest that an agency can have; else against each other, last period,
    the agency's other amounts and those of the other agencies."""
    assert row.answer
    assert row.measure
    largest = limits.largest_amount * _MILLION / (money_unit(row.measure.unit) or _MILLION)
    too_large = [(part, quantity) for part, quantity in _quantities(row.answer) if abs(quantity.value) > largest]
    for part, quantity in too_large:
        yield _finding(row, part, quantity, Against("mức lớn nhất coi là có thể", largest, Decimal(1)))
    for part, quantity in _quantities(row.answer) if not too_large else ():
        apart = [one for one in _against(row, part, rows, limits) if _is_apart(quantity.value, one)]
        if apart:
            yield _finding(row, part, quantity, apart[0])
            return


def _quantities(answer: Answer) -> Iterator[tuple[str, Quantity]]:
    for part in _PARTS:
        quantity = getattr(answer, part)
        if quantity and quantity.value:
            yield part, quantity


def _against(row: JoinedRow, part: str, rows: list[JoinedRow], limits: Thresholds) -> Iterator[Against]:
    assert row.answer
    assert row.measure
    for other, quantity in _quantities(row.answer):
        if other != part:
            yield Against(f"ô {_PARTS[other]}", quantity.value, limits.amount_factor, quantity.location)
    before = getattr(row.before, part) if row.before else None
    if before and before.value:
        yield Against("kỳ trước", before.value, limits.amount_factor, before.location)
    unit = row.measure.unit
    alike = [one for one in rows if one is not row and one.measure and one.measure.unit == unit]
    own = [one for one in alike if one.agency is row.agency]
    same = [one for one in alike if one.obligation.row == row.obligation.row]
    for words, group in (("số tiền khác của đơn vị", own), ("số tiền của các đơn vị khác", same)):
        values = [quantity.value for one in group if one.answer for _, quantity in _quantities(one.answer)]
        if len(values) >= _FEWEST:
            yield Against(f"{words} vào khoảng", median(values), limits.amount_factor * _ROUGHLY)


def _is_apart(value: Decimal, against: Against) -> bool:
    low, high = sorted((abs(value), abs(against.value)))
    return low > 0 and high >= low * against.times


def _finding(row: JoinedRow, part: str, quantity: Quantity, against: Against) -> Finding:
    assert row.measure
    return row.finding(
        "amount-implausible",
        quantity.location,
        part,
        fields=(part,),
        related=(against.where,) if against.where else (),
        part=_PARTS[part],
        value=format_number(quantity.value),
        unit=row.measure.unit,
        what=against.what,
        other=format_number(against.value),
        place=f" ({against.where})" if against.where else "",
    )


def _rate(row: JoinedRow, limits: Thresholds) -> Iterator[Finding]:
    """A decrease or increase against the baseline; a share or a count against last period."""
    answer = row.answer
    assert answer
    if row.kind is MeasureKind.DECREASE and answer.numerator and answer.denominator and answer.denominator.value:
        change = 100 * (answer.numerator.value - answer.denominator.value) / answer.denominator.value
        yield from _beyond(row, answer.numerator, answer.denominator, change, "gốc so sánh", limits)
        return
    if row.kind not in (MeasureKind.RATIO, MeasureKind.COUNT) or row.before is None:
        return
    for part, quantity in _quantities(answer):
        before = getattr(row.before, part)
        if before and before.value >= limits.smallest:
            change = 100 * (quantity.value - before.value) / before.value
            found = list(_beyond(row, quantity, before, change, "kỳ trước", limits))
            yield from found
            if found:
                return


def _beyond(
    row: JoinedRow, now: Quantity, before: Quantity, change: Decimal, what: str, limits: Thresholds
) -> Iterator[Finding]:
    if abs(change) > limits.rate:
        yield row.finding(
            "rate-implausible",
            now.location,
            related=(before.location,),
            change=format_percent(change),
            now=format_number(now.value),
            before=format_number(before.value),
            what=what,
            limit=format_percent(limits.rate),
        )
