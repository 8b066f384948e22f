"""Whole builds of the sample jobs, made once for all tests that look at them.

The engines are slow and the samples do not change: whichever worker of pytest-xdist comes first
builds, the others wait for it.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reporting.document import Document
from reporting.pipeline import build

SAMPLES = Path(__file__).resolve().parents[2] / "sample_inputs"
CLEAN, REAL = SAMPLES / "quy_1_2023", SAMPLES / "sau_thang_2023"
_PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Built:
    """An output folder, the job behind it, and the Document that it prints."""

    job: Path
    folder: Path
    document: Document


def silent(step: int, done: int = 0, of: int = 0) -> None:
    """Nobody watches."""


def built(job: Path, draft: bool, shared: Path) -> Built:
    """The job's output, in a folder under `shared` that tests read and never change."""
    home = once(shared / f"{job.name}{'_draft' if draft else ''}", lambda folder: _build(job, draft, folder))
    return Built(job, home / "output", pickle.loads((home / "document").read_bytes()))


def _build(job: Path, draft: bool, home: Path) -> None:
    outcome = build(job, home / "output", draft, silent)
    assert outcome.document, [found.message() for found in outcome.completeness.open_errors]
    (home / "document").write_bytes(pickle.dumps(outcome.document))


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """`folder`, filled by `make` in one process only; the others wait until it is done."""
    done, failed = folder / "done", folder / "failed"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait_for(done, failed)
        return folder
    try:
        make(folder)
        done.touch()
    except BaseException:
        failed.touch()
        raise
    return folder


def _wait_for(done: Path, failed: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while not done.exists():
        assert not failed.exists() and time.monotonic() < until, f"not built: {done.parent.name}"
        time.sleep(0.1)


def shared_folder(base: Path) -> Path:
    """The folder that all workers of one test run have in common; `base`: this process's own."""
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def names(folder: Path) -> set[str]:
    """All files but those in which we remember what we wrote."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith(".cchc/")}


def digests(folder: Path) -> dict[str, str]:
    """Every file under a folder → SHA-256."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names(folder)}
