"""The form's first page: whose it is, who fills it, how far, and how it is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reporting.excel.form_done import is_done
from reporting.excel.form_frame import ALLOWED, FIRST, LINE, SPARE, lines_of, put, set_print, tag_of
from reporting.excel.form_styles import Styles
from reporting.forms import layout
from reporting.forms.form import FilledForm, Form
from reporting.location import column_letters

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


_NOTHING_OWED = "Không có dòng bắt buộc; điền những dòng có kết quả"


def write_guide(sheet: Worksheet, form: Form, filled: FilledForm, styles: Styles) -> None:
    """The page after the sheets that it counts."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 2, None, {"hidden": True})
    sheet.set_column(1, 1, 28 if form.short else 22)
    sheet.set_column(2, 2, 78 if form.short else 84)
    sheet.write_string(0, 0, tag_of(form, layout.GUIDE), styles.key)
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
    for number, line in enumerate(map(form.said, form.guide), 1):
        at = row + 1 + number
        sheet.merge_range(at, 1, at, 2, f"{number}. {line}", styles.guide_line)
        sheet.set_row(at, LINE * lines_of(f"{number}. {line}", 106) + 4)
    if form.own_report and form.short:
        _own_report_fields(sheet, form, row + 3 + len(form.guide), styles)
    sheet.protect("", ALLOWED)
    set_print(sheet, form, landscape=False, whole=form.short)


def _facts(sheet: Worksheet, form: Form, row: int, styles: Styles) -> int:
    for title, text in form.facts:
        sheet.write_string(row, 1, title, styles.fact_title)
        sheet.write_string(row, 2, text, styles.fact)
        sheet.set_row(row, LINE * lines_of(text, 84) + 4)
        row += 1
    return row


def _fields(sheet: Worksheet, form: Form, filled: FilledForm, row: int, styles: Styles) -> int:
    for key, title, hint in layout.GUIDE_FIELDS:
        sheet.write_string(row, 0, layout.field_mark(key), styles.key)
        sheet.write_string(row, 1, title, styles.fact_title)
        value = filled.guide.get(key, 1 if key == "sequence" else None)
        put(sheet, row, 2, value, styles.field_date if key == "sent" else styles.field)
        sheet.set_row(row, LINE + 4)
        sheet.data_validation(row, 2, row, 2, _hint(title, form.said(hint)))
        row += 1
    sheet.write_string(row, 1, "Tiến độ", styles.fact_title)
    sheet.set_row(row, LINE + 4)
    sheet.set_row(row + 1, LINE + 4)
    sheet.write_formula(row, 2, _progress(form), styles.progress, _progress_now(form, filled))
    sheet.write_string(row + 1, 0, layout.field_mark("code"), styles.key)
    sheet.write_string(row + 1, 1, "Mã nhận dạng", styles.fact_title)
    sheet.write_string(row + 1, 2, form.identity.code, styles.code)
    return row + 2


def write_own_report(sheet: Worksheet, form: Form, styles: Styles) -> None:
    """How the agency's own report is headed and signed: proposed, to be changed where it differs."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 2, None, {"hidden": True})
    sheet.set_column(1, 1, 32)
    sheet.set_column(2, 2, 74)
    sheet.write_string(0, 0, tag_of(form, layout.OWN_REPORT), styles.key)
    sheet.set_row(0, 30)
    _own_report_fields(sheet, form, 0, styles)
    sheet.protect("", ALLOWED)
    set_print(sheet, form, landscape=False)


def _own_report_fields(sheet: Worksheet, form: Form, top: int, styles: Styles) -> None:
    sheet.merge_range(top, 1, top, 2, "BÁO CÁO RIÊNG CỦA ĐƠN VỊ", styles.cover)
    sheet.merge_range(top + 1, 1, top + 1, 2, layout.OWN_REPORT_REMARK, styles.guide_line)
    sheet.set_row(top + 1, 2 * LINE + 4)
    for row, (key, title, hint) in enumerate(layout.OWN_REPORT_FIELDS, top + 3):
        value = form.own_report.get(key, "")
        sheet.write_string(row, 0, layout.own_report_mark(key), styles.key)
        sheet.write_string(row, 1, title, styles.fact_title)
        put(sheet, row, 2, value, styles.field_date if key == "issued" else styles.field)
        sheet.set_row(row, LINE * lines_of(value or " ", 74) + 4)
        sheet.data_validation(row, 2, row, 2, _hint(title, form.said(hint)))


def _hint(title: str, hint: str) -> dict[str, Any]:
    return {"validate": "any", "input_title": title[:32], "input_message": hint[:255]}


def _progress(form: Form) -> str:
    """`đã điền x/y` bắt buộc: SUMIF over the sheets' last columns; y is the plan's, not the sheet's."""
    if not form.required:
        return f'="{_NOTHING_OWED}"'
    sums = []
    for sheet in form.sheets:
        keys = [column.key for column in sheet.columns]
        if "done" in keys:
            done, required = (column_letters(keys.index(key) + 1) for key in ("done", "required"))
            last = FIRST + len(sheet.rows) + SPARE
            area = f"'{sheet.name}'!${{0}}${FIRST + 1}:${{0}}${last}"
            sums.append(f'SUMIF({area.format(required)},"{layout.REQUIRED}",{area.format(done)})')
    total = "+".join(sums) or "0"
    return f'="Đã điền "&({total})&"/{form.required} dòng bắt buộc"'


def _progress_now(form: Form, filled: FilledForm) -> str:
    """The formula's result, stored with it: not every program calculates on opening."""
    if not form.required:
        return _NOTHING_OWED
    done = sum(is_done(row, filled.rows.get(code, {})) for code, row in form.rows().items() if row.required)
    return f"Đã điền {done}/{form.required} dòng bắt buộc"
