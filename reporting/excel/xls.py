""".xls by xlrd, which also tells error cells, number formats, crossed-out letters, comments and hidden rows (calamine
does not); formulas and text boxes from the records themselves."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reporting.excel.looks import GENERAL
from reporting.excel.sheet_marks import NOTE_HEAD
from reporting.excel.values import rows
from reporting.excel.wire import to_wire
from reporting.grid import Place, Remark, Sheet, State
from reporting.legacy_text import encoding_of, shows_capitals
from reporting.location import address
from reporting.text import marked

_STATES: tuple[State, ...] = ("visible", "hidden", "very_hidden")
# Records of [MS-XLS]: begin and end of a stream, a formula, a text box, what continues it.
_BEGIN, _END, _FORMULA, _BOX, _CONTINUE = 0x809, 0x0A, 0x06, 0x1B6, 0x3C


def read_xls(data: bytes) -> dict[str, Any]:
    """The worker's answer for an .xls."""
    import xlrd

    with Path(os.devnull).open("w") as nowhere:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=nowhere, on_demand=True)
        sheets = [
            to_wire(_sheet(book, sheet, number)) | {"fonts": _fonts(book, sheet)}
            for number in range(book.nsheets)
            if (sheet := book.sheet_by_index(number))
        ]
        return {"reader": "xlrd", "sheets": sheets, "date_1904": bool(book.datemode), "names": _names(book)}


@dataclass(slots=True)
class _Marks:
    """What the values do not say, by place."""

    errors: dict[Place, str] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)
    marked: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    uncalculated: set[Place] = field(default_factory=set)


def _sheet(book: Any, sheet: Any, number: int) -> Sheet:
    cells = [[sheet.cell(r, c) for c in range(sheet.row_len(r))] for r in range(sheet.nrows)]
    marks = _Marks()
    for r, row in enumerate(cells):
        for c, cell in enumerate(row):
            _mark(book, sheet, marks, (r, c), cell)
    notes = {place: note.text.strip() for place, note in sheet.cell_note_map.items()}
    boxes = _records(book, number, marks)
    remarks = [Remark("comment", text, address(r + 1, c + 1)) for (r, c), text in sorted(notes.items()) if text]
    remarks += [Remark("shape", text) for text in boxes if text not in notes.values()]
    return Sheet(
        "",
        sheet.name,
        rows([_value(book, cell) for cell in row] for row in cells),
        _STATES[min(sheet.visibility, 2)],
        errors=marks.errors,
        percents=frozenset(place for place, code in marks.formats.items() if "%" in code),
        uncalculated=frozenset(marks.uncalculated),
        formulas=marks.formulas,
        hidden_rows=frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        merged=tuple(f"{address(r1 + 1, c1 + 1)}:{address(r2, c2)}" for r1, r2, c1, c2 in sheet.merged_cells),
        formats=marks.formats,
        marked=marks.marked,
        remarks=tuple(remark for remark in remarks if not remark.text.startswith(NOTE_HEAD)),
    )


def _mark(book: Any, sheet: Any, marks: _Marks, at: tuple[int, int], cell: Any) -> None:
    import xlrd

    place = at[0] + 1, at[1] + 1
    if cell.ctype == xlrd.XL_CELL_ERROR:
        marks.errors[place] = xlrd.error_text_from_code.get(cell.value, "#N/A")
    elif cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        code = _format(book, cell)
        if code.lower() not in GENERAL:
            marks.formats[place] = code
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return
    shown = _shown(book, sheet, at, cell)
    if shown:
        marks.marked[place] = shown


def _shown(book: Any, sheet: Any, at: tuple[int, int], cell: Any) -> str:
    """The text with its crossed-out, raised and lowered letters marked; "" where it has none."""
    changes = sheet.rich_text_runlist_map.get(at, ())
    base = _look(book.font_list[book.xf_list[cell.xf_index].font_index])
    looks = [base if base == "strike" else "", *(_look(book.font_list[font]) for _, font in changes)]
    if not any(looks):
        return ""
    text, starts = str(cell.value), [0, *(start for start, _ in changes)]
    ends = [*starts[1:], len(text)]
    return marked((text[a:b], look) for a, b, look in zip(starts, ends, looks, strict=True) if b > a)


def _look(font: Any) -> str:
    return "strike" if font.struck_out else {1: "super", 2: "sub"}.get(font.escapement, "")


def _records(book: Any, number: int, marks: _Marks) -> list[str]:
    """Formulas into `marks`; the texts of text boxes and comments."""
    boxes, awaited = [], 0
    for code, record in _stream(book.mem, book._sh_abs_posn[number]):
        if code == _FORMULA and len(record) >= 22 and book.biff_version == 80:
            _formula(book, record, marks)
        if code == _CONTINUE and awaited and len(record) > 1:
            wide, text = record[0] & 1, record[1:]
            boxes.append(
                text[: awaited * 2].decode("utf-16-le", "replace") if wide else text[:awaited].decode("latin-1")
            )
        awaited = int.from_bytes(record[10:12], "little") if code == _BOX and len(record) >= 12 else 0
    return [text.strip() for text in boxes if text.strip()]


def _stream(mem: Any, at: int) -> Iterator[tuple[int, bytes]]:
    depth = 0
    while at + 4 <= len(mem):
        code, length = struct.unpack_from("<HH", mem, at)
        yield code, bytes(mem[at + 4 : at + 4 + length])
        at += 4 + length
        depth += (code == _BEGIN) - (code == _END)
        if depth <= 0:
            return


def _formula(book: Any, record: bytes, marks: _Marks) -> None:
    """LibreOffice stores 0 as the result of a formula that makes a text: it has none then."""
    from xlrd.formula import decompile_formula

    row, column = struct.unpack_from("<HH", record)
    (length,) = struct.unpack_from("<H", record, 20)
    try:
        text = decompile_formula(book, record[22 : 22 + length], length, 1, browx=row, bcolx=column) or ""
    except Exception:  # noqa: BLE001 -- xlrd raises what it stumbles over: a formula that is not told
        text = ""
    place = row + 1, column + 1
    marks.formulas[place] = "" if text.startswith("SHARED FMLA") else text
    if record[6:14] == bytes(8) and ('"' in text or "&" in text) and not _conditions(text):
        marks.uncalculated.add(place)


def _conditions(text: str) -> bool:
    """The form's own formulas ask for texts and come to a number."""
    return text.startswith("IF(") and not text.endswith('")')


def _fonts(book: Any, sheet: Any) -> list[tuple[int, int, str, bool]]:
    """Text cells in a pre-Unicode font: row, column, encoding, whether the font is all capitals."""
    legacy = {}
    for index, style in enumerate(book.xf_list):
        font = book.font_list[style.font_index].name
        encoding = encoding_of(font)
        if encoding:
            legacy[index] = (encoding, shows_capitals(font))
    if not legacy:
        return []
    places = ((r, c) for r in range(sheet.nrows) for c in range(sheet.row_len(r)))
    return [(r + 1, c + 1, *legacy[i]) for r, c in places if (i := sheet.cell_xf_index(r, c)) in legacy]


def _format(book: Any, cell: Any) -> str:
    style = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return style.format_str if style else ""


def _value(book: Any, cell: Any) -> object:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return cell.value if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER) else None


def _names(book: Any) -> dict[str, str]:
    """Defined names that hold a text constant."""
    found = {}
    for name in book.name_obj_list:
        value = getattr(name.result, "value", None) if getattr(name, "result", None) else None
        if isinstance(value, str):
            found[name.name] = value
    return found
