"""One sheet of the form with answers: its rows, hints, drop-downs and formulas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reporting.excel.form_done import done_formula, has_rate, is_done, rate_formula, rate_now
from reporting.excel.form_frame import (
    ALLOWED,
    FIRST,
    HEADING,
    KEYS,
    LINE,
    REMARK,
    SPARE,
    TITLE,
    lines_of,
    put,
    set_print,
    tag_of,
)
from reporting.excel.form_styles import Styles
from reporting.forms import layout
from reporting.forms.form import FilledForm, Form, FormRow, FormSheet
from reporting.forms.layout import FormColumn
from reporting.location import column_letters
from reporting.numbers import money_unit
from reporting.returns import Status

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from reporting.excel.writing import Workbook

_ON_ONE_PAGE = 18  # rows that are still read when they are printed on one page
_FROZEN = 4  # columns that stay in sight: code, number, item, text
_LEAST_LINES = {layout.ASSESSMENT: 5, layout.FREE: 2}  # room to write
_COUNTS = ("reported", "communes")
_A4_COLUMNS, _A4_ROWS = 15, 20  # what a unit of the lowest level is asked goes on its own printer's paper
_SAME = ("level", "previous")  # columns that tell nothing where every row says the same
_NUMBER_RULE = {
    "validate": "decimal",
    "criteria": ">=",
    "value": 0,
    "error_type": "warning",
    "error_title": "Cần một số",
    "error_message": "Ô này chỉ nhận số, viết bằng chữ số. Chọn No để gõ lại.",
}
_STATUS_RULE = {
    "validate": "list",
    "source": [status.label for status in Status],
    "error_title": "Chọn trong danh sách",
    "error_message": "Chọn một trạng thái trong danh sách thả xuống.",
}
_YES_NO_RULE = {
    "validate": "list",
    "source": [layout.YES, layout.NO],
    "error_title": "Chọn Có hoặc Không",
    "error_message": "Chọn Có hoặc Không trong danh sách thả xuống.",
}
_RULES: dict[str, dict[str, Any]] = {"number": _NUMBER_RULE, "status": _STATUS_RULE, "yes_no": _YES_NO_RULE}


class SheetWriter:
    """One sheet with answers."""

    def __init__(self, book: Workbook, form: Form, sheet: FormSheet, styles: Styles) -> None:
        self.form, self.sheet, self.styles = form, sheet, styles
        self.page: Worksheet = book.add_worksheet(sheet.name)
        self.letters = {column.key: column_letters(number) for number, column in enumerate(sheet.columns, 1)}
        self.last = FIRST + len(sheet.rows) - 1
        asked = [row for row in sheet.rows if row.code]
        below = any("reported" in row.fill for row in asked)
        self.wide = len(sheet.columns) > _A4_COLUMNS and (below or len(asked) > _A4_ROWS)

    def write(self, filled: FilledForm) -> None:
        self._heading()
        for number, row in enumerate(self.sheet.rows, FIRST):
            self._row(number, row, _answers(filled, self.sheet, number - FIRST, row))
        self._notes(filled.notes)
        self._validations()
        self._frame()

    def _notes(self, notes: Mapping[tuple[str, str], str]) -> None:
        for number, row in enumerate(self.sheet.rows if notes else (), FIRST):
            for place, column in enumerate(self.sheet.columns):
                note = notes.get((row.code, column.key))
                if note:
                    room = {"author": "", "x_scale": 3, "y_scale": (note.count("\n") + 2) / 4}
                    self.page.write_comment(number, place, note, room)

    def _heading(self) -> None:
        page, columns, styles = self.page, self.sheet.columns, self.styles
        for number, column in enumerate(columns):
            hidden = {"hidden": True} if column.kind == "key" or self._unused(column) else {}
            page.set_column(number, number, column.width, styles.spare, hidden)
            page.write_string(KEYS, number, layout.MARK + column.key, styles.key)
            page.write_string(HEADING, number, column.title, styles.heading_of(column.kind))
        page.set_row(REMARK, LINE + 3)
        page.write_string(KEYS, 0, tag_of(self.form, self.sheet.key), styles.key)
        page.set_row(KEYS, 12, None, {"hidden": True})
        page.set_row(TITLE, 24)
        page.set_row(HEADING, 48)
        head = f"{self.sheet.title} — {self.form.period_title.upper()}"
        page.write_string(TITLE, 1, head, styles.title)
        page.write_string(REMARK, 1, " ".join((self.form.agency_name + ".", *self.sheet.lines)), styles.remark)

    def _unused(self, column: FormColumn) -> bool:
        """A column to fill that no row of this agency asks for (communes, of a department); rates of nothing."""
        if column.key == "rate":
            return not any(map(has_rate, self.sheet.rows))
        if column.key in _SAME and not self.wide:
            return len({row.cells.get(column.key) or "" for row in self.sheet.rows if row.code}) < 2
        asked = column.kind in ("number", "yes_no")
        return asked and not any(column.key in row.fill for row in self.sheet.rows)

    def _row(self, number: int, row: FormRow, answers: Any) -> None:
        if row.heading:
            self._section(number, row)
            return
        write, styles = self.page.write_string, self.styles
        write(number, 0, row.code, styles.code_cell)
        self.page.set_row(number, LINE * self._lines(row, answers) + 3)
        for place, column in enumerate(self.sheet.columns):
            key = column.key
            if column.kind == "key":
                continue
            if column.kind == "computed":
                self._computed(number, place, key, row, answers)
            elif key in row.fill:
                value = answers.get(key, row.cells.get(key))
                kind = "date" if isinstance(value, date) else column.kind
                money = row.unit.lower() if money_unit(row.unit) and kind == "number" and key not in _COUNTS else ""
                style = styles.fill(kind, key in row.must, row.whole or key in _COUNTS, money)
                put(self.page, number, place, value, style)
            elif column.kind == "fixed":
                put(self.page, number, place, row.cells.get(key), styles.fixed(key))
            else:
                self.page.write_blank(number, place, None, styles.closed)

    def _lines(self, row: FormRow, answers: Any) -> int:
        texts = ((str(answers.get(c.key) or row.cells.get(c.key) or ""), c.width) for c in self.sheet.columns[1:])
        return max(_LEAST_LINES.get(self.sheet.key, 1), *(lines_of(text, width) for text, width in texts if text))

    def _section(self, number: int, row: FormRow) -> None:
        self.page.set_row(number, LINE + 6)
        text = " ".join(str(row.cells[key]) for key in ("item", "text") if key in row.cells)
        self.page.write_blank(number, 0, None, self.styles.code_cell)
        for place in range(1, len(self.sheet.columns)):
            self.page.write_blank(number, place, None, self.styles.section)
        self.page.write_string(number, 1, text, self.styles.section)

    def _computed(self, number: int, place: int, key: str, row: FormRow, answers: Any) -> None:
        if key == "rate" and has_rate(row):
            top, bottom = (f"{self.letters[part]}{number + 1}" for part in ("numerator", "denominator"))
            self.page.write_formula(number, place, rate_formula(top, bottom), self.styles.rate, rate_now(answers))
        elif key == "done" and row.obligation:
            cells = {key: f"{letters}{number + 1}" for key, letters in self.letters.items()}
            value = int(is_done(row, answers))
            self.page.write_formula(number, place, done_formula(row, cells), self.styles.done, value)
        else:
            self.page.write_blank(number, place, None, self.styles.closed)

    def _validations(self) -> None:
        for place, column in enumerate(self.sheet.columns):
            if column.hint:
                rule = _RULES.get(column.kind, {"validate": "any"})
                for hint, spans in self._hints(column.hint).items():
                    shown = {"input_title": column.title.replace("\n", " ")[:32], "input_message": hint[:255]}
                    cells = [[first, place, last, place] for first, last in spans]
                    self.page.data_validation(*cells[0], rule | shown | {"other_cells": cells[1:]})

    def _hints(self, hint: str) -> dict[str, list[tuple[int, int]]]:
        """What the cells of a column are told, with the rows from and to; the example of a number fits its row."""
        spare = (self.last + 1, self.last + SPARE)
        if "{number}" not in hint:
            return {self.form.said(hint): [(FIRST, spare[1])]}
        made: dict[str, list[tuple[int, int]]] = {}
        for example, rows in groupby(enumerate(self.sheet.rows, FIRST), lambda numbered: numbered[1].example):
            numbers = [number for number, _ in rows]
            made.setdefault(self.form.said(hint, example), []).append((numbers[0], numbers[-1]))
        made.setdefault(self.form.said(hint), []).append(spare)
        return made

    def _frame(self) -> None:
        page, columns = self.page, self.sheet.columns
        page.freeze_panes(FIRST, _FROZEN)
        page.autofilter(HEADING, 0, max(self.last, FIRST), len(columns) - 1)
        page.protect("", ALLOWED)
        page.repeat_rows(HEADING)
        whole = len(self.sheet.rows) <= _ON_ONE_PAGE
        set_print(page, self.form, landscape=True, wide=self.wide, whole=whole)


def _answers(filled: FilledForm, sheet: FormSheet, index: int, row: FormRow) -> Any:
    if sheet.key == layout.FREE:
        return filled.free[index] if index < len(filled.free) else {}
    return filled.rows.get(row.code, {})
