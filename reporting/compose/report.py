"""The whole report: main text and annexes out of what was agreed, checked and written by the compiler."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reporting.agencies import Registry
from reporting.compiler import NO_SHEET, CompilerSheet
from reporting.completeness import Completeness
from reporting.compose import annex_returns, annex_statistics, annex_targets, annex_tasks, frame
from reporting.compose.annex_statistics import StatisticRow
from reporting.compose.body import body
from reporting.compose.cumulative import cumulative_findings
from reporting.compose.gaps import missing_returns
from reporting.compose.material import Material
from reporting.compose.outgoing import outgoing
from reporting.compose.outline import Outline, laid_out, omitted
from reporting.compose.replacements import replaced, replacement_findings
from reporting.consolidation import Consolidation
from reporting.document import NOTE, AnnexTitle, Block, Document, Orientation, Paragraph, Part
from reporting.findings import Finding, finding
from reporting.job import Job
from reporting.period import Period
from reporting.plan import Plan

INVENTED = "Số liệu minh họa: không phải số liệu thật"


def compose_report(
    job: Job,
    plan: Plan,
    registry: Registry,
    period: Period,
    consolidation: Consolidation,
    completeness: Completeness,
    outline: Outline,
    compiler: CompilerSheet | None = None,
    draft: bool = False,
    *,
    previous: Period | None = None,
    statistics: Sequence[StatisticRow] = (),
    annex_reference: str = "blanks",
    generation: str = "",
) -> tuple[Document, tuple[Finding, ...]]:
    """The report and what is to be said of its making. `previous` names the period compared with;
    `annex_reference` is the style profile's, where the job sets none; `generation` goes into the Document."""
    material = Material(
        job, plan, registry, period, consolidation, completeness, outline, compiler or NO_SHEET, draft, previous
    )
    mode = job.report.annex_reference or annex_reference
    parts = (_main(material), *_annexes(material, statistics, mode))
    subject = frame.subject(material)
    composed = Document(
        id=f"{plan.id}/{period.id}",
        title=f"Báo cáo {subject[:1].lower()}{subject[1:]}",
        parts=parts,
        profile=job.report.profile,
        draft=draft,
        generation=generation,
        author=material.issuer,
        subject=subject,
        properties=_properties(material),
    )
    findings = (
        *_outline_findings(material),
        *cumulative_findings(material),
        *replacement_findings(composed, material.compiler),
    )
    return replaced(composed, material.compiler, job.task.agency), findings


def compose(*given: Any, **settings: Any) -> Document:
    """`compose_report` without the findings."""
    return compose_report(*given, **settings)[0]


def _properties(material: Material) -> tuple[tuple[str, str], ...]:
    invented = (("Dữ liệu", INVENTED),) if material.job.task.invented else ()
    facts = (("Kỳ báo cáo", material.period.title), ("Kế hoạch", material.plan.id), *invented)
    return (*outgoing(material.job, "Báo cáo", material.issuer, frame.subject(material)), *facts)


def _main(material: Material) -> Part:
    blocks: tuple[Block, ...] = (
        frame.letterhead(material),
        frame.title(material),
        *frame.addressees(material),
        *_draft_note(material),
        frame.opening(material),
        *body(material),
        frame.ending(material),
        frame.closing(material),
    )
    return Part("main", "bao_cao", frame.subject(material), blocks)


def _draft_note(material: Material) -> tuple[Paragraph, ...]:
    """A draft says on its first page whose return is not in it."""
    silent = [state.agency for state in material.completeness.missing]
    if not material.draft or not silent:
        return ()
    return (Paragraph("main/draft", missing_returns(silent, material), NOTE),)


_Blocks = Callable[[Material], tuple[Block, ...]]
_ANNEXES: dict[str, tuple[str, Orientation, _Blocks]] = {
    "I": (annex_targets.TITLE, "landscape", annex_targets.target_blocks),
    "II": (annex_tasks.TASKS_TITLE, "landscape", annex_tasks.task_blocks),
    "III": (annex_tasks.DUTIES_TITLE, "landscape", annex_tasks.duty_blocks),
    "IV": (annex_returns.TITLE, "portrait", annex_returns.return_blocks),
}


def _annexes(material: Material, statistics: Sequence[StatisticRow], mode: str) -> Iterator[Part]:
    """The job's annexes, numbered in its order; V only when the job has a statistics table."""
    for number, kind in enumerate(material.job.report.annexes, 1):
        if kind == "V" and not statistics:
            continue
        if kind == "V":
            blocks = annex_statistics.statistic_blocks(statistics, material)
            title, orientation = annex_statistics.TITLE, "portrait"
        else:
            title, orientation, compose_blocks = _ANNEXES[kind]
            blocks = compose_blocks(material)
        yield _annex(number, kind, f"{title} {material.period.title.upper()}", orientation, blocks, material, mode)


def _annex(number, kind, title, orientation, blocks, material, mode) -> Part:  # type: ignore[no-untyped-def]
    label = material.annex(kind)
    heading = AnnexTitle(f"annex-{kind}/title", label, title, frame.annex_reference(material, mode))
    return Part(f"annex-{kind}", f"phu_luc_{number}", label, (heading, *blocks), orientation, annex=True)


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
