"""The straight line of one run, in the seven steps of docs/architecture.md.

1 read → 2 parse → 3 merge → 4 check → 5 compose → 6 render → 7 write
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reporting import __version__
from reporting.carried_job import form_sources, is_form
from reporting.completeness import Completeness
from reporting.compose.composing_findings import composing_findings
from reporting.compose.material import Material
from reporting.consolidation import Consolidation
from reporting.document import Document
from reporting.findings import Finding
from reporting.inputs import Inputs, parse_inputs
from reporting.merge_and_check import Progress, agreed
from reporting.outputs import check_files, compiler_file, printed_check, record_files, report_files
from reporting.sources import Sources, read_sources
from reporting.store.cache import cache_folder
from reporting.store.manifest import NAME as MANIFEST_NAME
from reporting.store.manifest import earlier_outputs, manifest
from reporting.store.output_folder import write_all
from reporting.store.swap import BASES, settle


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What a run found and made. `artifacts` None: errors stand, nothing was written; `beside`: files that kept
    their place → where ours went."""

    inputs: Inputs
    completeness: Completeness
    findings: tuple[Finding, ...] = ()
    document: Document | None = None
    artifacts: dict[str, bytes] | None = None
    beside: Mapping[str, str] = field(default_factory=dict)


def check(
    job: Path,
    folder: Path,
    progress: Progress,
    passwords: tuple[str, ...] = (),
    *,
    beside: bool = False,
    printed: bool = False,
) -> RunOutcome:
    """Steps 1–4, and the check's own files. They are written whatever was found. `beside`: a file that a person
    changed stays, ours goes beside it; else such a file stops the run before anything is written. `printed`: the
    page as PDF too."""
    sources, inputs = understood(job, progress, passwords, folder, alone=True)
    sources = replace(sources, returns=())  # understood; ten thousand workbooks are no small thing to keep
    consolidation, completeness = agreed(inputs, progress)
    if sources.alone:
        completeness = completeness.of(sources.alone)
    else:
        found = composing_findings(material_of(inputs, consolidation, completeness, draft=True))
        completeness = _with(completeness, found)
    artifacts = check_files(sources, inputs, completeness)
    if printed:
        artifacts |= printed_check(artifacts, inputs.profile)
    sources.must_be_as_read()
    moved = write_all(folder, artifacts, taken=sources.taken, beside=beside)
    return RunOutcome(inputs, completeness, artifacts=artifacts, beside=moved)


def build(
    job: Path,
    folder: Path,
    draft: bool,
    progress: Progress,
    passwords: tuple[str, ...] = (),
    pdf_engine: str = "",
    *,
    beside: bool = False,
) -> RunOutcome:
    """All seven steps. Without `draft` nothing is written while an error stands undecided. `pdf_engine` takes the
    place of the job's own; `beside` as in `check`."""
    from reporting.compose.report import compose_record, compose_report

    sources, inputs = understood(job, progress, passwords, folder)
    sources = replace(sources, returns=())
    if pdf_engine:
        inputs = _with_engine(inputs, pdf_engine)
    consolidation, completeness = agreed(inputs, progress)
    if completeness.open_errors and not draft:
        return RunOutcome(inputs, completeness)
    progress(5, 0, 0)
    material = material_of(inputs, consolidation, completeness, draft)
    report = compose_report(material, generation_of(sources, draft, inputs.filled_here))
    document, whole = report.document, _with(completeness, report.findings)
    progress(6, 0, 0)
    artifacts = report_files(sources, inputs, document, cache_folder(), lambda done, of: progress(6, done, of))
    artifacts |= record_files(sources, inputs, compose_record(material, document.generation))
    artifacts |= check_files(sources, inputs, whole) | compiler_file(inputs, report.composed)
    progress(7, 0, 0)
    sources.must_be_as_read()
    listed = manifest(sources.name, document.generation, draft, sources.hashes, artifacts)
    report_name, base = f"{document.main.name}.docx", f"{BASES}/{document.generation}"
    bases = {f"{base}/{report_name}": artifacts[report_name], f"{base}/{MANIFEST_NAME}": listed}
    whole_set = artifacts | {MANIFEST_NAME: listed} | bases
    moved = write_all(folder, whole_set, lambda: earlier_outputs(folder), taken=sources.taken, beside=beside)
    return RunOutcome(inputs, whole, report.findings, document, artifacts, moved)


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """The report as it would read now: `composed` by the program alone, `written` with the officer's words in it."""

    inputs: Inputs
    completeness: Completeness
    composed: Document
    written: Document


def compose(job: Path, progress: Progress, passwords: tuple[str, ...] = (), output: Path | None = None) -> ReportDraft:
    """Steps 1–5: what the report says, without a file written; what was filled in the folder `output` counts."""
    from reporting.compose.report import compose_report

    sources, inputs = understood(job, progress, passwords, output)
    consolidation, completeness = agreed(inputs, progress)
    progress(5, 0, 0)
    report = compose_report(
        material_of(inputs, consolidation, completeness, True), generation_of(sources, True, inputs.filled_here)
    )
    return ReportDraft(inputs, _with(completeness, report.findings), report.composed, report.document)


def understood(
    job: Path,
    progress: Progress,
    passwords: tuple[str, ...] = (),
    output: Path | None = None,
    *,
    alone: bool = False,
) -> tuple[Sources, Inputs]:
    """Steps 1 and 2; `passwords` open returns that ask for one; what was filled in the folder `output` counts. `alone`:
    `job` may be a filled form, and the job what it carries."""
    progress(1, 0, 0)
    if output is not None:
        settle(output)
    if alone and is_form(job):
        sources = form_sources(job, passwords)
        progress(2, 0, 0)
        return sources, parse_inputs(sources)
    sources = read_sources(job, lambda done, of: progress(1, done, of), passwords=passwords, output=output)
    progress(2, 0, 0)
    return sources, parse_inputs(sources)


def _with_engine(inputs: Inputs, name: str) -> Inputs:
    return replace(inputs, job=replace(inputs.job, report=replace(inputs.job.report, pdf_engine=name)))


def _with(completeness: Completeness, findings: tuple[Finding, ...]) -> Completeness:
    """What composing finds stands among the others: items without a place in the outline, paragraphs
    written anew whose data changed."""
    return replace(completeness, findings=(*completeness.findings, *findings))


def material_of(inputs: Inputs, consolidation: Consolidation, completeness: Completeness, draft: bool) -> Material:
    """What the report is composed from."""
    return Material(
        inputs.job,
        inputs.campaign,
        consolidation,
        completeness,
        inputs.outline,
        inputs.compiler,
        draft,
        inputs.previous.period if inputs.previous else None,
        inputs.statistics,
        inputs.profile.annex_reference,
    )


def generation_of(sources: Sources, draft: bool, filled_here: tuple[str, ...] = ()) -> str:
    """A hash of everything that went in: the same for the same inputs, on any day."""
    data = [
        source.values
        for source in (sources.calendar, sources.holidays, sources.outline, sources.profile, sources.thresholds)
    ]
    data += [sources.statistics.values] if sources.statistics else []
    what = [__version__, draft, dict(sources.hashes), data, *filled_here]
    text = json.dumps(what, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
