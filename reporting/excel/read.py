"""Step 1, reading: a path → a Grid, or findings that say why not. Never raises for a bad file.

By content, never by name: .xlsx and .xlsm in two tiers (`xlsx`), the older and other formats and what is
behind a password in a process of their own with limits (`others`). Macros never run, external links are never followed.
"""

from __future__ import annotations

from pathlib import Path

from reporting.errors import reason
from reporting.excel import limits
from reporting.excel.active import active_content
from reporting.excel.container import Problem
from reporting.excel.outcome import Outcome, damaged, refused
from reporting.file_kind import Kind, opened, sniff
from reporting.findings import Finding, finding
from reporting.location import Location


def read_grid(path: Path, name: str, passwords: tuple[str, ...] = ()) -> Outcome:
    """The workbook at `path`; `name` is how findings call it (relative to the job's folder);
    `passwords` are tried on a file that needs one."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limits.MAX_FILE else b""
    except OSError as problem:
        return None, (finding("file-not-opened", Location(name), subject=name, reason=reason(problem)),)
    if size > limits.MAX_FILE:
        limit = f"tối đa {limits.MAX_FILE >> 20} MB"
        return None, (refused(name, Problem("file-too-large", f"{size >> 20} MB", limit)),)
    return read_bytes(data, name, passwords)


def read_bytes(data: bytes, name: str, passwords: tuple[str, ...] = ()) -> Outcome:
    """The same for a workbook already in memory."""
    archive = opened(data)
    kind = sniff(data, archive)
    if kind is Kind.EMPTY:
        return None, (finding("file-empty", Location(name), subject=name),)
    if not kind.workbook:
        return None, (_not_a_workbook(name, kind),)
    if kind is Kind.XLSX and data[:2] == b"PK":
        from reporting.excel.xlsx import read_xlsx

        return _with_warning(read_xlsx(data, name, archive), data)
    from reporting.excel.others import read_other

    outcome = read_other(data, name, kind, passwords)
    return read_bytes(outcome, name) if isinstance(outcome, bytes) else _with_warning(outcome, data)


def _with_warning(outcome: Outcome, data: bytes) -> Outcome:
    """The workbook, and a finding where something in it could act when it is opened."""
    grid, findings = outcome
    what = active_content(data) if grid else ()
    if not grid or not what:
        return outcome
    told = finding("file-active", Location(grid.file), subject=grid.file, what=", ".join(what))
    return grid, (*findings, told)


def _not_a_workbook(name: str, kind: Kind) -> Finding:
    looks = Path(name).suffix.lower() in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
    if looks and kind is Kind.TORN:
        return damaged(name, "tệp bị cắt cụt, có thể do tải hoặc chép dở")
    code = "file-not-workbook" if looks else "file-archive" if kind.archive else "file-attachment"
    return finding(code, Location(name), subject=name, kind=kind.label)
