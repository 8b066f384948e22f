"""Step 2: the plan workbook → Plan, with findings for cells that cannot be read.

PlanError only where there is no plan to speak of: a sheet or a needed column is missing, no item,
no id or year. Everything else is a finding with its cell, all of them in one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from reporting.agencies import Registry
from reporting.errors import PlanError
from reporting.findings import Finding, finding
from reporting.grid import Grid
from reporting.location import Location
from reporting.numbers import read_date
from reporting.parse.parties import Names, names_of, split_parties
from reporting.parse.plan_cells import Cells
from reporting.parse.plan_layout import (
    ADDINGS,
    COMBINES,
    COMPARATORS,
    CORRECTIONS,
    DUES,
    INFO,
    INFO_KEYS,
    INFO_LISTS,
    ITEMS,
    KINDS,
    MEASURES,
    MEASURES_SHEET,
    PROPOSABLE,
    ROLE_NOTES,
    ROLES,
    SECTIONS,
    SHEETS,
    TEXTS,
)
from reporting.parse.tables import Layout, ReadRow, find_sheet, read_table
from reporting.plan import (
    Adding,
    Assignment,
    Combine,
    Correction,
    Due,
    DueKind,
    Item,
    ItemKind,
    Measure,
    Plan,
    Role,
    Section,
    with_confirmed_corrections,
)
from reporting.text import fold

Result = tuple[Plan, tuple[Finding, ...]]
RoleNotes = dict[tuple[str, Role, str], tuple[str, str]]


def parse_plan(grid: Grid, registry: Registry | None = None) -> Result:
    """The plan of a workbook, with findings. Names of agencies are looked up in `registry`; without
    one, in the workbook's own list of names. Raises PlanError where there is no usable plan."""
    names = names_of(grid, registry)
    findings: list[Finding] = []
    rows = {layout.sheet: _rows(grid, layout, findings) for layout in SHEETS}
    info = _info(rows[INFO.sheet], grid)
    sections = _sections(rows[SECTIONS.sheet], Cells(SECTIONS, names, findings))
    notes = _role_notes(rows[ROLE_NOTES.sheet], Cells(ROLE_NOTES, names, findings))
    measures = _measures(rows[MEASURES_SHEET.sheet], Cells(MEASURES_SHEET, names, findings))
    items = _items(rows[ITEMS.sheet], Cells(ITEMS, names, findings), measures, notes)
    if not items:
        raise PlanError("không có mục nào", where=Location(grid.file, ITEMS.sheet), action="Ghi mỗi mục một dòng.")
    plan = Plan(
        **info,  # type: ignore[arg-type]
        sections=sections,
        items=items,
        corrections=_corrections(rows[CORRECTIONS.sheet], Cells(CORRECTIONS, names, findings)),
        texts=tuple((row.text("section"), row.text("text")) for row in rows[TEXTS.sheet]),
    )
    findings += _whole(plan, rows[ITEMS.sheet], rows[MEASURES_SHEET.sheet])
    roles = _roles_in(plan)
    findings += [_stale(row) for row in rows[ROLE_NOTES.sheet] if _note_of(row, names) not in roles]
    return with_confirmed_corrections(plan), tuple(findings)


# --- sheets ---------------------------------------------------------------------------------------


def _rows(grid: Grid, layout: Layout, findings: list[Finding]) -> tuple[ReadRow, ...]:
    sheet = find_sheet(grid, layout.sheet)
    if sheet is None:
        if layout.optional:
            return ()
        there = ", ".join(s.name for s in grid.sheets)
        raise PlanError(
            f"thiếu trang '{layout.sheet}' (có: {there})",
            where=grid.file,
            accepted="tệp kế hoạch do cchc tạo, có đủ các trang",
            action="Kiểm tra lại tệp kế hoạch ghi trong job.toml.",
        )
    table = read_table(sheet, layout)
    if table.missing:
        raise PlanError(
            f"thiếu cột {', '.join(f'“{title}”' for title in table.missing)}",
            where=Location(grid.file, sheet.name),
            action="Khôi phục tên cột ở dòng tiêu đề của bảng.",
        )
    for place, text in table.broken:
        findings.append(finding("plan-unreadable-cell", place, subject=f"{place.sheet} › {place.cell}", value=text))
    return table.rows


