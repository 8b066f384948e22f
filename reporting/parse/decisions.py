"""quyet_dinh.xlsx → decisions. Rows are matched by the finding's key, never by position.

The officer's file in the job's folder is an input: no command ever overwrites it. `check` writes a
fresh one into the output folder with the officer's rows carried over, and the officer keeps that one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reporting.completeness import Decision
from reporting.findings import Finding, finding
from reporting.grid import Grid, Value
from reporting.location import Location
from reporting.numbers import as_decimal, read_date
from reporting.parse.tables import Column, Layout, Row, as_text, find_sheet, read_table
from reporting.text import fold

YES, NO = "Có", "Không"

NOTE = (
    "Mỗi dòng là một lỗi còn mở. Điền các ô màu vàng: chấp nhận, hoặc ghi giá trị được chọn; người quyết định, ngày và "
    "lý do là bắt buộc. Lưu tệp vào thư mục công việc (cạnh job.toml) với tên quyet_dinh.xlsx rồi chạy lại. Chương "
    "trình không ghi đè tệp trong thư mục công việc; dòng đã điền luôn được giữ lại."
)

LAYOUT = Layout(
    "Quyết định",
    NOTE,
    (
        Column("state", "Tình trạng", 12),
        Column("agency", "Ai phải xử lý", 22),
        Column("item", "Nội dung", 13),
        Column("where", "Vị trí", 26),
        Column("wrong", "Sai gì", 56),
        Column("accepted", "Chấp nhận", 11, choices=(YES, NO), hint="Có: lỗi được chấp nhận, báo cáo vẫn ban hành."),
        Column(
            "value",
            "Giá trị được chọn",
            16,
            hint="Một số (1234,5), tử số/mẫu số (85/100), Có, Không, trạng thái; nhiều bản cùng lần gửi: tên tệp được tính.",
        ),
        Column("who", "Người quyết định", 20),
        Column("day", "Ngày", 12, kind="date"),
        Column("why", "Lý do", 34),
        Column("key", "Mã lỗi", 30, required=True),
        Column("fingerprint", "Dấu số liệu", 14),
    ),
)

FILLED = ("accepted", "value", "who", "day", "why")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A row as it stands: the decision, and all its cells as text, so that rewriting loses nothing."""

    decision: Decision
    cells: dict[str, str] = field(default_factory=dict)
    day: date | None = None

    @property
    def filled(self) -> bool:
        return any(self.cells.get(name) for name in FILLED)


def parse_decisions(grid: Grid) -> tuple[tuple[Decision, ...], tuple[Finding, ...]]:
    """The filled rows as decisions. What is incomplete, stale or unknown in them is found by the check,
    which knows the findings; here only a workbook that is not one of ours is a finding."""
    rows = decision_rows(grid)
    if rows is None:
        return (), (finding("decisions-workbook-unreadable", Location(grid.file)),)
    return tuple(row.decision for row in rows if row.filled), ()


def decision_rows(grid: Grid) -> tuple[DecisionRow, ...] | None:
    """All rows that have a key, filled or not; None when no sheet has the column "Mã lỗi"."""
    named = find_sheet(grid, LAYOUT.sheet)
    for sheet in (named, *grid.sheets) if named else grid.sheets:
        table = read_table(sheet, LAYOUT)
        if not table.missing:
            return tuple(_row(row) for row in table.rows if row.text("key"))
    return None


def _row(row: Row) -> DecisionRow:
    cells = {column.key: row.text(column.key) for column in LAYOUT.columns}
    cells["value"] = _value(row)
    day = read_date(row.value("day")).day
    decision = Decision(
        cells["key"],
        fold(cells["accepted"]) in _YES,
        cells["value"],
        cells["who"],
        day,
        cells["why"],
        row.location("value" if cells["value"] else "accepted"),
        cells["fingerprint"],
    )
    return DecisionRow(decision, cells, day)


_YES = frozenset({"co", "x", "dong y", "chap nhan"})


_NO_RESULT = "(công thức chưa có kết quả)"  # not a value, so that the check says so


def _value(row: Row) -> str:
    """A number cell has one meaning; written so that reading it as text keeps that meaning: 1.234 as a
    number is "1,2340", since "1,234" could be one thousand; a cell shown as % keeps its sign."""
    value: Value = row.value("value")
    place = (row.number, row.columns.get("value", 0))
    if place in row.sheet.uncalculated or place in row.sheet.errors:
        return _NO_RESULT
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = as_decimal(value)
        if number is None:
            return as_text(value)
        shown = f"{number * 100:f}%" if place in row.sheet.percents else f"{number:f}"
        shown = shown.replace(".", ",")
        return shown + "0" if len(shown.partition(",")[2]) == 3 else shown
    return as_text(value)
