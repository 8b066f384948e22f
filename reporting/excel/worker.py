"""The process that reads one .xls, .xlsb, .ods or .xlsx with a cell far outside, or opens what is behind a password: on stdin a line with the
passwords as JSON, then the file; JSON on stdout.

    (echo '[]'; cat file) | python -m reporting.excel.worker XLS

Ends with a status other than 0 when a limit is reached.
"""

from __future__ import annotations

import json
import sys
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reporting.excel import limits
from reporting.excel.outcome import short
from reporting.excel.values import rows, with_texts
from reporting.excel.wire import to_wire
from reporting.excel.xlsx import is_cells, range_of, state_of
from reporting.grid import Sheet
from reporting.memory_limit import limit_memory


def main() -> int:
    """Reads, answers, ends."""
    limit_memory(limits.WORKER_MEMORY)
    _limit_time()
    passwords, data = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    try:
        answer = _read(sys.argv[1], data, passwords)
    except MemoryError:
        return 1
    except Exception as problem:  # noqa: BLE001 -- three libraries, each with its own kinds for a bad file
        answer = {"problem": short(problem)}
    sys.stdout.write(json.dumps(answer))
    return 0


def _limit_time() -> None:
    """So many more seconds of computing, where the system can limit that."""
    try:
        import resource
    except ImportError:  # Windows: who asked looks at the clock
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + limits.WORKER_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _read(kind: str, data: bytes, passwords: list[str]) -> dict[str, Any]:
    if kind == "XLS":
        return _xls(data, passwords)
    if kind == "LOCKED":
        return _locked(data, passwords)
    if kind == "FAR":
        return _far(data)
    return _ods(data) if kind == "ODS" else _calamine(data)


def _calamine(data: bytes) -> dict[str, Any]:
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(BytesIO(data))
    except calamine.PasswordError:
        return {"code": "file-password"}
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

    from reporting.excel.ods import area_of, content_of, marks_of, properties_of

    content = content_of(data)
    if area_of(content) > limits.MAX_AREA:
        return {"code": "file-too-large"}
    marks = marks_of(content)
    book = calamine.load_workbook(BytesIO(data))
    sheets = []
    for meta in book.sheets_metadata:
        found = marks.get(meta.name)
        sheet = _sheet(book, meta)
        if found:
            sheet = replace(
                sheet,
                rows=with_texts(sheet.rows, found.texts),
                percents=frozenset(found.percents),
                errors=found.errors,
                formulas=found.formulas,
                hidden_rows=frozenset(found.hidden),
                shown=found.shown,
                marked=found.marked,
                remarks=tuple(found.remarks),
            )
        sheets.append(to_wire(sheet))
    return {"reader": "calamine", "sheets": sheets, "properties": properties_of(data)}


def _far(data: bytes) -> dict[str, Any]:
    from reporting.excel.careful import careful_sheets

    sheets, strays = careful_sheets(data)
    return {"sheets": [to_wire(sheet) for sheet in sheets], "strays": strays}


def _xls(data: bytes, passwords: list[str]) -> dict[str, Any]:
    from reporting.excel.decrypt import is_encrypted
    from reporting.excel.xls import read_xls

    try:
        return read_xls(data)
    except Exception:
        if not is_encrypted(data):
            raise
    plain = _opened(data, passwords)
    return read_xls(plain) if isinstance(plain, bytes) else plain


def _locked(data: bytes, passwords: list[str]) -> dict[str, Any]:
    """An .xlsx or .xlsb behind a password: the package itself."""
    from reporting.excel.decrypt import is_encrypted

    if not is_encrypted(data):
        return {"problem": "phần mã hóa của tệp không đọc được"}
    plain = _opened(data, passwords)
    return {"unlocked": b64encode(plain).decode()} if isinstance(plain, bytes) else plain


def _opened(data: bytes, passwords: list[str]) -> bytes | dict[str, Any]:
    """What is behind the password, or the answer that asks for it."""
    from reporting.excel.decrypt import BY_ITSELF, TooMuchError, decrypted

    unknown = "file-wrong-password" if passwords else "file-password"
    try:
        return decrypted(data, _each_with_time([BY_ITSELF, *passwords])) or {"code": unknown}
    except TooMuchError:
        return {"code": "file-too-large"}


def _each_with_time(passwords: list[str]) -> Iterator[str]:
    for password in passwords:
        _limit_time()
        yield password


if __name__ == "__main__":
    sys.exit(main())
