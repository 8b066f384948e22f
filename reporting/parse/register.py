"""Sổ nhận báo cáo: which file or agency was received on which day. Never a file's own time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from reporting.agencies import Registry
from reporting.findings import Finding, finding
from reporting.grid import Grid, Sheet
from reporting.location import Location
from reporting.numbers import format_date, read_date
from reporting.returns import Return
from reporting.text import fold, one_line

_FILE = frozenset(fold(t) for t in ("Tệp", "Tên tệp", "File"))
_AGENCY = frozenset(fold(t) for t in ("Đơn vị", "Cơ quan", "Cơ quan, đơn vị", "Mã đơn vị", "Tên đơn vị"))
_DAY = frozenset(fold(t) for t in ("Ngày nhận", "Ngày đến", "Ngày nhận báo cáo"))


@dataclass(frozen=True, slots=True)
class Register:
    """Days by file name (folded, without folder; Windows hides extensions, so they may lack) and by agency code;
    `places`: the line that names each file."""

    files: Mapping[str, date]
    agencies: Mapping[str, date]
    places: Mapping[str, Location] = field(default_factory=dict)

    def received(self, returned: Return) -> date | None:
        """The file's own line wins over its agency's."""
        own = next((self.files[name] for name in _names(returned.file) if name in self.files), None)
        return own or self.agencies.get(returned.agency)

    def unmatched(self, files: Iterable[str]) -> Iterator[Finding]:
        """Lines that name a file which is not there: a return received and lost, or a name mistyped."""
        there = {name for file in files for name in _names(file)}
        for name, where in self.places.items():
            if name not in there:
                yield finding("register-unmatched", where, subject=name, file=name)


def parse_register(grid: Grid, registry: Registry) -> tuple[Register, tuple[Finding, ...]]:
    """The register and what could not be used of it. An agency listed twice counts from its latest day."""
    files: dict[str, date] = {}
    agencies: dict[str, date] = {}
    places: dict[str, Location] = {}
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
        elif file and files.get(_file_key(file), day) != day:
            findings.append(_unusable(where, f"tệp “{file}” đã ghi ngày khác ở ô {places[_file_key(file)].cell}"))
        elif file:
            files[_file_key(file)] = day
            places.setdefault(_file_key(file), where)
        else:
            agencies[code] = max(day, agencies.get(code, day))
    return Register(files, agencies, places), tuple(findings)


def with_received(returns: Iterable[Return], register: Register | None) -> tuple[Return, ...]:
    """Each return with its received day: the register's, else the send date in the form."""
    return tuple(_with_day(returned, register) for returned in returns)


def possible_days(
    returns: Iterable[Return], registry: Registry, start: date, as_of: date
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """Nothing is received before its period begins, nor after the day on which it lies on the table: such a day is a
    slip of the hand, and neither praises nor blames anyone."""
    kept, findings = [], []
    for one in returns:
        day = one.received
        if day is None or start <= day <= as_of:
            kept.append(one)
            continue
        kept.append(replace(one, received=None, received_from_register=False))
        why = "trước khi kỳ báo cáo bắt đầu" if day < start else f"sau ngày lập báo cáo ({format_date(as_of)})"
        findings.append(
            finding(
                "received-impossible",
                Location(one.file),
                agency=one.agency,
                subject=one.file,
                source="Ngày nhận trong sổ" if one.received_from_register else "Ngày gửi trong biểu",
                name=registry.name_of(one.agency),
                day=format_date(day),
                why=why,
                start=format_date(start),
                end=format_date(as_of),
            )
        )
    return tuple(kept), tuple(findings)


def _with_day(returned: Return, register: Register | None) -> Return:
    day = register.received(returned) if register else None
    return replace(returned, received=day or returned.sent, received_from_register=day is not None)


def _names(file: str) -> tuple[str, str]:
    """What a line may call a file: its name, or its name without the extension."""
    name = _file_key(file)
    return name, PurePosixPath(name).stem


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
