"""Steps 3 and 4: what the returns agree on, and what is wrong, with the officer's decisions applied."""

from __future__ import annotations

from collections.abc import Callable

from reporting import collector
from reporting.checks import Case, Previous, check
from reporting.checks.explained import explained
from reporting.completeness import Completeness
from reporting.consolidation import Consolidation
from reporting.findings import Finding, measure_or_item
from reporting.inputs import Inputs
from reporting.merge import Earlier, accumulated, consolidate
from reporting.overrides import overrides_of

Progress = Callable[[int, int, int], None]


@collector.put_off()
def agreed(inputs: Inputs, progress: Progress) -> tuple[Consolidation, Completeness]:
    """Merged twice where an officer chose values: the check sees what the returns say, the report what was decided."""
    progress(3, 0, 0)
    previous = _previous(inputs.previous) if inputs.previous else None
    as_sent, found = consolidate(inputs.plan, inputs.registry, inputs.period, inputs.returns, previous=previous)
    progress(4, 0, 0)
    completeness = check(_case(inputs, as_sent, found))
    overrides = overrides_of(completeness.decided)
    completeness = explained(completeness, inputs.returns)
    if not overrides:
        return _accumulated(as_sent, inputs, previous), completeness
    decided, _ = consolidate(
        inputs.plan, inputs.registry, inputs.period, inputs.returns, previous=previous, overrides=overrides
    )
    return _accumulated(decided, inputs, previous), completeness


def _previous(inputs: Inputs) -> Consolidation:
    """Last period's agreed figures, with that period's own decisions applied."""
    as_sent, found = consolidate(inputs.plan, inputs.registry, inputs.period, inputs.returns)
    overrides = overrides_of(check(_case(inputs, as_sent, found)).decided) if inputs.decisions else ()
    if not overrides:
        return as_sent
    return consolidate(inputs.plan, inputs.registry, inputs.period, inputs.returns, overrides=overrides)[0]


def _accumulated(agreed_on: Consolidation, inputs: Inputs, previous: Consolidation | None) -> Consolidation:
    """With cumulative figures, where this period is a slice that continues the last one."""
    before = inputs.previous
    if before is None or previous is None or not inputs.period.continues(before.period):
        return agreed_on
    return accumulated(agreed_on, inputs.plan, Earlier(previous, before.plan, _disputed(before)))


def _disputed(inputs: Inputs) -> frozenset[str]:
    """Measures and items whose figures of last period are not settled: an error stands open, or an officer chose
    a value for a finding that only shows against the period before that, which is not read again."""
    as_sent, found = consolidate(inputs.plan, inputs.registry, inputs.period, inputs.returns)
    completeness = check(_case(inputs, as_sent, found))
    applied = completeness.decided_keys
    lost = {d.key for d in inputs.decisions if d.value and d.key not in applied}
    return frozenset(
        {f.measure or f.item for f in completeness.open_errors} | set(filter(None, map(measure_or_item, lost)))
    )


def _case(inputs: Inputs, consolidation: Consolidation, found: tuple[Finding, ...]) -> Case:
    before = inputs.previous
    return Case(
        plan=inputs.plan,
        registry=inputs.registry,
        period=inputs.period,
        as_of=inputs.job.task.as_of,
        returns=inputs.returns,
        consolidation=consolidation,
        findings=(*inputs.findings, *found),
        decisions=inputs.decisions,
        previous=Previous(before.period, before.returns) if before else None,
        thresholds=inputs.thresholds,
    )
