"""The whole report: main text and annexes out of what was agreed, checked and written by the compiler."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reporting.compose import annex_returns, annex_statistics, annex_targets, annex_tasks, frame
from reporting.compose.body import body
from reporting.compose.composing_findings import composing_findings
from reporting.compose.gaps import missing_returns
from reporting.compose.material import Material
from reporting.compose.outgoing import outgoing
from reporting.compose.replacements import replaced
from reporting.document import NOTE, AnnexTitle, Block, Document, Orientation, Paragraph, Part
from reporting.findings import Finding

INVENTED = "Số liệu minh họa: không phải số liệu thật"


@dataclass(frozen=True, slots=True)
class Report:
    """`composed` out of the data alone; `document` with the officer's own words in their places."""

    composed: Document
    document: Document
    findings: tuple[Finding, ...]


def compose_report(material: Material, generation: str = "") -> Report:
    """The report and what is to be said of its making. `generation`: a hash of all that went in."""
    subject, settings = frame.subject(material), material.job.report
    composed = Document(
        id=f"{material.plan.id}/{material.period.id}",
        title=f"Báo cáo {subject[:1].lower()}{subject[1:]}",
        parts=(main_text(material), *_annexes(material)),
        profile=settings.profile,
        draft=material.draft,
        numbering="through" if settings.annex_files == "same" else "each",
        generation=generation,
        author=material.issuer,
        subject=subject,
        properties=_properties(material),
    )
    document = replaced(composed, material.compiler, material.job.task.agency)
    return Report(composed, document, composing_findings(material, composed.main))


def _properties(material: Material) -> tuple[tuple[str, str], ...]:
    invented = (("Dữ liệu", INVENTED),) if material.job.task.invented else ()
    facts = (("Kỳ báo cáo", material.period.title), ("Kế hoạch", material.plan.id), *invented)
    return (*outgoing(material.job, "Báo cáo", material.issuer, frame.subject(material)), *facts)


def main_text(material: Material) -> Part:
    settings = material.job.report
    blocks: tuple[Block, ...] = (
        frame.letterhead(settings, material.job.task.as_of.year),
        frame.title(material),
        *frame.addressees(settings),
        *_draft_note(material),
        frame.opening(material),
        *body(material),
        frame.ending(material),
        frame.closing(settings, material.job.signing),
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
    "V": (annex_statistics.TITLE, "portrait", annex_statistics.statistic_blocks),
}


def _annexes(material: Material) -> Iterator[Part]:
    """The job's annexes, numbered in its order; V only when the job has a statistics table."""
    for number, kind in enumerate(material.job.report.annexes, 1):
        if kind == "V" and not material.statistics:
            continue
        title, orientation, blocks = _ANNEXES[kind]
        label, whole = material.annex(kind), f"{title} {material.period.title.upper()}"
        if kind == "V":
            whole = annex_statistics.title(material)
        year = material.job.task.as_of.year
        reference = frame.annex_reference(material.job.report, material.reference, year, material.issuer)
        heading = AnnexTitle(f"annex-{kind}/title", label, whole, reference)
        parts = (heading, *blocks(material))
        yield Part(f"annex-{kind}", f"phu_luc_{number}", label, parts, orientation, annex=True)
