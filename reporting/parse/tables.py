"""Tables in workbooks that officers edit: columns are found by their titles, never by position.

A sheet may have gained rows above the header, columns in between or behind, another order; it may
have gone through LibreOffice. Blank rows are skipped, row numbers stay true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reporting.grid import Grid, Sheet, Value
from reporting.location import Location
from reporting.numbers import as_decimal
from reporting.parse.appearance import seen
from reporting.text import clean, fold

_HEADER_ROWS = 40


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column: `choices` become a drop-down; `required`: the table is unusable without it."""

    key: str
    title: str
    width: float = 14
    required: bool = False
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    kind: str = "text"
    hint: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.title, self.key, *self.aliases)


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet: its name, the note above the table, its columns; `optional`: it may be absent."""

    sheet: str
    note: str
    columns: tuple[ReadColumn, ...]
    optional: bool = False

    def column(self, key: str) -> ReadColumn:
        return next(c for c in self.columns if c.key == key)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One filled row of a table; `number` counts as Excel does."""

    sheet: Sheet
    number: int
    columns: Mapping[str, int]

    def value(self, key: str) -> Value:
        return self.sheet.at(self.number, self.columns.get(key, 0))

    def text(self, key: str) -> str:
        return as_text(self.value(key))

    def prose(self, key: str) -> str:
        """What the cell shows: a share in the format of the cell, no crossed-out letters."""
        return seen(self.sheet, (self.number, self.columns.get(key, 0)))

    def location(self, key: str) -> Location:
        return self.sheet.location(self.number, self.columns.get(key, 1))


@dataclass(frozen=True, slots=True)
class ReadTable:
    """`missing`: titles of required columns that are not there; `broken`: cells with #REF! and the
    like, or formulas without a result."""

    rows: tuple[ReadRow, ...] = ()
    missing: tuple[str, ...] = ()
    broken: tuple[tuple[Location, str], ...] = ()
    header: int = 0


def find_sheet(grid: Grid, name: str) -> Sheet | None:
    """The sheet of that name; blanks, case and accents aside, since they get lost on the way."""
    return next((s for s in grid.sheets if fold(s.name) == fold(name)), None)


def read_table(sheet: Sheet, layout: Layout) -> ReadTable:
    """The table of a sheet; its header is the row that bears the most of the layout's titles."""
    header, columns = max(_headers(sheet, layout.columns), key=lambda found: len(found[1]), default=(0, {}))
    missing = tuple(c.title for c in layout.columns if c.required and c.key not in columns)
    if missing:
        return ReadTable((), missing, (), header)
    rows = tuple(_rows(sheet, header, columns))
    return ReadTable(rows, (), tuple(_broken(sheet, rows)), header)


def _headers(sheet: Sheet, columns: tuple[ReadColumn, ...]) -> Iterator[tuple[int, dict[str, int]]]:
    """Rows that bear titles, with the place of each; none is looked for below a complete header."""
    keys = {fold(name): column.key for column in columns for name in column.names}
    for number, row in enumerate(sheet.rows[:_HEADER_ROWS], 1):
        found: dict[str, int] = {}
        for position, cell in enumerate(row, 1):
            key = keys.get(fold(cell)) if isinstance(cell, str) else None
            if key:
                found.setdefault(key, position)
        if found:
            yield number, found
        if len(found) == len(columns):
            return


def _rows(sheet: Sheet, header: int, columns: Mapping[str, int]) -> Iterator[ReadRow]:
    for number in range(header + 1, len(sheet.rows) + 1):
        row = ReadRow(sheet, number, columns)
        places = [(number, column) for column in columns.values()]
        if any(as_text(sheet.at(*place)) for place in places) or any(_is_broken(sheet, place) for place in places):
            yield row


def _is_broken(sheet: Sheet, place: tuple[int, int]) -> bool:
    return place in sheet.errors or place in sheet.uncalculated


def _broken(sheet: Sheet, rows: Iterable[ReadRow]) -> Iterator[tuple[Location, str]]:
    for row in rows:
        for column in row.columns.values():
            place = (row.number, column)
            if _is_broken(sheet, place):
                yield sheet.location(*place), sheet.errors.get(place, "công thức chưa có kết quả")


def as_text(value: Value) -> str:
    """A cell as text: 2023.0 → "2023"; True → "có"; a date as yyyy-mm-dd; nothing → ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, (int, float)):
        number = as_decimal(value)
        return "" if number is None else f"{number:f}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else clean(str(value))
