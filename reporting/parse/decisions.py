"""quyet_dinh.xlsx → decisions. Rows are matched by the finding's key, never by position.

The officer's file in the job's folder is an input: no command ever overwrites it. `check` writes a
fresh one into the output folder with the officer's rows carried over; rows filled in there count too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from reporting.completeness import Decision
from reporting.findings import Finding, finding
from reporting.grid import Grid, Value
from reporting.location import Location
from reporting.numbers import as_decimal, read_date
from reporting.parse.tables import Layout, ReadColumn, ReadRow, as_text, find_sheet, read_table
from reporting.text import fold

YES, NO = "Có", "Không"

NOTE = (
    "Mỗi dòng là một lỗi còn mở. Điền các ô màu vàng: chấp nhận, hoặc ghi giá trị được chọn; người quyết định, ngày và "
    "lý do là bắt buộc. Lưu ngay tại đây rồi chạy lại vào cùng thư mục kết quả, hoặc chép tệp vào thư mục công việc (cạnh "
    "job.toml) để dùng cho mọi thư mục kết quả. Dòng đã điền luôn được giữ lại."
)

LAYOUT = Layout(
    "Quyết định",
    NOTE,
    (
        ReadColumn("state", "Tình trạng", 12),
        ReadColumn("agency", "Ai phải xử lý", 22),
        ReadColumn("item", "Nội dung", 13),
        ReadColumn("where", "Vị trí", 26),
        ReadColumn("wrong", "Sai gì", 56),
        ReadColumn(
            "accepted", "Chấp nhận", 11, choices=(YES, NO), hint="Có: lỗi được chấp nhận, báo cáo vẫn ban hành."
        ),
        ReadColumn(
            "value",
            "Giá trị được chọn",
            16,
            hint="Một số (1234,5), tử số/mẫu số (85/100), Có, Không, trạng thái; nhiều bản cùng lần gửi: tên tệp được tính.",
        ),
        ReadColumn("who", "Người quyết định", 20),
        ReadColumn("day", "Ngày", 12, kind="date"),
        ReadColumn("why", "Lý do", 34),
        ReadColumn("key", "Mã lỗi", 30, required=True),
        ReadColumn("fingerprint", "Dấu số liệu", 14),
        ReadColumn("mark", "Dấu bản gốc", 14),
    ),
)

FILLED = ("accepted", "value", "who", "day", "why")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A row as it stands: the decision, and all its cells as text, so that rewriting loses nothing."""

    decision: Decision
    cells: dict[str, str] = field(default_factory=dict)
    day: date | None = None
    mark: str = ""

    @property
    def filled(self) -> bool:
        return any(self.cells.get(name) for name in FILLED)


def parse_decisions(grid: Grid) -> tuple[tuple[DecisionRow, ...], tuple[Finding, ...]]:
    """The filled rows. What is incomplete, stale or unknown in them is found by the check, which knows the
    findings; here only a workbook that is not one of ours is a finding."""
    rows = decision_rows(grid)
    if rows is None:
        return (), (finding("decisions-workbook-unreadable", Location(grid.file)),)
    marks = {key: _mark(same) for key, same in _by_key(rows).items()}
    return tuple(replace(row, mark=marks[row.decision.key]) for row in rows if row.filled), ()


def with_rows_here(own: tuple[DecisionRow, ...], here: Grid) -> tuple[tuple[DecisionRow, ...], tuple[str, ...]]:
    """The job's rows, and in their place those that were filled in the output folder since its copy was made.

    By key: rows of the copy count where they no longer say what the job's file said then. Where that has changed
    too, all rows stand, and the check finds that they contradict. A row emptied in the copy stays, empty. The last
    value names the keys that count.
    """
    before, now = _by_key(own), _by_key(decision_rows(here) or ())
    made = {key: list(rows) for key, rows in before.items()}
    counting: list[str] = []
    for key, rows in now.items():
        ours, said = _mark(before.get(key, [])), _mark(rows)
        then = next((row.mark for row in rows if row.mark), "")
        if said in (ours, then):
            continue
        counting.append(f"{key}={said}")
        theirs = [replace(row, mark=ours) for row in [r for r in rows if r.filled] or rows[:1]]
        made[key] = theirs if then == ours else [*made.get(key, []), *theirs]
    return tuple(row for rows in made.values() for row in rows), tuple(counting)


def _by_key(rows: Iterable[DecisionRow]) -> dict[str, list[DecisionRow]]:
    found: dict[str, list[DecisionRow]] = {}
    for row in rows:
        found.setdefault(row.decision.key, []).append(row)
    return found


def _mark(rows: Iterable[DecisionRow]) -> str:
    """A short hash of what an officer filled in; "" for nothing."""
    said = [[row.cells.get(name, "") for name in FILLED] for row in rows if row.filled]
    return sha256(repr(said).encode()).hexdigest()[:12] if said else ""


def decision_rows(grid: Grid) -> tuple[DecisionRow, ...] | None:
    """All rows that have a key, filled or not; None when no sheet has the column "Mã lỗi"."""
    named = find_sheet(grid, LAYOUT.sheet)
    for sheet in (named, *grid.sheets) if named else grid.sheets:
        table = read_table(sheet, LAYOUT)
        if not table.missing:
            return tuple(_row(row) for row in table.rows if row.text("key"))
    return None


def _row(row: ReadRow) -> DecisionRow:
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
    return DecisionRow(decision, cells, day, cells["mark"])


_YES = frozenset({"co", "x", "dong y", "chap nhan"})


_NO_RESULT = "(công thức chưa có kết quả)"  # not a value, so that the check says so


def _value(row: ReadRow) -> str:
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
