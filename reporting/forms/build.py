"""Plan × registry × period → the form of one agency. Its rows are the agency's own obligations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from reporting.agencies import Agency
from reporting.forms import layout
from reporting.forms.form import Form, FormRow, FormSheet, Identity
from reporting.forms.statistics import NO_STATISTICS, AskedForm, AskedRow, Statistics, asked_of, measured
from reporting.forms.texts import BELOW, FREE_PLACE, GUIDE, INVENTED, SHORT_FREE_PLACE
from reporting.forms.topics import Topic
from reporting.numbers import format_date
from reporting.obligations import Campaign, InCampaign, Obligation
from reporting.period import Period
from reporting.plan import Combine, Item, ItemKind, Measure, MeasureKind, Plan, Role

Cells = dict[str, str | int]
Previous = Mapping[str, str]
NO_ANSWERS: Previous = {}
# A row's fixed texts, the cells to fill, those of them that it cannot do without, whether it counts things, its unit.
Worded = tuple[Cells, frozenset[str], frozenset[str], bool, str]
_SHEET_OF = {ItemKind.TARGET: layout.TARGETS, ItemKind.TASK: layout.TASKS, ItemKind.DUTY: layout.DUTIES}
_TITLES = {
    layout.TARGETS: "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU",
    layout.TASKS: "KẾT QUẢ THỰC HIỆN NHIỆM VỤ, GIẢI PHÁP",
    layout.DUTIES: "CÔNG TÁC TỔ CHỨC THỰC HIỆN",
    layout.ASSESSMENT: "ĐÁNH GIÁ CHUNG, PHƯƠNG HƯỚNG, KIẾN NGHỊ",
    layout.FREE: "NỘI DUNG KHÁC NGOÀI KẾ HOẠCH",
    layout.STATISTICS: "SỐ LIỆU THỐNG KÊ",
    layout.TOPICS: "NỘI DUNG BÁO CÁO THEO LĨNH VỰC ĐƯỢC GIAO",
}
_JOINED = "KẾT QUẢ THỰC HIỆN NHIỆM VỤ, CÔNG TÁC TỔ CHỨC THỰC HIỆN"  # of a short form: both on one sheet
_COMMUNE = "commune"  # the registry's id of the lowest level (templates/units)
_FEW = 20  # rows of a short form
_ANSWERED = frozenset({"status", "evidence", "narrative", "note"})


def form_of(
    agency: Agency,
    campaign: Campaign,
    *,
    previous: Previous | None = None,
    statistics: Statistics = NO_STATISTICS,
    topics: tuple[Topic, ...] = (),
    invented: bool = False,
) -> Form:
    """`previous`: last period's answer by row code (see `previous_texts`); `statistics`: the job's
    forms; `topics`: the subsections of the report that leads write; `invented`: the first page says that all figures
    are made up."""
    return Forms(campaign, statistics, topics).made(agency, previous or {}, INVENTED if invented else "")


class Forms(InCampaign):
    """The forms of one campaign. Who needs those of many agencies asks one of these: what rows say is
    worded once, and each agency's blank form is made once."""

    def __init__(
        self, campaign: Campaign, statistics: Statistics = NO_STATISTICS, topics: tuple[Topic, ...] = ()
    ) -> None:
        self.campaign, self.statistics, self.topics = campaign, statistics, topics
        self._blank: dict[str, Form] = {}
        self._worded: dict[object, Worded] = {}

    def blank(self, agency: Agency) -> Form:
        """The form as the reader needs it, without last period's answers."""
        known = self._blank.get(agency.code)
        return known or self._blank.setdefault(agency.code, self.made(agency))

    def made(self, agency: Agency, previous: Previous = NO_ANSWERS, notice: str = "") -> Form:
        """`previous`: last period's answer by row code; `notice`: stands out on the first page."""
        rows = self.campaign.owed(agency)
        below = self._below(agency) if any(row.level == "commune" for row in rows) else ""
        short = self._short(agency, rows)
        rest = (_SHORT_ASSESSMENT,) if short else (_ASSESSMENT, _FREE)
        topics = tuple(topic for topic in self.topics if topic.agency == agency.code)
        led = (_topics(topics),) if topics else ()
        sheets = (*self._item_sheets(rows, previous, below, short), *led, *rest)
        wanted = asked_of(self.statistics, agency, self.registry)
        if wanted:
            sheets += (_statistics(wanted, self.statistics),)
        plan, period = self.plan, self.period
        mark = fingerprint_of(rows, plan)
        return Form(
            Identity(layout.FORM_VERSION, agency.code, period.id, plan.id, mark),
            agency.name,
            plan.title,
            period.title,
            _facts(agency, plan, period),
            _guide(below, short),
            notice,
            sheets,
            period.cutoff_of(agency.level),
            due.day if (due := period.deadline_of(agency.level)) else None,
            short=short,
        )

    def _short(self, agency: Agency, rows: tuple[Obligation, ...]) -> bool:
        """Whether a unit of the lowest level (a commune) owes so little that its form prints on four pages."""
        return agency.level == _COMMUNE and len(rows) <= _FEW and not self.registry.children(agency.code)

    def _below(self, agency: Agency) -> str:
        """What those are called that report through this agency: `xã` of the level “Cấp xã”, else `đơn vị`."""
        codes = self.campaign.roster.below(agency.code)
        present = {one.level for one in self.registry.agencies if one.code in codes}
        names = [level.name for level in self.registry.levels if level.id in present]
        named = names[0].removeprefix(_LEVEL) if len(names) == 1 and names[0].startswith(_LEVEL) else ""
        return named or "đơn vị"

    def _item_sheets(
        self, rows: tuple[Obligation, ...], previous: Previous, below: str, short: bool
    ) -> Iterator[FormSheet]:
        by_sheet: dict[str, list[Obligation]] = {layout.TARGETS: [], layout.TASKS: [], layout.DUTIES: []}
        for row in rows:
            key = layout.TARGETS if row.measure else _SHEET_OF[self._item(row).kind]
            by_sheet[layout.TASKS if short and key == layout.DUTIES else key].append(row)
        for key, owed in by_sheet.items():
            if owed:
                made = tuple(self._with_headings(owed, previous, below))
                title = _JOINED if short and key == layout.TASKS else _TITLES[key]
                yield FormSheet(key, layout.SHEET_NAMES[key], title, _columns(key, below), made)

    def _with_headings(self, owed: list[Obligation], previous: Previous, below: str) -> Iterator[FormRow]:
        """A heading row per section of the plan, then its rows, numbered through the sheet."""
        section = ""
        for number, row in enumerate(owed, 1):
            item = self._item(row)
            if item.section != section:
                section = item.section
                heading = self.plan.section(section)
                if heading:
                    yield FormRow("", {"text": f"{heading.number} {heading.title}"})
            cells, fill, must, whole, unit = self._wording(row, item)
            code = row.row
            cells = cells | {"stt": number, "previous": previous.get(code, "")}
            if row.level == "commune":
                cells["communes"] = self.campaign.roster.communes(row.agency)
                cells["level"] = layout.called(layout.LEVELS["commune"], below)
                cells["measure"] = str(cells["measure"]).replace(_YES, layout.called(_YES, below))
            yield FormRow(code, cells, fill, row.required, whole, unit, row, must)

    def _item(self, row: Obligation) -> Item:
        item = self.plan.item(row.item)
        assert item is not None
        return item

    def _wording(self, row: Obligation, item: Item) -> Worded:
        """What a row says and asks; the same for every agency in the same part."""
        kind = (row.row, row.focal, row.total, row.required, id(row.role), id(row.answer))  # enums hash slowly
        if kind not in self._worded:
            measure, fill = self.plan.measure(row.measure), _to_fill(row)
            unit = measure.unit if measure else ""
            self._worded[kind] = _fixed(row, item, measure), fill, _must(row, fill), counts_things(measure), unit
        return self._worded[kind]


