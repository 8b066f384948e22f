"""Two agencies with the same figures: one's answers copied into the other's form would be added up twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.check_input import AgencyRows, JoinedRows
from reporting.checks.thresholds import Thresholds
from reporting.findings import Finding, finding
from reporting.location import Location

CODES = ("returns-alike",)

Figures = dict[str, tuple[Decimal, Decimal | None]]


def check(joined: JoinedRows) -> Iterator[Finding]:
    """Each return against the first that brought one of its figures: no pair is looked at twice, however many."""
    limits = joined.given.thresholds
    first: dict[tuple[str, tuple[Decimal, Decimal | None]], str] = {}
    seen: dict[str, tuple[AgencyRows, Figures]] = {}
    for one in joined.agencies:
        mine = _figures(one, limits)
        nearest = Counter(first[known] for known in mine.items() if known in first).most_common(1)
        for code, same in nearest:
            other, theirs = seen[code]
            yield from _alike(one, other, same, len(mine.keys() & theirs.keys()), limits)
        seen[one.agency.code] = one, mine
        for known in mine.items():
            first.setdefault(known, one.agency.code)


def _figures(one: AgencyRows, limits: Thresholds) -> Figures:
    """Small numbers are alike by chance: only those from the limit on tell agencies apart."""
    answers = ((row.obligation.row, row.answer) for row in one.rows if row.answer and row.answer.numerator)
    found = {
        code: (answer.numerator.value, answer.denominator.value if answer.denominator else None)
        for code, answer in answers
        if answer.numerator
    }
    return {code: pair for code, pair in found.items() if max(value or 0 for value in pair) >= limits.smallest}


def _alike(one: AgencyRows, other: AgencyRows, same: int, compared: int, limits: Thresholds) -> Iterator[Finding]:
    if same < limits.fewest_rows or 100 * Decimal(same) < limits.whole_return * compared:
        return
    assert one.sent
    assert other.sent
    yield finding(
        "returns-alike",
        Location(one.sent.file),
        agency=one.agency.code,
        subject=other.agency.code,
        related=(Location(other.sent.file),),
        name=one.agency.label,
        other=other.agency.label,
        same=same,
        compared=compared,
    )
