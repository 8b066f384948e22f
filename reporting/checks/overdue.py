"""Items due on or before the cutoff that are not done."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.matter import Matter, Row
from reporting.findings import Finding
from reporting.period import Period
from reporting.returns import Status

CODES = ("overdue",)


def check(matter: Matter) -> Iterator[Finding]:
    for row in matter.rows():
        if row.required and row.answer and row.status and overdue(row, matter.case.period):
            yield row.finding("overdue", row.answer.status_at, due=row.item.due.label, status=row.status.label)


def overdue(row: Row, period: Period) -> bool:
    """A figure without a status says nothing of being done; silence on a due item is overdue."""
    due = row.item.due.day
    if due is None or due > period.cutoff or row.commune:
        return False
    if row.status is None:
        return row.silent
    return row.status not in (Status.DONE, Status.NOT_ARISING)
