"""Cell values in one form, whichever library read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from reporting.grid import Place, Value


def plain(cell: Any) -> Value:
    """Whole numbers as int, midnight as a date, "" as None."""
    if type(cell) is float:
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    return cell  # type: ignore[no-any-return]  # bool, float, date, time, timedelta or None


def rows(cells: Iterable[Iterable[Any]]) -> tuple[tuple[Value, ...], ...]:
    """Rows of plain values, without the blanks at their ends and below the last."""
    made = [_trimmed([(cell or None) if type(cell) is str else plain(cell) for cell in row]) for row in cells]
    while made and not made[-1]:
        made.pop()
    return tuple(made)


def table(cells: Mapping[Place, Value]) -> tuple[tuple[Value, ...], ...]:
    """The same from single cells by their places (from 1)."""
    filled = {place: value for place, value in cells.items() if value is not None}
    made: list[list[Value]] = [[] for _ in range(max((row for row, _ in filled), default=0))]
    for (row, column), value in sorted(filled.items()):
        made[row - 1] += [None] * (column - 1 - len(made[row - 1])) + [value]
    return tuple(map(tuple, made))


def with_texts(cells: tuple[tuple[Value, ...], ...], texts: Mapping[Place, str]) -> tuple[tuple[Value, ...], ...]:
    """The rows with these texts where they hold texts."""
    return tuple(
        tuple((texts.get((r, c), v) or None) if isinstance(v, str) else v for c, v in enumerate(row, 1))
        for r, row in enumerate(cells, 1)
    )


def _trimmed(row: list[Value]) -> tuple[Value, ...]:
    while row and row[-1] is None:
        row.pop()
    return tuple(row)
