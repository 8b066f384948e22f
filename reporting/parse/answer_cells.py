"""Which cells a finding asks its sender to mend, and what a whole return says, cell by cell, as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reporting.findings import Finding
from reporting.forms.form import FilledForm
from reporting.forms.layout import FREE
from reporting.grid import Grid, Value
from reporting.location import Location
from reporting.numbers import format_number
from reporting.parse.first_page import guide_values
from reporting.parse.identity import marks_of
from reporting.parse.sheets import SheetTable, content, is_heading, rows_of, tables_of

_CELL = re.compile(r"[A-Z]{1,3}([1-9]\d*)")


def cells_to_mend(found: Finding, tables: Sequence[SheetTable]) -> tuple[Location, ...]:
    """The cells of the finding's own file, the first of them where a link should lead; () when it has no cell."""
    table = next((t for t in tables if t.sheet.name == found.location.sheet), None)
    at = _CELL.fullmatch(found.location.cell)
    if table and at and found.entry.fields:
        keys = [key for key in found.fields or found.entry.fields if key in table.columns]
        if keys:
            return tuple(table.location(int(at[1]), key) for key in keys)
    places = (found.location, *found.related)
    own = (p for p in places if p.file == found.location.file and _CELL.fullmatch(p.cell))
    return tuple(dict.fromkeys(own))


def places_of_answers(grid: Grid) -> dict[tuple[str, str], tuple[str, str]]:
    """(sheet, cell) → (row code, column key) of every cell with a row code; for finding a cell again in another workbook."""
    tables, _ = tables_of(grid.sheets, marks_of(grid))
    return {
        (table.sheet.name, table.location(number, key).cell): (table.text(number, "row"), key)
        for table in tables
        for number in rows_of(table)
        if table.text(number, "row") and not is_heading(table, number)
        for key in table.columns
    }


def filled_of(grid: Grid) -> FilledForm:
    """Everything typed into a form, as typed: to write the same answers into a new copy of it."""
    marks = marks_of(grid)
    tables, _ = tables_of(grid.sheets, marks)
    rows = {
        code: {key: _typed(table, number, key, value) for key, value in content(table, number).items()}
        for table in tables
        if table.kind != FREE
        for number in rows_of(table)
        if (code := table.text(number, "row")) and not is_heading(table, number)
    }
    free = (row for table in tables if table.kind == FREE for row in _free(table))
    return FilledForm(rows, guide_values(marks), tuple(free))


def previous_in(grid: Grid) -> dict[str, str]:
    """Row code → what a form shows of last period."""
    tables, _ = tables_of(grid.sheets, marks_of(grid))
    shown = ((t.text(n, "row"), t.text(n, "previous")) for t in tables if "previous" in t.columns for n in rows_of(t))
    return {code: text for code, text in shown if code and text}


def _free(table: SheetTable) -> Iterator[Mapping[str, object]]:
    for number in rows_of(table):
        typed = content(table, number)
        if typed and not is_heading(table, number):
            yield {key: _typed(table, number, key, value) for key, value in typed.items()}


def _typed(table: SheetTable, number: int, key: str, value: Value) -> object:
    """What the sender saw: a percentage with its sign, an error as Excel shows it."""
    place = (number, table.columns[key])
    if place in table.sheet.errors:
        return table.sheet.errors[place]
    if place in table.sheet.percents and isinstance(value, (int, float)):
        return f"{format_number(Decimal(str(value)) * 100)}%"
    return value
