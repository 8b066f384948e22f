"""The whole report: main text and annexes out of what was agreed, checked and written by the compiler."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reporting.compose import annex_returns, annex_statistics, annex_targets, annex_tasks, frame
from reporting.compose.body import body
from reporting.compose.composing_findings import composing_findings
from reporting.compose.gaps import missing_returns
from reporting.compose.grammar import join_names
from reporting.compose.material import Material, annex_number
from reporting.compose.outgoing import outgoing
from reporting.compose.replacements import replaced
from reporting.document import NOTE, AnnexTitle, Block, Closing, Document, Orientation, Paragraph, Part, Run, Title
from reporting.findings import Finding
from reporting.text import lower_first

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
        parts=(main_text(material), *_annexes(material, settings.annexes)),
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


def compose_record(material: Material, generation: str = "") -> Document | None:
    """What stays inside: the tables that the report is drawn from, agency by agency, as a volume of its own. None where
    the job keeps none. Under the report's head, without number and signer: nothing in it is sent."""
    settings = material.job.report
    if not settings.record:
        return None
    about = lower_first(frame.subject(material))
    names = join_names([annex_number(settings.record, kind) for kind in settings.record])
    words = f"Hồ sơ gồm {names}, lưu tại cơ quan tổng hợp, là căn cứ của Báo cáo {about}; không gửi kèm Báo cáo."
    main: tuple[Block, ...] = (
        frame.letterhead(settings, material.job.task.as_of.year),
        Title("main/title", "HỒ SƠ NỘI BỘ", f"Số liệu chi tiết của Báo cáo {about}"),
        *_draft_note(material),
        Paragraph("main/opening", (Run(words),)),
        Closing("main/closing", (), (), ""),
    )
    return Document(
        id=f"{material.plan.id}/{material.period.id}/record",
        title=f"Hồ sơ nội bộ: {about}",
        parts=(
            Part("main", "ho_so_noi_bo", "Hồ sơ nội bộ", main),
            *_annexes(replace(material, codes=True), settings.record, sent=False),
        ),
        profile=settings.profile,
        draft=material.draft,
        generation=generation,
        author=material.issuer,
        subject=f"Hồ sơ nội bộ: {about}",
        properties=_properties(material),
    )


def _annexes(material: Material, kinds: Sequence[str], *, sent: bool = True) -> Iterator[Part]:
    """Annexes numbered in this order, with the report that they are sent with; V only when the job has forms."""
    for number, kind in enumerate(kinds, 1):
        if kind == "V" and not material.statistics:
            continue
        title, orientation, blocks = _ANNEXES[kind]
        label, whole = annex_number(kinds, kind), f"{title} {material.period.title.upper()}"
        if kind == "V":
            whole = annex_statistics.title(material)
        year = material.job.task.as_of.year
        usual = material.reference
        reference = frame.annex_reference(material.job.report, usual, year, material.issuer) if sent else ""
        heading = AnnexTitle(f"annex-{kind}/title", label, whole, reference)
        parts = (heading, *blocks(material))
        yield Part(f"annex-{kind}", f"phu_luc_{number}", label, parts, orientation, annex=True)
