"""quyet_dinh.xlsx: one row per open error for the officer to settle, earlier rows carried over.

The file in the job's folder is the officer's and only read; this one goes to the output folder.
A row that an officer filled is never lost: it stays with its finding, and is kept and marked
"không còn" when the finding has gone, "đã cũ" when the figures behind it have changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from reporting.agencies import Registry
from reporting.chosen_values import files_in_question
from reporting.codes import Severity
from reporting.completeness import Completeness, fingerprint
from reporting.excel.row_heights import row_height
from reporting.findings import Finding
from reporting.grid import Grid
from reporting.listings.check_matrix import by_registry, who
from reporting.parse.decisions import FILLED, LAYOUT, DecisionRow, decision_rows

OPEN, DECIDED, GONE, STALE, UNFINISHED = "Đang mở", "Đã quyết định", "Không còn", "Đã cũ", "Chưa đủ"

Record = dict[str, str | date | None]

_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True}
_BOX = _FONT | {"border": 1, "border_color": "#A6A6A6"}
_HEADER = 1
_ROOM = 500


def decisions_workbook(completeness: Completeness, registry: Registry, old: Sequence[DecisionRow] = ()) -> bytes:
    """The workbook's bytes; `old` are the rows that the officer has filled."""
    from reporting.excel.writing import Workbook

    rows = tuple(records(completeness, registry, old))
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": "Quyết định về các lỗi còn mở", "created": datetime(2023, 1, 1)})
    book.set_custom_property("cchc.kind", "decisions")
    _sheet(book, rows)
    book.close()
    return buffer.getvalue()


def with_decision(data: bytes, name: str, row: DecisionRow, answers: Mapping[str, str], day: date) -> bytes:
    """The officer's workbook with this decision in the row of its finding, all else as it stands. `row` is the
    finding's row as `check` wrote it (`decision_row`); `answers`: accepted, value, who, why."""
    from reporting.excel.table_edit import with_row

    told: dict[str, str | date | None] = {key: text for key, text in row.cells.items() if key not in FILLED}
    return with_row(data, name, LAYOUT, "key", told | dict(answers) | {"day": day})


def decision_row(grid: Grid, key: str) -> DecisionRow | None:
    """The row of a finding in a decisions workbook."""
    return next((row for row in decision_rows(grid) or () if row.decision.key == key), None)


def records(completeness: Completeness, registry: Registry, old: Sequence[DecisionRow] = ()) -> Iterator[Record]:
    """Errors first, in the order of the check; then the officer's rows that no longer apply."""
    before: dict[str, list[DecisionRow]] = {}
    for row in old:
        before.setdefault(row.decision.key, []).append(row)
    for found in _to_decide(completeness, registry, before):
        mark = fingerprint(found, completeness.period)
        current, stale = _split(before.pop(found.key, []), mark)
        decided = found.key in completeness.decided_keys
        yield from (_record(found, registry, row, decided) | {"fingerprint": mark} for row in current or (None,))
        yield from (_kept(row, STALE) for row in stale)
    for rows in before.values():
        yield from (_kept(row, GONE) for row in rows)


def _to_decide(completeness: Completeness, registry: Registry, before: Mapping[str, object]) -> Iterator[Finding]:
    """Every error once, and any other finding that an officer has decided on."""
    seen: set[str] = set()
    for found in by_registry(completeness.findings, registry):
        if found.key not in seen and (found.severity is Severity.ERROR or found.key in before):
            seen.add(found.key)
            yield found


def _split(rows: list[DecisionRow], mark: str) -> tuple[list[DecisionRow], list[DecisionRow]]:
    """(rows taken on the present figures, rows taken on earlier ones)."""
    current = [row for row in rows if row.decision.fingerprint in ("", mark)]
    return current, [row for row in rows if row not in current]


def _record(found: Finding, registry: Registry, row: DecisionRow | None, decided: bool) -> Record:
    record: Record = {
        "state": DECIDED if decided else UNFINISHED if row and row.filled else OPEN,
        "agency": who(found, registry),
        "item": found.measure or found.item,
        "where": str(found.location),
        "wrong": f"{found.entry.title}: {found.wrong}" + (f". Ghi “Có”: {found.accepting}" if found.accepting else ""),
        "key": found.key,
        "choices": "\n".join(_short_names(files_in_question(found))),
    }
    return record | _answers(row) if row else record


def _short_names(files: Sequence[str]) -> Sequence[str]:
    """Without folders, where that tells them apart."""
    short = [file.rpartition("/")[2] for file in files]
    return short if len(set(short)) == len(short) else files


