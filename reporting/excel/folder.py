"""A returns folder, subfolders included: every file becomes a Grid or a finding, none is skipped in silence.

Order is that of the names, never of modification times, so two machines read alike.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from reporting.excel.outcome import Outcome
from reporting.excel.read import read_grid
from reporting.findings import Finding
from reporting.gc_pause import gc_paused
from reporting.grid import Grid

Tick = Callable[[int, int], None]

# What Excel, Windows, macOS and LibreOffice leave behind: no one ever sends these on purpose.
_LITTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"})
_LITTER_STARTS = ("~$", ".~lock.", "._", "~wrl")
_THREADS = min(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class FolderRead:
    """Grids in the order of their names; `hashes`: every file but litter → SHA-256."""

    grids: tuple[Grid, ...] = ()
    findings: tuple[Finding, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)


def read_folder(path: Path, name: str, tick: Tick | None = None, passwords: tuple[str, ...] = ()) -> FolderRead:
    """All workbooks under `path`; `name` is how findings call the folder. `tick(done, total)`."""
    named = named_files(path, name)
    names, files = list(named), list(named.values())
    grids: list[Grid] = []
    findings: list[Finding] = []
    hashes: dict[str, str] = {}
    read = partial(_read, passwords=passwords)
    with gc_paused(), ThreadPoolExecutor(_THREADS) as pool:
        for done, (shown, (digest, (grid, found))) in enumerate(
            zip(names, pool.map(read, files, names), strict=True), 1
        ):
            hashes[shown] = digest
            findings.extend(found)
            if grid:
                grids.append(grid)
            if tick:
                tick(done, len(files))
    return FolderRead(tuple(grids), tuple(findings), hashes)


def named_files(path: Path, name: str) -> dict[str, Path]:
    """The files under `path` by the names that findings call them, in the order of their names."""
    prefix = name.rstrip("/") + "/" if name not in ("", ".") else ""
    return {prefix + unicodedata.normalize("NFC", f.relative_to(path).as_posix()): f for f in files_of(path)}


def files_of(folder: Path) -> Iterator[Path]:
    """Every file under a folder but litter, by name; links to folders are not followed."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != "__MACOSX")
        for file in sorted(files):
            if not _litter(file):
                yield Path(parent, file)


def _litter(name: str) -> bool:
    low = name.lower()
    return low in _LITTER or low.startswith(_LITTER_STARTS)


def _read(path: Path, name: str, passwords: tuple[str, ...]) -> tuple[str, Outcome]:
    outcome = read_grid(path, name, passwords)
    grid = outcome[0]
    return (grid.sha256 if grid and not passwords else _digest(path)), outcome


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
