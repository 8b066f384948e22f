"""Why a slice has no lũy kế where its reader would expect one: notes for the officer, never words of the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from reporting.compose.material import Material
from reporting.consolidation import NotAdded
from reporting.findings import Finding, finding
from reporting.numbers import format_date


def cumulative_findings(material: Material) -> Iterator[Finding]:
    """Nothing for a period that counts since the year began."""
    if material.period.cumulative:
        return
    if not material.adds_up:
        yield _without_base(material)
        return
    reasons = [(m.measure, m.not_added) for result in material.consolidation.items for m in result.measures]
    unsaid = [measure for measure, why in reasons if why is NotAdded.UNSAID]
    if unsaid:
        yield finding("cumulative-not-said", count=len(unsaid), measures=", ".join(unsaid))
    for measure, why in reasons:
        if why and why is not NotAdded.UNSAID:
            yield _not_computed(measure, why, material)


def _without_base(material: Material) -> Finding:
    start, before = material.period.start, material.previous
    reason = f"kỳ trước ({before.title}) không cộng được với kỳ này" if before else "công việc không nêu kỳ trước"
    return finding(
        "cumulative-without-base",
        start=format_date(start),
        cutoff=material.cutoff,
        reason=reason,
        day=format_date(start - timedelta(days=1)),
    )


def _not_computed(measure: str, why: NotAdded, material: Material) -> Finding:
    known = material.plan.measure(measure)
    return finding(
        "cumulative-not-computed",
        item=known.item if known else "",
        measure=measure,
        title=known.name if known else "",
        before=material.since,
        why=why.label,
    )
