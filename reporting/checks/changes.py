"""This period against the last: a cumulative figure that falls, a change too large to go unexplained."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.check_input import JoinedRow, JoinedRows, Previous
from reporting.checks.thresholds import Thresholds
from reporting.findings import Finding
from reporting.location import Location
from reporting.numbers import format_number, format_percent
from reporting.period import Period
from reporting.plan import MeasureKind
from reporting.returns import Answer, Quantity

CODES = ("cumulative-falls", "large-change")

_COUNTED = (MeasureKind.RATIO, MeasureKind.COUNT)


def check(joined: JoinedRows) -> Iterator[Finding]:
    previous = joined.given.previous
    if previous is None:
        return
    now, limits = joined.given.period, joined.given.thresholds
    adds_up = _adds_up(now, previous)
    alike = adds_up or now.code == previous.period.code
    for row in joined.rows():
        if row.answer and row.before and row.kind in _COUNTED and not row.not_arising:
            fallen = list(_falls(row, row.answer, row.before, limits)) if adds_up else []
            yield from fallen or _large(row, row.answer, row.before, limits, alike)


def _adds_up(now: Period, previous: Previous) -> bool:
    """Both since 15/12 of the same year (Quý III is a slice of three months), the last one earlier."""
    before = previous.period
    return now.cumulative and before.cumulative and now.year == before.year and before.cutoff < now.cutoff


def _falls(row: JoinedRow, now: Answer, before: Answer, limits: Thresholds) -> Iterator[Finding]:
    """One finding for the row, quoting every part that fell and where it stood last period."""
    if row.measure is None or row.measure.stock:
        return
    fallen = [pair for pair in _pairs(row, now, before) if pair[3].value - pair[2].value > limits.fall]
    if fallen:
        said = (f"{what} {format_number(a.value)} so với {_shown(b)}" for _, what, a, b in fallen)
        cells = tuple(place for _, _, _, b in fallen for place in (b.location, *b.added))
        yield row.finding("cumulative-falls", fallen[0][2].location, related=cells, fallen="; ".join(said))


def _pairs(row: JoinedRow, now: Answer, before: Answer) -> Iterator[tuple[str, str, Quantity, Quantity]]:
    count = row.kind is MeasureKind.COUNT
    for name, what in (("numerator", "số lượng" if count else "tử số"), ("denominator", "mẫu số")):
        after, earlier = getattr(now, name), getattr(before, name)
        if after and earlier and not (count and name == "denominator"):
            yield name, what, after, earlier


def _large(row: JoinedRow, now: Answer, before: Answer, limits: Thresholds, alike: bool) -> Iterator[Finding]:
    """A note beside the figure explains the change; the officer reads it there. Numbers are compared where
    both periods count alike (`alike`), or count what stands on the day; shares always."""
    if now.note or _above(now):
        return
    shares = (_share(row, now), _share(row, before))
    if shares[0] is not None and shares[1] is not None and abs(shares[0] - shares[1]) > limits.points:
        shown = (format_percent(shares[0]), format_percent(shares[1]) + _sum_of(before.numerator))
        yield _change(row, now, before, shown, f"{format_number(limits.points)} điểm phần trăm")
        return
    if not (alike or row.measure and row.measure.stock):
        return
    for _, _, after, earlier in _pairs(row, now, before):
        if _jumps(after.value, earlier.value, limits):
            shown = (format_number(after.value), _shown(earlier))
            yield _change(row, now, before, shown, f"{format_number(limits.factor)} lần")
            return


def _shown(earlier: Quantity) -> str:
    return format_number(earlier.value) + _sum_of(earlier)


def _sum_of(earlier: Quantity | None) -> str:
    """Whose figures last period's number is the sum of, where it is one."""
    return f" ({earlier.repair})" if earlier and earlier.added else ""


def _above(now: Answer) -> bool:
    """A numerator above its denominator is an error already, and explains any jump."""
    return bool(now.numerator and now.denominator and now.numerator.value > now.denominator.value)


def _jumps(after: Decimal, earlier: Decimal, limits: Thresholds) -> bool:
    low, high = sorted((after, earlier))
    return high >= limits.smallest and low > 0 and high > low * limits.factor


def _share(row: JoinedRow, answer: Answer) -> Decimal | None:
    if row.kind is not MeasureKind.RATIO or not answer.numerator or not answer.denominator:
        return None
    return 100 * answer.numerator.value / answer.denominator.value if answer.denominator.value else None


def _change(row: JoinedRow, now: Answer, before: Answer, shown: tuple[str, str], limit: str) -> Finding:
    cells = (_place(before), *(before.numerator.added if before.numerator else ()))
    return row.finding("large-change", _place(now), related=cells, now=shown[0], before=shown[1], limit=limit)


def _place(answer: Answer) -> Location:
    quantity = answer.numerator or answer.denominator
    return quantity.location if quantity else answer.location
