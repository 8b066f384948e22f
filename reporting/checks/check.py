"""The check: every kind of check over what it is given, every owed cell in one state, decisions applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from reporting.checks import (
    alike,
    amounts,
    changes,
    communes,
    coordination,
    copied,
    evidence,
    figures,
    gaps,
    lead_and_sum,
    nobody,
    overdue,
    percentages,
    statistics,
    timeliness,
)
from reporting.checks.check_input import AgencyRows, CheckInput, JoinedRow, JoinedRows, join_rows
from reporting.checks.decided import ChosenValues, decide
from reporting.checks.states import state
from reporting.codes import Severity
from reporting.completeness import AgencyState, Completeness, OwedCell
from reporting.findings import Finding, ordered

Check = Callable[[JoinedRows], Iterator[Finding]]

# Each check declares the codes that it may yield (tests hold it to them).
CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (gaps.CODES, gaps.check),
    (nobody.CODES, nobody.check),
    (evidence.CODES, evidence.check),
    (timeliness.CODES, timeliness.check),
    (overdue.CODES, overdue.check),
    (communes.CODES, communes.check),
    (figures.CODES, figures.check),
    (lead_and_sum.CODES, lead_and_sum.check),
    (changes.CODES, changes.check),
    (amounts.CODES, amounts.check),
    (percentages.CODES, percentages.check),
    (copied.CODES, copied.check),
    (alike.CODES, alike.check),
    (coordination.CODES, coordination.check),
    (statistics.CODES, statistics.check),
)


def check(given: CheckInput) -> Completeness:
    """Who owes what, what came, what is wrong, what an officer has settled. Pure."""
    joined = join_rows(given)
    found = (*given.findings, *(finding for _, run in CHECKS for finding in run(joined)))
    decided, about_decisions = decide(found, given.decisions, given.period.id, ChosenValues(joined).impossible)
    settled = frozenset((f.agency, f.form_row or f.item) for f, _ in decided if f.item or f.severity is Severity.ERROR)
    agencies = tuple(_agency_state(one, given, settled) for one in joined.agencies)
    return Completeness(given.period.id, given.as_of, agencies, ordered((*found, *about_decisions)), decided)


_Settled = frozenset[tuple[str, str]]  # agency, and row of its form, plan item, or "" for all it owes


def _agency_state(one: AgencyRows, given: CheckInput, settled: _Settled) -> AgencyState:
    required = [row for row in one.rows if row.required]
    optional = [row for row in one.rows if not row.required]
    return AgencyState(
        one.agency.code,
        one.agency.label,
        one.sent.file if one.sent else "",
        one.sent.received if one.sent else None,
        timeliness.timeliness(one.sent, given.period, one.agency.level),
        tuple(_cell(row, given, settled, one.sent is not None) for row in required),
        sum(not row.silent for row in optional),
        len(optional),
    )


def _cell(row: JoinedRow, given: CheckInput, settled: _Settled, sent: bool) -> OwedCell:
    reached = state(row)
    place = row.answered_at if reached.settled else row.place
    cell = OwedCell(row.obligation, row.item.section, reached, overdue.overdue(row, given.period), location=place)
    whole = () if sent else ("",)  # a decision about a file says nothing of what the file leaves blank
    names = {(row.agency.code, about) for about in (row.obligation.row, row.item.code, *whole)}
    return replace(cell, accepted=bool(names & settled) and not cell.state.settled)
