"""kiem_tra.xlsx: the check for the officer: overview, gaps, findings by cause, decisions. Print-ready."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from reporting.agencies import Registry
from reporting.completeness import AgencyState, Completeness, OwedCell
from reporting.excel.check_styles import FILLS, CheckStyles
from reporting.excel.row_heights import row_height
from reporting.findings import Finding
from reporting.listings.check_matrix import CheckLine, Matrix, Share, at_once, by_registry, many, matrix, together, who
from reporting.numbers import format_date
from reporting.obligations import Campaign
from reporting.period import Period
from reporting.plan import Item, Plan

OVERVIEW, CAUSES = "Tổng quan", "Theo nguyên nhân"
GAPS, FINDINGS, DECISIONS = "Danh sách thiếu", "Lỗi và cảnh báo", "Quyết định"

_LEFT = ("Cơ quan, đơn vị", "Ngày nhận", "Thời hạn")
Columns = Sequence[tuple[str, float]]

_RIGHT = ("Tổng", "Tỷ lệ", "Lỗi", "Cảnh báo")


def check_workbook(completeness: Completeness, campaign: Campaign) -> bytes:
    """The workbook's bytes; they depend on the content alone."""
    from reporting.excel.writing import Workbook

    plan, registry, period = campaign.plan, campaign.registry, campaign.period
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": f"Kiểm tra báo cáo {period.title}", "created": datetime(2023, 1, 1)})
    book.set_custom_property("cchc.kind", "check")
    styles = CheckStyles(book)
    _Overview(book, styles, matrix(completeness, plan), completeness, registry, period).write()
    lists: tuple[tuple[str, Columns, Iterable[tuple[str, ...]], str], ...] = (
        (CAUSES, _CAUSE_COLUMNS, _causes(completeness, registry), "lỗi và cảnh báo theo nguyên nhân"),
        (GAPS, _GAP_COLUMNS, _gaps(completeness, plan), "những nội dung còn nợ"),
        (FINDINGS, _FINDING_COLUMNS, _findings(completeness, registry), "từng lỗi, cảnh báo và ghi nhận"),
        (DECISIONS, _DECISION_COLUMNS, _decisions(completeness, registry), "các lỗi đã được quyết định"),
    )
    for name, columns, rows, what in lists:
        _table(book.add_worksheet(name), styles, columns, rows, (name, f"Kỳ báo cáo {period.title}: {what}."))
    book.close()
    return buffer.getvalue()


