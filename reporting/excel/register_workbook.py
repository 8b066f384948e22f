"""so_nhan_bao_cao.xlsx: the register of what was received, as the page begins and continues it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from reporting.excel.table_edit import with_rows
from reporting.excel.table_sheet import Cell, Filled, workbook
from reporting.parse.tables import Layout, ReadColumn

REGISTER = Layout(
    "Sổ nhận",
    "Sổ nhận báo cáo. Mỗi dòng một tệp: ngày nhận là ngày văn thư nhận được, không phải ngày ghi trên tệp.",
    (
        ReadColumn("file", "Tệp", 60, required=True),
        ReadColumn("agency", "Tên đơn vị", 40),
        ReadColumn("day", "Ngày nhận", 14, kind="date", required=True),
        ReadColumn("note", "Ghi chú", 40),
    ),
)
CREATED = datetime(2023, 1, 1)


def register_workbook() -> bytes:
    """A register without lines."""
    return workbook((Filled(REGISTER, ()),), title="Sổ nhận báo cáo", kind="register", created=CREATED)


def with_received_files(data: bytes | None, name: str, lines: Sequence[tuple[str, str, date]]) -> bytes:
    """The register with a line for each (file, agency, day); lines that a person wrote stay."""
    rows: list[dict[str, Cell]] = [
        {"file": Path(file).name, "agency": agency, "day": day} for file, agency, day in lines
    ]
    return with_rows(data or register_workbook(), name, REGISTER, "file", rows)
