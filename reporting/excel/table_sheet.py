"""Workbooks of plain tables that officers read and edit: a note, a frozen header, wrapped cells.

The bytes depend on the content alone: the creation date is a constant of the caller, zip entries
carry no time (XlsxWriter), no path and no user name is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from reporting.errors import OutputError
from reporting.location import column_letters
from reporting.parse.tables import Layout, ReadColumn

Cell = str | int | Decimal | date | None

CELL_LIMIT = 32_767
_FONT = "Times New Roman"
_NOTE_ROW, _HEADER_ROW = 0, 1
_VALIDATED_ROWS = 2000
_LINE, _MARGIN, _TALLEST = 15.0, 3.0, 409.0
_PAGE_WIDTH = 250.0
_LISTS = "Danh sách chọn"


@dataclass(frozen=True, slots=True)
class Filled:
    """A layout with its rows (key → cell); `frozen`: how many columns stay in sight."""

    layout: Layout
    rows: Sequence[Mapping[str, Cell]]
    frozen: int = 1


def workbook(sheets: Iterable[Filled], *, title: str, kind: str, created: datetime) -> bytes:
    """The workbook's bytes; `kind` goes into a custom property, so that a reader knows what it holds."""
    from reporting.excel.writing import Workbook

    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": title, "created": created})
    book.set_custom_property("cchc.kind", kind)
    formats = _formats(book)
    lists: list[ReadColumn] = []
    for filled in sheets:
        _write(book, filled, formats)
        lists += [column for column in filled.layout.columns if _has_comma(column)]
    _write_lists(book, lists)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": _FONT, "font_size": 11, "valign": "top", "text_wrap": True}
    cell = base | {"border": 1, "border_color": "#BFBFBF"}
    styles = {
        "note": base | {"italic": True, "font_color": "#44546A", "valign": "vcenter"},
        "header": cell | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E2F3"},
        "text": cell,
        "strong": cell | {"bold": True},
        "number": cell | {"align": "center", "num_format": "#,##0.##########"},
        "integer": cell | {"align": "center", "num_format": "0"},
        "date": cell | {"align": "center", "num_format": "dd/mm/yyyy"},
        "choice": cell | {"align": "center"},
    }
    return {name: book.add_format(style) for name, style in styles.items()}


def _write(book: Any, filled: Filled, formats: Mapping[str, Any]) -> None:
    layout = filled.layout
    sheet = book.add_worksheet(layout.sheet)
    last = len(layout.columns) - 1
    _frame(sheet, filled, last)
    _note(sheet, layout, last, formats["note"])
    for position, column in enumerate(layout.columns):
        sheet.set_column(position, position, column.width)
        sheet.write_string(_HEADER_ROW, position, column.title, formats["header"])
        if column.hint:
            sheet.write_comment(_HEADER_ROW, position, column.hint, {"author": "", "x_scale": 2})
        if column.choices:
            sheet.data_validation(_HEADER_ROW + 1, position, _VALIDATED_ROWS, position, _drop_down(column))
    for row, values in enumerate(filled.rows, _HEADER_ROW + 1):
        sheet.set_row(row, _height(layout, values))
        for position, column in enumerate(layout.columns):
            _cell(sheet, row, position, values.get(column.key), _format(column, position, formats))


def _height(layout: Layout, values: Mapping[str, Cell]) -> float:
    """Said outright, since LibreOffice opens wrapped rows one line high."""
    lines = max(_lines(str(values.get(column.key) or ""), column.width) for column in layout.columns)
    return min(_MARGIN + _LINE * lines, _TALLEST)


def _lines(text: str, width: float) -> int:
    return sum(1 + int(len(line) / (width * 1.15)) for line in text.split("\n"))


def _note(sheet: Any, layout: Layout, last: int, style: Any) -> None:
    """The note spans what a screen shows, not the whole table; tall enough for all its lines."""
    span, width = 0, layout.columns[0].width
    while span < last and width < 110:
        span += 1
        width += layout.columns[span].width
    if span:
        sheet.merge_range(_NOTE_ROW, 0, _NOTE_ROW, span, layout.note, style)
    else:
        sheet.write_string(_NOTE_ROW, 0, layout.note, style)
    sheet.set_row(_NOTE_ROW, 2 * _MARGIN + _LINE * _lines(layout.note, width))


def _frame(sheet: Any, filled: Filled, last: int) -> None:
    sheet.freeze_panes(_HEADER_ROW + 1, filled.frozen)
    sheet.set_row(_HEADER_ROW, 34)
    if filled.rows:
        sheet.autofilter(_HEADER_ROW, 0, _HEADER_ROW + len(filled.rows), last)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.fit_to_pages(max(1, round(sum(c.width for c in filled.layout.columns) / _PAGE_WIDTH)), 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.set_footer("&C&P/&N")


def _has_comma(column: ReadColumn) -> bool:
    """Excel would split such a choice in two where the list stands in the rule itself."""
    return any("," in choice for choice in column.choices)


def _write_lists(book: Any, columns: Sequence[ReadColumn]) -> None:
    """Choices that need cells of their own, on a hidden sheet behind the others, each list under a name."""
    if not columns:
        return
    sheet = book.add_worksheet(_LISTS)
    sheet.hide()
    for position, column in enumerate(columns):
        sheet.write_column(0, position, column.choices)
        letter, last = column_letters(position + 1), len(column.choices)
        book.define_name(_list_name(column), f"='{_LISTS}'!${letter}$1:${letter}${last}")


def _list_name(column: ReadColumn) -> str:
    return f"cchc_{column.key}"


def _drop_down(column: ReadColumn) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": f"={_list_name(column)}" if _has_comma(column) else list(column.choices),
        "error_title": column.title[:32],
        "error_message": "Chọn một giá trị trong danh sách.",
        "error_type": "warning",
    }


def _format(column: ReadColumn, position: int, formats: Mapping[str, Any]) -> Any:
    if column.kind != "text":
        return formats[column.kind]
    return formats["strong" if position == 0 else "choice" if column.choices else "text"]


def _cell(sheet: Any, row: int, column: int, value: Cell, style: Any) -> None:
    """Text always as text: a leading "=" or "-" is no formula."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(row, column, float(value), style)
    elif len(value) > CELL_LIMIT:
        raise OutputError(f"nội dung dài {len(value)} ký tự, một ô Excel chứa tối đa {CELL_LIMIT}: {value[:60]}…")
    else:
        sheet.write_string(row, column, value, style)
