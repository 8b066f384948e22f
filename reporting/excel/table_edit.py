"""One row of a person's workbook set in place: found by its key, else added; every other cell stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from io import BytesIO
from typing import TYPE_CHECKING

from reporting.errors import OutputError
from reporting.excel.table_sheet import Cell
from reporting.parse.tables import Layout
from reporting.text import fold

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADER_ROWS = 40


def with_row(data: bytes, name: str, layout: Layout, key: str, values: Mapping[str, Cell]) -> bytes:
    """The workbook with the row whose column `key` holds `values[key]` set to `values` (column keys → cells).

    `name` is what messages call the file. Raises OutputError when the sheet or a column is not there.
    """
    return with_rows(data, name, layout, key, (values,))


def with_rows(data: bytes, name: str, layout: Layout, key: str, records: Sequence[Mapping[str, Cell]]) -> bytes:
    """The same for many rows; the workbook is opened once."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data))
    sheet = next((s for s in book.worksheets if fold(s.title) == fold(layout.sheet)), None)
    if sheet is None:
        raise OutputError(f"không có trang “{layout.sheet}”", where=name)
    header, columns = _header(sheet, layout)
    missing = [layout.column(k).title for values in records for k in values if k not in columns]
    if missing:
        raise OutputError(f"trang “{layout.sheet}” không có cột “{'”, “'.join(dict.fromkeys(missing))}”", where=name)
    there, last = _rows(sheet, header, columns[key])
    for values in records:
        wanted = str(values[key])
        if wanted not in there:
            there[wanted] = last + 1
            _dress(sheet, last + 1, last if last > header else 0)
            last += 1
        for column, value in values.items():
            cell = sheet.cell(there[wanted], columns[column])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # a leading "=" is no formula
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _header(sheet: Worksheet, layout: Layout) -> tuple[int, dict[str, int]]:
    """The row that bears most of the layout's titles, and where each column stands."""
    keys = {fold(name): column.key for column in layout.columns for name in column.names}
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(sheet.iter_rows(max_row=min(_HEADER_ROWS, sheet.max_row)), 1):
        found: dict[str, int] = {}
        for cell in row:
            known = keys.get(fold(cell.value)) if isinstance(cell.value, str) else None
            if known and cell.column:
                found.setdefault(known, cell.column)
        if len(found) > len(best[1]):
            best = number, found
    return best


def _rows(sheet: Worksheet, header: int, column: int) -> tuple[dict[str, int], int]:
    """Where the first row of each key stands, and the last row with anything in it."""
    there: dict[str, int] = {}
    last = header
    for number in range(header + 1, sheet.max_row + 1):
        if any(cell.value not in (None, "") for cell in sheet[number]):
            last = number
        there.setdefault(str(sheet.cell(number, column).value or "").strip(), number)
    return there, last


def _dress(sheet: Worksheet, row: int, model: int) -> None:
    """A new row looks like the one above it; 0: there is none."""
    for position in range(1, sheet.max_column + 1) if model else ():
        new, like = sheet.cell(row, position), sheet.cell(model, position)
        new._style = copy(like._style)  # type: ignore[union-attr]  # all of it at once, as openpyxl copies sheets
