"""What a workbook says, cell by cell, before anyone interprets it: the output of step 1.

Kept flat and light: rows of plain values, with what the values cannot say (error texts, number formats,
formulas, crossed-out letters, comments) beside them, keyed by (row, column), both counted from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from reporting.location import Location, column_letters

Value = str | int | float | bool | date | datetime | time | timedelta | None
State = Literal["visible", "hidden", "very_hidden"]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Remark:
    """What is written outside the cells: a comment, a text box, a shape; `cell` is the one it belongs to, if known."""

    kind: Literal["comment", "shape"]
    text: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows[r - 1][c - 1]` is the value at row r, column c; rows may differ in length.

    `errors`: #REF! and the like; `percents`: cells shown as %; `uncalculated`: formulas without a
    stored result; `formulas`: the text of all others too, as Excel writes them in English; `formats`: number formats
    other than General, or `shown`: what the cell shows, where the file says it; `marked`: texts with crossed-out,
    raised or lowered letters, as `text.MARKS` shows them; `hidden_rows`: as Excel counts them.
    """

    file: str
    name: str
    rows: tuple[tuple[Value, ...], ...] = ()
    state: State = "visible"
    errors: Mapping[Place, str] = field(default_factory=dict)
    percents: frozenset[Place] = frozenset()
    uncalculated: frozenset[Place] = frozenset()
    formulas: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()
    formats: Mapping[Place, str] = field(default_factory=dict)
    shown: Mapping[Place, str] = field(default_factory=dict)
    marked: Mapping[Place, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def at(self, row: int, column: int) -> Value:
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    def location(self, row: int, column: int) -> Location:
        return Location(self.file, self.name, f"{column_letters(column)}{row}")


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole workbook. `properties`: custom document properties; `names`: defined names → constant."""

    file: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    date_1904: bool = False
    sha256: str = ""
    reader: str = ""

    def sheet(self, name: str) -> Sheet | None:
        return next((s for s in self.sheets if s.name == name), None)
