"""A grid as a minimal .xlsb (BIFF12, [MS-XLSB] 2.1.4): nothing on this side of Excel writes one."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from datetime import date
from io import BytesIO

from reporting.grid import Grid, Place, Sheet, Value
from reporting.numbers import format_date

_BOOK, _BOOK_END, _SHEETS, _SHEETS_END, _SHEET_NAME = 0x83, 0x84, 0x8F, 0x90, 0x9C
_SHEET, _SHEET_END, _EXTENT, _DATA, _DATA_END = 0x81, 0x82, 0x94, 0x91, 0x92
_ROW, _REAL, _TEXT = 0x00, 0x05, 0x06
_STATES = {"visible": 0, "hidden": 1, "very_hidden": 2}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsb(grid: Grid, far: Place | None = None) -> bytes:
    """Texts and numbers of every sheet, days as text; `far`: one more cell on each."""
    parts: dict[str, str | bytes] = {
        "xl/workbook.bin": _workbook(grid.sheets),
        "xl/_rels/workbook.bin.rels": _links(len(grid.sheets)),
    }
    parts |= {f"xl/worksheets/sheet{n}.bin": _sheet(sheet, far) for n, sheet in enumerate(grid.sheets, 1)}
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _workbook(sheets: Iterable[Sheet]) -> bytes:
    named = (
        _record(_SHEET_NAME, struct.pack("<II", _STATES[s.state], n) + _wide(f"rId{n}") + _wide(s.name))
        for n, s in enumerate(sheets, 1)
    )
    return _record(_BOOK) + _record(_SHEETS) + b"".join(named) + _record(_SHEETS_END) + _record(_BOOK_END)


def _links(count: int) -> str:
    links = (
        f'<Relationship Id="rId{n}" Type="{_RELATION}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, count + 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(links)}</Relationships>'


def _sheet(sheet: Sheet, far: Place | None) -> bytes:
    width = max(map(len, sheet.rows), default=1)
    extent = struct.pack("<IIII", 0, max(len(sheet.rows), 1) - 1, 0, max(width, 1) - 1)
    rows = b"".join(_row(number, cells) for number, cells in enumerate(sheet.rows))
    if far:
        rows += _record(_ROW, struct.pack("<II", far[0] - 1, 0) + bytes(9)) + _cell(far[1] - 1, "x")
    return b"".join(
        (_record(_SHEET), _record(_EXTENT, extent), _record(_DATA), rows, _record(_DATA_END), _record(_SHEET_END))
    )


def _row(number: int, cells: tuple[Value, ...]) -> bytes:
    head = _record(_ROW, struct.pack("<II", number, 0) + bytes(9))
    return head + b"".join(_cell(column, value) for column, value in enumerate(cells) if value is not None)


def _cell(column: int, value: Value) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, (int, float)):
        return _record(_REAL, place + struct.pack("<d", value))
    return _record(_TEXT, place + _wide(format_date(value) if isinstance(value, date) else str(value)))


def _wide(text: str) -> bytes:
    """XLWideString: the number of UTF-16 units, then they."""
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    """Type and length, each in bytes of seven bits, the lowest first."""
    head = bytes([kind & 0x7F | 0x80, kind >> 7]) if kind > 0x7F else bytes([kind])
    size, rest = b"", len(content)
    while rest > 0x7F:
        size, rest = size + bytes([rest & 0x7F | 0x80]), rest >> 7
    return head + size + bytes([rest]) + content