def _info(rows: tuple[ReadRow, ...], grid: Grid) -> dict[str, object]:
    keys = {fold(title): field for field, title in INFO_KEYS.items()}
    found: dict[str, list[ReadRow]] = {}
    for row in rows:
        field = keys.get(fold(row.text("key")))
        if field and row.text("value"):
            found.setdefault(field, []).append(row)
    values: dict[str, object] = {
        field: tuple(r.text("value") for r in found.get(field, ())) if field in INFO_LISTS else _first(found, field)
        for field in INFO_KEYS
    }
    for field in ("id", "year"):
        if not values[field]:
            raise PlanError(f"chưa ghi “{INFO_KEYS[field]}”", where=Location(grid.file, INFO.sheet))
    year = found["year"][0]
    if not re.fullmatch(r"20\d\d", year.text("value")):
        raise PlanError(f"năm '{year.text('value')}' không đọc được", where=year.location("value"), accepted="2023")
    values["year"] = int(year.text("value"))
    day = found["day"][0] if "day" in found else None
    values["day"] = read_date(day.value("value")).day if day else None
    if day and values["day"] is None:
        raise PlanError(
            f"ngày '{day.text('value')}' không đọc được", where=day.location("value"), accepted="30/12/2022"
        )
    return values


def _first(found: dict[str, list[ReadRow]], field: str) -> str:
    return found[field][0].text("value") if field in found else ""


def _sections(rows: tuple[ReadRow, ...], cells: Cells) -> tuple[Section, ...]:
    return tuple(
        Section(cells.required(row, "section"), row.text("number"), row.text("title"), row.text("parent"))
        for row in _unique(rows, "section", cells)
    )


def _corrections(rows: tuple[ReadRow, ...], cells: Cells) -> tuple[Correction, ...]:
    return tuple(
        Correction(row.text("where"), row.text("wrong"), row.text("right"), cells.yes(row, "confirmed")) for row in rows
    )


def _unique(rows: Iterable[ReadRow], key: str, cells: Cells) -> Iterator[ReadRow]:
    """The rows whose code is new; a repeated one is a finding and is left out."""
    seen: dict[str, ReadRow] = {}
    for row in rows:
        code = row.text(key)
        if code in seen:
            cells.note("plan-duplicate-code", row, key, first=seen[code].location(key).cell)
        else:
            seen[code] = row
            yield row


# --- items ----------------------------------------------------------------------------------------


def _items(
    rows: tuple[ReadRow, ...], cells: Cells, measures: dict[str, list[Measure]], notes: RoleNotes
) -> tuple[Item, ...]:
    items = []
    count: dict[str, int] = {}
    for row in _unique([r for r in rows if cells.required(r, "code")], "code", cells):
        section = row.text("section")
        count[section] = count.get(section, 0) + 1
        items.append(_item(row, count[section], cells, measures, notes))
    return tuple(items)


def _item(row: ReadRow, position: int, cells: Cells, measures: dict[str, list[Measure]], notes: RoleNotes) -> Item:
    code = row.text("code")
    last = re.search(r"(\d+)$", code)
    focal = split_parties(row.text("focal"))
    return Item(
        code=code,
        kind=cells.chosen(row, "kind", KINDS) or ItemKind.TASK,
        section=cells.required(row, "section"),
        number=cells.whole(row, "number", int(last[1]) if last else position),
        text=cells.required(row, "text"),
        source_text=row.text("source_text"),
        assignments=tuple(a for role in Role for a in _assignments(row, role, cells, notes)),
        focal=cells.party(row, "focal", focal[0].name) if focal else "",
        measures=tuple(measures.get(code, ())),
        due=_due(row, cells),
        evidence=row.text("evidence"),
        footnote=row.text("footnote"),
        source_line=cells.whole(row, "source_line", 0),
        source=row.location("code"),
        roles_text=row.text("roles_text"),
    )


def _assignments(row: ReadRow, role: Role, cells: Cells, notes: RoleNotes) -> Iterator[Assignment]:
    """An unknown name stays as an open phrase beside its finding: what was written is not lost."""
    for party in split_parties(row.text(role.value)):
        code = party.name if party.open else cells.party(row, role.value, party.name)
        verb, why = notes.get((row.text("code"), role, code), ("", ""))
        yield Assignment(role, code or party.name, party.proposed, why, verb, party.open or not code)


def _due(row: ReadRow, cells: Cells) -> Due:
    day = cells.day(row, "due_day")
    kind = cells.choice(row, "due_kind", DUES) or (DueKind.DATE if day else DueKind.NONE)
    if kind is DueKind.DATE and day is None and not row.text("due_day"):
        cells.note("plan-missing-value", row, "due_day", accepted="30/6/2023")
    return Due(kind, day, row.text("due_text"), cells.yes(row, "due_added"))


# --- measures and notes on roles ------------------------------------------------------------------


