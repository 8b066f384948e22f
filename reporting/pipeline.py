"""The straight line of one run, in the seven steps of docs/architecture.md.

1 read → 2 parse → 3 merge → 4 check → 5 compose → 6 render → 7 write
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reporting import __version__
from reporting.agencies import agency_named
from reporting.checks import Case, Previous
from reporting.checks import check as check_case
from reporting.checks.explained import explained
from reporting.completeness import Completeness
from reporting.compose.letter_words import parse_letter_words
from reporting.compose.letters import Correspondence, Debt
from reporting.compose.report import compose_report
from reporting.compose.section import compose_section
from reporting.consolidation import Consolidation
from reporting.document import Document
from reporting.findings import Finding
from reporting.inputs import Inputs, parse_inputs
from reporting.merge import consolidate
from reporting.outputs import (
    LETTERS_FOLDER,
    check_files,
    compiler_file,
    copy_files,
    letter_files,
    report_files,
    section_files,
)
from reporting.overrides import overrides_of
from reporting.sources import Sources, read_sources, return_files
from reporting.store.cache import cache_folder
from reporting.store.manifest import NAME as MANIFEST_NAME
from reporting.store.manifest import earlier_outputs, manifest
from reporting.store.output_folder import write_all

Progress = Callable[[int, int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found and made. `artifacts` None: errors stand, nothing was written."""

    inputs: Inputs
    completeness: Completeness
    findings: tuple[Finding, ...] = ()
    document: Document | None = None
    artifacts: dict[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Reminded:
    """Who owes something, the files written, and the returns that no copy could be made of."""

    debts: tuple[Debt, ...]
    files: tuple[str, ...]
    failed: tuple[str, ...] = ()


def check(job: Path, folder: Path, progress: Progress) -> Outcome:
    """Steps 1–4, and the check's own files. They are written whatever was found."""
    sources, inputs = understood(job, progress)
    consolidation, completeness = agreed(inputs, progress)
    _, findings = _composed(sources, inputs, consolidation, completeness, True)
    completeness = _with(completeness, findings)
    artifacts = check_files(sources, inputs, completeness)
    write_all(folder, artifacts)
    return Outcome(inputs, completeness, artifacts=artifacts)


def build(job: Path, folder: Path, draft: bool, progress: Progress) -> Outcome:
    """All seven steps. Without `draft` nothing is written while an error stands undecided."""
    sources, inputs = understood(job, progress)
    consolidation, completeness = agreed(inputs, progress)
    if completeness.open_errors and not draft:
        return Outcome(inputs, completeness)
    progress(5, 0, 0)
    document, findings = _composed(sources, inputs, consolidation, completeness, draft)
    whole = _with(completeness, findings)
    own_words = replace(inputs, compiler=replace(inputs.compiler, replacements=()))
    composed, _ = _composed(sources, own_words, consolidation, completeness, draft)
    progress(6, 0, 0)
    artifacts = report_files(sources, inputs, document, cache_folder(), lambda done, of: progress(6, done, of))
    artifacts |= check_files(sources, inputs, whole) | compiler_file(inputs, composed)
    progress(7, 0, 0)
    listed = manifest(sources.name, document.generation, draft, sources.hashes, artifacts)
    write_all(folder, artifacts | {MANIFEST_NAME: listed}, earlier_outputs(folder))
    return Outcome(inputs, whole, findings, document, artifacts)


def section(job: Path, code: str, folder: Path, draft: bool, progress: Progress) -> Outcome:
    """One agency's own report, from its own return; only that agency's errors stand in the way."""
    sources, inputs = understood(job, progress)
    agency = agency_named(inputs.registry, code)
    _, completeness = agreed(inputs, progress)
    sent = next((one for one in inputs.returns if one.agency == agency.code), None)
    own = replace(completeness, findings=tuple(f for f in completeness.findings if f.agency == agency.code))
    if sent is None or own.open_errors and not draft:
        return Outcome(inputs, own)
    progress(5, 0, 0)
    document = compose_section(
        inputs.job, inputs.plan, inputs.registry, inputs.period, sent, draft, generation=_generation(sources, draft)
    )
    progress(6, 0, 0)
    artifacts = section_files(sources, inputs, document, agency.code)
    progress(7, 0, 0)
    write_all(folder, artifacts)
    return Outcome(inputs, own, document=document, artifacts=artifacts)


def remind(job: Path, folder: Path, agencies: tuple[str, ...], progress: Progress) -> Reminded:
    """What goes back to the agencies: reminder letters, and annotated copies of what they sent.

    A run for everybody also takes away what an earlier run wrote and nobody needs any more.
    """
    sources, inputs = understood(job, progress)
    codes = tuple(agency_named(inputs.registry, code).code for code in agencies)
    _, completeness = agreed(inputs, progress)
    words = parse_letter_words(sources.letter.values, sources.letter.name)
    letters = Correspondence(
        inputs.job, inputs.plan, inputs.registry, inputs.period, completeness, words, _generation(sources, False)
    )
    progress(6, 0, 0)
    artifacts = letter_files(letters, inputs, codes, lambda done, of: progress(6, done, of))
    copies, failed = copy_files(inputs, sources, completeness, codes, return_files(job, inputs.job))
    artifacts |= copies
    progress(7, 0, 0)
    if codes:
        write_all(folder, artifacts)
    else:
        listed = manifest(sources.name, letters.generation, False, sources.hashes, artifacts)
        earlier = earlier_outputs(folder / LETTERS_FOLDER)
        write_all(folder, artifacts | {f"{LETTERS_FOLDER}/{MANIFEST_NAME}": listed}, earlier)
    return Reminded(letters.debts, tuple(artifacts), failed)


def understood(job: Path, progress: Progress) -> tuple[Sources, Inputs]:
    """Steps 1 and 2."""
    progress(1, 0, 0)
    sources = read_sources(job, lambda done, of: progress(1, done, of))
    progress(2, 0, 0)
    return sources, parse_inputs(sources)


def agreed(inputs: Inputs, progress: Progress) -> tuple[Consolidation, Completeness]:
    """Merged twice where an officer chose values: the check sees what the returns say, the report what was decided."""
    progress(3, 0, 0)
    previous = _previous(inputs.previous) if inputs.previous else None
    as_sent, found = consolidate(inputs.plan, inputs.registry, inputs.period, inputs.returns, previous=previous)
    progress(4, 0, 0)
    completeness = check_case(_case(inputs, as_sent, found))
    overrides = overrides_of(completeness.decided)
    completeness = explained(completeness, inputs.returns)
    if not overrides:
        return as_sent, completeness
    decided, _ = consolidate(
        inputs.plan, inputs.registry, inputs.period, inputs.returns, previous=previous, overrides=overrides
    )
    return decided, completeness


def _previous(inputs: Inputs) -> Consolidation:
    """Last period's agreed figures, with that period's own decisions applied."""
    as_sent, found = consolidate(inputs.plan, inputs.registry, inputs.period, inputs.returns)
    overrides = overrides_of(check_case(_case(inputs, as_sent, found)).decided) if inputs.decisions else ()
    if not overrides:
        return as_sent
    return consolidate(inputs.plan, inputs.registry, inputs.period, inputs.returns, overrides=overrides)[0]


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


def _with(completeness: Completeness, findings: tuple[Finding, ...]) -> Completeness:
    """What composing finds stands among the others: items without a place in the outline, paragraphs
    written anew whose data changed."""
    return replace(completeness, findings=(*completeness.findings, *findings))


def _composed(
    sources: Sources, inputs: Inputs, consolidation: Consolidation, completeness: Completeness, draft: bool
) -> tuple[Document, tuple[Finding, ...]]:
    return compose_report(
        inputs.job,
        inputs.plan,
        inputs.registry,
        inputs.period,
        consolidation,
        completeness,
        inputs.outline,
        inputs.compiler,
        draft,
        previous=inputs.previous.period if inputs.previous else None,
        statistics=inputs.statistics,
        annex_reference=inputs.profile.annex_reference,
        generation=_generation(sources, draft),
    )


def _generation(sources: Sources, draft: bool) -> str:
    """A hash of everything that went in: the same for the same inputs, on any day."""
    data = [source.values for source in (sources.calendar, sources.outline, sources.profile, sources.thresholds)]
    what = [__version__, draft, dict(sources.hashes), data]
    text = json.dumps(what, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
