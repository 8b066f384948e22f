"""A list of administrative units (name, kind) → rows of the agency registry, with codes made by a stated rule.

The rule, and what a kind of unit is, are data (templates/units/*.toml).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reporting.agencies import Agency, Group, Level, Registry
from reporting.errors import RegistryError
from reporting.grid import Grid
from reporting.parse.tables import Layout, ReadColumn, ReadRow, ReadTable, read_table
from reporting.settings import Reader, named
from reporting.text import fold, one_line

UNITS = Layout(
    "Danh sách",
    "",
    (
        ReadColumn("name", "Tên", required=True, aliases=("Tên đơn vị", "Tên đầy đủ", "full_name", "commune_name")),
        ReadColumn("kind", "Loại", aliases=("Loại đơn vị", "Cấp")),
        ReadColumn("gso_code", "Mã hành chính", aliases=("Mã đơn vị hành chính", "Mã số", "commune_code")),
        ReadColumn("parent", "Đơn vị cấp trên", aliases=("Báo cáo qua", "Thuộc", "Huyện", "district_name")),
    ),
)
_LATER = range(2, 1000)


@dataclass(frozen=True, slots=True)
class UnitKind:
    """`xã`: first letters of its codes, level and group of its bodies."""

    word: str
    initial: str
    level: str
    group: str


@dataclass(frozen=True, slots=True)
class _Group:
    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitRules:
    """Kinds of units, and how their bodies are called: `Ủy ban nhân dân` before the name."""

    body: str
    short_body: str
    symbol: str
    kinds: tuple[UnitKind, ...] = named("kind", ())
    levels: tuple[Level, ...] = named("level", ())
    groups: tuple[_Group, ...] = named("group", ())


def parse_unit_rules(data: Mapping[str, Any], where: str) -> UnitRules:
    return Reader("quy tắc lập danh mục đơn vị").table(UnitRules, data, where)


def with_units(registry: Registry, grid: Grid, rules: UnitRules) -> tuple[Registry, tuple[Agency, ...]]:
    """The registry with the list's units behind its own, and those that are new. What it knows already (by name or
    administrative code) stays as it is. RegistryError names the row that cannot be used."""
    known, taken = registry.index(), {agency.code for agency in registry.agencies} | {g.code for g in registry.groups}
    numbers = {agency.gso_code for agency in registry.agencies if agency.gso_code}
    added: list[tuple[ReadRow, Agency]] = []
    for row in _rows(grid):
        unit = _unit(row, rules)
        if unit.gso_code in numbers or known.get(fold(unit.name)):
            continue
        code = next(c for c in (unit.code, *(f"{unit.code}{n}" for n in _LATER)) if c not in taken)
        taken.add(code)
        added.append((row, replace(unit, code=code, order=len(registry.agencies) + len(added) + 1)))
    agencies = (*registry.agencies, *(agency for _, agency in added))
    whole = replace(_with_levels(registry, [agency for _, agency in added], rules), agencies=agencies)
    placed = {agency.code: _placed(row, agency, whole) for row, agency in added}
    return replace(whole, agencies=tuple(placed.get(a.code, a) for a in agencies)), tuple(placed.values())


def _rows(grid: Grid) -> tuple[ReadRow, ...]:
    tables: list[ReadTable] = [read_table(sheet, UNITS) for sheet in grid.sheets]
    found = next((table.rows for table in tables if table.rows), ())
    if not found:
        raise RegistryError(
            "không tìm thấy danh sách đơn vị",
            where=grid.file,
            accepted="bảng có cột “Tên”; có thể thêm “Loại”, “Mã hành chính”, “Đơn vị cấp trên”",
        )
    return found


def _unit(row: ReadRow, rules: UnitRules) -> Agency:
    """`Phường Trung Sơn`, or `Trung Sơn` with `phường` beside it → its people's committee."""
    said = one_line(row.text("name").removeprefix(f"{rules.body} ").removeprefix(f"{rules.short_body} "))
    kind = _kind(said, rules) or _kind(row.text("kind"), rules)
    if kind is None:
        words = ", ".join(one.word for one in rules.kinds)
        raise RegistryError(
            f"không rõ “{said}” là loại đơn vị gì",
            where=row.location("name"),
            accepted=f"tên bắt đầu bằng, hoặc cột “Loại” ghi: {words}",
        )
    name = said[len(kind.word) :].strip() if _kind(said, rules) else said
    called, number = f"{kind.word} {name}", row.text("gso_code")
    return Agency(
        f"X{number}" if number.isdecimal() else f"{kind.initial}{_ascii(name)}",
        f"{rules.body} {called}",
        rules.symbol,
        f"{rules.short_body} {called}",
        kind.level,
        (kind.group,),
        aliases=(f"{called[:1].upper()}{called[1:]}",),
        gso_code=number,
    )


def _kind(text: str, rules: UnitRules) -> UnitKind | None:
    """The kind whose word begins the text; the longer word first (`thị xã` before `xã`)."""
    words = sorted(rules.kinds, key=lambda kind: -len(kind.word))
    return next((kind for kind in words if f"{one_line(text)} ".lower().startswith(f"{kind.word} ")), None)


def _ascii(name: str) -> str:
    bare = unicodedata.normalize("NFD", name.upper().replace("Đ", "D"))
    return re.sub(r"[^A-Z0-9]", "", bare)


def _placed(row: ReadRow, agency: Agency, registry: Registry) -> Agency:
    """With the body that it reports through, which the registry or the list must have."""
    above = row.text("parent")
    if not above:
        return agency
    code = registry.find(above)
    if not registry.agency(code) or code == agency.code:
        raise RegistryError(
            f"không có đơn vị cấp trên “{above}”",
            where=row.location("parent"),
            accepted="mã, tên hoặc tên gọi khác của một đơn vị trong danh mục hoặc trong danh sách",
        )
    return replace(agency, parent=code, expected=False)


def _with_levels(registry: Registry, added: list[Agency], rules: UnitRules) -> Registry:
    """Levels and groups of the new units that the registry has not yet."""
    levels = {agency.level for agency in added} - {level.id for level in registry.levels}
    groups = {group for agency in added for group in agency.groups} - {group.code for group in registry.groups}
    return replace(
        registry,
        levels=(*registry.levels, *(level for level in rules.levels if level.id in levels)),
        groups=(*registry.groups, *(_new_group(one, registry) for one in rules.groups if one.code in groups)),
    )


def _new_group(one: _Group, registry: Registry) -> Group:
    return Group(one.code, one.name, one.aliases, len(registry.groups) + 1)


def csv_rows(text: str) -> Iterator[tuple[str, ...]]:
    """Rows of a list saved as text: separated by commas, semicolons or tabs."""
    import csv

    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    return (tuple(row) for row in csv.reader(text.splitlines(), delimiter=separator))