def _measures(rows: tuple[ReadRow, ...], cells: Cells) -> dict[str, list[Measure]]:
    """Measures by the code of their item, in the order of the sheet."""
    found: dict[str, list[Measure]] = {}
    for row in _unique([r for r in rows if cells.required(r, "id")], "id", cells):
        kind = cells.chosen(row, "kind", MEASURES)
        if kind is None:
            continue
        item = row.text("id").rpartition("/")[0]
        excluded, exemption = cells.left_out(row, "exemption")
        measure = Measure(
            id=row.text("id"),
            item=item,
            name=cells.required(row, "name"),
            kind=kind,
            unit=row.text("unit"),
            numerator=row.text("numerator"),
            denominator=row.text("denominator"),
            comparator=cells.choice(row, "comparator", COMPARATORS),
            threshold=cells.number(row, "threshold"),
            threshold_text=row.text("threshold_text"),
            combine=cells.chosen(row, "combine", COMBINES) or Combine.SUM,
            standing=cells.yes(row, "standing"),
            exemption=exemption,
            tolerance=cells.number(row, "tolerance") or Decimal(0),
            same_as=row.text("same_as"),
            proposed=_proposed(row.text("proposed")),
            source=row.location("id"),
            stock=cells.yes(row, "stock"),
            adding=cells.choice(row, "adding", ADDINGS) or Adding.UNSAID,
            excluded=excluded,
        )
        found.setdefault(item, []).append(measure)
        if measure.threshold is not None and measure.comparator is None and not row.text("comparator"):
            cells.note("plan-missing-value", row, "comparator", accepted=", ".join(COMPARATORS.values()))
    return found


def _proposed(cell: str) -> tuple[str, ...]:
    fields = {fold(title): field for field, title in PROPOSABLE.items()}
    parts = (part.strip() for part in re.split(r"[;\n]", cell))
    return tuple(fields.get(fold(part), part) for part in parts if part)


def _role_notes(rows: tuple[ReadRow, ...], cells: Cells) -> RoleNotes:
    notes: RoleNotes = {}
    for row in rows:
        key = _note_of(row, cells.names)
        role = cells.chosen(row, "role", ROLES)
        if role:
            notes[(key[0], role, key[2])] = (row.text("verb"), row.text("why"))
    return notes


def _note_of(row: ReadRow, names: Names) -> tuple[str, str, str]:
    """Item, role (folded) and party of a row of "Căn cứ vai trò", as `_roles_in` gives them."""
    parties = split_parties(row.text("party"))
    party = parties[0] if parties else None
    code = "" if party is None else party.name if party.open else names.code(party.name) or party.name
    return row.text("item"), fold(row.text("role")), code


def _roles_in(plan: Plan) -> set[tuple[str, str, str]]:
    words = {role: fold(word) for role, word in ROLES.items()}
    return {(i.code, words[a.role], a.party) for i in plan.items for a in i.assignments}


def _stale(row: ReadRow) -> Finding:
    place = row.location("party")
    value = f"{row.text('role')}: {row.text('party')}"
    subject = f"{place.sheet} › {place.cell}"
    return finding("plan-stale-role-note", place, item=row.text("item"), subject=subject, value=value)


# --- the plan as a whole --------------------------------------------------------------------------


def _whole(plan: Plan, items: tuple[ReadRow, ...], measures: tuple[ReadRow, ...]) -> Iterator[Finding]:
    sections = [s.section for s in plan.sections]
    for row in items:
        if row.text("section") and row.text("section") not in sections:
            yield _of_row("plan-unknown-section", row, "section", accepted=", ".join(sections))
    codes = {item.code for item in plan.items}
    for row in measures:
        if row.text("id") and row.text("id").rpartition("/")[0] not in codes:
            yield _of_row("plan-unknown-item", row, "id")
        if row.text("same_as") and row.text("same_as") not in codes:
            yield _of_row("plan-unknown-item", row, "same_as")
    for item in plan.items:
        if item.kind is ItemKind.TARGET and not item.measures:
            yield finding("plan-target-without-measure", item.source, item=item.code)
        if not _owned(item):
            yield finding("plan-item-without-owner", item.source, item=item.code)


def _of_row(code: str, row: ReadRow, key: str, **values: object) -> Finding:
    place = row.location(key)
    return finding(code, place, subject=f"{place.sheet} › {place.cell}", value=row.text(key), **values)


def _owned(item: Item) -> bool:
    owners = (*item.parties(Role.LEAD), *item.parties(Role.IMPLEMENT))
    return bool(item.focal) or any(not a.open for a in owners)
