"""What calamine does not show of an .ods: what its cells say letter by letter and as shown, formulas, error cells,
crossed-out letters, comments, shapes, hidden rows, document properties.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reporting.excel import limits
from reporting.excel.parts import parse_xml
from reporting.excel.sheet_marks import NOTE_HEAD
from reporting.grid import Place, Remark
from reporting.location import address
from reporting.text import marked

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


_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_ASIDE = (_OFFICE + "annotation", _OFFICE + "annotation-end", _TEXT + "note", _TEXT + "ruby-text")
_BLANKS = re.compile(r"[ \t\r\n]+")
_REFERENCES = re.compile(r"\[([^\[\]]*)\]")


@dataclass(slots=True)
class Marks:
    """Places of one sheet, counted from 1: as `Sheet` holds them; `texts`: what cells with text say."""

    percents: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    texts: dict[Place, str] = field(default_factory=dict)
    shown: dict[Place, str] = field(default_factory=dict)
    marked: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


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
    looks = _looks(content)
    return {table.get(_TABLE + "name", ""): _marks(table, looks) for table in content.iter(_TABLE + "table")}


def _looks(content: Any) -> dict[str, str]:
    """Styles whose letters are crossed out, raised or lowered."""
    found = {}
    for style in content.iter(_STYLE + "style"):
        for text in style.iterfind(_STYLE + "text-properties"):
            raised = (text.get(_STYLE + "text-position") or "").split(" ")[0]
            if (text.get(_STYLE + "text-line-through-style") or "none") != "none":
                found[style.get(_STYLE + "name", "")] = "strike"
            elif raised in ("super", "sub") or raised.rstrip("%").lstrip("-").isdecimal() and raised.strip("0%"):
                found[style.get(_STYLE + "name", "")] = "sub" if raised.startswith(("-", "sub")) else "super"
    return found


def _marks(table: Any, looks: Mapping[str, str]) -> Marks:
    marks = Marks()
    defaults = [
        columns.get(_TABLE + "default-cell-style-name", "")
        for columns in table.iter(_TABLE + "table-column")
        for _ in range(min(_repeated(columns, "columns"), limits.MAX_COLUMN))
    ]
    for shapes in table.iterfind(_TABLE + "shapes"):
        marks.remarks += [Remark("shape", text) for text in _drawn(shapes)]
    for rows, row in _runs(table.iter(_TABLE + "table-row"), "rows", limits.MAX_ROW):
        if row.get(_TABLE + "visibility") in ("collapse", "filter"):
            marks.hidden.update(rows)
        for columns, cell in _runs(row, "columns", limits.MAX_COLUMN):
            if not len(cell) and not cell.get(_OFFICE + "value-type"):
                continue
            style = cell.get(_TABLE + "style-name") or row.get(_TABLE + "default-cell-style-name")
            style = style or (defaults[columns.start - 1] if columns.start <= len(defaults) else "")
            places = [(r, c) for r in rows for c in columns]
            _mark(marks, places, cell, looks.get(style or "", ""), looks)
    return marks


def _mark(marks: Marks, places: list[Place], cell: Any, look: str, looks: Mapping[str, str]) -> None:
    kind, runs = cell.get(_OFFICE + "value-type"), list(_runs_of(cell, looks))
    text = "".join(piece for piece, _ in runs)
    if cell.get(_CALC + "value-type") == "error":
        marks.errors.update(dict.fromkeys(places, text.strip() or "#N/A"))
    elif kind == "string":
        marks.texts.update(dict.fromkeys(places, cell.get(_OFFICE + "string-value") or text))
    elif kind:
        marks.shown.update(dict.fromkeys(places, text))
        if kind == "percentage":
            marks.percents.update(places)
    if text.strip() and look == "strike":
        runs = [(text, "strike")]
    if any(piece.strip() and one for piece, one in runs):
        marks.marked.update(dict.fromkeys(places, marked(runs)))
    formula = cell.get(_TABLE + "formula")
    if formula:
        marks.formulas.update(dict.fromkeys(places, _as_excel(formula)))
    for note in cell.iterfind(_OFFICE + "annotation"):
        words = "\n".join("".join(line.itertext()) for line in note.iterfind(_TEXT + "p")).strip()
        if words and not words.startswith(NOTE_HEAD):
            marks.remarks.append(Remark("comment", words, address(*places[0])))
    marks.remarks += [Remark("shape", words, address(*places[0])) for words in _drawn(cell)]


def _runs_of(cell: Any, looks: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The text of a cell in pieces of one look; what stands in notes and shapes is left out."""
    for number, line in enumerate(cell.iterfind(_TEXT + "p")):
        if number:
            yield "\n", ""
        yield from _pieces(line, "", looks)


def _pieces(node: Any, look: str, looks: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield _BLANKS.sub(" ", node.text or ""), look
    for child in node:
        tag = str(child.tag)
        if tag == _TEXT + "tab":
            yield "\t", look
        elif tag == _TEXT + "s":
            yield " " * min(int(child.get(_TEXT + "c") or 1), 1000), look
        elif tag == _TEXT + "line-break":
            yield "\n", look
        elif tag not in _ASIDE and not tag.startswith(_DRAW) and isinstance(child.tag, str):
            yield from _pieces(child, looks.get(child.get(_TEXT + "style-name") or "", look), looks)
        yield _BLANKS.sub(" ", child.tail or ""), look


def _drawn(node: Any) -> Iterator[str]:
    """What text boxes and shapes say."""
    for shape in node:
        if str(shape.tag).startswith(_DRAW):
            lines = ("".join(line.itertext()) for line in shape.iter(_TEXT + "p"))
            text = "\n".join(line for line in lines if line.strip()).strip()
            if text:
                yield text


def _as_excel(formula: str) -> str:
    """of:=[.K30]/10 → K30/10; a reference to another file keeps its address."""
    text = formula.partition("=")[2] if formula.partition("=")[0] in ("of:", "oooc:", "msoxl:", "") else formula

    def reference(match: re.Match[str]) -> str:
        sheet, _, cell = match[1].replace(":.", ":").rpartition(".")
        return f"{sheet.lstrip('$')}!{cell}" if sheet else cell

    return _REFERENCES.sub(reference, text)


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
