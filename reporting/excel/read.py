"""Step 1, reading: a path → a Grid, or findings that say why not. Never raises for a bad file.

Two tiers (docs/decisions): limits, CRC and triage first; then calamine for clean files, openpyxl
for those whose cells need more than a value (errors, formulas without a result, % formats, rows
hidden, cells far outside). Macros never run, external links are never followed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from reporting.excel import limits
from reporting.excel.container import Kind, Problem, sniff, unpack
from reporting.excel.triage import Triage, triage
from reporting.findings import Finding, finding
from reporting.grid import Grid, Sheet, State, Value
from reporting.location import Location

Outcome = tuple[Grid | None, tuple[Finding, ...]]


def read_grid(path: Path, name: str, passwords: tuple[str, ...] = ()) -> Outcome:
    """The workbook at `path`; `name` is how findings call it (relative to the job's folder);
    `passwords` are tried on a file that needs one."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limits.MAX_FILE else b""
    except OSError as problem:
        return None, (_damaged(name, f"không mở được: {problem.strerror or problem}"),)
    if size > limits.MAX_FILE:
        limit = f"tối đa {limits.MAX_FILE >> 20} MB"
        return None, (_refused(name, Problem("file-too-large", f"{size >> 20} MB", limit)),)
    return read_bytes(data, name, passwords)


def read_bytes(data: bytes, name: str, passwords: tuple[str, ...] = ()) -> Outcome:
    """The same for a workbook already in memory."""
    kind = sniff(data)
    if kind is Kind.EMPTY:
        return None, (finding("file-empty", Location(name), subject=name),)
    if not kind.workbook:
        return None, (_not_a_workbook(name, kind),)
    if kind in (Kind.XLS, Kind.ODS) or data[:2] != b"PK":
        locked = _unlocked(data, name, passwords)
        if not isinstance(locked, bytes):
            return None, (locked,)
        if locked is not data:
            return read_bytes(locked, name)
    return _read_xlsx(data, name) if kind is Kind.XLSX else _read_other(data, name, kind)


def _unlocked(data: bytes, name: str, passwords: tuple[str, ...]) -> bytes | Finding:
    """The bytes themselves, those inside a password, or the finding that asks for one."""
    from reporting.excel.decrypt import decrypted, is_encrypted

    if not is_encrypted(data):
        return data
    if data[:2] == b"PK" or not passwords:
        return finding("file-password", Location(name), subject=name)
    return decrypted(data, passwords) or finding("file-wrong-password", Location(name), subject=name)


def _not_a_workbook(name: str, kind: Kind) -> Finding:
    looks = Path(name).suffix.lower() in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
    code = "file-not-workbook" if looks else "file-archive" if kind.archive else "file-attachment"
    return finding(code, Location(name), subject=name, kind=kind.value)


def _damaged(name: str, reason: str) -> Finding:
    return finding("file-damaged", Location(name), subject=name, reason=reason)


def _refused(name: str, problem: Problem) -> Finding:
    return finding(problem.code, Location(name), subject=name, reason=problem.reason, limit=problem.limit)


def _read_xlsx(data: bytes, name: str) -> Outcome:
    parts = unpack(data)
    if isinstance(parts, Problem):
        return None, (_refused(name, parts),)
    flags = triage(parts)
    if flags.refused:
        return None, (_damaged(name, flags.refused),)
    if not flags.careful:
        return _with_calamine(data, name, flags)
    if sum(map(len, parts.values())) > limits.MAX_CAREFUL:
        limit = f"tối đa {limits.MAX_CAREFUL >> 20} MB"
        return None, (_refused(name, Problem("file-too-large", "quá nhiều ô cần đọc kỹ", limit)),)
    return _carefully(data, name, flags)


def _read_other(data: bytes, name: str, kind: Kind) -> Outcome:
    """.xls, .xlsb, .ods and encrypted files."""
    if kind is not Kind.XLS and data[:2] == b"PK":
        parts = unpack(data)
        if isinstance(parts, Problem):
            return None, (_refused(name, parts),)
    return _with_calamine(data, name, Triage())


def _with_calamine(data: bytes, name: str, flags: Triage) -> Outcome:
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(BytesIO(data))
        sheets = tuple(_calamine_sheet(book, meta, name, flags) for meta in book.sheets_metadata if _is_cells(meta))
    except calamine.PasswordError:
        return None, (finding("file-password", Location(name), subject=name),)
    except (calamine.CalamineError, OSError, ValueError) as problem:
        return None, (_damaged(name, _short(problem)),)
    return _grid(data, name, sheets, flags, "calamine"), ()


def _short(problem: Exception) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:120]


def _is_cells(meta: Any) -> bool:
    return str(meta.typ).endswith("WorkSheet")


def _calamine_sheet(book: Any, meta: Any, name: str, flags: Triage) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    rows = sheet.to_python(skip_empty_area=False)
    return Sheet(
        name,
        meta.name,
        tuple(_row(row) for row in rows),
        _STATES[str(meta.visible).split(".")[-1]],
        hidden_rows=flags.hidden_rows.get(meta.name, frozenset()),
        merged=tuple(_range(area) for area in sheet.merged_cell_ranges or ()),
    )


_STATES: dict[str, State] = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "very_hidden"}


def _range(area: tuple[tuple[int, int], tuple[int, int]]) -> str:
    from reporting.location import address

    (top, left), (bottom, right) = area
    return f"{address(top + 1, left + 1)}:{address(bottom + 1, right + 1)}"


def _row(cells: Iterable[Any]) -> tuple[Value, ...]:
    return tuple(_value(cell) for cell in cells)


def _value(cell: Any) -> Value:
    """Both readers' values in one form: whole numbers as int, midnight as a date, "" as None."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    return cell  # type: ignore[no-any-return]  # bool, float, date, time, timedelta or None


def _carefully(data: bytes, name: str, flags: Triage) -> Outcome:
    from reporting.excel.careful import careful_sheets

    try:
        sheets, findings = careful_sheets(data, name)
    except Exception as problem:  # noqa: BLE001 -- openpyxl raises many kinds for damaged XML
        return None, (_damaged(name, _short(problem)),)
    return _grid(data, name, sheets, flags, "openpyxl"), findings


def _grid(data: bytes, name: str, sheets: tuple[Sheet, ...], flags: Triage, reader: str) -> Grid:
    digest = hashlib.sha256(data).hexdigest()
    return Grid(name, sheets, flags.properties, flags.names, flags.date_1904, digest, reader)
