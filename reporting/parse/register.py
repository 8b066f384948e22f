"""Sổ nhận báo cáo: which file or agency was received on which day. Never a file's own time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from reporting.agencies import Registry
from reporting.findings import Finding, finding
from reporting.grid import Grid, Sheet, Value
from reporting.location import Location
from reporting.numbers import format_date, read_date
from reporting.period import Period
from reporting.returns import Return
from reporting.text import FilePath, clean, fold, one_line, path_of, same_file, stem

_TITLES = {
    "file": ("Tệp", "Tên tệp", "File", "Tên file", "Tệp báo cáo", "Tên tệp báo cáo"),
    "agency": (
        *("Đơn vị", "Cơ quan", "Cơ quan, đơn vị", "Mã đơn vị", "Tên đơn vị", "Tên cơ quan", "Tên cơ quan, đơn vị"),
        *("Đơn vị gửi", "Cơ quan gửi", "Cơ quan, đơn vị gửi", "Đơn vị báo cáo"),
    ),
    "day": ("Ngày nhận", "Ngày đến", "Ngày nhận báo cáo", "Ngày nhận được"),
}
_KINDS = {fold(title): kind for kind, titles in _TITLES.items() for title in titles}

Columns = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line: the day, the file as written ("" where it names none), the agency's code ("" where it names none)."""

    day: date
    where: Location
    file: str = ""
    agency: str = ""


@dataclass(frozen=True)
class Register:
    """The lines of all tables on all sheets."""

    lines: tuple[RegisterLine, ...] = ()

    def agencies(self, until: date = date.max) -> dict[str, date]:
        """Days of the lines that name an agency alone. One that is listed twice counts from its latest day; a day
        after `until` only where there is no other: a book kept through the year has the next period's lines too."""
        return _days_of(self.lines, until)

    @cached_property
    def _by_name(self) -> dict[str, list[RegisterLine]]:
        """Lines by what they call the file: its name or its stem, without folders."""
        lines: dict[str, list[RegisterLine]] = {}
        for line in self.lines:
            for path in _paths(line.file):
                lines.setdefault(path[-1], []).append(line)
        return lines

    def lines_of(self, file: str) -> list[RegisterLine]:
        """The lines that name a file; those with a folder only where it lies in that folder."""
        parts = path_of(file)
        named = (*self._by_name.get(parts[-1], ()), *self._by_name.get(stem(parts[-1]), ()))
        return [line for line in dict.fromkeys(named) if any(same_file(path, parts) for path in _paths(line.file))]


def parse_register(grid: Grid, registry: Registry) -> tuple[Register, tuple[Finding, ...]]:
    """The register and what could not be used of it: every table of every sheet, also beside and below another."""
    lines: list[RegisterLine] = []
    findings: list[Finding] = []
    tables = 0
    for sheet in grid.sheets:
        found = tuple(_tables(sheet))
        tables += len(found)
        for columns, numbers in found:
            for number in numbers:
                line = _line(sheet, number, columns, registry, grid.date_1904)
                lines += [line] if isinstance(line, RegisterLine) else []
                findings += [line] if isinstance(line, Finding) else []
        if not found and _looks_like_lines(sheet, registry):
            reason = "trang có đơn vị và ngày nhưng không có dòng tiêu đề có cột “Ngày nhận”"
            findings.append(_unusable(Location(grid.file, sheet.name), reason))
    if not tables and not findings:
        findings.append(_unusable(Location(grid.file), "không tìm thấy dòng tiêu đề có cột “Ngày nhận”"))
    return Register(tuple(lines)), tuple(findings)


# --- tables ---------------------------------------------------------------------------------------


def _tables(sheet: Sheet) -> Iterator[tuple[Columns, range]]:
    """Columns of each table and the numbers of its rows, down to the next heading in its columns."""
    heads = [(number, columns) for number, row in enumerate(sheet.rows, 1) for columns in _heads(row)]
    for number, columns in heads:
        places = {place for _, place in columns}
        below = (n for n, other in heads if n > number and places & {place for _, place in other})
        yield columns, range(number + 1, min(below, default=len(sheet.rows) + 1))


