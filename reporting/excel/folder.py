"""A returns folder, subfolders included: every file becomes a Grid or a finding, none is skipped in silence.

Order is that of the names, never of modification times, so two machines read alike.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reporting.errors import reason
from reporting.excel.apart import read_apart
from reporting.findings import Finding, finding
from reporting.gc_pause import gc_paused
from reporting.grid import Grid
from reporting.location import Location

Tick = Callable[[int, int], None]

# What Excel, Windows, macOS and LibreOffice leave behind: no one ever sends these on purpose.
_LITTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"})
_LITTER_STARTS = ("~$", ".~lock.", "._", "~wrl")


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
    findings = [*_twice(path, named), *_closed(path, name)]
    hashes: dict[str, str] = {}
    with gc_paused():
        answers = read_apart(zip(files, names, strict=True), passwords)
        for done, (shown, (digest, (grid, found))) in enumerate(zip(names, answers, strict=True), 1):
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
    """Every plain file under a folder, by name; links to folders are not followed."""
    for parent, folders, files in os.walk(folder):
        folders.sort()
        yield from (path for file in sorted(files) if not _odd(path := Path(parent, file), folder))


def _closed(folder: Path, name: str) -> Iterator[Finding]:
    """What is never opened, and may hide returns: devices, pipes, links that lead elsewhere, folders without access,
    names that are no text."""
    failed: list[OSError] = []
    odd: list[tuple[Path, str]] = []
    for parent, folders, files in os.walk(folder, onerror=failed.append):
        odd += [(path, "thư mục là liên kết") for one in sorted(folders) if (path := Path(parent, one)).is_symlink()]
        odd += [(path, why) for one in sorted(files) if (why := _odd(path := Path(parent, one), folder))]
    odd += [(Path(str(problem.filename)), f"thư mục không mở được: {reason(problem)}") for problem in failed]
    for path, why in odd:
        within = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
        shown = f"{name.rstrip('/')}/{within}".encode("utf-8", "replace").decode()
        yield finding("file-not-opened", Location(shown), subject=shown, reason=why)


def _odd(path: Path, folder: Path) -> str:
    """Why a file is not to be opened; "" for a plain one."""
    try:
        path.name.encode()
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve().parent):
            return "liên kết ra ngoài thư mục công việc"
        return "" if stat.S_ISREG(path.stat().st_mode) else "không phải tệp thường (thiết bị, ống dẫn, ổ cắm)"
    except UnicodeEncodeError:
        return "tên tệp có ký tự không đọc được"
    except (OSError, RuntimeError):
        return "liên kết hỏng hoặc không đọc được"


def _is_litter(file: Path) -> bool:
    low = file.name.lower()
    return bool({"__MACOSX", ".cchc"} & set(file.parts)) or low in _LITTER or low.startswith(_LITTER_STARTS)
