"""What the pages of the form share: where things stand, what is allowed, how a cell is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from reporting.forms import layout
from reporting.forms.form import Form
from reporting.returns import Status

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Rows of a sheet with answers, counted from 0: keys (hidden), title, remarks, heading, first row.
KEYS, TITLE, REMARK, HEADING, FIRST = 0, 1, 2, 3, 4
LINE = 15.0  # points, Times New Roman 11
SPARE = 200  # rows below the last one that validation, unlocking and counting still reach
_A3, _A4 = 8, 9

# What a locked page still lets people do.
ALLOWED = dict.fromkeys(
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


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column: rows get a fitting height, Excel refines it."""
    return sum(max(1, -(-len(line) // max(1, int(width * 1.3)))) for line in text.split("\n"))


def put(page: Worksheet, row: int, column: int, value: object, style: Any) -> None:
    """A value in the way its type asks for; a blank keeps its format."""
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


def tag_of(form: Form, sheet: str) -> str:
    """The identity that a sheet of this form carries."""
    return layout.sheet_tag(sheet, form.identity.agency, form.identity.period, form.identity.plan)


def set_print(page: Worksheet, form: Form, *, landscape: bool, wide: bool = False, whole: bool = False) -> None:
    """A4, or A3 for a wide table; one page wide, and with `whole` one page high; the identity in the foot."""
    if landscape:
        page.set_landscape()
    page.set_paper(_A3 if wide else _A4)
    page.fit_to_pages(1, int(whole))
    page.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L&8{form.identity.code.replace('&', '&&')}&R&8Trang &P/&N")
