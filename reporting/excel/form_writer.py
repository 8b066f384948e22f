"""A Form → the bytes of its workbook, blank or filled. The same form gives the same bytes.

No macros, no password; formulas use functions that every spreadsheet knows, and nothing is read
back from them. Only keys, headings and the first page are locked, so rows may be inserted, sorted,
filtered and deleted.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reporting.excel.form_styles import Styles
from reporting.forms import layout
from reporting.forms.form import NOTHING_FILLED, Filled, Form, FormRow, FormSheet
from reporting.forms.layout import FormColumn
from reporting.location import column_letters
from reporting.plan import MeasureKind
from reporting.returns import Status

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# Rows of a sheet with answers, counted from 0: keys (hidden), title, remarks, heading, first row.
_KEYS, _TITLE, _REMARK, _HEADING, _FIRST = 0, 1, 2, 3, 4
_FROZEN = 4  # columns that stay in sight: code, number, item, text
_A3, _A4 = 8, 9
_LINE = 15.0  # points, Times New Roman 11
_LEAST_LINES = {layout.ASSESSMENT: 5, layout.FREE: 2}  # room to write
_SPARE = 200  # rows below the last one that validation, unlocking and counting still reach

_ALLOWED = dict.fromkeys(
    (
        "insert_rows",
        "delete_rows",
        "insert_columns",
        "format_cells",
        "format_columns",
        "format_rows",
        "sort",
        "autofilter",
        "insert_hyperlinks",
        "select_locked_cells",
        "select_unlocked_cells",
    ),
    True,
)


def form_workbook(form: Form, filled: Filled = NOTHING_FILLED) -> bytes:
    """The workbook; `filled` puts answers in (samples, tests, a form sent on with what is known)."""
    from xlsxwriter import Workbook

    from reporting.excel.form_page import FormPage

    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_urls": False}) as book:
        book.worksheet_class = FormPage
        _properties(book, form)
        styles = Styles(book)
        guide = book.add_worksheet(layout.SHEET_NAMES[layout.GUIDE])
        for sheet in form.sheets:
            _Writer(book, form, sheet, styles).write(filled)
        _guide(guide, form, filled, styles)
        _identity(book, form)
        guide.activate()
    return target.getvalue()


def _properties(book: Workbook, form: Form) -> None:
    made = datetime.combine(form.created, time())
    book.set_properties(
        {
            "title": f"Biểu mẫu báo cáo {form.period_title} — {form.agency_name}",
            "created": made,
            "company": form.agency_name,
        }
    )
    for name, value in form.identity.items:
        book.set_custom_property(f"cchc_{name}", value, "text")
        book.define_name(f"CCHC_{name.upper()}", f'="{value}"')


def _identity(book: Workbook, form: Form) -> None:
    sheet = book.add_worksheet(layout.SHEET_NAMES[layout.IDENTITY])
    sheet.very_hidden()
    for row, (name, value) in enumerate(form.identity.items):
        sheet.write_string(row, 0, f"{layout.MARK}{layout.IDENTITY}:{name}")
        sheet.write_string(row, 1, value)
    sheet.protect("", {})


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column: rows get a fitting height, Excel refines it."""
    return sum(max(1, -(-len(line) // max(1, int(width * 1.3)))) for line in text.split("\n"))


# --- the first page ---------------------------------------------------------------------------


def _guide(sheet: Worksheet, form: Form, filled: Filled, styles: Styles) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 2, None, {"hidden": True})
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 84)
    sheet.write_string(0, 0, _tag(form, layout.GUIDE), styles.key)
    sheet.merge_range(0, 1, 0, 2, "BIỂU BÁO CÁO CÔNG TÁC CẢI CÁCH HÀNH CHÍNH", styles.cover)
    sheet.set_row(0, 30)
    sheet.merge_range(1, 1, 1, 2, f"{form.period_title[:1].upper()}{form.period_title[1:]}", styles.cover_period)
    sheet.set_row(1, 22)
    if form.notice:
        sheet.merge_range(2, 1, 2, 2, form.notice, styles.notice)
        sheet.set_row(2, 20)
    row = _facts(sheet, form, 4, styles)
    row = _fields(sheet, form, filled, row + 1, styles)
    sheet.merge_range(row + 1, 1, row + 1, 2, "CÁCH ĐIỀN BIỂU", styles.cover_head)
    for number, line in enumerate(form.guide, 1):
        at = row + 1 + number
        sheet.merge_range(at, 1, at, 2, f"{number}. {line}", styles.guide_line)
        sheet.set_row(at, _LINE * lines_of(f"{number}. {line}", 106) + 4)
    sheet.protect("", _ALLOWED)
    _page(sheet, form, landscape=False)


def _facts(sheet: Worksheet, form: Form, row: int, styles: Styles) -> int:
    for title, text in form.facts:
        sheet.write_string(row, 1, title, styles.fact_title)
        sheet.write_string(row, 2, text, styles.fact)
        sheet.set_row(row, _LINE * lines_of(text, 84) + 4)
        row += 1
    return row


def _fields(sheet: Worksheet, form: Form, filled: Filled, row: int, styles: Styles) -> int:
    for key, title, hint in layout.GUIDE_FIELDS:
        sheet.write_string(row, 0, layout.field_mark(key), styles.key)
        sheet.write_string(row, 1, title, styles.fact_title)
        value = filled.guide.get(key, 1 if key == "sequence" else None)
        _put(sheet, row, 2, value, styles.field_date if key == "sent" else styles.field)
        sheet.set_row(row, _LINE + 4)
        sheet.data_validation(row, 2, row, 2, _hint(title, hint))
        row += 1
    sheet.write_string(row, 1, "Tiến độ", styles.fact_title)
    sheet.set_row(row, _LINE + 4)
    sheet.set_row(row + 1, _LINE + 4)
    sheet.write_formula(row, 2, _progress(form), styles.progress, _progress_now(form, filled))
    sheet.write_string(row + 1, 0, layout.field_mark("code"), styles.key)
    sheet.write_string(row + 1, 1, "Mã nhận dạng", styles.fact_title)
    sheet.write_string(row + 1, 2, form.identity.code, styles.code)
    return row + 2


def _hint(title: str, hint: str) -> dict[str, Any]:
    return {"validate": "any", "input_title": title[:32], "input_message": hint[:255]}


def _progress(form: Form) -> str:
    """`đã điền x/y` bắt buộc: SUMIF over the sheets' last columns; y is the plan's, not the sheet's."""
    sums = []
    for sheet in form.sheets:
        keys = [column.key for column in sheet.columns]
        if "done" in keys:
            done, required = (column_letters(keys.index(key) + 1) for key in ("done", "required"))
            last = _FIRST + len(sheet.rows) + _SPARE
            area = f"'{sheet.name}'!${{0}}${_FIRST + 1}:${{0}}${last}"
            sums.append(f'SUMIF({area.format(required)},"{layout.REQUIRED}",{area.format(done)})')
    total = "+".join(sums) or "0"
    return f'="Đã điền "&({total})&"/{form.required} dòng bắt buộc"'


def _progress_now(form: Form, filled: Filled) -> str:
    """The formula's result, stored with it: not every program calculates on opening."""
    done = sum(is_done(row, filled.rows.get(code, {})) for code, row in form.rows().items() if row.required)
    return f"Đã điền {done}/{form.required} dòng bắt buộc"


# --- sheets with answers ----------------------------------------------------------------------


class _Writer:
    """One sheet with answers."""

    def __init__(self, book: Workbook, form: Form, sheet: FormSheet, styles: Styles) -> None:
        self.form, self.sheet, self.styles = form, sheet, styles
        self.page: Worksheet = book.add_worksheet(sheet.name)
        self.letters = {column.key: column_letters(number) for number, column in enumerate(sheet.columns, 1)}
        self.last = _FIRST + len(sheet.rows) - 1

    def write(self, filled: Filled) -> None:
        self._heading()
        for number, row in enumerate(self.sheet.rows, _FIRST):
            self._row(number, row, _answers(filled, self.sheet, number - _FIRST, row))
        self._validations()
        self._frame()

    def _heading(self) -> None:
        page, columns, styles = self.page, self.sheet.columns, self.styles
        for number, column in enumerate(columns):
            hidden = {"hidden": True} if column.kind == "key" or self._unused(column) else {}
            page.set_column(number, number, column.width, styles.spare, hidden)
            page.write_string(_KEYS, number, layout.MARK + column.key, styles.key)
            page.write_string(_HEADING, number, column.title, styles.heading_of(column.kind))
        page.set_row(_REMARK, _LINE + 3)
        page.write_string(_KEYS, 0, _tag(self.form, self.sheet.key), styles.key)
        page.set_row(_KEYS, 12, None, {"hidden": True})
        page.set_row(_TITLE, 24)
        page.set_row(_HEADING, 48)
        head = f"{self.sheet.title} — {self.form.period_title.upper()}"
        page.write_string(_TITLE, 1, head, styles.title)
        page.write_string(_REMARK, 1, " ".join((self.form.agency_name + ".", *self.sheet.lines)), styles.remark)

    def _unused(self, column: FormColumn) -> bool:
        """A column to fill that no row of this agency asks for (communes, of a department)."""
        asked = column.kind in ("number", "yes_no")
        return asked and not any(column.key in row.fill for row in self.sheet.rows)

    def _row(self, number: int, row: FormRow, answers: Any) -> None:
        if row.heading:
            self._section(number, row)
            return
        write, styles = self.page.write_string, self.styles
        write(number, 0, row.code, styles.code_cell)
        self.page.set_row(number, _LINE * self._lines(row, answers) + 3)
        for place, column in enumerate(self.sheet.columns):
            key = column.key
            if column.kind == "key":
                continue
            if column.kind == "computed":
                self._computed(number, place, key, row, answers)
            elif key in row.fill:
                value = answers.get(key, row.cells.get(key))
                kind = "date" if isinstance(value, date) else column.kind
                style = styles.fill(kind, key in row.must, row.whole or key in _COUNTS)
                _put(self.page, number, place, value, style)
            elif column.kind == "fixed":
                _put(self.page, number, place, row.cells.get(key), styles.fixed(key))
            else:
                self.page.write_blank(number, place, None, styles.closed)

    def _lines(self, row: FormRow, answers: Any) -> int:
        texts = ((str(answers.get(c.key) or row.cells.get(c.key) or ""), c.width) for c in self.sheet.columns[1:])
        return max(_LEAST_LINES.get(self.sheet.key, 1), *(lines_of(text, width) for text, width in texts if text))

    def _section(self, number: int, row: FormRow) -> None:
        self.page.set_row(number, _LINE + 6)
        text = " ".join(str(row.cells[key]) for key in ("item", "text") if key in row.cells)
        self.page.write_blank(number, 0, None, self.styles.code_cell)
        for place in range(1, len(self.sheet.columns)):
            self.page.write_blank(number, place, None, self.styles.section)
        self.page.write_string(number, 1, text, self.styles.section)

    def _computed(self, number: int, place: int, key: str, row: FormRow, answers: Any) -> None:
        if key == "rate" and row.obligation and row.obligation.answer in _RATIOS and "denominator" in row.fill:
            top, bottom = (f"{self.letters[part]}{number + 1}" for part in ("numerator", "denominator"))
            formula = f"=IF(AND(ISNUMBER({top}),ISNUMBER({bottom})),IF({bottom}<>0,ROUND({top}/{bottom}*100,2),-1),-1)"
            self.page.write_formula(number, place, formula, self.styles.rate, _rate(answers))
        elif key == "done" and row.obligation:
            self.page.write_formula(
                number, place, self._done(number, row), self.styles.done, int(is_done(row, answers))
            )
        else:
            self.page.write_blank(number, place, None, self.styles.closed)

    def _done(self, number: int, row: FormRow) -> str:
        """1 when the row would be complete: figure (or status) and evidence, or not arising with a reason."""
        cell = {key: f"{letters}{number + 1}" for key, letters in self.letters.items()}
        figures = [cell[key] for key in ("numerator", "denominator", "answer") if key in row.fill]
        given = [f'{one}<>""' for one in figures] or [f'{cell["status"]}<>""']
        excused = f'{cell["status"]}="{Status.NOT_STARTED.label}"'
        if "answer" in row.fill:
            excused += f',{cell["answer"]}="{layout.NO}"'
        proof = [] if "reported" in row.fill else [f'OR({cell["evidence"]}<>"",{excused})']
        reason = f'IF({cell["note"]}&{cell["narrative"]}<>"",1,0)'
        return f'=IF({cell["status"]}="{Status.NOT_ARISING.label}",{reason},IF(AND({",".join(given + proof)}),1,0))'

    def _validations(self) -> None:
        for place, column in enumerate(self.sheet.columns):
            if column.hint:
                rule = _RULES.get(column.kind, {"validate": "any"})
                shown = {"input_title": column.title.replace("\n", " ")[:32], "input_message": column.hint[:255]}
                self.page.data_validation(_FIRST, place, self.last + _SPARE, place, rule | shown)

    def _frame(self) -> None:
        page, columns = self.page, self.sheet.columns
        page.freeze_panes(_FIRST, _FROZEN)
        page.autofilter(_HEADING, 0, max(self.last, _FIRST), len(columns) - 1)
        page.protect("", _ALLOWED)
        page.repeat_rows(_HEADING)
        _page(page, self.form, landscape=True, wide=len(columns) > 15)


def is_done(row: FormRow, answers: Any) -> bool:
    """What the form's own formula in the last column says of a row."""
    given = {key for key, value in answers.items() if value not in (None, "")}
    status = answers.get("status")
    status = status.label if isinstance(status, Status) else status
    if status == Status.NOT_ARISING.label:
        return bool(given & {"note", "narrative"})
    asked = row.fill & {"numerator", "denominator", "answer"} or {"status"}
    proven = "evidence" in given or status == Status.NOT_STARTED.label or answers.get("answer") == layout.NO
    return asked <= given and ("reported" in row.fill or proven)


def _rate(answers: Any) -> float:
    """The formula's result; -1 (shown as nothing) while a part is missing, because an empty text
    stored as a result looks like a formula that was never calculated."""
    top, bottom = answers.get("numerator"), answers.get("denominator")
    numbers = all(isinstance(part, (int, float, Decimal)) for part in (top, bottom))
    return round(float(top) / float(bottom) * 100, 2) if numbers and bottom else -1


_RATIOS = (MeasureKind.RATIO, MeasureKind.UNITS)
_COUNTS = ("reported", "communes")
_NUMBER_RULE = {
    "validate": "decimal",
    "criteria": ">=",
    "value": 0,
    "error_type": "warning",
    "error_title": "Cần một số",
    "error_message": "Ô này chỉ nhận số (ví dụ 1234 hoặc 12,5). Chọn No để gõ lại.",
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


def _answers(filled: Filled, sheet: FormSheet, index: int, row: FormRow) -> Any:
    if sheet.key == layout.FREE:
        return filled.free[index] if index < len(filled.free) else {}
    return filled.rows.get(row.code, {})


def _put(page: Worksheet, row: int, column: int, value: object, style: Any) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, style)
    elif isinstance(value, (bool, str)):
        page.write_string(row, column, str(value), style)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, style)
    elif isinstance(value, Status):
        page.write_string(row, column, value.label, style)
    else:
        page.write_number(row, column, value, style)


def _tag(form: Form, sheet: str) -> str:
    return layout.sheet_tag(sheet, form.identity.agency, form.identity.period, form.identity.plan)


def _page(page: Worksheet, form: Form, *, landscape: bool, wide: bool = False) -> None:
    if landscape:
        page.set_landscape()
    page.set_paper(_A3 if wide else _A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L&8{form.identity.code.replace('&', '&&')}&R&8Trang &P/&N")
