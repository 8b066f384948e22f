"""A few rows of a workbook around one cell, as text: what the officer would see on opening the file there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reporting.excel.apart import read_one
from reporting.excel.folder import named_files
from reporting.grid import Sheet
from reporting.job import Job
from reporting.location import column_letters, place_of
from reporting.parse.appearance import seen

_WIDEST = 12  # columns shown
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Picture:
    """`rows`: (number, cells); the cell asked for is `row`, `column` (counted among the shown ones)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    row: int
    column: int
    whole: str


def picture(folder: Path, job: Job, file: str, sheet: str, cell: str, around: int) -> Picture | None:
    """None where the file, sheet or cell is not there (any more). Only files that the job itself names are opened."""
    path = _own_file(folder, job, file)
    place = re.fullmatch(r"[A-Z]{1,3}[0-9]{1,7}", cell.partition(":")[0])
    if path is None or place is None:
        return None
    grid, _ = read_one(path, file)
    found = grid.sheet(sheet) if grid else None
    if found is None:
        return None
    row, column = place_of(place[0])
    first = max(1, min(column - _WIDEST // 2, _used(found) - _WIDEST + 1))
    columns = range(first, min(first + _WIDEST, max(_used(found), column) + 1))
    numbers = range(max(1, row - around), min(len(found.rows), row + around) + 1)
    rows = tuple((n, tuple(_seen(found, n, c) for c in columns)) for n in numbers)
    return Picture(tuple(map(column_letters, columns)), rows, row, column - first, _seen(found, row, column, 2000))


def _own_file(folder: Path, job: Job, file: str) -> Path | None:
    files = named_files(folder / job.inputs.returns, job.inputs.returns)
    settings = (job.inputs.plan, job.inputs.registry, job.inputs.register, job.inputs.decisions, job.inputs.compiler)
    named = {name: folder / name for name in settings if name}
    path = (files | named).get(file)
    return path if path and path.is_file() else None


def _used(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.rows), default=1)


def _seen(sheet: Sheet, row: int, column: int, longest: int = _LONGEST) -> str:
    text = seen(sheet, (row, column))
    return text if len(text) <= longest else text[: longest - 1] + "…"