def _heads(row: Sequence[Value]) -> Iterator[Columns]:
    """The tables that a row is the heading of. A title met again, or any after a gap, begins another table."""
    groups: list[list[tuple[str, int]]] = [[]]
    gap = False
    for column, value in enumerate(row, 1):
        kind = _KINDS.get(fold(value), "") if isinstance(value, str) else ""
        if kind:
            begun = {known for known, _ in groups[-1]}
            if "day" in begun and len(begun) > 1 and (gap or kind in begun):
                groups.append([])
            groups[-1].append((kind, column))
        gap = value is None or gap and not kind
    if len(groups) > 1 and "day" not in dict(groups[-1]):
        groups[-2:] = [groups[-2] + groups[-1]]  # no table of its own
    yield from (tuple(group) for group in groups if len(dict(group)) > 1 and "day" in dict(group))


def _looks_like_lines(sheet: Sheet, registry: Registry) -> bool:
    """Whether agencies and days stand side by side on a sheet without a heading."""
    index = registry.index()
    return any(
        any(isinstance(value, date) for value in row)
        and any(isinstance(value, str) and index.get(fold(value)) for value in row)
        for row in sheet.rows
    )


def _line(
    sheet: Sheet, number: int, columns: Columns, registry: Registry, date_1904: bool
) -> RegisterLine | Finding | None:
    cells = [(kind, column, sheet.at(number, column)) for kind, column in columns]
    if not any(value is not None and str(value).strip() for _, _, value in cells):
        return None
    (column, said), *_ = ((column, value) for kind, column, value in cells if kind == "day")
    where = sheet.location(number, column)
    day = read_date(said, date_1904=date_1904).day
    file = next((text for kind, _, value in cells if kind == "file" and (text := clean(str(value or "")))), "")
    names = [text for kind, _, value in cells if kind == "agency" and (text := one_line(str(value or "")))]
    codes = list(dict.fromkeys(filter(None, map(registry.find, names))))
    if day is None:
        return _unusable(where, f"ngày nhận “{said or ''}” không đọc được")
    if len(codes) > 1:
        return _unusable(where, f"một dòng ghi hai đơn vị: {', '.join(map(registry.name_of, codes))}")
    if names and not codes and not file:
        return _unusable(where, f"không nhận ra đơn vị “{names[0]}”")
    if not file and not codes:
        return _unusable(where, "không ghi tệp và không ghi đơn vị")
    return RegisterLine(day, where, file, codes[0] if codes else "")


# --- received days --------------------------------------------------------------------------------


