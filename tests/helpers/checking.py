"""Runs merge and check on the small province; findings flattened for reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reporting.checks import CheckInput, Previous, Thresholds, check
from reporting.checks.thresholds import DEFAULT
from reporting.completeness import Completeness, Decision, OwedCell
from reporting.findings import Finding
from reporting.merge import consolidate
from reporting.obligations import Campaign
from reporting.period import Period
from reporting.plan import Measure, Plan
from reporting.returns import Return
from tests.helpers.small import PERIOD, PLAN, REGISTRY

AS_OF = date(2023, 7, 1)
HALF_YEAR = replace(PERIOD, code="M6", name="6 tháng đầu năm", cutoff=date(2023, 6, 14))


def checked(
    *returns: Return,
    plan: Plan = PLAN,
    period: Period = PERIOD,
    before: tuple[Return, ...] = (),
    before_period: Period = PERIOD,
    findings: tuple[Finding, ...] = (),
    decisions: tuple[Decision, ...] = (),
    thresholds: Thresholds = DEFAULT,
) -> Completeness:
    consolidation, merging = consolidate(Campaign(plan, REGISTRY, period), returns)
    previous = Previous(before_period, before) if before else None
    return check(
        CheckInput(
            Campaign(plan, REGISTRY, period),
            AS_OF,
            tuple(returns),
            consolidation,
            (*findings, *merging),
            decisions,
            previous,
            thresholds,
        )
    )


def only(completeness: Completeness, *codes: str) -> list[tuple[str, str, str, str]]:
    """(code, agency, item or measure, place) of the findings of these codes."""
    return [(f.code, f.agency, f.measure or f.item, str(f.location)) for f in completeness.findings if f.code in codes]


def codes(completeness: Completeness) -> list[str]:
    return [f.code for f in completeness.findings]


def cell(completeness: Completeness, agency: str, row: str) -> OwedCell:
    state = completeness.agency(agency)
    assert state
    return next(c for c in state.cells if c.obligation.row == row)


def with_measure(measure: str, plan: Plan = PLAN, **fields: object) -> Plan:
    """The small plan with one measure changed."""

    def changed(one: Measure) -> Measure:
        return replace(one, **fields) if one.id == measure else one  # type: ignore[arg-type]

    return replace(plan, items=tuple(replace(i, measures=tuple(map(changed, i.measures))) for i in plan.items))
