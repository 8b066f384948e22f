"""Evidence: owed beside every figure and every result; a lead's "hoàn thành" cannot stand without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reporting.checks.check_input import JoinedRow, JoinedRows
from reporting.checks.states import has_evidence, lacking, owes_evidence
from reporting.findings import Finding
from reporting.numbers import format_date
from reporting.period import Period
from reporting.returns import Status

CODES = ("done-without-evidence", "evidence-missing", "evidence-date")

_DAY = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)\b|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(20\d\d)")


def check(joined: JoinedRows) -> Iterator[Finding]:
    for row in joined.rows():
        if row.required:
            yield from _missing(row)
        yield from _dates(row, joined.given.period)


def _missing(row: JoinedRow) -> Iterator[Finding]:
    if row.silent or has_evidence(row) or not owes_evidence(row):
        return
    if row.leads and row.status is Status.DONE and row.answer:
        yield row.finding("done-without-evidence", row.answer.status_at)
    elif not lacking(row):
        yield row.finding("evidence-missing")


def _dates(row: JoinedRow, period: Period) -> Iterator[Finding]:
    """Each date outside the period once: a document of last year, or of the future."""
    evidence = row.answer.evidence if row.answer else None
    for day in dict.fromkeys(_days(evidence.text)) if evidence else ():
        if evidence and not period.start <= day <= period.cutoff:
            yield row.finding(
                "evidence-date",
                evidence.location,
                format_date(day),
                day=format_date(day),
                start=format_date(period.start),
                end=format_date(period.cutoff),
            )


def _days(text: str) -> Iterator[date]:
    for match in _DAY.finditer(text):
        day, month, year = (int(part) for part in match.groups() if part)
        try:
            yield date(year, month, day)
        except ValueError:
            continue
