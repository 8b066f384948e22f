"""Tables of a return: which sheet holds answers, in which columns, on which rows.

Columns by their hidden keys wherever they moved; by their titles when the key row was deleted.
Rows by their hidden codes; by the visible code when the first column was deleted.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from reporting.findings import Finding, finding
from reporting.forms.layout import COLUMNS, FREE, MARK, SHEET_NAMES
from reporting.grid import Place, Sheet, Value
from reporting.location import Location, column_letters
from reporting.parse.identity import Mark
from reporting.text import fold, one_line

_KEYS = {column.key for columns in COLUMNS.values() for column in columns}
_TITLES = {fold(c.title): c.key for columns in COLUMNS.values() for c in columns}
_ANSWERS = {c.key for columns in COLUMNS.values() for c in columns if c.kind in ("number", "text", "status", "yes_no")}
_ROW_TITLE = fold("Mã dòng")
_LONGEST = 4 * max(map(len, _TITLES))  # letters of a title, in whatever spelling; a hidden sheet holds thousands
_NEEDED = 3  # so many known titles make a heading row


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet with answers: `kind` as the form calls it ("" unknown), columns by key, from 1; `answers` the
    keys of those that hold answers here (the free sheet's titles are answers too); `special`: their cells that say
    more than a value: errors, formulas, number formats."""

    sheet: Sheet
    kind: str
    columns: Mapping[str, int]
    heading: int
    answers: tuple[str, ...] = field(init=False)
    special: frozenset[Place] = field(init=False)

    def __post_init__(self) -> None:
        answers = tuple(key for key in self.columns if key in _ANSWERS and (key != "text" or self.kind == FREE))
        object.__setattr__(self, "answers", answers)
        object.__setattr__(self, "special", frozenset(_special(self.sheet, {self.columns[key] for key in answers})))

    def value(self, row: int, key: str) -> Value:
        column, rows = self.columns.get(key), self.sheet.rows
        if not column or not 0 < row <= len(rows):
            return None
        cells = rows[row - 1]
        return cells[column - 1] if column <= len(cells) else None

    def text(self, row: int, key: str) -> str:
        value = self.value(row, key)
        if value is None:
            return ""
        return one_line(value) if isinstance(value, str) else str(value)

    def location(self, row: int, key: str) -> Location:
        column = self.columns.get(key)
        return self.sheet.location(row, column) if column else Location(self.sheet.file, self.sheet.name)


_AS_STORED = frozenset({"#,##0", "0", "#,##0;-#,##0", "#,##0_);(#,##0)", "_(* #,##0_);_(* (#,##0);_(* -??_);_(@_)"})


def _special(sheet: Sheet, columns: set[int]) -> Iterator[Place]:
    for places in (sheet.errors, sheet.uncalculated, sheet.formulas, sheet.marked):
        yield from (place for place in places if place[1] in columns)
    for place, code in sheet.formats.items():
        if place[1] in columns and (code not in _AS_STORED or type(sheet.at(*place)) is not int):
            yield place
    for place, text in sheet.shown.items():
        if place[1] in columns and text != str(sheet.at(*place)):
            yield place


def tables_of(sheets: Iterable[Sheet], marks: tuple[Mark, ...]) -> tuple[tuple[SheetTable, ...], tuple[Finding, ...]]:
    """All sheets with answers, and what was odd about their columns."""
    tables: list[SheetTable] = []
    findings: list[Finding] = []
    seen: dict[str, str] = {}
    for sheet in sheets:
        table, found = _table(sheet, [m for m in marks if m.sheet is sheet])
        findings.extend(found)
        if table is None:
            continue
        if table.kind in seen:
            where = Location(sheet.file, sheet.name)
            known = SHEET_NAMES.get(table.kind, seen[table.kind])
            findings.append(
                finding("sheet-copied", where, subject=f"{sheet.file}/{sheet.name}", sheet=known, other=sheet.name)
            )
        elif table.kind:
            seen[table.kind] = sheet.name
        tables.append(table)
    return tuple(tables), tuple(findings)


def _table(sheet: Sheet, marks: list[Mark]) -> tuple[SheetTable | None, tuple[Finding, ...]]:
    tag = next((m for m in marks if m.text.count("|") == 3), None)
    kind = tag.text.partition("|")[0] if tag else ""
    keys = [m for m in marks if m.text in _KEYS]
    if keys:
        row = max({m.row for m in keys}, key=lambda r: sum(m.row == r for m in keys))
        places = [(m.text, m.column) for m in keys if m.row == row]
        if tag and tag.row == row:
            places.append(("row", tag.column))
    else:
        row, places = _by_titles(sheet)
    if not any(key in _ANSWERS for key, _ in places):
        return None, ()
    kind = kind or _kind_of(sheet, {key for key, _ in places})
    columns, findings = _once(sheet, row, places)
    return SheetTable(sheet, kind, columns, row), findings


