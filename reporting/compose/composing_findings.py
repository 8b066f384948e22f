"""What is to be said of the report's making: found by the check as well, which composes nothing it need not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from reporting.compose.material import Material
from reporting.compose.outline import laid_out, omitted
from reporting.compose.replacements import replacement_findings
from reporting.consolidation import NotAdded
from reporting.document import Part
from reporting.findings import Finding, finding
from reporting.numbers import format_date


def composing_findings(material: Material, main: Part | None = None) -> tuple[Finding, ...]:
    """`main`: the report's text out of the data alone; composed here where the officer wrote parts of it anew."""
    words = material.compiler
    if main is None and words.replacements:
        from reporting.compose.report import main_text

        main = main_text(material)
    about_words = replacement_findings(main, words) if main else ()
    return (*_outline_findings(material), *cumulative_findings(material), *about_words)


def _outline_findings(material: Material) -> Iterator[Finding]:
    """Items that the outline leaves out of the text, and compiler's texts that no section takes up."""
    left = omitted(material.outline, material.plan, material.period)
    if left:
        codes = ", ".join(item.code for item in left)
        yield finding("outline-omits-items", subject=material.outline.id, count=len(left), items=codes)
    sections = laid_out(material.outline, material.plan, material.period)
    used = {key for section in sections for key in section.texts}
    for text in material.compiler.texts:
        if text.key not in used and text.text.strip():
            yield finding("compiler-text-unused", text.location, subject=text.key, known=", ".join(sorted(used)))


def cumulative_findings(material: Material) -> Iterator[Finding]:
    """Why a slice has no lũy kế where its reader would expect one; nothing for a period that counts since the year
    began. Notes for the officer, never words of the report."""
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
