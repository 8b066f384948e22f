"""Communes report through their district: số xã đã báo cáo n/N."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.check_input import JoinedRow, JoinedRows
from reporting.findings import Finding
from reporting.numbers import format_number

CODES = ("communes-over", "communes-partial", "communes-unsaid")


def check(joined: JoinedRows) -> Iterator[Finding]:
    for row in joined.rows():
        if row.commune and not row.silent and not row.not_arising:
            yield from _counted(row, joined.given.campaign.roster.communes(row.agency.code))


def _counted(row: JoinedRow, known: int) -> Iterator[Finding]:
    answer = row.answer
    if answer is None:
        return
    if answer.reported is None:
        yield row.finding("communes-unsaid", subject="reported", fields=("reported",))
        return
    total = _total(row, known)
    code = "communes-over" if answer.reported.value > total else "communes-partial"
    if answer.reported.value != total:
        reported = answer.reported
        said, of = format_number(reported.value), format_number(total)
        yield row.finding(code, reported.location, "reported", fields=("reported",), reported=said, total=of)


def _total(row: JoinedRow, known: int) -> Decimal:
    """The registry knows how many communes there are; the form's N is only printed there."""
    if known or not (row.answer and row.answer.total):
        return Decimal(known)
    return row.answer.total.value