def with_received(
    returns: Iterable[Return], register: Register | None, files: Iterable[str] = (), until: date = date.max
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """Each return with its received day: its own line's, else its agency's, else the send date in the form. `files`:
    what else lies in the folder. Findings: lines that name no file, several files, or another agency's."""
    sent = tuple(returns)
    if register is None:
        return tuple(replace(one, received=one.sent, received_from_register=False) for one in sent), ()
    senders = dict.fromkeys(files, "") | {one.file: one.agency for one in sent}
    own, findings, loose = _own_days(register, senders)
    agencies = _days_of((*register.lines, *loose), until)
    days = (own.get(one.file) or agencies.get(one.agency) for one in sent)
    dated = (
        replace(one, received=day or one.sent, received_from_register=day is not None)
        for one, day in zip(sent, days, strict=True)
    )
    return tuple(dated), findings


def _own_days(
    register: Register, senders: Mapping[str, str]
) -> tuple[dict[str, date], tuple[Finding, ...], tuple[RegisterLine, ...]]:
    """Files with days of their own; what is wrong with lines; and those lines whose day is their agency's, since the
    file that they name is not there or not its own."""
    named: dict[RegisterLine, list[str]] = {line: [] for line in register.lines if line.file}
    for file in senders:
        for line in register.lines_of(file):
            named[line].append(file)
    days: dict[str, tuple[date, RegisterLine]] = {}
    findings: list[Finding] = []
    loose: list[RegisterLine] = []
    for line, files in named.items():
        fitting = [f for f in files if not line.agency or senders[f] in ("", line.agency)]
        problem = _problem(line, files, fitting, senders)
        loose += [replace(line, file="")] if problem and line.agency else []
        problem = problem or _contradiction(line, fitting, days)
        if problem:
            findings.append(problem)
        else:
            days |= {file: (line.day, line) for file in fitting if file not in days}
    return {file: day for file, (day, _) in days.items()}, tuple(findings), tuple(loose)


def _problem(line: RegisterLine, files: list[str], fitting: list[str], senders: Mapping[str, str]) -> Finding | None:
    if not files:
        names = {path_of(file)[-1]: file for file in senders}
        near = get_close_matches((_paths(line.file) or (("",),))[0][-1], names, n=1)
        hint = f" (trong thư mục có “{names[near[0]]}”)" if near else ""
        return finding("register-unmatched", line.where, subject=line.file, file=line.file, near=hint)
    if not fitting:
        return _unusable(line.where, f"dòng ghi {line.agency} nhưng tệp “{line.file}” là của {senders[files[0]]}")
    if len(fitting) > len(_paths(line.file)):
        shown = ", ".join(fitting)
        return _unusable(line.where, f"tên “{line.file}” là tên của {len(fitting)} tệp ({shown}); ghi cả thư mục")
    return None


def _contradiction(
    line: RegisterLine, files: list[str], days: Mapping[str, tuple[date, RegisterLine]]
) -> Finding | None:
    other = next((days[f][1] for f in files if f in days and days[f][0] != line.day), None)
    return _unusable(line.where, f"tệp “{line.file}” đã ghi ngày khác ở ô {other.where.cell}") if other else None


def _days_of(lines: Iterable[RegisterLine], until: date) -> dict[str, date]:
    days: dict[str, list[date]] = {}
    for line in lines:
        if line.agency and not line.file:
            days.setdefault(line.agency, []).append(line.day)
    return {code: max((d for d in found if d <= until), default=min(found)) for code, found in days.items()}


def possible_days(
    returns: Iterable[Return], registry: Registry, period: Period, as_of: date
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """Nothing is received before its period begins, nor after the day on which it lies on the table: such a day is a
    slip of the hand, and neither praises nor blames anyone. A day before the cut-off is perhaps last period's."""
    kept: list[Return] = []
    findings: list[Finding] = []
    for one in returns:
        day, sender = one.received, registry.agency(one.agency)
        cutoff = period.cutoff_of(sender.level if sender else "")
        possible = day is None or period.start <= day <= as_of
        kept.append(one if possible else replace(one, received=None, received_from_register=False))
        if day and not possible:
            said = (
                "trước khi kỳ báo cáo bắt đầu" if day < period.start else f"sau ngày lập báo cáo ({format_date(as_of)})"
            )
            span = {"start": format_date(period.start), "end": format_date(as_of)}
            findings.append(_about_day("received-impossible", one, registry, why=said, **span))
        elif day and day < cutoff:
            findings.append(_about_day("received-early", one, registry, cutoff=format_date(cutoff)))
    return tuple(kept), tuple(findings)


def _about_day(code: str, one: Return, registry: Registry, **said: str) -> Finding:
    return finding(
        code,
        Location(one.file),
        agency=one.agency,
        subject=one.file,
        source="Ngày nhận trong sổ" if one.received_from_register else "Ngày gửi trong biểu",
        name=registry.name_of(one.agency),
        day=format_date(one.received) if one.received else "",
        **said,
    )


def _paths(cell: str) -> tuple[FilePath, ...]:
    """The files that a cell names, one or several with a semicolon between."""
    return tuple(path for part in re.split(r"[;\n]", cell) if (path := path_of(part)))


def _unusable(where: Location, reason: str) -> Finding:
    place = f"{where.sheet}!{where.cell}" if where.cell else where.sheet or where.file
    return finding("register-unreadable", where, subject=place, reason=reason)