class _Overview:
    """The first sheet: what it comes to, the matrix, the key, the causes."""

    def __init__(
        self,
        book: Any,
        styles: CheckStyles,
        model: Matrix,
        completeness: Completeness,
        registry: Registry,
        period: Period,
    ) -> None:
        self.sheet, self.styles, self.model = book.add_worksheet(OVERVIEW), styles, model
        self.completeness, self.registry, self.period = completeness, registry, period
        self.width = len(_LEFT) + len(model.columns) + len(_RIGHT)

    def write(self) -> None:
        row = self._head()
        first = row
        self._key(self._matrix(row) + 1)
        _page(self.sheet, first)
        self.sheet.freeze_panes(first + 1, 1)

    def _head(self) -> int:
        self.sheet.set_column(0, 0, 38)
        self.sheet.set_column(1, 2, 11)
        self.sheet.set_column(len(_LEFT), self.width - 1, 8)
        title = f"KẾT QUẢ KIỂM TRA BÁO CÁO {self.period.title.upper()}"
        self.sheet.merge_range(0, 0, 0, self.width - 1, title, self.styles.title)
        for row, text in enumerate(self._sentences(), 1):
            self.sheet.merge_range(row, 0, row, self.width - 1, text, self.styles.sentence)
        return 5

    def _sentences(self) -> Iterator[str]:
        total = self.model.totals
        yield (
            f"Đã nhận {total.received}/{total.expected} báo cáo: đúng hạn {total.on_time}, trễ hạn {total.late}, "
            f"chưa gửi {total.missing}. Tính đến ngày {format_date(self.completeness.as_of)}."
        )
        yield f"{total.settled}/{total.owed} nội dung đã đầy đủ hoặc không phát sinh có lý do."
        decided = total.errors - total.open_errors
        yield f"Còn {total.open_errors} lỗi phải xử lý (đã quyết định {decided}), {total.warnings} cảnh báo."

    def _matrix(self, row: int) -> int:
        titles = [*_LEFT, *(column.title for column in self.model.columns), *_RIGHT]
        self.sheet.set_row(row, 32)
        for position, title in enumerate(titles):
            self.sheet.write_string(row, position, title, self.styles.head)
        for position, column in enumerate(self.model.columns, len(_LEFT)):
            self.sheet.write_comment(row, position, column.name, {"author": ""})
        for line in self.model.lines:
            row += 1
            self._line(row, line)
        self._sums(row + 1)
        return row + 2

    def _line(self, row: int, line: CheckLine) -> None:
        state, cells = line.state, self.styles
        received = format_date(state.received) if state.received else ""
        self.sheet.write_string(row, 0, state.name, cells.text)
        _put(self.sheet, row, 1, received, cells.centred)
        self.sheet.write_string(row, 2, state.timeliness.label, cells.timeliness(state.timeliness))
        for position, share in enumerate(line.shares, len(_LEFT)):
            _put(self.sheet, row, position, share.text, cells.share(share))
        self._right(row, line.total, line.errors, line.warnings, cells.bold)

    def _sums(self, row: int) -> None:
        self.sheet.merge_range(row, 0, row, len(_LEFT) - 1, "Tổng cộng", self.styles.sum_name)
        for position, share in enumerate(self.model.sums, len(_LEFT)):
            _put(self.sheet, row, position, share.text, self.styles.sum)
        total = self.model.totals
        self._right(row, self.model.total, total.open_errors, total.warnings, self.styles.sum)

    def _right(self, row: int, total: Share, errors: int, warnings: int, style: Any) -> None:
        first = len(_LEFT) + len(self.model.columns)
        percent = f"{100 * total.settled // total.owed}%" if total.owed else ""
        for position, text in enumerate((total.text, percent), first):
            _put(self.sheet, row, position, text, style)
        for position, number in enumerate((errors, warnings), first + 2):
            _put(self.sheet, row, position, str(number or ""), style)

    def _key(self, row: int) -> None:
        """Colours in one line; a cell of the matrix takes the colour of the worst in it."""
        self.sheet.write_string(row, 0, "Màu của ô là của nội dung kém nhất trong ô:", self.styles.sentence)
        for place, state in enumerate(FILLS):
            first = 1 + 3 * place
            self.sheet.merge_range(row, first, row, first + 2, state.label, self.styles.filled(state))


_CAUSE_COLUMNS = (("Mức", 9), ("Nguyên nhân", 38), ("Số lượng", 10), ("Đơn vị phải xử lý (số lượng)", 90))


def _causes(completeness: Completeness, registry: Registry) -> Iterator[tuple[str, ...]]:
    """Every kind of finding: how often, and who must act; most severe first."""
    findings = by_registry(completeness.findings, registry)
    grouped: dict[str, list[Finding]] = {}
    for found in findings:
        grouped.setdefault(found.code, []).append(found)
    for members in sorted(grouped.values(), key=lambda g: (g[0].severity.rank, -len(g), g[0].code)):
        counted = Counter(who(found, registry) for found in members)
        names = "; ".join(f"{name} ({n})" if n > 1 else name for name, n in counted.items())
        yield members[0].severity.label, members[0].entry.title, str(len(members)), names


_GAP_COLUMNS = (
    ("Cơ quan, đơn vị", 28),
    ("Mã", 11),
    ("Nội dung", 60),
    ("Vai trò", 20),
    ("Thiếu", 20),
    ("Quá hạn", 9),
    ("Đã chấp nhận", 11),
    ("Vị trí", 30),
)


def _gaps(completeness: Completeness, plan: Plan) -> Iterator[tuple[str, ...]]:
    items = {item.code: item for item in plan.items}
    for state in completeness.agencies:
        if not state.sent:
            owed = f"Toàn bộ báo cáo: còn nợ {len(state.cells)} nội dung"
            yield state.name, "", owed, "", "Chưa gửi báo cáo", "", "", ""
            continue
        for cell in state.cells:
            if not cell.state.settled:
                yield _gap(state, cell, items[cell.obligation.item])


