"""A workbook without which the run cannot go on: the plan, the registry, a file that the job names."""

from __future__ import annotations

from pathlib import Path

from reporting.errors import CchcError
from reporting.excel.apart import read_one
from reporting.grid import Grid

# What a returns folder may hold besides workbooks: its advice is about returns, and would mislead here.
_OTHER_FILES = ("file-attachment", "file-archive", "file-not-workbook")


def read_needed(path: Path, name: str, problem: type[CchcError], passwords: tuple[str, ...] = ()) -> Grid:
    """The workbook's grid; `problem` says what is wrong with the file named `name`, and what is accepted."""
    grid, findings = read_one(path, name, passwords)
    if grid is not None:
        return grid
    first = findings[0]
    if first.code in _OTHER_FILES:
        raise problem("tệp không phải bảng tính", where=name, accepted=".xlsx, .xlsm, .xls, .xlsb, .ods")
    raise problem(first.wrong, where=first.location, accepted=first.accepted, action=first.action)
