"""Workbooks from outside are read in processes of their own (`reporting/apart.py`), a folder of them side by side."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as TooLongError
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reporting.apart import pool
from reporting.excel import limits
from reporting.excel.outcome import TOO_MUCH, Outcome, damaged, refused, short
from reporting.grid import Grid, Sheet, Value

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

Reading = tuple[str, Outcome]
_AHEAD = 200  # workbooks that are asked for before they are taken


def read_apart(files: Iterable[tuple[Path, str]], passwords: tuple[str, ...] = ()) -> Iterator[Reading]:
    """For each path and the name that findings call it, in order: SHA-256 of the file ("" where it cannot be read),
    and the workbook or the findings that say why not."""
    from pebble import ProcessExpired

    patience = limits.WORKER_PATIENCE * (len(passwords) + 2)
    texts, coming = _Texts(), iter(files)
    waiting: deque[tuple[Path, str, ProcessFuture[Reading]]] = deque()

    def ask(count: int) -> None:
        """So many more: what was read and is not yet taken stays in memory."""
        for path, name in islice(coming, count):
            task = _pool().schedule(_read, (path.absolute(), name, passwords), timeout=patience)
            waiting.append((path, name, task))

    ask(_AHEAD)
    while waiting:
        path, name, answer = waiting.popleft()
        try:
            digest, (grid, findings) = answer.result()
            yield digest, (texts.shared(grid) if grid else None, findings)
        except TooLongError:
            yield _digest(path), (None, (refused(name, TOO_MUCH),))
        except ProcessExpired:
            yield _digest(path), (None, (damaged(name, "tệp làm bộ đọc dừng đột ngột"),))
        del answer
        ask(1)


class _Texts:
    """The texts of many workbooks, each kept once: forms of one plan say nearly the same, ten thousand times."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._rows: dict[tuple[str | None, ...], tuple[str | None, ...]] = {}

    def shared(self, grid: Grid) -> Grid:
        return replace(grid, sheets=tuple(self._sheet(sheet) for sheet in grid.sheets))

    def _sheet(self, sheet: Sheet) -> Sheet:
        formulas = {place: self._texts.setdefault(said, said) for place, said in sheet.formulas.items()}
        return replace(sheet, rows=tuple(map(self._row, sheet.rows)), formulas=formulas)

    def _row(self, row: tuple[Value, ...]) -> tuple[Value, ...]:
        """Whole rows of texts are kept once; beside a number only the texts are: 1, 1.0 and True would be one."""
        keep = self._texts.setdefault
        if all(value is None or type(value) is str for value in row):
            said: tuple[str | None, ...] = tuple(row)  # type: ignore[arg-type]
            known = self._rows.get(said)
            if known is None:
                known = tuple(None if text is None else keep(text, text) for text in said)
                self._rows[known] = known
            return known
        return tuple(keep(value, value) if type(value) is str else value for value in row)


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