def fingerprint_of(rows: tuple[Obligation, ...], plan: Plan) -> str:
    """8 hex digits of what the plan asks of one agency: rows, the plan's texts, kinds of answers; none of the
    form's own words or looks, so that a newer version of the program still knows its older forms."""
    asked: list[str] = []
    for row in rows:
        item, measure = plan.item(row.item), plan.measure(row.measure)
        asked += (row.row, row.role.value, str(row.total), item.text if item else "")
        if measure and row.answer:
            asked += (measure.name, row.answer.value, measure.numerator, measure.denominator, measure.threshold_text)
        asked.append("\x1e")
    return hashlib.sha256("\x1f".join(asked).encode()).hexdigest()[:8]


def _facts(agency: Agency, plan: Plan, period: Period) -> tuple[tuple[str, str], ...]:
    deadline = period.deadline_of(agency.level)
    facts = [
        ("Đơn vị báo cáo", agency.name),
        ("Kỳ báo cáo", period.title),
        (
            "Số liệu tính",
            f"từ ngày {format_date(period.start)} đến hết ngày {format_date(period.cutoff_of(agency.level))}",
        ),
    ]
    if deadline:
        invented = " (hạn giả định của bộ mẫu)" if deadline.invented else ""
        facts.append(("Hạn gửi", f"{deadline.text}{invented}"))
    number = f"số {plan.number}/{plan.symbol} " if plan.number and plan.symbol else ""
    day = f"ngày {format_date(plan.day)} " if plan.day else ""
    facts.append(("Theo kế hoạch", f"{plan.type_name.capitalize() or 'Kế hoạch'} {number}{day}— {plan.title}"))
    return tuple(facts)


