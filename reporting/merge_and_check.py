"""Steps 3 and 4: what the returns agree on, and what is wrong, with the officer's decisions applied."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from reporting.checks import CheckInput, Previous, check
from reporting.checks.explained import explained
from reporting.chosen_values import ChosenValue, chosen_values
from reporting.completeness import Completeness
from reporting.consolidation import Consolidation
from reporting.findings import Finding, measure_or_item
from reporting.gc_pause import gc_paused
from reporting.inputs import Inputs
from reporting.merge import Earlier, accumulated, consolidate

Progress = Callable[[int, int, int], None]


@gc_paused()
def agreed(inputs: Inputs, progress: Progress) -> tuple[Consolidation, Completeness]:
    """The figures of the report, and the check of what was sent. Where this period is a slice that continues
    the last one, the figures have cumulative ones beside them."""
    progress(3, 0, 0)
    before = _Settled(inputs.previous) if inputs.previous else None
    now = _Settled(inputs, before.figures if before else None)
    progress(4, 0, 0)
    completeness = explained(now.completeness, inputs.returns)
    if before is None or not inputs.period.continues(before.inputs.period):
        return now.figures, completeness
    earlier = Earlier(before.figures, before.inputs.plan, before.disputed, _heirs(before.inputs, inputs))
    return accumulated(now.figures, inputs.plan, earlier), completeness


def _merged(
    inputs: Inputs, previous: Consolidation | None, choices: tuple[ChosenValue, ...] = ()
) -> tuple[Consolidation, tuple[Finding, ...]]:
    return consolidate(
        inputs.campaign, inputs.returns, previous=previous, choices=choices, statistics=inputs.statistics
    )


class _Settled:
    """One period of a job, each step made once, when it is asked for. The check sees what the returns say, the report
    what was decided: where an officer chose values, the returns are merged a second time."""

    def __init__(self, inputs: Inputs, previous: Consolidation | None = None) -> None:
        self.inputs, self.previous = inputs, previous
        self.as_sent, self.found = _merged(inputs, previous)

    @cached_property
    def completeness(self) -> Completeness:
        return check(_case(self.inputs, self.as_sent, self.found))

    @cached_property
    def figures(self) -> Consolidation:
        """With the officer's choices in them."""
        choices = chosen_values(self.completeness.decided) if self.inputs.decisions else ()
        if not choices:
            return self.as_sent
        return _merged(self.inputs, self.previous, choices)[0]

    @property
    def disputed(self) -> frozenset[str]:
        """Measures and items whose figures are not settled: an error stands open, or an officer chose a value for a
        finding that only shows against the period before this one, which is not read again."""
        applied = self.completeness.decided_keys
        lost = (measure_or_item(d.key) for d in self.inputs.decisions if d.value and d.key not in applied)
        still = (found.measure or found.item for found in self.completeness.open_errors)
        return frozenset(filter(None, (*lost, *still)))


def _heirs(before: Inputs, now: Inputs) -> dict[str, frozenset[str]]:
    """Senders of last period → who stands in their place today, where that is somebody else."""
    day = now.period.cutoff
    heirs = {one.agency: now.registry.heirs(one.agency, day) for one in before.returns}
    return {code: frozenset(agency.code for agency in found) for code, found in heirs.items() if found}


def _case(inputs: Inputs, consolidation: Consolidation, found: tuple[Finding, ...]) -> CheckInput:
    before = inputs.previous
    return CheckInput(
        campaign=inputs.campaign,
        as_of=inputs.job.task.as_of,
        returns=inputs.returns,
        consolidation=consolidation,
        findings=(*inputs.findings, *found),
        decisions=inputs.decisions,
        previous=Previous(before.period, before.inherited) if before else None,
        thresholds=inputs.thresholds,
        statistics=inputs.statistics,
        topics=inputs.forms.topics,
    )
