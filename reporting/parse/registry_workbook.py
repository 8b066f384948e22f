"""Step 2: the agency registry's workbook → Registry. A registry with a mistake is not used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from reporting.agencies import Agency, Group, Level, Registry
from reporting.errors import RegistryError
from reporting.grid import Grid
from reporting.location import Location
from reporting.numbers import read_date
from reporting.parse.registry_layout import AGENCIES, GROUPS, LEVELS, NO, YES
from reporting.parse.tables import Layout, ReadRow, find_sheet, read_table
from reporting.text import fold

Problem = tuple[Location, str, str]

_CODE = re.compile(r"[A-Z][A-Z0-9]*")
_SHOWN = 10


def parse_registry(grid: Grid) -> Registry:
    """The registry of a workbook; raises RegistryError with the places of all mistakes (ten shown)."""
    rows = {layout.sheet: _table(grid, layout) for layout in (AGENCIES, GROUPS, LEVELS)}
    problems: list[Problem] = []
    levels = tuple(Level(row.text("code"), row.text("name")) for row in rows[LEVELS.sheet])
    ids = {fold(name): level.id for level in reversed(levels) for name in (level.name, level.id) if name}
    agencies = tuple(_agency(row, order, ids, problems) for order, row in enumerate(rows[AGENCIES.sheet], 1))
    groups = tuple(
        Group(row.text("code"), row.text("name"), _list(row, "aliases"), order)
        for order, row in enumerate(rows[GROUPS.sheet], 1)
    )
    registry = Registry(agencies, groups, levels)
    problems += _duplicates([*rows[AGENCIES.sheet], *rows[GROUPS.sheet]])
    for row, agency in zip(rows[AGENCIES.sheet], agencies, strict=True):
        problems += _links(row, agency, registry)
    if problems:
        raise _refusal(problems)
    return registry


def _table(grid: Grid, layout: Layout) -> tuple[ReadRow, ...]:
    sheet = find_sheet(grid, layout.sheet)
    if sheet is None:
        raise RegistryError(
            f"thiếu trang '{layout.sheet}'",
            where=grid.file,
            accepted=", ".join(s.sheet for s in (AGENCIES, GROUPS, LEVELS)),
            action="Mở tệp danh mục đơn vị, khôi phục trang này.",
        )
    table = read_table(sheet, layout)
    if table.missing:
        raise RegistryError(
            f"thiếu cột {', '.join(table.missing)}",
            where=Location(grid.file, sheet.name),
            accepted=", ".join(c.title for c in layout.columns),
            action="Kiểm tra dòng tiêu đề của bảng.",
        )
    if table.broken:
        place, text = table.broken[0]
        raise RegistryError(f"ô bị lỗi {text}", where=place, action="Nhập lại giá trị của ô.")
    if not table.rows:
        raise RegistryError("bảng không có dòng nào", where=Location(grid.file, sheet.name))
    return table.rows


def _agency(row: ReadRow, order: int, levels: dict[str, str], problems: list[Problem]) -> Agency:
    code = row.text("code")
    if not _CODE.fullmatch(code):
        problems.append((row.location("code"), f"mã '{code}' không dùng được", "chữ in hoa không dấu và chữ số: SNV"))
    if not row.text("name"):
        problems.append((row.location("name"), "thiếu tên đơn vị", ""))
    return Agency(
        code=code,
        name=row.text("name"),
        symbol=row.text("symbol"),
        short_name=row.text("short_name"),
        level=levels.get(fold(row.text("level")), row.text("level")),
        groups=_list(row, "groups"),
        parent=row.text("parent"),
        expected=_yes(row, "expected", problems),
        aliases=_list(row, "aliases"),
        gso_code=row.text("gso_code"),
        organ_id=row.text("organ_id"),
        valid_from=_date(row, "valid_from", problems),
        valid_to=_date(row, "valid_to", problems),
        successors=_list(row, "successors"),
        order=order,
    )


def _list(row: ReadRow, key: str) -> tuple[str, ...]:
    return tuple(part for part in (p.strip() for p in re.split(r"[;\n]", row.text(key))) if part)


def _yes(row: ReadRow, key: str, problems: list[Problem]) -> bool:
    """Blank means yes: a body newly added is expected to report."""
    text = fold(row.text(key))
    if text not in ("", fold(YES), fold(NO), "x"):
        problems.append((row.location(key), f"giá trị '{row.text(key)}' không dùng được", f"{YES}, {NO}"))
    return text != fold(NO)


def _date(row: ReadRow, key: str, problems: list[Problem]) -> date | None:
    read = read_date(row.value(key))
    if read.day is None and not read.blank:
        problems.append((row.location(key), f"ngày '{row.text(key)}' không đọc được", "30/6/2025"))
    return read.day


def _duplicates(rows: list[ReadRow]) -> Iterator[Problem]:
    counts = Counter(row.text("code") for row in rows)
    for row in rows:
        if counts[row.text("code")] > 1:
            yield row.location("code"), f"mã '{row.text('code')}' dùng hai lần", "mỗi mã một đơn vị hoặc một nhóm"


def _links(row: ReadRow, agency: Agency, registry: Registry) -> Iterator[Problem]:
    """Level, groups, parent and successors must exist."""
    levels = {level.id: level.name or level.id for level in registry.levels}
    groups = {group.code: group.code for group in registry.groups}
    codes = {known.code: known.code for known in registry.agencies}
    for key, values, known in (
        ("level", (agency.level,), levels),
        ("groups", agency.groups, groups),
        ("parent", filter(None, (agency.parent,)), codes),
        ("successors", agency.successors, codes),
    ):
        for value in values:
            if value not in known:
                yield row.location(key), f"'{value}' không có trong danh mục", _near(value, known)


def _near(value: str, known: dict[str, str]) -> str:
    near = get_close_matches(value, [*known, *known.values()], n=1)
    return f"có phải ý anh/chị là '{near[0]}'?" if near else ", ".join([*known.values()][:12])


def _refusal(problems: list[Problem]) -> RegistryError:
    (place, wrong, accepted), *others = problems
    lines = [f"{where}: {text}" for where, text, _ in others[: _SHOWN - 1]]
    if len(others) >= _SHOWN:
        lines.append(f"và {len(others) - len(lines)} lỗi khác")
    more = "".join(f"\n{line}" for line in lines)
    return RegistryError(
        wrong + more,
        where=place,
        accepted=accepted,
        action="Sửa các ô nêu trên trong tệp danh mục đơn vị rồi chạy lại.",
    )