def _fixed(row: Obligation, item: Item, measure: Measure | None) -> Cells:
    cells: Cells = {
        "item": item.code,
        "text": item.text,
        "role": row.role.label + (" (đầu mối tổng hợp)" if row.focal else ""),
        "required": layout.REQUIRED if row.required else layout.OPTIONAL,
    }
    if measure:
        return cells | _measure_cells(measure, row, item)
    due = item.due.label + (" (bổ sung)" if item.due.added else "")
    return cells | {"due": due, "level": layout.LEVELS["own"]}


def _measure_cells(measure: Measure, row: Obligation, item: Item) -> Cells:
    parts = [measure.name]
    if row.yes_no:
        parts.append("(trả lời Có hoặc Không cho đơn vị mình)")
    elif row.answer is MeasureKind.UNITS and row.level == "commune":
        parts.append(_YES)
    elif measure.numerator and row.answer is not MeasureKind.MILESTONE:
        parts.append(f"Tử số: {measure.numerator}" if measure.denominator else f"Giá trị: {measure.numerator}")
        parts.extend([f"Mẫu số: {measure.denominator}"] if measure.denominator else [])
    if measure.unit:
        parts.append(f"Đơn vị tính: {measure.unit}")
    if measure.exemption:
        parts.append(f"Phạm vi: {measure.exemption}")
    if measure.combine is Combine.LEAD_CHECKED and not row.total:
        parts.append("Chỉ ghi phần của đơn vị mình; số chung toàn tỉnh do cơ quan chủ trì báo cáo")
    if item.only_if_concerned and not row.focal:
        parts.append("Đơn vị không liên quan thì chọn “Không phát sinh”")
    level = layout.LEVELS["total" if row.total else row.level]
    return {"measure": "\n".join(parts), "level": level, "plan": measure.threshold_text}


_YES, _LEVEL = "Giá trị: số xã trả lời Có", "Cấp "


@lru_cache(256)
def _columns(key: str, below: str) -> tuple[layout.FormColumn, ...]:
    """The sheet's columns, those about units below called as these are."""
    return tuple(
        replace(column, title=layout.called(column.title, below), hint=layout.called(column.hint, below))
        if column.key in ("reported", "communes")
        else column
        for column in layout.COLUMNS[key]
    )


def _to_fill(row: Obligation) -> frozenset[str]:
    """The cells that this row asks for (Answer says how they are read)."""
    communes = frozenset({"reported", "communes"}) if row.level == "commune" else frozenset()
    return _ANSWERED | communes | frozenset(row.asked)


def _must(row: Obligation, fill: frozenset[str]) -> frozenset[str]:
    """The cells that an owed row cannot do without: figure (or status) and evidence, the lead's result."""
    if not row.required:
        return frozenset()
    figures = fill - _ANSWERED
    told = {"narrative"} if row.role is Role.LEAD or row.focal or not row.measure else set()
    return figures | {"evidence"} | told | (set() if figures - {"reported", "communes"} else {"status"})


def counts_things(measure: Measure | None) -> bool:
    """Dossiers, documents, units: whole numbers. Money, points and percentages may have decimals."""
    return measure is not None and bool(measure.unit) and not measured(measure.unit)


def _guide(below: str, short: bool) -> tuple[str, ...]:
    lines = tuple(line.replace(FREE_PLACE, SHORT_FREE_PLACE) for line in GUIDE) if short else GUIDE
    return (*lines, layout.called(BELOW, below)) if below else lines


