"""Findings × the officer's decisions: which are settled, and what is wrong with the others.

A decision applies when it is complete, its key names a finding, and the period and the values that the
finding quotes are those it was taken on (fingerprint; an empty one was typed by hand and is not compared).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from reporting.checks.check_input import JoinedRow, JoinedRows
from reporting.checks.figures import SHARES
from reporting.chosen_values import ACCEPTED, chosen, chosen_file, files_in_question
from reporting.completeness import Decision, fingerprint
from reporting.findings import Finding, finding
from reporting.forms.build import counts_things
from reporting.numbers import format_number

CODES = (
    "decision-incomplete",
    "decision-stale",
    "decision-unmatched",
    "decision-value-unreadable",
    "decision-value-impossible",
    "decision-duplicate",
)

Decided = tuple[tuple[Finding, Decision], ...]
Impossible = Callable[[Finding, Decision], str]


def decide(
    findings: Iterable[Finding], decisions: Iterable[Decision], period: str, impossible: Impossible
) -> tuple[Decided, tuple[Finding, ...]]:
    """(settled findings with their decisions, findings about decisions that do not apply). `impossible`: why a
    chosen value cannot be, "" when it can."""
    known = {found.key: found for found in findings}
    settled: list[tuple[Finding, Decision]] = []
    problems: list[Finding] = []
    for key, rows in _by_key(decisions).items():
        found = known.get(key)
        mark = fingerprint(found, period) if found else ""
        rows = _current(rows, mark)
        decision = rows[0]
        problem = _duplicate(rows) or _unusable(found, decision, mark, period, impossible)
        if problem:
            problems.append(problem)
        elif found:
            settled.append((found, decision))
    return tuple(settled), tuple(problems)


def _by_key(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    rows: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.accepted or decision.value or decision.who or decision.why:
            rows.setdefault(decision.key, []).append(decision)
    return rows


def _current(rows: list[Decision], mark: str) -> list[Decision]:
    """Rows taken on the present figures, where there are any: an older row is kept beside its successor."""
    return [row for row in rows if row.fingerprint in ("", mark)] or rows


def _duplicate(rows: list[Decision]) -> Finding | None:
    said = {(row.accepted, row.value, row.who, row.day, row.why) for row in rows}
    return _about("decision-duplicate", rows[1]) if len(said) > 1 else None


def _unusable(
    found: Finding | None, decision: Decision, mark: str, period: str, impossible: Impossible
) -> Finding | None:
    if found is None:
        return _about("decision-unmatched", decision)
    missing = ", ".join(decision.lacks(period))
    if missing:
        return _about("decision-incomplete", decision, missing=missing)
    if decision.fingerprint and decision.fingerprint != mark:
        return _about("decision-stale", decision, who=decision.who)
    files = files_in_question(found)
    if files:
        return _about_files(found, decision, files)
    if decision.value and not chosen(found, decision):
        return _about("decision-value-unreadable", decision, value=decision.value, expected=ACCEPTED)
    why = impossible(found, decision) if decision.value else ""
    if why:
        return _about("decision-value-impossible", decision, value=decision.value, why=why)
    return None


def _about_files(found: Finding, decision: Decision, files: tuple[str, ...]) -> Finding | None:
    """ "Có" alone would let every one of the files vanish: one has to be named."""
    named = ", ".join(file.rpartition("/")[2] for file in files)
    if not decision.value:
        return _about("decision-incomplete", decision, missing=f"Giá trị được chọn (tên tệp được tính: {named})")
    if not chosen_file(found, decision):
        return _about("decision-value-unreadable", decision, value=decision.value, expected=f"một tên tệp: {named}")
    return None


def _about(code: str, decision: Decision, **params: object) -> Finding:
    return finding(code, decision.location, subject=decision.key, key=decision.key, **params)


_COUNTED = ("reported", "total")


class ChosenValues:
    """Why a chosen value cannot be, by finding and decision: it must be one that a sender could have typed, or a
    slip here would go out signed."""

    def __init__(self, joined: JoinedRows) -> None:
        self._rows = {(one.agency.code, row.obligation.row): row for one in joined.agencies for row in one.rows}

    def impossible(self, found: Finding, decision: Decision) -> str:
        """ "" when nothing speaks against it."""
        choices = chosen(found, decision)
        values = {o.field: o.value for o in choices if isinstance(o.value, Decimal)}
        row = self._rows.get((choices[0].agency, choices[0].row)) if values else None
        return _why(values, row) if row else ""


def _why(values: Mapping[str, Decimal], row: JoinedRow) -> str:
    if any(value < 0 for value in values.values()):
        return "số âm"
    whole = counts_things(row.measure)
    if any(value % 1 and (whole or field in _COUNTED) for field, value in values.items()):
        return "số lượng có phần lẻ"
    top, bottom = (_value(name, values, row) for name in ("numerator", "denominator"))
    if row.kind in SHARES and top is not None and bottom is not None and top > bottom:
        return f"tử số {format_number(top)} lớn hơn mẫu số {format_number(bottom)}"
    return ""


def _value(name: str, values: Mapping[str, Decimal], row: JoinedRow) -> Decimal | None:
    quantity = getattr(row.answer, name) if row.answer else None
    return values.get(name, quantity.value if quantity else None)
