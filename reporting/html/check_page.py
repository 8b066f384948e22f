"""kiem_tra.html: the check on one page that opens by double-click; a script only adds filters and search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.completeness import AgencyState, CellState, Completeness, OwedCell, Timeliness
from reporting.findings import Finding
from reporting.listings.check_matrix import CheckColumn, CheckLine, Matrix, Share, by_registry, matrix
from reporting.numbers import format_date
from reporting.obligations import Campaign
from reporting.plan import Item
from reporting.resources import resource

TEMPLATE = "kiem_tra.html"


@dataclass(frozen=True, slots=True)
class PagePart:
    """One cell of the matrix: a link to the agency's rows of that part of the plan."""

    key: str
    title: str
    name: str
    text: str
    css: str
    label: str


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One owed cell as the drill-down shows it. `part` ties it to its column of the matrix."""

    part: str
    code: str
    title: str
    role: str
    state: str
    css: str
    overdue: bool
    accepted: bool
    place: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    part: str
    code: str
    severity: str
    css: str
    title: str
    wrong: str
    accepted: str
    action: str
    place: str
    related: tuple[str, ...]
    decision: str
    key: str


@dataclass(frozen=True, slots=True)
class AgencyView:
    """One agency: its line of the matrix and all behind it. `marks` are what the filters look for."""

    code: str
    name: str
    file: str
    received: str
    timeliness: str
    timeliness_css: str
    parts: tuple[PagePart, ...]
    total: str
    percent: str
    errors: int
    warnings: int
    marks: str
    rows: tuple[OwedRow, ...]
    findings: tuple[FindingRow, ...]


def check_page(completeness: Completeness, campaign: Campaign) -> str:
    """The page. Deterministic; every text escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = resource("html")
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    model = matrix(completeness, campaign.plan)
    view = _View(completeness, campaign, model)
    return environment.get_template(TEMPLATE).render(
        title=f"Kiểm tra báo cáo {campaign.period.title}",
        as_of=format_date(completeness.as_of),
        totals=model.totals,
        columns=model.columns,
        sums=[(share.text, _percent(share)) for share in (*model.sums, model.total)],
        agencies=tuple(view.agencies()),
        general=tuple(view.findings_of("")),
        states=[(state.label, state.value) for state in CellState],
        # both files are the program's own, written into the page as they are
        style=(folder / "kiem_tra.css").read_text("utf-8"),
        script=(folder / "kiem_tra.js").read_text("utf-8"),
    )


class _View:
    """Completeness and plan joined into what the template prints."""

    def __init__(self, completeness: Completeness, campaign: Campaign, model: Matrix) -> None:
        self.completeness, self.model = completeness, model
        self.items = {item.code: item for item in campaign.plan.items}
        self.parts = {section: column for column in model.columns for section in column.sections}
        self.decided = {found.key: decision for found, decision in completeness.decided}
        self.found: dict[str, list[Finding]] = {}
        for found in by_registry(completeness.findings, campaign.registry):
            self.found.setdefault(found.agency, []).append(found)

    def agencies(self) -> Iterator[AgencyView]:
        listed = {line.state.agency for line in self.model.lines}
        for line in self.model.lines:
            yield self._agency(line)
        for code in self.found:
            if code and code not in listed:
                yield self._stranger(code)

    def _agency(self, line: CheckLine) -> AgencyView:
        state = line.state
        pairs = zip(self.model.columns, line.shares, strict=True)
        return AgencyView(
            state.agency,
            state.name,
            state.file,
            format_date(state.received) if state.received else "",
            state.timeliness.label,
            state.timeliness.value,
            tuple(_part(state, column, share) for column, share in pairs),
            line.total.text,
            _percent(line.total),
            line.errors,
            line.warnings,
            " ".join(_marks(line)),
            tuple(self._row(cell) for cell in state.cells),
            tuple(self.findings_of(state.agency)),
        )

    def _stranger(self, code: str) -> AgencyView:
        """Findings of a body from which no return is expected."""
        findings = tuple(self.findings_of(code))
        blank = tuple(PagePart("", "", "", "", "none", "") for _ in self.model.columns)
        return AgencyView(code, code, "", "", "", "", blank, "", "", 0, len(findings), "warned", (), findings)

    def _row(self, cell: OwedCell) -> OwedRow:
        owed, item = cell.obligation, self.items[cell.obligation.item]
        return OwedRow(
            self.parts[cell.section].title,
            owed.measure or owed.item,
            _title(item, owed.measure) + (" (cấp xã)" if owed.level == "commune" else ""),
            owed.role.label + (" (đầu mối)" if owed.focal else ""),
            cell.state.label,
            cell.state.value,
            cell.overdue,
            cell.accepted,
            " › ".join(filter(None, (cell.location.sheet, cell.location.cell))),  # the file stands above
        )

    def findings_of(self, agency: str) -> Iterator[FindingRow]:
        for found in self.found.get(agency, ()):
            decision = self.decided.get(found.key)
            day = format_date(decision.day) if decision and decision.day else ""
            said = f"{decision.who}, {day}: {decision.why}" if decision else ""
            item = self.items.get(found.item)
            yield FindingRow(
                self.parts[item.section].title if item else "",
                found.measure or found.item,
                found.severity.label,
                "decided" if decision else found.severity.value,
                found.entry.title,
                found.wrong,
                found.accepted,
                found.action,
                str(found.location),
                tuple(map(str, found.related)),
                f"{said} (giá trị được chọn: {decision.value})" if decision and decision.value else said,
                found.key,
            )


def _title(item: Item, measure: str) -> str:
    return next((m.name for m in item.measures if m.id == measure), item.text)


def _part(state: AgencyState, column: CheckColumn, share: Share) -> PagePart:
    css = share.state.value if share.state else "none"
    said = f"{share.text}, {share.state.label.lower()}" if share.state else "không có nội dung phải báo cáo"
    return PagePart(
        column.title, column.title, column.name, share.text, css, f"{state.name}, mục {column.title}: {said}"
    )


def _percent(share: Share) -> str:
    """Rounded down, so that 100% means complete."""
    return f"{100 * share.settled // share.owed}%" if share.owed else ""


def _marks(line: CheckLine) -> Iterator[str]:
    """Names of the filters under which the agency is found."""
    state = line.state
    if not state.sent:
        yield "missing"
    if state.timeliness is Timeliness.LATE:
        yield "late"
    if line.errors:
        yield "errors"
    if line.warnings:
        yield "warned"
    if line.total.settled < line.total.owed:
        yield "incomplete"
    elif state.sent:
        yield "complete"
    if any(cell.overdue for cell in state.cells):
        yield "overdue"