def _assessment(asked: tuple[tuple[str, str, str], ...] = layout.ASSESSMENTS) -> FormSheet:
    rows = tuple(
        FormRow(assessment_code(key), {"stt": n, "text": f"{title}\n({hint})"}, frozenset({"narrative"}), False)
        for n, (key, title, hint) in enumerate(asked, 1)
    )
    key = layout.ASSESSMENT
    return FormSheet(key, layout.SHEET_NAMES[key], _TITLES[key], layout.COLUMNS[key], rows)


def assessment_code(key: str) -> str:
    return f"danh_gia/{key}"


def free_code(number: int) -> str:
    return f"khac/{number:02d}"


def statistic_code(code: str) -> str:
    return f"thong_ke/{code}"


def topic_code(section: str) -> str:
    return f"noi_dung/{section}"


def with_free_rows(form: Form, wanted: int) -> Form:
    """With as many free rows as were filled, also where a short form has no sheet for them: its agency sent the longer
    one before."""
    if wanted and all(sheet.key != layout.FREE for sheet in form.sheets):
        form = replace(form, sheets=(*form.sheets, _FREE))
    sheets = tuple(_longer(sheet, wanted) if sheet.key == layout.FREE else sheet for sheet in form.sheets)
    return replace(form, sheets=sheets)


def _longer(sheet: FormSheet, wanted: int) -> FormSheet:
    first = sheet.rows[0]
    more = (replace(first, code=free_code(n), cells={"stt": n}) for n in range(len(sheet.rows) + 1, wanted + 1))
    return replace(sheet, rows=(*sheet.rows, *more))


def _free() -> FormSheet:
    fill = frozenset({"text", "narrative", "evidence"})
    rows = tuple(FormRow(free_code(n), {"stt": n}, fill, False) for n in range(1, layout.FREE_ROWS + 1))
    key = layout.FREE
    lines = ("Mỗi việc một dòng; cần thêm dòng thì chèn thêm.",)
    return FormSheet(key, layout.SHEET_NAMES[key], _TITLES[key], layout.COLUMNS[key], rows, lines)


def _statistics(forms: tuple[AskedForm, ...], table: Statistics) -> FormSheet:
    key = layout.STATISTICS
    rows = tuple(row for form in forms for row in _statistic_rows(form, table.required))
    return FormSheet(key, layout.SHEET_NAMES[key], _TITLES[key], layout.COLUMNS[key], rows, (table.remark or _OWN,))


_OWN = "Bảng mẫu do đơn vị tổng hợp tự lập, có thể thay đổi; không phải biểu mẫu của Bộ."


def _statistic_rows(form: AskedForm, required: bool) -> Iterator[FormRow]:
    if form.number:
        yield FormRow("", {"text": f"Biểu mẫu {form.number}. {form.title}"})
    for row in form.rows:
        yield _statistic_row(row, required)


@lru_cache(4096)
def _statistic_row(asked: AskedRow, required: bool) -> FormRow:
    indicator = asked.indicator
    if indicator.heading:
        return FormRow("", {"item": indicator.number, "text": indicator.name})
    # the whole code, unlike the number, is found in one form only: rows are known by it where hidden codes are gone
    said = f"{indicator.name}\n({layout.WHOLE})" if asked.whole else indicator.name
    computed = f"{said}\n({layout.COMPUTED})" if indicator.computed else said
    cells: dict[str, str | int] = {"item": asked.code, "text": computed, "unit": indicator.unit}
    fill = frozenset({"numerator", "note"})
    must = frozenset({"numerator"}) if required and not indicator.computed and not asked.whole else frozenset()
    unit = "%" if indicator.percent else "" if indicator.choices else indicator.unit
    return FormRow(
        statistic_code(asked.code), cells, fill, False, indicator.counted, unit, must=must, choices=indicator.choices
    )


def _topics(topics: tuple[Topic, ...]) -> FormSheet:
    key = layout.TOPICS
    rows = tuple(
        FormRow(
            topic_code(topic.section),
            {"stt": n, "item": topic.section, "text": topic.asked},
            frozenset({"narrative", "evidence", "note"}),
            False,
            must=frozenset({"narrative"}),
        )
        for n, topic in enumerate(topics, 1)
    )
    return FormSheet(key, layout.SHEET_NAMES[key], _TITLES[key], layout.COLUMNS[key], rows, (layout.TOPICS_REMARK,))


_ASSESSMENT, _FREE = _assessment(), _free()
_SHORT_ASSESSMENT = _assessment((*layout.ASSESSMENTS, layout.FREE_LINES))
