"""A Form → the bytes of its workbook, blank or filled. The same form gives the same bytes.

No macros, no password; formulas use functions that every spreadsheet knows, and nothing is read
back from them. Only keys, headings and the first page are locked, so rows may be inserted, sorted,
filtered and deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from reporting.excel.form_guide import write_guide, write_own_report
from reporting.excel.form_sheet import SheetWriter
from reporting.excel.form_styles import Styles
from reporting.forms import layout
from reporting.forms.form import NOTHING_FILLED, FilledForm, Form

if TYPE_CHECKING:
    from reporting.excel.writing import Workbook


def form_workbook(form: Form, filled: FilledForm = NOTHING_FILLED) -> bytes:
    """The workbook; `filled` puts answers in (samples, tests, a form sent on with what is known)."""
    from reporting.excel.form_page import FormPage
    from reporting.excel.writing import Workbook

    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_urls": False}) as book:
        book.worksheet_class = FormPage
        _properties(book, form)
        styles = Styles(book)
        guide = book.add_worksheet(layout.SHEET_NAMES[layout.GUIDE])
        for sheet in form.sheets:
            SheetWriter(book, form, sheet, styles).write(filled)
        if form.own_report and not form.short:
            write_own_report(book.add_worksheet(layout.SHEET_NAMES[layout.OWN_REPORT]), form, styles)
        write_guide(guide, form, filled, styles)
        _hidden(book, layout.IDENTITY, ((f"{layout.MARK}{layout.IDENTITY}:{k}", v) for k, v in form.identity.items))
        if form.carried:
            _hidden(book, layout.CARRIED_JOB, form.carried)
        if filled.merged:
            _hidden(book, layout.MERGED, filled.merged)
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


def _hidden(book: Workbook, key: str, lines: Iterable[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(layout.SHEET_NAMES[key])
    sheet.very_hidden()
    for row, (mark, text) in enumerate(lines):
        sheet.write_string(row, 0, mark)
        sheet.write_string(row, 1, text)
    sheet.protect("", {})
