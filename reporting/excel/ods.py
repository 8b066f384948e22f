"""What calamine does not show of an .ods: percentages, error cells, hidden rows, document properties."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reporting.excel import limits
from reporting.excel.parts import parse_xml
from reporting.grid import Place

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# Type of a cell → the attribute that holds its value ("": its text does).
_VALUES = {
    "string": "",
    "float": "value",
    "percentage": "value",
    "currency": "value",
    "date": "date-value",
    "time": "time-value",
    "boolean": "boolean-value",
}


@dataclass(slots=True)
class Marks:
    """Places of one sheet, counted from 1."""

    percents: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


def content_of(data: bytes) -> Any:
    """The sheets; ValueError where they are no XML (calamine reads up to there)."""
    root = _part(data, "content.xml")
    if root is None:
        raise ValueError("không có phần content.xml")
    return root


def area_of(content: Any) -> int:
    """Places in the largest sheet, up to the last cell that says something: what calamine lays out in memory.
    ValueError for a cell that it would take for a blank."""
    return max(map(_area, content.iter(_TABLE + "table")), default=0)


def _area(table: Any) -> int:
    height = width = below = 0
    for row in table.iter(_TABLE + "table-row"):
        below += _repeated(row, "rows")
        right = 0
        for cell in row:
            right += _repeated(cell, "columns")
            if _is_lost(cell):
                raise ValueError("ô có chữ nhưng không có kiểu giá trị")
            if len(cell) or cell.get(_OFFICE + "value-type"):
                height, width = below, max(width, right)
    return height * width


def _is_lost(cell: Any) -> bool:
    """Whether a cell shows a text, and has no type or not the value that its type needs."""
    if not any(part.text or len(part) for part in cell.iterfind(_TEXT + "p")):
        return False
    kind = cell.get(_OFFICE + "value-type")
    return kind not in _VALUES or bool(_VALUES[kind]) and cell.get(_OFFICE + _VALUES[kind]) is None


def _repeated(node: Any, what: str) -> int:
    return int(node.get(f"{_TABLE}number-{what}-repeated") or 1)


def marks_of(content: Any) -> dict[str, Marks]:
    """Marks by sheet name."""
    return {table.get(_TABLE + "name", ""): _marks(table) for table in content.iter(_TABLE + "table")}


def _marks(table: Any) -> Marks:
    marks = Marks()
    for rows, row in _runs(table.iter(_TABLE + "table-row"), "rows", limits.MAX_ROW):
        if row.get(_TABLE + "visibility") in ("collapse", "filter"):
            marks.hidden.update(rows)
        for columns, cell in _runs(row, "columns", limits.MAX_COLUMN):
            places = [(r, c) for r in rows for c in columns] if _is_marked(cell) else ()
            if cell.get(_CALC + "value-type") == "error":
                marks.errors.update(dict.fromkeys(places, "".join(cell.itertext()).strip() or "#N/A"))
            else:
                marks.percents.update(places)
    return marks


def _is_marked(cell: Any) -> bool:
    return bool(cell.get(_CALC + "value-type") == "error" or cell.get(_OFFICE + "value-type") == "percentage")


def _runs(nodes: Any, what: str, limit: int) -> Iterator[tuple[range, Any]]:
    """Each node with the numbers (from 1) of the rows or columns that it stands for."""
    number = 0
    for node in nodes:
        repeated = min(_repeated(node, what), limit - number)
        yield range(number + 1, number + repeated + 1), node
        number += repeated
        if number >= limit:
            return


def properties_of(data: bytes) -> dict[str, str]:
    """Custom document properties: name → text."""
    root = _part(data, "meta.xml")
    if root is None:
        return {}
    return {
        node.get(_META + "name", ""): "".join(node.itertext()).strip() for node in root.iter(_META + "user-defined")
    }


def _part(data: bytes, name: str) -> Any:
    """A part that may be missing; ValueError where it is no XML."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if name not in archive.namelist():
            return None
        content = archive.read(name)
    root = None if b"<![CDATA[" in content else parse_xml(content)  # calamine leaves CDATA out
    if root is None:
        raise ValueError(f"phần {name} trong tệp không trọn vẹn")
    return root
