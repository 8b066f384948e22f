"""Nothing of the body is lost: every clause of the source stands in an item, a heading, another text or a finding.

A check of the result against the source, apart from the rules that made it: whatever a rule drops shows up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reporting.findings import Finding
from reporting.plan import Plan
from reporting.plan_import.clean import without_marks
from reporting.plan_import.facts import PlanFacts
from reporting.plan_import.keys import squeezed
from reporting.plan_import.markers import marker_of
from reporting.plan_import.source import SourceBlock, SourceDocument, SourceParagraph

_SHORT = 3
# `(Kèm theo Quyết định số …)` under an annex's title is the annex's frame.
_REFERENCE = re.compile(r"^\(\s*(?:Ban hành )?[Kk]èm theo .*\)$", re.S)


def lost_text(
    blocks: Iterable[SourceBlock], document: SourceDocument, plan: Plan, facts: PlanFacts, findings: Iterable[Finding]
) -> Iterator[tuple[str, int]]:
    """Paragraphs and cells of which some words stand nowhere in what was read, with their line."""
    kept = "\n".join(_plain(text) for text in _kept(plan, facts, findings))
    known = set(kept.split("\n"))
    marks = [mark for mark, _ in document.footnotes]
    for text, line in _said(blocks):
        bare, _ = without_marks(text, marks)
        clauses = [_plain(c) for c in re.split(r"[.;:()\n]", marker_of(bare).rest)]
        if any(len(c) >= _SHORT and c not in known and c not in kept for c in clauses):
            yield text, line


def _said(blocks: Iterable[SourceBlock]) -> Iterator[tuple[str, int]]:
    for block in blocks:
        if isinstance(block, SourceParagraph):
            if not _REFERENCE.match(block.text):
                yield block.text, block.line
            continue
        headings = {_plain(c.text) for row in block.rows[:2] for c in row.cells}
        for row in block.rows:
            for cell in row.cells:
                if not cell.covered and _plain(cell.text) not in headings:
                    yield cell.text, cell.line or row.line


def _kept(plan: Plan, facts: PlanFacts, findings: Iterable[Finding]) -> Iterator[str]:
    for item in plan.items:
        yield from (item.source_text, item.text, item.roles_text, item.evidence, item.footnote, item.due.text)
        yield from (text for m in item.measures for text in (m.unit, m.threshold_text))
    for section in plan.sections:
        yield f"{section.number} {section.title}"
    yield from (text for _, text in plan.texts)
    yield " ".join((*facts.legal_bases, facts.introduction))  # one sentence of the plan may hold both
    yield from (plan.title, facts.introduction, facts.annex_of, *facts.legal_bases, *facts.signing, *facts.recipients)
    for found in findings:
        yield from (str(value) for _, value in found.params)


def _plain(text: str) -> str:
    """Letters and digits alone: blanks, signs and broken lines do not count."""
    return re.sub(r"[\W_]+", "", squeezed(text))
