"""Workbooks with a cell far outside: openpyxl, which keeps only the cells that exist.

One stray cell at XFD1048576 costs nothing here; a merged area up to there, or a million cells without address, much:
only in the process of `worker`. What the values do not say, `places` tells.
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
    """The values of all worksheets; on which there are cells far outside."""
    from openpyxl import load_workbook

    warnings.filterwarnings("ignore", module="openpyxl")  # what it warns of, the findings say
    book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    strays = tuple(found for sheet in book.worksheets if (found := _stray(sheet)))
    return tuple(map(_sheet, book.worksheets)), strays


def _cells(sheet: Any) -> dict[Place, Any]:
    """The cells that exist, by place: openpyxl's own store (`iter_rows` would walk the whole extent)."""
    return dict(sheet._cells)


def _inside(place: Place) -> bool:
    return place[0] <= limits.MAX_ROW and place[1] <= limits.MAX_COLUMN


def _sheet(sheet: Any) -> Sheet:
    cells = {place: cell for place, cell in _cells(sheet).items() if _inside(place) and cell.data_type != "e"}
    values = table({place: plain(cell.value) for place, cell in cells.items()})
    merged = tuple(sorted(str(area) for area in sheet.merged_cells.ranges))
    return Sheet("", sheet.title, values, _STATES[sheet.sheet_state], merged=merged)


def _stray(sheet: Any) -> Stray | None:
    """Cells with content beyond the extents that a form can have: told, never dropped in silence."""
    far = sorted(place for place, cell in _cells(sheet).items() if cell.value not in (None, "") and not _inside(place))
    if not far:
        return None
    return sheet.title, address(*far[0]), len(far), str(sheet._cells[far[0]].value)[:60]
