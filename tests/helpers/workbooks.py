"""Workbooks as officers leave them: cells changed, columns shuffled, rows inserted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reporting.agencies import Registry
from reporting.excel.plan_workbook import plan_workbook
from reporting.excel.read import read_bytes
from reporting.excel.registry_workbook import registry_workbook
from reporting.grid import Grid, Sheet, Value
from reporting.location import NOWHERE
from reporting.plan import Plan, by_role

Rows = list[list[Value]]


def plan_grid(plan: Plan, registry: Registry) -> Grid:
    return _grid(plan_workbook(plan, registry), "plan.xlsx")


def registry_grid(registry: Registry) -> Grid:
    return _grid(registry_workbook(registry), "don_vi.xlsx")


def _grid(data: bytes, name: str) -> Grid:
    grid, findings = read_bytes(data, name)
    assert grid is not None and not findings, findings
    return grid


def sheet_rows(sheet: Sheet) -> Rows:
    """The rows, all equally long."""
    width = max(map(len, sheet.rows), default=0)
    return [[*row, *[None] * (width - len(row))] for row in sheet.rows]


def changed(grid: Grid, name: str, change: Callable[[Rows], Rows]) -> Grid:
    """The grid with the rows of one sheet changed."""
    assert grid.sheet(name), f"no sheet {name}"
    return replace(
        grid,
        sheets=tuple(
            replace(s, rows=tuple(tuple(r) for r in change(sheet_rows(s)))) if s.name == name else s
            for s in grid.sheets
        ),
    )


def with_cell(grid: Grid, name: str, row: str, title: str, value: Value) -> Grid:
    """The grid with one cell changed: in the row whose first cell is `row`, in the column `title`."""

    def change(rows: Rows) -> Rows:
        header = next(r for r in rows if title in r)
        target = next(r for r in rows if r[0] == row)
        target[header.index(title)] = value
        return rows

    return changed(grid, name, change)


def without_sheet(grid: Grid, name: str) -> Grid:
    return replace(grid, sheets=tuple(s for s in grid.sheets if s.name != name))


def reordered(rows: Rows, order: Sequence[int]) -> Rows:
    return [[row[i] for i in order] for row in rows]


def without_sources(plan: Plan) -> Plan:
    """The plan without the places in a workbook where it was read."""
    return replace(
        plan,
        items=tuple(
            replace(i, source=NOWHERE, measures=tuple(replace(m, source=NOWHERE) for m in i.measures))
            for i in plan.items
        ),
    )


def in_role_order(plan: Plan) -> Plan:
    """The plan with each item's roles in the order of the workbook's columns."""
    return replace(plan, items=tuple(replace(i, assignments=by_role(i.assignments)) for i in plan.items))
