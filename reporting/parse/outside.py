"""What a sender wrote where the form asks nothing: sheets of their own, comments, text boxes, copies in hidden rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from reporting.findings import Finding, finding
from reporting.forms.layout import CARRIED_JOB, ERRORS, GUIDE, IDENTITY, MERGED, SHEET_NAMES
from reporting.grid import Grid, Remark, Sheet
from reporting.location import Location
from reporting.parse.appearance import seen
from reporting.parse.identity import Mark, carried_in
from reporting.parse.sheets import SheetTable
from reporting.text import fold, one_line

_STATES = {"visible": "đang hiện", "hidden": "đang ẩn", "very_hidden": "ẩn sâu"}
_KINDS = {"comment": "Ghi chú gắn với ô", "shape": "Hộp chữ hoặc hình vẽ"}
_OURS = {fold(SHEET_NAMES[key]) for key in (GUIDE, IDENTITY, CARRIED_JOB, MERGED, ERRORS)}
_MOST = 20  # remarks of one sheet that are named one by one
_LONGEST = 150
_TELLING = 20  # a single figure from here on is hardly the same by chance
_FIGURES = ("numerator", "denominator", "answer", "reported")


def outside_of_cells(grid: Grid, marks: Iterable[Mark], tables: Iterable[SheetTable], agency: str) -> Iterator[Finding]:
    """Findings about sheets that the form does not have, and about what is drawn or noted on any sheet."""
    marks = tuple(marks)
    for key in (CARRIED_JOB, MERGED):
        carried, name = carried_in(marks, key), SHEET_NAMES[key]
        if carried is None or carried.intact:
            continue
        yield finding("hidden-sheet-changed", Location(grid.file, name), agency=agency, subject=name, sheet=name)
    known = {id(mark.sheet) for mark in marks} | {id(table.sheet) for table in tables}
    for sheet in grid.sheets:
        if id(sheet) not in known and fold(sheet.name) not in _OURS:
            yield from _sheet(sheet, agency)
        for number, remark in enumerate(sheet.remarks[:_MOST], 1):
            yield _remark(sheet, remark, number, agency)
        if len(sheet.remarks) > _MOST:
            more = Remark("shape", f"và {len(sheet.remarks) - _MOST} ghi chú, hộp chữ khác")
            yield _remark(sheet, more, 0, agency)


def _sheet(sheet: Sheet, agency: str) -> Iterator[Finding]:
    filled = [
        (row, column)
        for row, cells in enumerate(sheet.rows, 1)
        for column, value in enumerate(cells, 1)
        if value is not None and str(value).strip() or (row, column) in sheet.errors
    ]
    if filled:
        sample = _cut(next((text for place in filled if (text := seen(sheet, place))), ""))
        said = {"sheet": sheet.name, "state": _STATES[sheet.state], "count": len(filled), "sample": sample}
        yield finding("sheet-unknown", sheet.location(*filled[0]), agency=agency, subject=sheet.name, **said)


def _remark(sheet: Sheet, remark: Remark, number: int, agency: str) -> Finding:
    where = Location(sheet.file, sheet.name, remark.cell)
    said = {"what": _KINDS[remark.kind], "sheet": sheet.name, "raw": _cut(remark.text)}
    return finding("remark-unread", where, agency=agency, subject=f"{sheet.name}/{remark.cell or number}", **said)


def _cut(text: str) -> str:
    text = one_line(text[: 4 * _LONGEST])
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def hides_a_copy(table: SheetTable, row: int) -> bool:
    """Whether a hidden row says the same figures as the next visible row above or below: what a filter leaves in sight
    was pasted over it."""
    figures = _figures(table, row)
    telling = len(figures) > 1 or any(
        isinstance(value, (int, float)) and value >= _TELLING for value in figures.values()
    )
    return telling and any(figures == _figures(table, near) for near in _neighbours(table, row))


def _figures(table: SheetTable, row: int) -> dict[str, object]:
    found = ((key, table.value(row, key)) for key in _FIGURES)
    return {key: value for key, value in found if value is not None}


def _neighbours(table: SheetTable, row: int) -> Iterator[int]:
    """The next visible rows with a code, above and below."""
    hidden = table.sheet.hidden_rows
    for rows in (range(row - 1, 0, -1), range(row + 1, len(table.sheet.rows) + 1)):
        seen_rows = (near for near in rows if near not in hidden and table.text(near, "row"))
        yield from itertools.islice(seen_rows, 1)
