"""Annex V: the statistics table, when the job has one. The table is the job's own data, never the ministry's form."""

from __future__ import annotations

from reporting.compose.material import Material
from reporting.compose.runs import Runs, say
from reporting.compose.tables import cell, closing_row
from reporting.consolidation import Figure, Formula, StatisticResult
from reporting.document import Block, Column, Row, Run, Table
from reporting.forms.statistics import Indicator
from reporting.numbers import format_number

TITLE = "THỐNG KÊ SỐ LIỆU CẢI CÁCH HÀNH CHÍNH"

_COLUMNS = (
    Column("STT", 8, "center"),
    Column("Chỉ tiêu thống kê", 47),
    Column("Đơn vị tính", 15, "center", "Kết quả thống kê"),
    Column("Số liệu", 15, "right", "Kết quả thống kê"),
    Column("Ghi chú", 15),
)


def statistic_blocks(material: Material) -> tuple[Block, ...]:
    results = {result.code: result for result in material.consolidation.statistics}
    end = closing_row("annex-V/end", len(_COLUMNS), "Ghi chú: số liệu tổng hợp từ báo cáo của các cơ quan, đơn vị")
    return (
        Table("annex-V/table", _COLUMNS, (*(_row(row, results.get(row.code)) for row in material.statistics), end)),
    )


def _row(row: Indicator, result: StatisticResult | None) -> Row:
    heading = not row.unit
    cells = (cell(row.code, bold=heading), cell(row.name, bold=heading), cell(row.unit), cell(_value(row, result)))
    return Row(f"annex-V/{row.code}", (*cells, cell(_note(row, result))))


def _value(row: Indicator, result: StatisticResult | None) -> Runs:
    if result is None or result.total is None or _is_no_sum(row, result):
        return ()
    figure = Figure(f"thong_ke/{row.code}", result.total.value, Formula.VALUE, (result.total,), row.unit)
    return say(Run(format_number(figure.value), figure=figure))


def _is_no_sum(row: Indicator, result: StatisticResult) -> bool:
    """Percentages of several agencies do not add up, and nobody said how much each of them weighs."""
    return "%" in row.unit and result.total is not None and len(result.total.sources) > 1


def _note(row: Indicator, result: StatisticResult | None) -> str:
    if result and result.total and _is_no_sum(row, result):
        return f"{len(result.total.sources)} đơn vị báo cáo; tỷ lệ không cộng được"
    return "" if not row.unit or (result and result.total) else "Chưa có số liệu"
