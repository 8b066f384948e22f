"""Workbooks from outside are read in processes of their own: one that aborts, hangs or swells costs its one file.

The processes stay warm and read one workbook after the other; one that dies is replaced. Memory and time are limited.
"""

from __future__ import annotations

import atexit
import hashlib
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as TooLongError
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reporting.excel import limits
from reporting.excel.memory_limit import limit_memory
from reporting.excel.outcome import TOO_MUCH, Outcome, damaged, refused, short

if TYPE_CHECKING:
    from pebble import ProcessPool

Reading = tuple[str, Outcome]
_PROCESSES = min(4, os.cpu_count() or 1)
_PER_PROCESS = 500  # workbooks; then a fresh one takes its place


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


@cache
def _pool() -> ProcessPool:
    from pebble import ProcessPool

    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    if sys.platform == "win32":
        os.environ["PYTHONSAFEPATH"] = "1"  # each process is started anew
    else:
        context.set_forkserver_preload(["reporting.excel.apart", "reporting.excel.xlsx"])
        _start_safely()
    pool = ProcessPool(_PROCESSES, max_tasks=_PER_PROCESS, initializer=_limit, context=context)
    atexit.register(_end, pool)
    return pool


def _start_safely() -> None:
    """A json.py in the current folder is nobody's module, for what the processes descend from neither."""
    from multiprocessing import forkserver

    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        forkserver.ensure_running()
    finally:
        os.environ.pop("PYTHONSAFEPATH")
        if before is not None:
            os.environ["PYTHONSAFEPATH"] = before


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _limit() -> None:
    """In a process that reads: so much memory, and no word from native code on the user's screen."""
    os.environ["RUST_BACKTRACE"] = "0"  # calamine without memory would wait for itself for ever
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    limit_memory(limits.WORKER_MEMORY)


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
