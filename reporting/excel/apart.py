"""Workbooks from outside are read in processes of their own (`reporting/apart.py`), a folder of them side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as TooLongError
from pathlib import Path
from typing import TYPE_CHECKING

from reporting.apart import pool
from reporting.excel import limits
from reporting.excel.outcome import TOO_MUCH, Outcome, damaged, refused, short

if TYPE_CHECKING:
    from pebble import ProcessPool

Reading = tuple[str, Outcome]


def read_apart(files: Iterable[tuple[Path, str]], passwords: tuple[str, ...] = ()) -> Iterator[Reading]:
    """For each path and the name that findings call it, in order: SHA-256 of the file ("" where it cannot be read),
    and the workbook or the findings that say why not."""
    from pebble import ProcessExpired

    patience = limits.WORKER_PATIENCE * (len(passwords) + 2)
    waiting = [
        (path, name, _pool().schedule(_read, (path.absolute(), name, passwords), timeout=patience))
        for path, name in files
    ]
    for path, name, answer in waiting:
        try:
            yield answer.result()
        except TooLongError:
            yield _digest(path), (None, (refused(name, TOO_MUCH),))
        except ProcessExpired:
            yield _digest(path), (None, (damaged(name, "tệp làm bộ đọc dừng đột ngột"),))


def read_one(path: Path, name: str, passwords: tuple[str, ...] = ()) -> Outcome:
    """The workbook at `path`, or the findings that say why not."""
    ((_, outcome),) = read_apart([(path, name)], passwords)
    return outcome


def start() -> None:
    """Lets the processes start while the caller still does other things."""
    _pool().schedule(_nothing)


def _nothing() -> None:
    pass


def _pool() -> ProcessPool:
    return pool(limits.WORKER_MEMORY, "reporting.excel.apart", "reporting.excel.xlsx")


def _read(path: Path, name: str, passwords: tuple[str, ...]) -> Reading:
    from reporting.excel.read import read_grid
    from reporting.gc_pause import gc_paused

    with gc_paused():
        try:
            outcome = read_grid(path, name, passwords)
        except MemoryError:
            outcome = None, (refused(name, TOO_MUCH),)
        except Exception as problem:  # noqa: BLE001 -- what no reader foresaw costs this one file
            outcome = None, (damaged(name, f"bộ đọc gặp lỗi: {type(problem).__name__}, {short(problem)}"),)
    grid = outcome[0]
    return (grid.sha256 if grid and not passwords else _digest(path)), outcome


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
