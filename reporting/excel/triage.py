"""Which way a workbook may be read, told from its unpacked parts in about a millisecond.

Clean: calamine alone. Marked (error cells, formulas without a result, % formats): calamine, and the
places of the marks from the XML. Far (a cell beyond the form's extents): never given to calamine,
which would allocate the whole rectangle.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from reporting.excel.parts import constant_names, custom_properties, legacy_styles, sheet_parts
from reporting.excel.usual import is_usual
from reporting.excel.wholeness import broken_xlsx
from reporting.legacy_text import Encoding

# Every search here takes time in proportion to the bytes, whatever they are: a tag ends before the next "<".
# A cell or row that does not say where it stands as all spreadsheets do, `<c r="`, or stands beyond row
# 9,999 or column CZ. One search for all of it, and for prefixes: each costs a walk through the sheet.
_FAR = re.compile(rb"""<(?:c(?! r="(?:[A-Z]|[A-C][A-Z])\d{1,4}")|row(?! r="\d{1,4}"))[\s/>]""")
_PREFIXED = re.compile(rb""":(?:c|row)[\s/>]""")
_ERROR = re.compile(rb'"e"')  # found sooner than by `in`
_PERHAPS_NO_RESULT = re.compile(rb"<f(?:\s[^<>]*+)?+>(?>[^<]*</f>)?+(?!<v>[^<])")
_NO_RESULT = re.compile(
    rb"<c\b([^<>]*)>\s*<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(?:</c>|<v\s*/>|<v></v>)",
)
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^<>]*>")
_FORMAT_ID = re.compile(rb"""\bnumFmtId\s*=\s*["'](\d+)["']""")
_PERCENTS = re.compile(rb"""numFmtId\s*=\s*["'](?:9|10)["']""")
_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b")
_FORMATS_END = re.compile(rb"</(?:\w+:)?cellXfs>")
_STYLE = re.compile(rb"""<c\b[^<>/]*\bs\s*=\s*["'](\d+)["'][^<>/]*>""")
_HIDDEN = re.compile(rb""" hidden="(?:1|true)["]""")
_LONGEST_TAG = 1_000  # of a row, in bytes
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b" ", b"\n", b"\r", b"\t", b"\0<")


class Way(Enum):
    CLEAN = "clean"
    MARKED = "marked"
    FAR = "far"
    REFUSED = "refused"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Triage:
    """`sheets`: sheet name → name of its part; `percent_styles`: indexes of cell formats that show %; `broken`: the
    part that is not whole."""

    way: Way = Way.CLEAN
    date_1904: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    percent_styles: frozenset[str] = frozenset()
    legacy_styles: Mapping[str, tuple[Encoding, bool]] = field(default_factory=dict)
    broken: str = ""


def triage(parts: Mapping[str, bytes]) -> Triage:
    """Flags of an unpacked .xlsx or .xlsm."""
    if any(_unsafe(content) for content in parts.values() if content.startswith(_XML)):
        return Triage(Way.REFUSED)
    book = parts.get("xl/workbook.xml", b"")
    sheets = sheet_parts(parts)
    usual = frozenset(part for part in sheets.values() if is_usual(parts.get(part, b"")))
    others = {name: content for name, content in parts.items() if name not in usual}
    broken = broken_xlsx(others, (part for part in sheets.values() if part not in usual))
    if broken:
        return Triage(Way.BROKEN, broken=broken)
    styles = parts.get("xl/styles.xml", b"")
    percents, legacy = _percent_styles(styles), legacy_styles(styles)
    wanted = percents | {index.encode() for index in legacy}
    return Triage(
        _way({name: content for name, content in parts.items() if b"sheetData" in content}, usual, wanted),
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
    if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"\0<") or b"<!DOCTYPE" in content:
        return True
    declared = re.match(rb"""[\xef\xbb\xbf\s]*<\?xml[^>]*encoding\s*=\s*["']([^"']+)""", head)
    return declared is not None and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")


def _way(sheets: Mapping[str, bytes], usual: Collection[str], styles: set[bytes]) -> Way:
    if not all(_near(content) for name, content in sheets.items() if name not in usual):
        return Way.FAR
    marked = (
        _uncalculated(content) or styles and _uses(content, styles) or name not in usual and _has_errors(content)
        for name, content in sheets.items()
    )
    return Way.MARKED if any(marked) else Way.CLEAN


def _near(content: bytes) -> bool:
    """Whether every cell and row says where it stands, in the usual writing, and stands near. A cell without
    address lies right of the one before, without end; a prefix or another quote would hide it from the search."""
    return not _FAR.search(content) and not _PREFIXED.search(content) and content.count(b"sheetData") <= 2


def _has_errors(content: bytes) -> bool:
    return bool(_ERROR.search(content)) or b"'" in content and b"'e'" in content


def _uncalculated(content: bytes) -> bool:
    if b"<f" not in content or not _PERHAPS_NO_RESULT.search(content):
        return False
    return any(b"str" not in match[1] for match in _NO_RESULT.finditer(content))


def _percent_styles(styles: bytes) -> set[bytes]:
    """Indexes of the cell formats whose number format shows a percentage (9, 10, or a custom one with %)."""
    if b"%" not in styles and not _PERCENTS.search(styles):
        return set()
    custom = {match[1] for tag in _NUMBER_FORMAT.findall(styles) if b"%" in tag and (match := _FORMAT_ID.search(tag))}
    wanted = custom | {b"9", b"10"}
    start = _FORMATS.search(styles)
    end = _FORMATS_END.search(styles, start.end()) if start else None
    if not start or not end:
        return set()
    tags = re.findall(rb"<(?:\w+:)?xf\b[^<>]*>", styles[start.end() : end.start()])
    return {b"%d" % index for index, tag in enumerate(tags) if (match := _FORMAT_ID.search(tag)) and match[1] in wanted}


def _uses(content: bytes, styles: set[bytes]) -> bool:
    return not styles.isdisjoint(_STYLE.findall(content))


def _hidden_rows(parts: Mapping[str, bytes], sheets: Mapping[str, str]) -> dict[str, frozenset[int]]:
    """Rows that a filter or a hand has hidden, by sheet name."""
    found = {name: frozenset(_hidden(parts.get(part, b""))) for name, part in sheets.items()}
    return {name: rows for name, rows in found.items() if rows}


def _hidden(content: bytes) -> Iterator[int]:
    for match in _HIDDEN.finditer(content):
        tag = content[content.rfind(b"<", max(match.start() - _LONGEST_TAG, 0), match.start()) : match.start()]
        number = _ROW_NUMBER.search(tag) if tag.startswith(b"<row ") else None
        if number:
            yield int(number[1])