def _kept(row: DecisionRow, state: str) -> Record:
    told: Record = {name: text for name, text in row.cells.items() if name not in FILLED}
    return told | _answers(row) | {"state": state}


def _answers(row: DecisionRow) -> Record:
    answers: Record = {name: row.cells.get(name, "") for name in FILLED}
    answers["mark"] = row.mark
    if row.day:
        answers["day"] = row.day
    return answers


def _sheet(book: Any, rows: tuple[Record, ...]) -> None:
    sheet = book.add_worksheet(LAYOUT.sheet)
    columns, last = LAYOUT.columns, len(LAYOUT.columns) - 1
    sheet.merge_range(
        0, 0, 0, last - len(_KEYS), LAYOUT.note, book.add_format(_FONT | {"italic": True, "font_color": "#44546A"})
    )
    sheet.set_row(0, 50)
    sheet.set_row(_HEADER, 30)
    head = _BOX | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#1F4E79", "font_color": "#FFFFFF"}
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
        sheet.write_string(_HEADER, position, column.title, book.add_format(head))
        if column.hint:
            sheet.write_comment(_HEADER, position, column.hint, {"author": "", "x_scale": 2})
        if column.choices:
            sheet.data_validation(_HEADER + 1, position, _HEADER + _ROOM, position, _drop_down(column.choices))
    _rows(book, sheet, rows)
    sheet.autofilter(_HEADER, 0, _HEADER + max(len(rows), 1), last)
    # the keys are for the program: not printed
    sheet.print_area(0, 0, _HEADER + max(len(rows), 1), last - len(_KEYS))
    _frame(sheet)


def _rows(book: Any, sheet: Any, rows: tuple[Record, ...]) -> None:
    """The officer's cells yellow and open, the rest grey and locked; rows that no longer apply pale."""
    text = book.add_format(_BOX | {"bg_color": "#F2F2F2"})
    pale = book.add_format(_BOX | {"bg_color": "#F2F2F2", "font_color": "#7F7F7F", "italic": True})
    key = book.add_format(_BOX | {"bg_color": "#F2F2F2", "font_color": "#7F7F7F", "font_size": 8, "text_wrap": False})
    field = book.add_format(_BOX | {"bg_color": "#FFF9DB", "locked": False, "num_format": "@"})
    day = book.add_format(_BOX | {"bg_color": "#FFF9DB", "locked": False, "num_format": "dd/mm/yyyy"})
    for number, record in enumerate(rows, _HEADER + 1):
        closed = pale if record["state"] in (GONE, STALE) else text
        sheet.set_row(number, row_height(_widths(record)))
        for position, column in enumerate(LAYOUT.columns):
            if column.key == "value" and record.get("choices"):
                sheet.data_validation(number, position, number, position, _files(str(record["choices"])))
            style = day if column.key == "day" else field if column.key in FILLED else closed
            style = key if column.key in _KEYS else style
            _write(sheet, number, position, record.get(column.key), style)


_KEYS = ("key", "fingerprint", "mark")


def _widths(record: Record) -> Iterator[tuple[str, float]]:
    for column in LAYOUT.columns:
        value = record.get(column.key)
        if isinstance(value, str) and column.key not in _KEYS:
            yield value, column.width


def _write(sheet: Any, row: int, column: int, value: str | date | None, style: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)
    elif value:
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_blank(row, column, None, style)


def _files(names: str) -> dict[str, Any]:
    """Names of files to choose from, where Excel can hold them in a rule: no commas, not too long."""
    listed = names.split("\n")
    fits = "," not in names and len(names) <= _RULE
    rule: dict[str, Any] = {"validate": "list", "source": listed} if fits else {"validate": "any"}
    said = f"Ghi tên tệp được tính: {'; '.join(listed)}"
    return rule | {"input_title": "Chọn một tệp", "input_message": said[:_MESSAGE], "error_type": "warning"}


_RULE, _MESSAGE = 250, 255  # characters that Excel allows


def _drop_down(choices: tuple[str, ...]) -> dict[str, Any]:
    return {"validate": "list", "source": list(choices), "error_message": "Chọn Có hoặc Không."}


def _frame(sheet: Any) -> None:
    """Keys locked without a password; everything else an officer does with a table stays allowed."""
    allowed = ("insert_rows", "delete_rows", "sort", "autofilter", "format_cells", "format_columns", "format_rows")
    sheet.protect("", dict.fromkeys(allowed, True))
    sheet.freeze_panes(_HEADER + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER)
    sheet.set_footer("&C&P/&N")
