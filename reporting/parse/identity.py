"""Whose return a workbook is: several carriers, which must agree.

Hidden sheet, defined names, document properties, the tag of every sheet, the visible code. One is
enough; two that differ are a finding, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.findings import Finding, finding
from reporting.forms.carried import Carried, Line, carried_by
from reporting.forms.form import Identity
from reporting.forms.layout import (
    AGENCY,
    CARRIED,
    CARRIED_JOB,
    FINGERPRINT,
    IDENTITY,
    MARK,
    PERIOD,
    PLAN,
    VERSION,
    field_mark,
)
from reporting.grid import Grid, Sheet
from reporting.location import Location
from reporting.text import one_line

_TITLES = {
    AGENCY: "đơn vị",
    PERIOD: "kỳ báo cáo",
    PLAN: "kế hoạch",
    FINGERPRINT: "dấu nhận biết kế hoạch",
    VERSION: "phiên bản biểu",
}
_MUST_AGREE = (AGENCY, PERIOD, PLAN)


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that starts with `cchc:`; `text` is what follows."""

    text: str
    sheet: Sheet
    row: int
    column: int

    @property
    def location(self) -> Location:
        return self.sheet.location(self.row, self.column)


@dataclass(frozen=True, slots=True)
class _Carried:
    what: str
    value: str
    location: Location


def marks_of(grid: Grid) -> tuple[Mark, ...]:
    """All key cells of the workbook, wherever they were moved."""
    return tuple(
        Mark(one_line(str(value))[len(MARK) :], sheet, r, c)
        for sheet in grid.sheets
        if (keys := {v for v in set().union(*sheet.rows) if isinstance(v, str) and v.startswith(MARK)})
        for r, cells in enumerate(sheet.rows, 1)
        if not keys.isdisjoint(cells)
        for c, value in enumerate(cells, 1)
        if value in keys
    )


def identity_of(grid: Grid, marks: Iterable[Mark]) -> tuple[Identity | None, tuple[Finding, ...]]:
    """The identity, or why there is none."""
    carried = [c for c in _carried(grid, tuple(marks)) if c.value]
    if not carried:
        return None, (finding("return-not-a-form", Location(grid.file), subject=grid.file),)
    conflicts = tuple(_conflicts(grid, carried))
    if conflicts:
        return None, conflicts
    found = {c.what: c.value for c in carried}
    missing = [_TITLES[what] for what in (AGENCY, PERIOD) if what not in found]
    if missing:
        return None, (
            finding("return-identity-missing", Location(grid.file), subject=grid.file, what=" và ".join(missing)),
        )
    return Identity(*(found.get(what, "") for what in (VERSION, AGENCY, PERIOD, PLAN, FINGERPRINT))), ()


def _carried(grid: Grid, marks: tuple[Mark, ...]) -> Iterator[_Carried]:
    for what in CARRIED:
        yield _Carried(
            what, one_line(grid.properties.get(f"cchc_{what}", "")), Location(grid.file, "Thuộc tính tài liệu")
        )
        yield _Carried(
            what, one_line(grid.names.get(f"CCHC_{what.upper()}", "")), Location(grid.file, "Tên đã định nghĩa")
        )
    for mark in marks:
        yield from _of_mark(mark)


def _of_mark(mark: Mark) -> Iterator[_Carried]:
    kind, _, name = mark.text.partition(":")
    if kind == IDENTITY and name in CARRIED:
        yield _Carried(name, right_of(mark), mark.location)
    elif mark.text.count("|") == 3:
        _, *values = mark.text.split("|")
        yield from (_Carried(what, value, mark.location) for what, value in zip(_MUST_AGREE, values, strict=True))
    elif MARK + mark.text == field_mark("code"):
        values = [part.strip() for part in right_of(mark).split("·")]
        if len(values) == 4:
            names = (*_MUST_AGREE, FINGERPRINT)
            yield from (_Carried(what, value, mark.location) for what, value in zip(names, values, strict=True))


def right_of(mark: Mark, title: str = "") -> str:
    """The last text to the right of a key cell (a title may stand between); "" when blank."""
    cells = [one_line(str(v)) for v in mark.sheet.rows[mark.row - 1][mark.column :] if v is not None]
    kept = [text for text in cells if text and text != title]
    return kept[-1] if kept else ""


def carried_in(marks: Iterable[Mark], sheet: str = CARRIED_JOB) -> Carried | None:
    """What a form carries on this hidden sheet; None where it carries nothing there, and for other workbooks."""
    return carried_by(lines_in(marks), sheet)


def lines_in(marks: Iterable[Mark]) -> Iterator[Line]:
    """Every mark with the text of the cell right of it, as it stands."""
    return ((MARK + m.text, str(m.sheet.at(m.row, m.column + 1) or "")) for m in marks)


def _conflicts(grid: Grid, carried: list[_Carried]) -> Iterator[Finding]:
    for what in _MUST_AGREE:
        places: dict[str, list[Location]] = {}
        for one in carried:
            if one.what == what:
                places.setdefault(one.value, []).append(one.location)
        if len(places) > 1:
            odd = min(places.values(), key=len)[0]
            values = "; ".join(f"{value} ({len(where)} chỗ)" for value, where in places.items())
            related = tuple(where[0] for where in places.values())
            yield finding(
                "return-identity-conflict",
                Location(grid.file, odd.sheet, odd.cell),
                subject=f"{grid.file}/{what}",
                related=related,
                what=_TITLES[what],
                values=values,
            )
