"""Sổ nhận báo cáo: which file or agency was received on which day. Never a file's own time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from reporting.agencies import Registry
from reporting.findings import Finding, finding
from reporting.grid import Grid, Sheet
from reporting.location import Location
from reporting.numbers import read_date
from reporting.returns import Return
from reporting.text import fold, one_line

_FILE = frozenset(fold(t) for t in ("Tệp", "Tên tệp", "File"))
_AGENCY = frozenset(fold(t) for t in ("Đơn vị", "Cơ quan", "Cơ quan, đơn vị", "Mã đơn vị", "Tên đơn vị"))
_DAY = frozenset(fold(t) for t in ("Ngày nhận", "Ngày đến", "Ngày nhận báo cáo"))


@dataclass(frozen=True, slots=True)
class Register:
    """Days by file name (folded, without folder) and by agency code."""

    files: Mapping[str, date]
    agencies: Mapping[str, date]

    def received(self, returned: Return) -> date | None:
        """The file's own line wins over its agency's."""
        return self.files.get(_file_key(returned.file)) or self.agencies.get(returned.agency)


def parse_register(grid: Grid, registry: Registry) -> tuple[Register, tuple[Finding, ...]]:
    """The register and what could not be used of it. An agency listed twice counts from its latest day."""
    files: dict[str, date] = {}
    agencies: dict[str, date] = {}
    findings: list[Finding] = []
    found = next((place for sheet in grid.sheets if (place := _heading(sheet))), None)
    if found is None:
        where = Location(grid.file)
        return Register({}, {}), (_unusable(where, "không tìm thấy dòng tiêu đề có cột “Ngày nhận”"),)
    sheet, heading, columns = found
    for number in range(heading + 1, len(sheet.rows) + 1):
        cells = {key: sheet.at(number, column) for key, column in columns.items()}
        if not any(v is not None and str(v).strip() for v in cells.values()):
            continue
        where = sheet.location(number, columns["day"])
        day = read_date(cells["day"], date_1904=grid.date_1904).day
        file, name = (one_line(str(cells.get(key) or "")) for key in ("file", "agency"))
        code = registry.find(name) if name else ""
        if day is None:
            findings.append(_unusable(where, f"ngày nhận “{cells['day'] or ''}” không đọc được"))
        elif name and not code and not file:
            findings.append(_unusable(where, f"không nhận ra đơn vị “{name}”"))
        elif not file and not code:
            findings.append(_unusable(where, "không ghi tệp và không ghi đơn vị"))
        elif file:
            files[_file_key(file)] = day
        else:
            agencies[code] = max(day, agencies.get(code, day))
    return Register(files, agencies), tuple(findings)


def with_received(returns: Iterable[Return], register: Register | None) -> tuple[Return, ...]:
    """Each return with its received day: the register's, else the send date in the form."""
    return tuple(_with_day(returned, register) for returned in returns)


def _with_day(returned: Return, register: Register | None) -> Return:
    day = register.received(returned) if register else None
    return replace(returned, received=day or returned.sent, received_from_register=day is not None)


def _file_key(name: str) -> str:
    return one_line(PurePosixPath(name.replace("\\", "/")).name).casefold()


def _unusable(where: Location, reason: str) -> Finding:
    return finding("register-unreadable", where, subject=str(where.cell or where.file), reason=reason)


def _heading(sheet: Sheet) -> tuple[Sheet, int, dict[str, int]] | None:
    for number, cells in enumerate(sheet.rows[:30], 1):
        columns: dict[str, int] = {}
        for column, value in enumerate(cells, 1):
            key = _kind(fold(value)) if isinstance(value, str) else ""
            if key:
                columns.setdefault(key, column)
        if "day" in columns and len(columns) > 1:
            return sheet, number, columns
    return None


def _kind(title: str) -> str:
    return "file" if title in _FILE else "agency" if title in _AGENCY else "day" if title in _DAY else ""