def _by_titles(sheet: Sheet) -> tuple[int, list[tuple[str, int]]]:
    """The first row with enough of the form's own column titles."""
    for number, cells in enumerate(sheet.rows[:40], 1):
        found = [
            (_TITLES[name], c)
            for c, v in enumerate(cells, 1)
            if isinstance(v, str) and len(v) <= _LONGEST and (name := fold(v)) in _TITLES
        ]
        if len({key for key, _ in found}) >= _NEEDED:
            return number, found
    return 0, []


def _kind_of(sheet: Sheet, keys: set[str]) -> str:
    named = next((kind for kind, name in SHEET_NAMES.items() if fold(name) == fold(sheet.name)), "")
    if named:
        return named
    return FREE if "row" not in keys and "status" not in keys and {"text", "narrative", "evidence"} <= keys else ""


def _once(sheet: Sheet, row: int, places: list[tuple[str, int]]) -> tuple[dict[str, int], tuple[Finding, ...]]:
    """One column per key. A copied column is ignored when it is empty or says the same."""
    columns: dict[str, list[int]] = {}
    for key, column in places:
        columns.setdefault(key, []).append(column)
    kept = {key: found[0] for key, found in columns.items()}
    findings = []
    for key, found in columns.items():
        if len(found) == 1:
            continue
        contents = {tuple(_below(sheet, row, c)) for c in found}
        filled = [c for c in found if any(v is not None for v in _below(sheet, row, c))]
        if filled and len({tuple(_below(sheet, row, c)) for c in filled}) == 1:
            kept[key] = filled[0]
        elif len(contents) > 1 and len(filled) > 1 and key in _ANSWERS:
            del kept[key]
            findings.append(_copied(sheet, row, key, found))
    return kept, tuple(findings)


def _below(sheet: Sheet, row: int, column: int) -> Iterator[Value]:
    return (sheet.at(r, column) for r in range(row + 2, len(sheet.rows) + 1))


def _copied(sheet: Sheet, row: int, key: str, columns: list[int]) -> Finding:
    related = tuple(Location(sheet.file, sheet.name, column_letters(c)) for c in columns)
    where = sheet.location(row, columns[1])
    return finding(
        "column-copied", where, subject=f"{sheet.file}/{sheet.name}/{key}", related=related, field=column_title(key)
    )


@cache
def column_title(key: str, kind: str = "") -> str:
    """The title of a column on one line, as a user knows it from that sheet."""
    columns = (c for group in (COLUMNS.get(kind, ()), *COLUMNS.values()) for c in group)
    return next((one_line(c.title) for c in columns if c.key == key), key)


def rows_of(table: SheetTable) -> Iterator[int]:
    """Rows that are not blank, the key row left out."""
    for number, cells in enumerate(table.sheet.rows, 1):
        if cells and number != table.heading and (cells[-1] is not None or any(v is not None for v in cells)):
            yield number


def unknown_columns(table: SheetTable, codes: Container[str]) -> dict[int, list[int]]:
    """Columns of the sender's own beside the form's: column → its filled rows, of those that bear a code."""
    sheet, known = table.sheet, set(table.columns.values())
    widest = max(known)
    gaps = [c for c in range(1, widest) if c not in known]
    found: dict[int, list[int]] = {}
    for number, cells in enumerate(sheet.rows, 1):
        if not gaps and len(cells) <= widest or number == table.heading or table.text(number, "row") not in codes:
            continue
        for column in (*gaps, *range(widest + 1, len(cells) + 1)):
            value = sheet.at(number, column)
            if value is not None and str(value).strip():
                found.setdefault(column, []).append(number)
    return {column: rows for column, rows in found.items() if not _is_ours(sheet, column)}


def _is_ours(sheet: Sheet, column: int) -> bool:
    """A second column of a kind that the form has: told as such where it matters."""
    heads = (sheet.at(row, column) for row in range(1, min(len(sheet.rows), 40) + 1))
    return any(isinstance(head, str) and (head.startswith(MARK) or fold(head) in _TITLES) for head in heads)


def is_heading(table: SheetTable, row: int) -> bool:
    """Whether a row repeats the titles (or keys) of the columns."""
    if fold(table.text(row, "row")) == _ROW_TITLE:
        return True
    texts = {key: text for key in table.columns if (text := table.text(row, key))}
    same = sum(fold(text) == _folded_title(key) for key, text in texts.items())
    return same >= _NEEDED or any(text.startswith(MARK) for text in texts.values())


@cache
def _folded_title(key: str) -> str:
    return fold(column_title(key))


def content(table: SheetTable, row: int) -> dict[str, Value]:
    """What stands in a row's cells to fill, by column key; blanks left out."""
    found = ((key, table.value(row, key)) for key in table.answers)
    return {key: value for key, value in found if value is not None and str(value).strip()}
