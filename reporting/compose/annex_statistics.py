"""Annex V: the statistics forms of the job, one table each, as the forms have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporting.compose.figures import percent_text
from reporting.compose.material import Material
from reporting.compose.runs import Runs, say
from reporting.compose.tables import cell, closing_row
from reporting.consolidation import Formula, StatisticResult
from reporting.document import Block, Column, Paragraph, Row, Run, Table
from reporting.forms.statistics import Indicator, StatisticForm
from reporting.numbers import format_number
from reporting.text import lower_first

TITLE = "THỐNG KÊ SỐ LIỆU CẢI CÁCH HÀNH CHÍNH"
RATE_DECIMALS = 2
DASH = "-"


def title(material: Material) -> str:
    """The annex's title in capitals, as the forms' file words it."""
    words = material.statistics.title
    if "{period}" not in words:
        return f"{TITLE} {material.period.title}".upper()
    return words.format(period=lower_first(material.period.title), issuer=material.issuer).upper()


def statistic_blocks(material: Material) -> tuple[Block, ...]:
    blocks = [block for form in material.statistics.parts for block in _form(form, material)]
    last = blocks[-1]
    assert isinstance(last, Table)
    end = closing_row("annex-V/end", len(last.columns), "Ghi chú: số liệu tổng hợp từ báo cáo của các cơ quan, đơn vị")
    return (*blocks[:-1], Table(last.id, last.columns, (*last.rows, end)))


def _form(form: StatisticForm, material: Material) -> Iterator[Block]:
    results = {result.code: result for result in material.consolidation.statistics}
    id = f"annex-V/{form.number}" if form.number else "annex-V"
    if form.number:
        yield Paragraph(f"{id}/label", (Run(f"Biểu mẫu {form.number}\n{form.title}", bold=True),), align="center")
    rows = tuple(_row(row, results.get(row.code), material) for row in form.indicators)
    yield Table(f"{id}/table", _columns(material), rows)


def _columns(material: Material) -> tuple[Column, ...]:
    return (
        Column("STT", 9, "center"),
        Column(material.statistics.indicator_title, 46),
        Column("Đơn vị tính", 15, "center", "Kết quả thống kê"),
        Column("Số liệu", 15, "right", "Kết quả thống kê"),
        Column("Ghi chú", 15),
    )


def _row(row: Indicator, result: StatisticResult | None, material: Material) -> Row:
    bold = row.heading
    cells = (cell(row.number, bold=bold), cell(row.name, bold=bold), cell(row.unit), cell(value_of(result)))
    note = "" if row.heading else _note(result, material)
    reasons = result.reasons if result and not result.figure else ()
    return Row(f"annex-V/{row.code}", (*cells, cell(note, sources=reasons)))


def value_of(result: StatisticResult | None) -> Runs:
    """The row's number; a dash where there is none and that is said; nothing where nobody answered."""
    if result is None:
        return ()
    if result.figure is None:
        return say(DASH) if result.reasons or result.of_nothing else ()
    figure = result.figure
    if figure.formula is Formula.RATIO:
        return say(Run(percent_text(figure.value, decimals=RATE_DECIMALS).rstrip("%"), figure=figure))
    return say(Run(format_number(figure.value), figure=figure))


def _note(result: StatisticResult | None, material: Material) -> str:
    if result is None:
        return "Chưa có số liệu"
    if result.figure:
        given = result.asked - len(result.owing)
        if result.by_lead and result.owing:
            return f"Theo số liệu của {material.name(result.figure.operands[0].sources[0].agency)}"
        return f"{given}/{result.asked} đơn vị có báo cáo" if result.owing and given else ""
    if result.of_nothing:
        return "Không phát sinh"
    if result.several:
        return f"{len(result.several)} đơn vị báo cáo; tỷ lệ không cộng được"
    return _said(source.raw for source in result.reasons) or "Chưa có số liệu"


def _said(reasons: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, reasons)))
