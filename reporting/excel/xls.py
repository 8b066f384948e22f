""".xls by xlrd, which also tells error cells, % formats and hidden rows (calamine does not)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from reporting.excel.values import rows
from reporting.excel.wire import to_wire
from reporting.grid import Place, Sheet, State
from reporting.legacy_text import encoding_of, shows_capitals
from reporting.location import address

_STATES: tuple[State, ...] = ("visible", "hidden", "very_hidden")


def read_xls(data: bytes) -> dict[str, Any]:
    """The worker's answer for an .xls."""
    import xlrd

    with Path(os.devnull).open("w") as nowhere:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=nowhere)
    sheets = [to_wire(_sheet(book, sheet)) | {"fonts": _fonts(book, sheet)} for sheet in book.sheets()]
    return {"reader": "xlrd", "sheets": sheets, "date_1904": bool(book.datemode), "names": _names(book)}


def _sheet(book: Any, sheet: Any) -> Sheet:
    import xlrd

    cells = [[sheet.cell(r, c) for c in range(sheet.row_len(r))] for r in range(sheet.nrows)]
    errors: dict[Place, str] = {}
    percents: set[Place] = set()
    for number, row in enumerate(cells, 1):
        for column, cell in enumerate(row, 1):
            if cell.ctype == xlrd.XL_CELL_ERROR:
                errors[number, column] = xlrd.error_text_from_code.get(cell.value, "#N/A")
            elif cell.ctype == xlrd.XL_CELL_NUMBER and "%" in _format(book, cell):
                percents.add((number, column))
    return Sheet(
        "",
        sheet.name,
        rows([_value(book, cell) for cell in row] for row in cells),
        _STATES[min(sheet.visibility, 2)],
        errors=errors,
        percents=frozenset(percents),
        hidden_rows=frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        merged=tuple(f"{address(r1 + 1, c1 + 1)}:{address(r2, c2)}" for r1, r2, c1, c2 in sheet.merged_cells),
    )


def _fonts(book: Any, sheet: Any) -> list[tuple[int, int, str, bool]]:
    """Text cells in a pre-Unicode font: row, column, encoding, whether the font is all capitals."""
    legacy = {}
    for index, style in enumerate(book.xf_list):
        font = book.font_list[style.font_index].name
        encoding = encoding_of(font)
        if encoding:
            legacy[index] = (encoding, shows_capitals(font))
    if not legacy:
        return []
    places = ((r, c) for r in range(sheet.nrows) for c in range(sheet.row_len(r)))
    return [(r + 1, c + 1, *legacy[i]) for r, c in places if (i := sheet.cell_xf_index(r, c)) in legacy]


def _format(book: Any, cell: Any) -> str:
    style = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return style.format_str if style else ""


def _value(book: Any, cell: Any) -> object:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return cell.value if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER) else None


def _names(book: Any) -> dict[str, str]:
    """Defined names that hold a text constant."""
    found = {}
    for name in book.name_obj_list:
        value = getattr(name.result, "value", None) if getattr(name, "result", None) else None
        if isinstance(value, str):
            found[name.name] = value
    return found
