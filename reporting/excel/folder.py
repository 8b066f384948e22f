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
from reporting.findings import Finding, finding
from reporting.gc_pause import gc_paused
from reporting.grid import Grid
from reporting.location import Location

Tick = Callable[[int, int], None]

# What Excel, Windows, macOS and LibreOffice leave behind: no one ever sends these on purpose.
_LITTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"})
_LITTER_STARTS = ("~$", ".~lock.", "._", "~wrl")
_THREADS = min(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class FolderRead:
    """Grids in the order of their names; `hashes`: every file but `litter` → SHA-256."""

    grids: tuple[Grid, ...] = ()
    findings: tuple[Finding, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)
    litter: tuple[str, ...] = ()


def read_folder(path: Path, name: str, tick: Tick | None = None, passwords: tuple[str, ...] = ()) -> FolderRead:
    """All workbooks under `path`; `name` is how findings call the folder. `tick(done, total)`."""
    named = named_files(path, name)
    names, files = list(named), list(named.values())
    grids: list[Grid] = []
    findings = list(_twice(path, named))
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
    return FolderRead(tuple(grids), tuple(findings), hashes, tuple(_named(path, name, litter=True)))


def named_files(path: Path, name: str) -> dict[str, Path]:
    """The files under `path` by the names that findings call them, in the order of their names; litter left out."""
    return _named(path, name, litter=False)


def _named(path: Path, name: str, *, litter: bool) -> dict[str, Path]:
    """Names are in NFC; where that makes two of them equal, the second says so."""
    prefix = name.rstrip("/") + "/" if name not in ("", ".") else ""
    found: dict[str, Path] = {}
    for file in _files(path):
        if _is_litter(file.relative_to(path)) is litter:
            shown = prefix + _composed(file, path)
            number = 2
            while shown in found:
                stem, dot, ending = (prefix + _composed(file, path)).rpartition(".")
                shown, number = f"{stem} [trùng tên {number}]{dot}{ending}", number + 1
            found[shown] = file
    return found


def _composed(file: Path, folder: Path) -> str:
    return unicodedata.normalize("NFC", file.relative_to(folder).as_posix())


def _twice(folder: Path, named: Mapping[str, Path]) -> Iterator[Finding]:
    """Files whose names differ in the composition of their letters only."""
    first: dict[str, str] = {}
    for shown, file in named.items():
        other = first.setdefault(_composed(file, folder), shown)
        if other != shown:
            yield finding("file-name-twice", Location(shown), subject=shown, other=other)


def _files(folder: Path) -> Iterator[Path]:
    """Every file under a folder, by name; links to folders are not followed."""
    for parent, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(parent, file) for file in sorted(files))


def _is_litter(file: Path) -> bool:
    low = file.name.lower()
    return "__MACOSX" in file.parts or low in _LITTER or low.startswith(_LITTER_STARTS)


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
