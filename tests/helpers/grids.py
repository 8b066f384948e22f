"""Workbooks as Markdown tables: `grid(Chỉ_tiêu="| a | b |")` → Grid, rows numbered as written.

A cell's text becomes what a spreadsheet would hold: `12`, `1,5` (no: text), `=TRUE`, `2023-03-05`;
`'12` stays text; an empty cell is None. The row of dashes under a Markdown heading is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from reporting.grid import Grid, Sheet, Value


def grid(file: str = "tep.xlsx", /, **sheets: str) -> Grid:
    """A workbook; an underscore in a sheet's name is a blank."""
    made = tuple(sheet(name.replace("_", " "), table, file) for name, table in sheets.items())
    return Grid(file, made, sha256="0" * 64, reader="test")


def sheet(name: str, table: str, file: str = "tep.xlsx") -> Sheet:
    lines = [line.strip() for line in table.strip().splitlines()]
    rows = [line for line in lines if line and not re.fullmatch(r"\|[\s|:-]+\|", line)]
    return Sheet(file, name, tuple(tuple(_value(c) for c in _cells(row)) for row in rows))


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


def _value(text: str) -> Value:
    if text.startswith("'"):
        return text[1:]
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else text or None


def with_cell(grid: Grid, name: str, row: int, column: int, value: Value) -> Grid:
    """The same workbook with one cell changed (rows and columns from 1)."""
    return replace(grid, sheets=tuple(_changed(s, row, column, value) if s.name == name else s for s in grid.sheets))


def _changed(one: Sheet, row: int, column: int, value: Value) -> Sheet:
    rows = [list(cells) for cells in one.rows]
    rows += [[] for _ in range(row - len(rows))]
    rows[row - 1] += [None] * (column - len(rows[row - 1]))
    rows[row - 1][column - 1] = value
    return replace(one, rows=tuple(map(tuple, rows)))
