"""Depths of completeness: the return, the item, the figure. A missing return is one finding, not one per item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from reporting.checks.check_input import AgencyRows, JoinedRow, JoinedRows, shortened
from reporting.checks.states import has_reason, lacking
from reporting.codes import Severity
from reporting.codes.files import FILES
from reporting.findings import Finding, finding
from reporting.plan import MeasureKind

CODES = (
    "return-missing",
    "item-silent",
    "figure-missing",
    "status-missing",
    "not-arising-no-reason",
    "narrative-missing",
)

SEVERAL = "rows"  # the subject of a finding about several rows at once: no value can be chosen for them
_FILES = frozenset(code.id for code in FILES)


def check(joined: JoinedRows) -> Iterator[Finding]:
    unreadable = _unreadable(joined)
    for one in joined.agencies:
        if one.sent:
            yield from _of_agency(one, joined)
        elif one.agency.code not in unreadable:
            yield _return_missing(one, joined)


def _unreadable(joined: JoinedRows) -> frozenset[str]:
    """Agencies whose return came but could not be used: reading has already said so."""
    return frozenset(
        found.agency
        for found in joined.given.findings
        if found.severity is Severity.ERROR and found.code in _FILES and found.agency
    )


def _return_missing(one: AgencyRows, joined: JoinedRows) -> Finding:
    return finding(
        "return-missing",
        agency=one.agency.code,
        name=one.agency.label,
        period=joined.given.period.title,
        owed=sum(row.required for row in one.rows),
    )


def _of_agency(one: AgencyRows, joined: JoinedRows) -> Iterator[Finding]:
    required = [row for row in one.rows if row.required]
    for _, rows in groupby(required, key=lambda row: row.item.code):
        yield from _of_item(tuple(rows), joined)


def _of_item(rows: tuple[JoinedRow, ...], joined: JoinedRows) -> Iterator[Finding]:
    open_rows = [row for row in rows if not _said_by_reading(row, joined)]
    if open_rows and len(open_rows) == len(rows) and all(row.silent for row in rows):
        yield _item_silent(rows)
        return
    for row in open_rows:
        yield from _of_row(row)


def _said_by_reading(row: JoinedRow, joined: JoinedRows) -> bool:
    return (row.agency.code, row.obligation.row) in joined.unread


def _item_silent(rows: tuple[JoinedRow, ...]) -> Finding:
    """One finding for the item, not one per measure."""
    first = rows[0]
    figure = first.obligation.asked if first.measure else ()
    found = first.finding("item-silent", fields=figure)
    params = tuple((dict(found.params) | {"title": shortened(first.item.text)}).items())
    if len(rows) == 1:
        return replace(found, subject="", params=params)
    return replace(found, subject=SEVERAL, params=params, measure="", form_row="")


def _words(row: JoinedRow, missing: tuple[str, ...]) -> str:
    if len(missing) > 1:
        return "số liệu" if row.silent else "tử số và mẫu số"
    if missing[0] == "denominator":
        return "mẫu số"
    if missing[0] == "answer":
        return "câu trả lời Có/Không"
    if row.kind is MeasureKind.UNITS and not row.obligation.total:
        return "số xã trả lời Có"
    return "số lượng" if row.kind is MeasureKind.COUNT else "tử số"


def _of_row(row: JoinedRow) -> Iterator[Finding]:
    if row.not_arising:
        if not has_reason(row):
            yield row.finding("not-arising-no-reason", row.answer.status_at if row.answer else row.place)
        return
    missing = lacking(row)
    if missing and row.kind not in (None, MeasureKind.MILESTONE):
        said = row.answer.note.text if row.answer and row.answer.note else ""
        reason = f", ghi: “{shortened(said)}”" if said else ""
        yield row.finding("figure-missing", what=_words(row, missing), reason=reason, fields=missing)
    elif missing:
        yield row.finding("status-missing")
    if row.leads and not row.measure and not row.silent and not (row.answer and row.answer.narrative):
        yield row.finding("narrative-missing")
