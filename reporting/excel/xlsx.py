"""The two tiers for .xlsx and .xlsm: calamine, beside what its values do not say; openpyxl for a workbook with a
cell far outside, which calamine would answer with a rectangle of memory: in a process of its own, because some
workbooks make it swell or hang.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from reporting.excel import limits
from reporting.excel.container import Problem, unpack
from reporting.excel.looks import looks_of, rich_texts
from reporting.excel.mend import in_utf8, mended, package
from reporting.excel.outcome import Outcome, damaged, refused, short
from reporting.excel.parts import as_bytes, parse_xml
from reporting.excel.places import NO_PLACES, Places, parsed, searched
from reporting.excel.remarks import remarks_of
from reporting.excel.triage import Triage, Way, triage
from reporting.excel.unicode import in_unicode
from reporting.excel.values import rows
from reporting.findings import Finding, finding
from reporting.grid import Grid, Sheet, State
from reporting.location import Location, address

Parts = Mapping[str, bytes]
REFUSALS = (OSError, ValueError, SyntaxError)

_STATES: dict[str, State] = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "very_hidden"}


@dataclass(frozen=True, slots=True)
class _Package:
    """An .xlsx that may be read: `parts` without what calamine refuses, `places` what the sheets' values do not say,
    by part."""

    name: str
    data: bytes
    flags: Triage
    parts: Parts
    places: Mapping[str, Places]

    def known(self, sheet: Sheet) -> Sheet:
        """The sheet with all that its values do not say."""
        part = self.flags.sheets.get(sheet.name, "")
        places = self.places.get(part, NO_PLACES)
        marked = {place: text or f"[gạch bỏ: {sheet.at(*place)}]" for place, text in places.marked.items()}
        return replace(
            sheet,
            file=self.name,
            errors=places.errors,
            percents=places.percents,
            uncalculated=frozenset(places.uncalculated),
            formulas=places.formulas,
            hidden_rows=frozenset(places.hidden_rows),
            formats=places.formats,
            marked={place: text for place, text in marked.items() if sheet.at(*place) is not None},
            remarks=remarks_of(self.parts, part),
        )

    def grid(self, sheets: tuple[Sheet, ...], reader: str) -> Outcome:
        """The workbook, in Unicode."""
        digest, flags = hashlib.sha256(self.data).hexdigest(), self.flags
        fonts = {sheet: self.places[part].fonts for sheet, part in flags.sheets.items() if part in self.places}
        known = tuple(map(self.known, sheets))
        return in_unicode(Grid(self.name, known, flags.properties, flags.names, flags.date_1904, digest, reader), fonts)


def read_xlsx(data: bytes, name: str, archive: ZipFile | None = None) -> Outcome:
    """An .xlsx or .xlsm: limits and CRC first. `archive`: the same, already opened."""
    unpacked = unpack(data, archive)
    if isinstance(unpacked, Problem):
        return None, (refused(name, unpacked),)
    if sum(len(content) for part, content in unpacked.items() if part.endswith(".xml")) > limits.MAX_XML:
        limit = f"tối đa {limits.MAX_XML >> 20} MB"
        return None, (refused(name, Problem("file-too-large", "nội dung các trang tính quá lớn", limit)),)
    parts = in_utf8(unpacked)
    flags = triage(parts)
    if flags.way is Way.REFUSED:
        return None, (damaged(name, "khai báo XML không được phép"),)
    if flags.way is Way.BROKEN:
        return None, (damaged(name, f"phần {flags.broken} trong tệp không trọn vẹn"),)
    if len(flags.sheets) > limits.MAX_SHEETS:
        limit = f"tối đa {limits.MAX_SHEETS} trang tính"
        return None, (refused(name, Problem("file-too-large", f"{len(flags.sheets)} trang tính", limit)),)
    book = _looked_at(name, data, flags, parts)
    return _far(book) if flags.way is Way.FAR else _near(book, unpacked)


def _looked_at(name: str, data: bytes, flags: Triage, parts: Parts, *, again: bool = False) -> _Package:
    """`again`: also sheets in the usual writing are mended."""
    texts = next((content for part, content in parts.items() if part.lower() == "xl/sharedstrings.xml"), b"")
    looks, rich = looks_of(parts.get("xl/styles.xml", b"")), rich_texts(texts)
    mended_parts, places = dict(parts), {}
    for part in filter(parts.__contains__, flags.sheets.values()):
        if part in flags.usual and not again:
            places[part] = searched(parts[part], looks, rich)
        elif (root := parse_xml(parts[part])) is not None:
            bad = mended(root, texts.count(b"<si>") + texts.count(b"<si/>") + texts.count(b"<si "))
            found = places[part] = parsed(root, looks, rich)
            found.errors.update(bad)
            found.uncalculated.difference_update(bad)
            mended_parts[part] = as_bytes(root)
    return _Package(name, data, flags, mended_parts, places)


def _near(book: _Package, unpacked: Parts) -> Outcome:
    """By calamine: the file itself where all of it is as usual, else a package of what was looked at."""
    as_sent = book.parts == unpacked
    try:
        return book.grid(_sheets(book.data if as_sent else package(book.parts)), "calamine")
    except REFUSALS as problem:
        if not as_sent:
            return None, (damaged(book.name, short(problem)),)
    again = _looked_at(book.name, book.data, book.flags, book.parts, again=True)
    try:
        return again.grid(_sheets(package(again.parts)), "calamine")
    except REFUSALS as problem:
        return None, (damaged(book.name, short(problem)),)


def _sheets(data: bytes) -> tuple[Sheet, ...]:
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(BytesIO(data))
        return tuple(_sheet(book, meta) for meta in book.sheets_metadata if is_cells(meta))
    except calamine.CalamineError as problem:
        raise ValueError(short(problem)) from problem


def _sheet(book: Any, meta: Any) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    merged = tuple(range_of(area) for area in sheet.merged_cell_ranges or ())
    return Sheet("", meta.name, rows(sheet.to_python(skip_empty_area=False)), state_of(meta), merged=merged)


def _far(book: _Package) -> Outcome:
    """openpyxl, in a process with limits."""
    from reporting.excel.others import ask_worker
    from reporting.excel.outcome import TOO_MUCH
    from reporting.excel.wire import sheets_from

    name, flags = book.name, book.flags
    if sum(map(len, book.parts.values())) > limits.MAX_CAREFUL:
        limit = f"tối đa {limits.MAX_CAREFUL >> 20} MB khi có ô lạc ngoài vùng biểu mẫu"
        return None, (refused(name, Problem("file-too-large", "quá nhiều ô", limit)),)
    answer = ask_worker(package(book.parts), "FAR")
    if answer is None:
        return None, (refused(name, TOO_MUCH),)
    if "problem" in answer:
        return None, (damaged(name, str(answer["problem"])),)
    sheets = sheets_from(answer, name)
    lost = flags.sheets.keys() - {sheet.name for sheet in sheets}
    if any(b"sheetData" in book.parts[flags.sheets[sheet]] for sheet in lost):  # openpyxl leaves it out in silence
        return None, (damaged(name, f"không đọc được trang {', '.join(sorted(lost))}"),)
    grid, converted = book.grid(sheets, "openpyxl")
    return grid, (*(_stray(name, *stray) for stray in answer["strays"]), *converted)


def _stray(name: str, sheet: str, cell: str, count: int, sample: str) -> Finding:
    """Cells with content beyond the extents that a form can have: told, never dropped in silence."""
    where = Location(name, sheet, cell)
    return finding("file-stray-cells", where, subject=f"{name}/{sheet}", count=count, sample=sample)


def is_cells(meta: Any) -> bool:
    """Worksheets only: no charts, dialogs or macro sheets."""
    return str(meta.typ).endswith("WorkSheet")


def state_of(meta: Any) -> State:
    return _STATES[str(meta.visible).split(".")[-1]]


def range_of(area: tuple[tuple[int, int], tuple[int, int]]) -> str:
    """calamine's corners, from 0 → `A1:B2`."""
    (top, left), (bottom, right) = area
    return f"{address(top + 1, left + 1)}:{address(bottom + 1, right + 1)}"
