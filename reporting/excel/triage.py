"""Which way a workbook may be read, told from its unpacked parts in about a millisecond.

Clean: calamine alone. Marked (error cells, formulas without a result, % formats): calamine, and the
places of the marks from the XML. Far (a cell beyond the form's extents): never given to calamine,
which would allocate the whole rectangle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from reporting.excel.legacy import Encoding
from reporting.excel.parts import constant_names, custom_properties, legacy_styles, sheet_parts

# Rows beyond 9,999, columns beyond CZ, addresses in any but the plainest writing. Only asked when
# every cell and row is written as all spreadsheets do, `<c r="`: then these find all that is far.
_FAR_CELL = re.compile(rb"""<c r="(?:[A-Z]{3}|[D-Z][A-Z]\d|[A-Z]{1,2}\d{5}|[^A-Z])""")
_FAR_ROW = re.compile(rb"""<row r="(?:\d{5}|\D)""")
_NO_RESULT = re.compile(
    rb"<c\b([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:</c>|<v\s*/>|<v></v>)",
)
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_FORMAT_ID = re.compile(rb"""\bnumFmtId\s*=\s*["'](\d+)["']""")
_HIDDEN = re.compile(rb""" hidden="(?:1|true)["]""")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b" ", b"\n", b"\r", b"\t", b"\0<")


class Way(Enum):
    CLEAN = "clean"
    MARKED = "marked"
    FAR = "far"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Triage:
    """`sheets`: sheet name → name of its part; `percent_styles`: indexes of cell formats that show %."""

    way: Way = Way.CLEAN
    date_1904: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    percent_styles: frozenset[str] = frozenset()
    legacy_styles: Mapping[str, tuple[Encoding, bool]] = field(default_factory=dict)


def triage(parts: Mapping[str, bytes]) -> Triage:
    """Flags of an unpacked .xlsx or .xlsm."""
    if any(_unsafe(content) for content in parts.values() if content.startswith(_XML)):
        return Triage(Way.REFUSED)
    book = parts.get("xl/workbook.xml", b"")
    sheets = sheet_parts(parts)
    styles = parts.get("xl/styles.xml", b"")
    percents, legacy = _percent_styles(styles), legacy_styles(styles)
    wanted = percents | {index.encode() for index in legacy}
    return Triage(
        _way([content for content in parts.values() if b"sheetData" in content], wanted),
        bool(re.search(rb"""date1904\s*=\s*["'](?:1|true)["']""", book)),
        custom_properties(parts.get("docProps/custom.xml", b"")),
        constant_names(book),
        _hidden_rows(parts, sheets),
        sheets,
        frozenset(index.decode() for index in percents),
        legacy,
    )


def _unsafe(content: bytes) -> bool:
    """A document type declaration (entities), or an encoding that a scan of bytes would not see through."""
    head = content[:1024]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"\0<") or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return True
    declared = re.match(rb"""[\xef\xbb\xbf\s]*<\?xml[^>]*encoding\s*=\s*["']([^"']+)""", head)
    return declared is not None and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")


def _way(sheets: list[bytes], styles: set[bytes]) -> Way:
    if any(not _plain(content) or _FAR_CELL.search(content) or _FAR_ROW.search(content) for content in sheets):
        return Way.FAR
    return Way.MARKED if any(_marked(content, styles) for content in sheets) else Way.CLEAN


def _plain(content: bytes) -> bool:
    """Whether every cell and row says where it stands, in the usual writing. A cell without address
    lies right of the one before, without end; a prefix or another quote would hide it from the search."""
    start, end = content.find(b"<sheetData"), content.rfind(b"</sheetData>")
    if end < 0:
        return start >= 0 and b"<c" not in content[start:] and b"<row" not in content[start:]
    if (
        start < 0
        or content.count(b"sheetData") != 2
        or any(prefixed in content for prefixed in (b":c ", b":c>", b":row"))
    ):
        return False
    cells, plain_cells = content.count(b"<c", start, end), content.count(b'<c r="', start, end)
    rows, plain_rows = content.count(b"<row", start, end), content.count(b'<row r="', start, end)
    return cells == plain_cells and rows == plain_rows


def _marked(content: bytes, styles: set[bytes]) -> bool:
    if b'"e"' in content or b"'e'" in content or styles and _uses(content, styles):
        return True
    formulas = content.count(b"<f>") + content.count(b"<f ")
    if formulas == content.count(b"</f><v>") and b"<v></v>" not in content and b"<v/>" not in content:
        return False
    return any(b"str" not in match[1] for match in _NO_RESULT.finditer(content))


def _percent_styles(styles: bytes) -> set[bytes]:
    """Indexes of the cell formats whose number format shows a percentage (9, 10, or a custom one with %)."""
    custom = {match[1] for tag in _NUMBER_FORMAT.findall(styles) if b"%" in tag and (match := _FORMAT_ID.search(tag))}
    wanted = custom | {b"9", b"10"}
    formats = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    if not formats:
        return set()
    tags = re.findall(rb"<(?:\w+:)?xf\b[^>]*>", formats[0])
    return {b"%d" % index for index, tag in enumerate(tags) if (match := _FORMAT_ID.search(tag)) and match[1] in wanted}


def _uses(content: bytes, styles: set[bytes]) -> bool:
    pattern = rb"""<c\b[^>/]*\bs\s*=\s*["'](?:""" + b"|".join(sorted(styles)) + rb""")["'][^>/]*>"""
    return bool(re.search(pattern, content))


def _hidden_rows(parts: Mapping[str, bytes], sheets: Mapping[str, str]) -> dict[str, frozenset[int]]:
    """Rows that a filter or a hand has hidden, by sheet name."""
    found = {name: frozenset(_hidden(parts.get(part, b""))) for name, part in sheets.items()}
    return {name: rows for name, rows in found.items() if rows}


def _hidden(content: bytes) -> Iterator[int]:
    for match in _HIDDEN.finditer(content):
        tag = content[content.rfind(b"<", 0, match.start()) : match.start()]
        number = _ROW_NUMBER.search(tag) if tag.startswith(b"<row ") else None
        if number:
            yield int(number[1])
