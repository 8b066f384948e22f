"""The kinds of long work: receiving, checking, reminding, forms, building. All lie on the steps that commands use."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from reporting.agency_runs import remind
from reporting.completeness import Completeness
from reporting.edited_report import absorb_found
from reporting.errors import OutputError
from reporting.listings.changes_text import changes_lines
from reporting.pipeline import build, check, compose
from reporting.store.files import file_sha256, replace_file
from reporting.store.job_file import write_settings
from reporting.store.job_lock import must_be_closed, writing
from reporting.store.manifest import NAME as MANIFEST_NAME
from reporting.store.output_set import CHECK_NAME, PROVENANCE_NAME, changes_of_sets
from reporting.web.composed import composed_data
from reporting.web.ledger import Ledger, RunRecord
from reporting.web.uploads import NEW, Placed, safe_name, take_in
from reporting.web.work import Progress, Work
from reporting.web.workspace import STATE_FOLDER, JobFolder

Result = tuple[bool, dict[str, Any]]


def _receive(folder: JobFolder, run: RunRecord, progress: Progress, ledger: Ledger) -> Result:
    """Uploads into the returns folder, their day into the register, then the check."""
    job = folder.job()
    batch = Path(run.options["batch"])
    names = list(run.options["names"])
    with writing(folder.path):
        placed = take_in(batch, names, folder.returns(job))
        new = [one for one in placed if one.outcome == NEW]
        _enter(folder, new, date.fromisoformat(run.options["day"]))
    shutil.rmtree(batch, ignore_errors=True)
    for one in new:
        ledger.note(folder.slug, run.who, "Nhận báo cáo", one.file, one.sha256)
    refused, result = _check(folder, run, progress, ledger)
    return refused, result | {"placed": [asdict(one) for one in placed]}


def _enter(folder: JobFolder, new: Sequence[Placed], day: date) -> None:
    """The received day of each new file into the register, which is begun where the job has none."""
    from reporting.excel.register_workbook import with_received_files
    from reporting.next_period import REGISTER_NAME

    if not new:
        return
    named = folder.job().inputs.register
    path = folder.path / (named or REGISTER_NAME)
    must_be_closed(path)
    data = path.read_bytes() if path.is_file() else None
    replace_file(path, with_received_files(data, path.name, [(one.file, "", day) for one in new]))
    if not named:
        write_settings(folder.file, {("inputs", "register"): REGISTER_NAME})


def _check(folder: JobFolder, run: RunRecord, progress: Progress, ledger: Ledger) -> Result:
    with writing(folder.path):
        outcome = check(folder.file, folder.output, progress, beside=True)
    return False, _counted(outcome.completeness) | {"beside": dict(outcome.beside)}


def _counted(completeness: Completeness) -> dict[str, Any]:
    return {"open_errors": len(completeness.open_errors), "findings": len(completeness.findings)}


def _build(folder: JobFolder, run: RunRecord, progress: Progress, ledger: Ledger) -> Result:
    draft = bool(run.options.get("draft"))
    with writing(folder.path):
        before, absorbed = _remembered(folder), absorb_found(folder.output)
        outcome = build(folder.file, folder.output, draft, progress, beside=True)
        if outcome.artifacts is None:
            check(folder.file, folder.output, progress, beside=True)
    result = _counted(outcome.completeness) | {"beside": dict(outcome.beside), "absorbed": list(absorbed)}
    if outcome.artifacts is None:
        return True, result | {"message": "Chưa lập được báo cáo chính thức: còn lỗi chưa xử lý."}
    ledger.note(folder.slug, run.who, "Lập bản dự thảo" if draft else "Lập báo cáo chính thức", _generation(outcome))
    changed = _changed(before, folder.output) if before else []
    return False, result | {"files": sorted(outcome.artifacts), "draft": draft, "changed": changed}


def _remembered(folder: JobFolder) -> Path | None:
    """A copy of what the set that is about to be replaced says of itself; None where there is none."""
    if not folder.built():
        return None
    kept = folder.path.parent / STATE_FOLDER / f"truoc_{folder.slug}"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    for name in (CHECK_NAME, PROVENANCE_NAME, MANIFEST_NAME):
        if (folder.output / name).is_file():
            shutil.copyfile(folder.output / name, kept / name)
    return kept


def _changed(before: Path, after: Path) -> list[str]:
    """What this set says otherwise than the one before, line by line."""
    try:
        return list(changes_lines(changes_of_sets(before, after)))
    except OutputError as problem:
        return [problem.message]


def _generation(outcome: Any) -> str:
    return f"bản {outcome.document.generation[:12]}"


def _remind(folder: JobFolder, run: RunRecord, progress: Progress, ledger: Ledger) -> Result:
    codes = tuple(run.options.get("agencies", ()))
    with writing(folder.path):
        made = remind(folder.file, folder.output, codes, progress)
    ledger.note(folder.slug, run.who, "Lập công văn đôn đốc", f"{len(made.files)} tệp")
    return False, {"files": list(made.files), "failed": list(made.failed)}


def _compose(folder: JobFolder, run: RunRecord, progress: Progress, ledger: Ledger) -> Result:
    """The report's text, kept beside the workspace's other state: it is made again at will."""
    draft = compose(folder.file, progress, output=folder.output)
    kept = folder.path.parent / STATE_FOLDER / f"soan_{folder.slug}.json"
    kept.write_text(json.dumps(composed_data(draft), ensure_ascii=False), "utf-8")
    return False, _counted(draft.completeness)


def _verify(folder: JobFolder, run: RunRecord, progress: Progress, ledger: Ledger) -> Result:
    """What PDFs that came back say of themselves: signatures, changes, whether they belong to the set built here."""
    from reporting.findings import errors_of, ordered
    from reporting.pdf.examine import examined_file, told

    files = []
    for path in _came_back(run):
        states, findings = examined_file(path, (), False, beside=folder.output)
        files.append(
            {"name": path.name, "lines": told(states, ordered(findings)).splitlines(), "bad": bool(errors_of(findings))}
        )
        ledger.note(folder.slug, run.who, "Kiểm tra tệp PDF", path.name, file_sha256(path))
    return False, {"checked": files}


def _absorb(folder: JobFolder, run: RunRecord, progress: Progress, ledger: Ledger) -> Result:
    """The words of an edited Word file into the compiler's sheet of the set built here."""
    from reporting.edited_report import absorb, told_lines

    files = []
    for path in _came_back(run):
        with writing(folder.path):
            told = absorb(path, folder.output)
        files.append({"name": path.name, "lines": list(told_lines(told)), "bad": any(not one.held for one in told)})
        ledger.note(folder.slug, run.who, "Lấy chỗ sửa trong Word", path.name, file_sha256(path))
    return False, {"absorbed": files}


def _came_back(run: RunRecord) -> Iterator[Path]:
    """The files of a batch under the names they came with, one after another; none is kept."""
    batch = Path(run.options["batch"])
    try:
        for number, given in enumerate(run.options["names"]):
            path = batch / safe_name(given)
            (batch / str(number)).replace(path)
            yield path
    finally:
        shutil.rmtree(batch, ignore_errors=True)


RUNS: dict[str, Work] = {
    "receive": _receive,
    "check": _check,
    "compose": _compose,
    "build": _build,
    "remind": _remind,
    "verify": _verify,
    "absorb": _absorb,
}
