"""Annex IV (internal, on request): the state of the returns, in official words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.codes import Severity
from reporting.completeness import AgencyState, Decision
from reporting.compose.figures import count_run, counted
from reporting.compose.material import Material
from reporting.compose.runs import Runs, say
from reporting.compose.tables import body_row, cell, closing_row
from reporting.consolidation import Source
from reporting.document import Block, Column, Row, Table
from reporting.findings import Finding
from reporting.location import Location
from reporting.numbers import format_date

TITLE = "TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC CƠ QUAN, ĐƠN VỊ"

_COLUMNS = (
    Column("STT", 6, "center"),
    Column("Cơ quan, đơn vị", 30),
    Column("Ngày nhận", 14, "center"),
    Column("Thời hạn", 13, "center"),
    Column("Mức độ đầy đủ", 11, "center"),
    Column("Nội dung thiếu được chấp nhận", 26),
)


def return_blocks(material: Material) -> tuple[Block, ...]:
    """A row for each agency, then the counts."""
    states = material.completeness.agencies
    rows = tuple(_row(number, state, material) for number, state in enumerate(states, 1))
    end = closing_row("annex-IV/end", len(_COLUMNS), _summary(states))
    return (Table("annex-IV/table", _COLUMNS, (*rows, end)),)


def _summary(states: Sequence[AgencyState]) -> Runs:
    sent = counted("annex-IV#da_gui", (_file(s) for s in states if s.sent))
    on_time = counted("annex-IV#dung_han", (_file(s) for s in states if s.timeliness.value == "on_time"))
    full = counted("annex-IV#day_du", (_file(s) for s in states if s.sent and s.settled()[0] == s.settled()[1]))
    total = f"/{len(states)} cơ quan, đơn vị"
    return say(
        "Tổng số: ", count_run(sent, prose=False), f"{total} đã gửi báo cáo, trong đó ", count_run(on_time, prose=False), " cơ quan, đơn vị gửi đúng hạn, ",
        count_run(full, prose=False), " cơ quan, đơn vị báo cáo đầy đủ nội dung.",
    )  # fmt: skip


def _file(state: AgencyState) -> Source:
    return Source(state.agency, Location(state.file), raw=state.name)


def _row(number: int, state: AgencyState, material: Material) -> Row:
    return body_row(
        f"annex-IV/{state.agency}",
        str(number),
        state.name,
        format_date(state.received) if state.received else "",
        state.timeliness.label,
        cell(_settled(state)),
        cell(*_accepted(state, material)),
    )


def _settled(state: AgencyState) -> Runs:
    """`58/61`: owed contents answered in full, each with its cell."""
    cells = [cell for cell in state.cells if cell.state.settled]
    figure = counted(
        f"annex-IV#{state.agency}", (Source(state.agency, c.location, raw=c.obligation.row) for c in cells)
    )
    return say(count_run(figure, prose=False), f"/{len(state.cells)}")


def _accepted(state: AgencyState, material: Material) -> Iterator[str]:
    for finding, decision in material.completeness.decided:
        if finding.agency == state.agency and finding.severity is Severity.ERROR:
            yield _decision_words(finding, decision)


def _decision_words(finding: Finding, decision: Decision) -> str:
    """What, and who accepted it when and why."""
    what = (
        f"{finding.entry.title} ({finding.measure or finding.item})"
        if finding.item or finding.measure
        else finding.entry.title
    )
    day = f" ngày {format_date(decision.day)}" if decision.day else ""
    return f"{what}: {decision.who} quyết định{day}, lý do: {decision.why}"
