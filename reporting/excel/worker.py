"""The process that reads one .xls, .xlsb or .ods: bytes on stdin, JSON on stdout.

    python -m reporting.excel.worker XLS < file

Ends with a status other than 0 when a limit is reached.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import Any

from reporting.excel import limits
from reporting.excel.outcome import short
from reporting.excel.values import rows
from reporting.excel.wire import to_wire
from reporting.excel.xlsx import is_cells, range_of, state_of
from reporting.grid import Sheet


def main() -> int:
    """Reads, answers, ends."""
    _limit()
    kind, data = sys.argv[1], sys.stdin.buffer.read()
    readers = {"XLS": _xls, "XLSB": _calamine, "ODS": _ods}
    try:
        answer = readers[kind](data)
    except MemoryError:
        return 1
    except Exception as problem:  # noqa: BLE001 -- three libraries, each with its own kinds for a bad file
        answer = {"problem": short(problem)}
    sys.stdout.write(json.dumps(answer))
    return 0


def _limit() -> None:
    """Memory and computing time, where the system can limit them."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.WORKER_MEMORY, limits.WORKER_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.WORKER_SECONDS, limits.WORKER_SECONDS))


def _calamine(data: bytes) -> dict[str, Any]:
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(BytesIO(data))
    except calamine.PasswordError:
        return {"password": True}
    sheets = [_sheet(book, meta) for meta in book.sheets_metadata if is_cells(meta)]
    return {"reader": "calamine", "sheets": [to_wire(sheet) for sheet in sheets]}


def _sheet(book: Any, meta: Any) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    merged = tuple(range_of(area) for area in sheet.merged_cell_ranges or ())
    return Sheet("", meta.name, rows(sheet.to_python(skip_empty_area=False)), state_of(meta), merged=merged)


def _ods(data: bytes) -> dict[str, Any]:
    """calamine's values; what it does not show from the XML itself."""
    from dataclasses import replace

    import python_calamine as calamine

    from reporting.excel.ods import marks_of, properties_of

    book = calamine.load_workbook(BytesIO(data))
    marks = marks_of(data)
    sheets = []
    for meta in book.sheets_metadata:
        found = marks.get(meta.name)
        sheet = _sheet(book, meta)
        if found:
            sheet = replace(
                sheet, percents=frozenset(found.percents), errors=found.errors, hidden_rows=frozenset(found.hidden)
            )
        sheets.append(to_wire(sheet))
    return {"reader": "calamine", "sheets": sheets, "properties": properties_of(data)}


def _xls(data: bytes) -> dict[str, Any]:
    from reporting.excel.xls import read_xls

    return read_xls(data)


if __name__ == "__main__":
    sys.exit(main())
