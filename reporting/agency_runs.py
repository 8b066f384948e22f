"""Runs beside the main one, for single agencies: their own section, and what goes back to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reporting.agencies import agency_named
from reporting.compose.letter_words import parse_letter_words
from reporting.compose.letters import Correspondence, Debt
from reporting.compose.own_report import compose_own_report
from reporting.compose.section import compose_section
from reporting.document import Document
from reporting.inputs import Inputs
from reporting.merge_and_check import Progress, agreed
from reporting.outputs import LETTERS_FOLDER, copy_files, letter_files, report_files, section_files
from reporting.pipeline import RunOutcome, generation_of, understood
from reporting.sources import Sources, return_files
from reporting.store.manifest import NAME as MANIFEST_NAME
from reporting.store.manifest import earlier_outputs, manifest
from reporting.store.output_folder import write_all


@dataclass(frozen=True, slots=True)
class Reminded:
    """Who owes something, the files written, and the returns that no copy could be made of."""

    debts: tuple[Debt, ...]
    files: tuple[str, ...]
    failed: tuple[str, ...] = ()


def section(
    job: Path, code: str, folder: Path, draft: bool, progress: Progress, passwords: tuple[str, ...] = ()
) -> RunOutcome:
    """One agency's own section, from its own return; only that agency's errors stand in the way. `job` may be the
    agency's filled form; then `code` may be ""."""
    read = understood(job, progress, passwords, folder, alone=True)
    made = _composed(read, code, draft, progress, compose_section)
    if made.document is None:
        return made
    sources, inputs = read
    artifacts = section_files(sources, inputs, made.document, made.completeness.agencies[0].agency)
    progress(7, 0, 0)
    write_all(folder, artifacts)
    return replace(made, artifacts=artifacts)


def own_report(
    form: Path, folder: Path, draft: bool, progress: Progress, passwords: tuple[str, ...] = ()
) -> RunOutcome:
    """The official report of the agency that filled the form, with annexes of its items."""
    sources, inputs = understood(form, progress, passwords, folder, alone=True)
    made = _composed((sources, inputs), "", draft, progress, compose_own_report)
    if made.document is None:
        return made
    artifacts = report_files(sources, inputs, made.document, None, lambda done, of: progress(6, done, of))
    progress(7, 0, 0)
    listed = manifest(sources.name, made.document.generation, draft, sources.hashes, artifacts)
    sources.must_be_as_read()
    write_all(folder, artifacts | {MANIFEST_NAME: listed}, lambda: earlier_outputs(folder))
    return replace(made, artifacts=artifacts)


def _composed(
    read: tuple[Sources, Inputs], code: str, draft: bool, progress: Progress, compose: Callable[..., Document]
) -> RunOutcome:
    """The document of one agency, unless it has sent nothing usable or errors stand in the way."""
    sources, inputs = read
    agency = agency_named(inputs.registry, code or sources.alone)
    _, completeness = agreed(inputs, progress)
    sent = next((one for one in inputs.returns if one.agency == agency.code), None)
    own = completeness.of(agency.code)
    if sent is None or own.open_errors and not draft:
        return RunOutcome(inputs, own)
    progress(5, 0, 0)
    document = compose(inputs.job, inputs.campaign, sent, draft, generation=generation_of(sources, draft))
    progress(6, 0, 0)
    return RunOutcome(inputs, own, document=document)


def remind(
    job: Path, folder: Path, agencies: tuple[str, ...], progress: Progress, passwords: tuple[str, ...] = ()
) -> Reminded:
    """What goes back to the agencies: reminder letters, and annotated copies of what they sent.

    A run for everybody also takes away what an earlier run wrote and nobody needs any more.
    """
    sources, inputs = understood(job, progress, passwords, folder)
    codes = tuple(agency_named(inputs.registry, code).code for code in agencies)
    _, completeness = agreed(inputs, progress)
    words = parse_letter_words(sources.letter.values, sources.letter.name)
    letters = Correspondence(inputs.job, inputs.campaign, completeness, words, generation_of(sources, False))
    progress(6, 0, 0)
    artifacts = letter_files(letters, inputs, codes, lambda done, of: progress(6, done, of))
    copies, failed = copy_files(inputs, sources, completeness, codes, return_files(job, inputs.job))
    artifacts |= copies
    progress(7, 0, 0)
    if codes:
        write_all(folder, artifacts)
    else:
        listed = manifest(sources.name, letters.generation, False, sources.hashes, artifacts)
        place = folder / LETTERS_FOLDER
        write_all(folder, artifacts | {f"{LETTERS_FOLDER}/{MANIFEST_NAME}": listed}, lambda: earlier_outputs(place))
    return Reminded(letters.debts, tuple(artifacts), failed)
