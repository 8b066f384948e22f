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
from reporting.document import Block, Cell, Column, Row, Table
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
    Column("Nội dung được chấp nhận", 26),
)


def return_blocks(material: Material) -> tuple[Block, ...]:
    """A row for each agency, one for what was accepted without concerning any, then the counts."""
    states = material.completeness.agencies
    rows = tuple(_row(number, state, material) for number, state in enumerate(states, 1))
    end = closing_row("annex-IV/end", len(_COLUMNS), _summary(states))
    return (Table("annex-IV/table", _COLUMNS, (*rows, *_general_row(states, material), end)),)


def _general_row(states: Sequence[AgencyState], material: Material) -> Iterator[Row]:
    """A damaged file, say, of which nobody can tell whose it is."""
    known = {state.agency for state in states}
    general = [(f, d) for f, d in _accepted_errors(material) if f.agency not in known]
    if general:
        yield body_row("annex-IV/chung", "", cell("Nội dung chung", span=4), _accepted(general))


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
        _accepted([(f, d) for f, d in _accepted_errors(material) if f.agency == state.agency]),
    )


def _settled(state: AgencyState) -> Runs:
    """`58/61`: owed contents answered in full, each with its cell."""
    cells = [cell for cell in state.cells if cell.state.settled]
    figure = counted(
        f"annex-IV#{state.agency}", (Source(state.agency, c.location, raw=c.obligation.row) for c in cells)
    )
    return say(count_run(figure, prose=False), f"/{len(state.cells)}")


Decided = tuple[Finding, Decision]


def _accepted_errors(material: Material) -> Iterator[Decided]:
    yield from ((f, d) for f, d in material.completeness.decided if f.severity is Severity.ERROR)


def _accepted(decided: Sequence[Decided]) -> Cell:
    """A line for each decision, with its cell in the decisions workbook."""
    sources = (Source(f.agency, d.location, None, d.value or "Có", decided_by=d.who) for f, d in decided)
    return cell(*(_decision_words(f, d) for f, d in decided), sources=tuple(sources))


def _decision_words(finding: Finding, decision: Decision) -> str:
    """What, and who accepted it, or which value instead, when and why."""
    about = finding.measure or finding.item or ("" if finding.agency else finding.location.file.rpartition("/")[2])
    what = f"{finding.entry.title} ({about})" if about else finding.entry.title
    chosen = f"chọn “{decision.value}”" if decision.value else "chấp nhận"
    day = f" ngày {format_date(decision.day)}" if decision.day else ""
    return f"{what}: {decision.who} quyết định {chosen}{day}, lý do: {decision.why}"
