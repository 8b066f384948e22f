"""Workbooks with a cell far outside: openpyxl, which keeps only the cells that exist.

Loaded twice when there are formulas, once with results and once without, because openpyxl keeps
only one of them. One stray cell at XFD1048576 costs nothing here; a merged area up to there, or a million
cells without address, much: only in the process of `worker`.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

from reporting.excel import limits
from reporting.excel.values import plain, table
from reporting.grid import Place, Sheet, State
from reporting.location import address

_STATES: dict[str, State] = {"visible": "visible", "hidden": "hidden", "veryHidden": "very_hidden"}


Stray = tuple[str, str, int, str]  # sheet, address of the first, how many, what the first says


def careful_sheets(data: bytes) -> tuple[tuple[Sheet, ...], tuple[Stray, ...]]:
    """All worksheets with errors, formats and formulas; on which there are cells far outside."""
    from openpyxl import load_workbook

    warnings.filterwarnings("ignore", module="openpyxl")  # what it warns of, the findings say
    results = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    formulas = load_workbook(BytesIO(data), keep_links=False)
    pairs = [(sheet, formulas[sheet.title]) for sheet in results.worksheets]
    strays = tuple(found for sheet, _ in pairs if (found := _stray(sheet)))
    return tuple(_sheet(values, texts) for values, texts in pairs), strays


def _cells(sheet: Any) -> dict[Place, Any]:
    """The cells that exist, by place: openpyxl's own store (`iter_rows` would walk the whole extent)."""
    return dict(sheet._cells)


def _inside(place: Place) -> bool:
    return place[0] <= limits.MAX_ROW and place[1] <= limits.MAX_COLUMN


def _sheet(values: Any, texts: Any) -> Sheet:
    cells = {place: cell for place, cell in _cells(values).items() if _inside(place)}
    formulas = frozenset(place for place, cell in _cells(texts).items() if _inside(place) and cell.data_type == "f")
    return Sheet(
        "",
        values.title,
        table({p: plain(cell.value) for p, cell in cells.items() if cell.data_type != "e"}),
        _STATES[values.sheet_state],
        errors={place: str(cell.value) for place, cell in cells.items() if cell.data_type == "e"},
        percents=frozenset(p for p, cell in cells.items() if cell.value is not None and "%" in cell.number_format),
        uncalculated=frozenset(place for place in formulas if place not in cells or _no_result(cells[place])),
        formulas=formulas,
        hidden_rows=frozenset(row for row, d in values.row_dimensions.items() if d.hidden and row <= limits.MAX_ROW),
        merged=tuple(sorted(str(area) for area in values.merged_cells.ranges)),
    )


def _no_result(cell: Any) -> bool:
    """A stored empty text ("" as the formula's result) is a result."""
    return cell.value is None and cell.data_type == "n"


def _stray(sheet: Any) -> Stray | None:
    """Cells with content beyond the extents that a form can have: told, never dropped in silence."""
    far = sorted(place for place, cell in _cells(sheet).items() if cell.value not in (None, "") and not _inside(place))
    if not far:
        return None
    return sheet.title, address(*far[0]), len(far), str(sheet._cells[far[0]].value)[:60]