def _gap(state: AgencyState, cell: OwedCell, item: Item) -> tuple[str, ...]:
    owed = cell.obligation
    name = next((m.name for m in item.measures if m.id == owed.measure), item.text)
    return (
        state.name,
        owed.measure or owed.item,
        name + (" (cấp xã)" if owed.level == "commune" else ""),
        owed.role.label + (" (đầu mối)" if owed.focal else ""),
        cell.state.label,
        "Quá hạn" if cell.overdue else "",
        "Có" if cell.accepted else "",
        str(cell.location),
    )


_FINDING_COLUMNS = (
    ("Mức", 9),
    ("Nguyên nhân", 22),
    ("Ai phải xử lý", 20),
    ("Mã", 11),
    ("Sai gì", 50),
    ("Chấp nhận", 24),
    ("Cách xử lý", 24),
    ("Vị trí", 22),
    ("Quyết định", 10),
)


def _findings(completeness: Completeness, registry: Registry) -> Iterator[tuple[str, ...]]:
    """By severity and cause, and within a cause by who must act."""
    decided = completeness.decided_keys
    findings = by_registry(completeness.findings, registry)
    told = at_once(sorted(findings, key=lambda f: (f.severity.rank, f.entry.title)), decided)
    for members in told:
        found, shared = members[0], len(members) > 1
        yield (
            found.severity.label,
            found.entry.title,
            many(members) if shared else who(found, registry),
            found.measure or found.item,
            together(members, registry) if shared else found.wrong,
            found.accepted,
            found.action,
            "" if shared else str(found.location),
            "Đã quyết định" if found.key in decided else "",
        )


_DECISION_COLUMNS = (
    ("Cơ quan, đơn vị", 24),
    ("Mã", 13),
    ("Lỗi", 56),
    ("Quyết định", 14),
    ("Giá trị được chọn", 16),
    ("Người quyết định", 20),
    ("Ngày", 12),
    ("Lý do", 40),
)


def _decisions(completeness: Completeness, registry: Registry) -> Iterator[tuple[str, ...]]:
    for found, decision in completeness.decided:
        yield (
            who(found, registry),
            found.measure or found.item,
            f"{found.entry.title}: {found.wrong}",
            "Chấp nhận" if decision.accepted else "Chọn giá trị",
            decision.value,
            decision.who,
            format_date(decision.day) if decision.day else "",
            decision.why,
        )


_COLOURED = frozenset({"Mức", "Thiếu", "Quá hạn"})


def _table(
    sheet: Any, styles: CheckStyles, columns: Columns, rows: Iterable[tuple[str, ...]], heads: tuple[str, str]
) -> None:
    """A filterable list under its title and note (`heads`), the header row repeated on every page."""
    sheet.merge_range(0, 0, 0, len(columns) - 1, heads[0].upper(), styles.title)
    sheet.merge_range(1, 0, 1, len(columns) - 1, heads[1], styles.sentence)
    for position, (title, width) in enumerate(columns):
        sheet.set_column(position, position, width)
        sheet.write_string(2, position, title, styles.head)
    sheet.set_row(2, 22)
    number = 2
    for number, values in enumerate(rows, 3):
        sheet.set_row(number, row_height(zip(values, (width for _, width in columns), strict=True)))
        for position, (value, (title, _)) in enumerate(zip(values, columns, strict=True)):
            _put(sheet, number, position, value, styles.cell(value if title in _COLOURED else ""))
    if number == 2:
        sheet.merge_range(3, 0, 3, len(columns) - 1, "Không có.", styles.sentence)
    else:
        sheet.autofilter(2, 0, number, len(columns) - 1)
    sheet.freeze_panes(3, 0)
    _page(sheet, 2)


def _put(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    """Text always as text: a leading "=" is no formula; nothing is a blank cell, not an empty string."""
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


def _page(sheet: Any, header: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.center_horizontally()
    sheet.set_footer("&C&P/&N")
