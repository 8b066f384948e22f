"""Text, or a whole return, copied from last period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from reporting.checks.check_input import AgencyRows, JoinedRow, JoinedRows
from reporting.checks.thresholds import Thresholds
from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.numbers import format_percent
from reporting.returns import Answer

_NUMBER = re.compile(r"\d+")

CODES = ("text-copied", "return-copied")


def check(joined: JoinedRows) -> Iterator[Finding]:
    limits = joined.given.thresholds
    for one in joined.agencies:
        whole = _whole(one, limits)
        if whole:
            yield whole
        elif one.sent:
            for row in one.rows:
                yield from _text(row, limits)


def _whole(one: AgencyRows, limits: Thresholds) -> Finding | None:
    """A return whose rows nearly all repeat last period's is one finding, not one per row."""
    if not one.sent or not one.before:
        return None
    pairs = [(row.answer, row.before) for row in one.rows if row.answer and row.before and not row.before.empty]
    same = sum(_content(now) == _content(before) for now, before in pairs)
    if len(pairs) < limits.fewest_rows or 100 * Decimal(same) < limits.whole_return * len(pairs):
        return None
    return finding(
        "return-copied",
        Location(one.sent.file),
        agency=one.agency.code,
        related=(Location(one.before.file),),
        name=one.agency.label,
        same=same,
        compared=len(pairs),
    )


def _content(answer: Answer) -> tuple[object, ...]:
    numbers = (answer.numerator, answer.denominator)
    texts = (answer.narrative, answer.evidence)
    return (*(n.value if n else None for n in numbers), answer.status, *(t.text if t else "" for t in texts))


def _text(row: JoinedRow, limits: Thresholds) -> Iterator[Finding]:
    now = row.answer.narrative if row.answer else None
    before = row.before.narrative if row.before else None
    if not now or not before or len(now.text) < limits.shortest_text:
        return
    if _NUMBER.findall(now.text) != _NUMBER.findall(before.text):
        return  # the same sentence with this period's figures is an update
    similar = Decimal(str(fuzz.ratio(now.text, before.text, score_cutoff=float(limits.similar))))
    if similar >= limits.similar:
        # whole percent, rounded down: 99,9 % is not "identical"
        shown = format_percent(int(similar))
        yield row.finding("text-copied", now.location, related=(before.location,), similarity=shown)
