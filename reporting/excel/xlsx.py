"""The two tiers for .xlsx and .xlsm: calamine, with the places of marks where there are any; openpyxl
for a workbook with a cell far outside, which calamine would answer with a rectangle of memory: in a
process of its own, because some workbooks make it swell or hang.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from reporting.excel import limits
from reporting.excel.container import Problem, unpack
from reporting.excel.outcome import Outcome, damaged, refused, short
from reporting.excel.places import NO_PLACES, Places, places_of
from reporting.excel.triage import Triage, Way, triage
from reporting.excel.unicode import in_unicode
from reporting.excel.values import rows
from reporting.findings import Finding, finding
from reporting.grid import Grid, Sheet, State
from reporting.location import Location, address

Parts = Mapping[str, bytes]

_STATES: dict[str, State] = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "very_hidden"}


def read_xlsx(data: bytes, name: str, archive: ZipFile | None = None) -> Outcome:
    """An .xlsx or .xlsm: limits and CRC first. `archive`: the same, already opened."""
    parts = unpack(data, archive)
    if isinstance(parts, Problem):
        return None, (refused(name, parts),)
    if sum(len(content) for part, content in parts.items() if part.endswith(".xml")) > limits.MAX_XML:
        limit = f"tối đa {limits.MAX_XML >> 20} MB"
        return None, (refused(name, Problem("file-too-large", "nội dung các trang tính quá lớn", limit)),)
    flags = triage(parts)
    if flags.way is Way.REFUSED:
        return None, (damaged(name, "khai báo XML không được phép"),)
    if flags.way is Way.BROKEN:
        return None, (damaged(name, f"phần {flags.broken} trong tệp không trọn vẹn"),)
    if len(flags.sheets) > limits.MAX_SHEETS:
        limit = f"tối đa {limits.MAX_SHEETS} trang tính"
        return None, (refused(name, Problem("file-too-large", f"{len(flags.sheets)} trang tính", limit)),)
    return _far(data, name, flags, parts) if flags.way is Way.FAR else _near(data, name, flags, parts)


def _near(data: bytes, name: str, flags: Triage, parts: Parts) -> Outcome:
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(BytesIO(data))
        sheets = tuple(_sheet(book, meta, name, flags, parts) for meta in book.sheets_metadata if is_cells(meta))
    except (calamine.CalamineError, OSError, ValueError, SyntaxError) as problem:
        return None, (damaged(name, short(problem)),)
    places = {sheet.name: found.fonts for sheet, found in sheets}
    return in_unicode(_grid(data, name, tuple(sheet for sheet, _ in sheets), flags, "calamine"), places)


def _far(data: bytes, name: str, flags: Triage, parts: Parts) -> Outcome:
    """openpyxl, in a process with limits."""
    from reporting.excel.others import TOO_MUCH, ask_worker
    from reporting.excel.wire import sheets_from

    if sum(map(len, parts.values())) > limits.MAX_CAREFUL:
        limit = f"tối đa {limits.MAX_CAREFUL >> 20} MB khi có ô lạc ngoài vùng biểu mẫu"
        return None, (refused(name, Problem("file-too-large", "quá nhiều ô", limit)),)
    answer = ask_worker(data, "FAR")
    if answer is None:
        return None, (refused(name, TOO_MUCH),)
    if "problem" in answer:
        return None, (damaged(name, str(answer["problem"])),)
    sheets = sheets_from(answer, name)
    lost = flags.sheets.keys() - {sheet.name for sheet in sheets}
    if any(b"sheetData" in parts[flags.sheets[sheet]] for sheet in lost):  # openpyxl leaves it out in silence
        return None, (damaged(name, f"không đọc được trang {', '.join(sorted(lost))}"),)
    grid, converted = in_unicode(_grid(data, name, sheets, flags, "openpyxl"), {})
    return grid, (*(_stray(name, *stray) for stray in answer["strays"]), *converted)


def _stray(name: str, sheet: str, cell: str, count: int, sample: str) -> Finding:
    """Cells with content beyond the extents that a form can have: told, never dropped in silence."""
    where = Location(name, sheet, cell)
    return finding("file-stray-cells", where, subject=f"{name}/{sheet}", count=count, sample=sample)


def _sheet(book: Any, meta: Any, name: str, flags: Triage, parts: Parts) -> tuple[Sheet, Places]:
    sheet = book.get_sheet_by_name(meta.name)
    marked = flags.way is Way.MARKED
    part = parts.get(flags.sheets.get(meta.name, ""), b"")
    places = places_of(part, flags.percent_styles, flags.legacy_styles) if marked else NO_PLACES
    made = Sheet(
        name,
        meta.name,
        rows(sheet.to_python(skip_empty_area=False)),
        state_of(meta),
        places.errors,
        places.percents,
        places.uncalculated,
        places.formulas,
        flags.hidden_rows.get(meta.name, frozenset()),
        tuple(range_of(area) for area in sheet.merged_cell_ranges or ()),
    )
    return made, places


def is_cells(meta: Any) -> bool:
    """Worksheets only: no charts, dialogs or macro sheets."""
    return str(meta.typ).endswith("WorkSheet")


def state_of(meta: Any) -> State:
    return _STATES[str(meta.visible).split(".")[-1]]


def range_of(area: tuple[tuple[int, int], tuple[int, int]]) -> str:
    """calamine's corners, from 0 → `A1:B2`."""
    (top, left), (bottom, right) = area
    return f"{address(top + 1, left + 1)}:{address(bottom + 1, right + 1)}"


def _grid(data: bytes, name: str, sheets: tuple[Sheet, ...], flags: Triage, reader: str) -> Grid:
    digest = hashlib.sha256(data).hexdigest()
    return Grid(name, sheets, flags.properties, flags.names, flags.date_1904, digest, reader)
