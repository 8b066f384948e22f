"""The agency registry as a workbook for officers; `parse.registry_workbook` reads it back."""

from __future__ import annotations

from datetime import datetime

from reporting.agencies import Agency, Registry
from reporting.excel.table_sheet import Cell, Filled, workbook
from reporting.parse.registry_layout import AGENCIES, GROUPS, LEVELS, NO, YES

CREATED = datetime(2023, 1, 1)


def registry_workbook(registry: Registry, created: datetime = CREATED) -> bytes:
    """don_vi.xlsx: sheets Đơn vị, Nhóm, Cấp; `created` is the date in the file's properties."""
    return workbook(registry_tables(registry), title="Danh mục cơ quan, đơn vị", kind="registry", created=created)


def registry_tables(registry: Registry) -> tuple[Filled, ...]:
    """The registry's sheets."""
    groups: list[dict[str, Cell]] = [
        {"code": g.code, "name": g.name, "aliases": "; ".join(g.aliases)} for g in registry.groups
    ]
    levels: list[dict[str, Cell]] = [{"code": level.id, "name": level.name} for level in registry.levels]
    names = _level_names(registry)
    return (
        Filled(AGENCIES, [_row(agency, names) for agency in registry.agencies], frozen=2),
        Filled(GROUPS, groups),
        Filled(LEVELS, levels),
    )


def _level_names(registry: Registry) -> dict[str, str]:
    """Level id → the name that its cells show; the id where two levels bear one name."""
    names = [level.name for level in registry.levels]
    return {level.id: level.name for level in registry.levels if level.name and names.count(level.name) == 1}


def _row(agency: Agency, levels: dict[str, str]) -> dict[str, Cell]:
    return {
        "code": agency.code,
        "name": agency.name,
        "short_name": agency.short_name,
        "symbol": agency.symbol,
        "level": levels.get(agency.level, agency.level),
        "groups": "; ".join(agency.groups),
        "parent": agency.parent,
        "expected": YES if agency.expected else NO,
        "aliases": "; ".join(agency.aliases),
        "gso_code": agency.gso_code,
        "organ_id": agency.organ_id,
        "valid_from": agency.valid_from,
        "valid_to": agency.valid_to,
        "successors": "; ".join(agency.successors),
    }
