"""Which workbooks need the exact reader: error cells, formulas without a result, percent formats,
cells far outside; and what no reader tells: custom properties, defined names, the 1904 epoch.

Works on the unpacked parts, so it knows more than calamine shows and costs about a millisecond.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# Cells beyond row 9,999 or column CZ (also with entities in the address), in any quoting.
_FAR = re.compile(
    rb"""<(?:\w+:)?(?:c|row)\s(?:[^>]*\s)?r\s*=\s*["'](?:[A-Z]{3}|[D-Z][A-Z]\d|[A-Z]{1,2}\d{5}|\d{5}|[^"'A-Z\d])"""
)
_ERROR_CELL = re.compile(rb"""\bt\s*=\s*["']e["']""")
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v></)"
)
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*\bhidden\s*=\s*["'](?:1|true)["']""")
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Triage:
    """`careful`: why the exact reader is needed ("" = calamine will do)."""

    careful: str = ""
    refused: str = ""
    date_1904: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: Mapping[str, frozenset[int]] = field(default_factory=dict)


def triage(parts: Mapping[str, bytes]) -> Triage:
    """Flags of an unpacked .xlsx or .xlsm."""
    sheets = [content for name, content in parts.items() if _SHEET.match(name)]
    if any(_unsafe(content) for content in parts.values() if content[:1] in (b"<", b"\xef", b"\xff", b"\xfe", b" ")):
        return Triage(refused="khai báo XML không được phép")
    book = parts.get("xl/workbook.xml", b"")
    return Triage(
        _why_careful(sheets, parts.get("xl/styles.xml", b"")),
        date_1904=bool(re.search(rb"""date1904\s*=\s*["'](?:1|true)["']""", book)),
        properties=_properties(parts.get("docProps/custom.xml", b"")),
        names=_names(book),
        hidden_rows=_hidden_rows(parts, book),
    )


def _unsafe(content: bytes) -> bool:
    """A document type declaration (entities), or an encoding that a scan of bytes would not see through."""
    head = content[:1024]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in content[:65536] or b"<!ENTITY" in content[:65536]:
        return True
    declared = re.match(rb"""[\xef\xbb\xbf\s]*<\?xml[^>]*encoding\s*=\s*["']([^"']+)""", head)
    return declared is not None and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")


def _why_careful(sheets: list[bytes], styles: bytes) -> str:
    for content in sheets:
        if _FAR.search(content):
            return "far"
        if _ERROR_CELL.search(content):
            return "error"
        if any(b"str" not in match[1] for match in _NO_RESULT.finditer(content)):
            return "uncalculated"
    percents = _percent_styles(styles)
    if percents and any(_uses(content, percents) for content in sheets):
        return "percent"
    return ""


def _percent_styles(styles: bytes) -> set[bytes]:
    """Indexes of the cell formats whose number format shows a percentage (9, 10, or a custom one with %)."""
    custom = {match[1] for tag in _NUMBER_FORMAT.findall(styles) if b"%" in tag and (match := _ID.search(tag))}
    wanted = custom | {b"9", b"10"}
    formats = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    if not formats:
        return set()
    tags = re.findall(rb"<(?:\w+:)?xf\b[^>]*>", formats[0])
    return {b"%d" % index for index, tag in enumerate(tags) if (match := _ID.search(tag)) and match[1] in wanted}


_ID = re.compile(rb"""\bnumFmtId\s*=\s*["'](\d+)["']""")


def _uses(content: bytes, styles: set[bytes]) -> bool:
    pattern = rb"""<(?:\w+:)?c\b[^>/]*\bs\s*=\s*["'](?:""" + b"|".join(sorted(styles)) + rb""")["'][^>/]*>"""
    return bool(re.search(pattern, content))


def _properties(custom: bytes) -> dict[str, str]:
    """Custom document properties: name → text."""
    if not custom:
        return {}
    root = parse_xml(custom)
    if root is None:
        return {}
    return {node.get("name", ""): "".join(node.itertext()).strip() for node in root if node.get("name")}


def _names(book: bytes) -> dict[str, str]:
    """Defined names that hold a text constant (="…"): the form's identity."""
    root = parse_xml(book) if b"definedName" in book else None
    if root is None:
        return {}
    found = {}
    for node in root.iter("{*}definedName"):
        text = (node.text or "").strip().removeprefix("=")
        if len(text) > 1 and text[0] == text[-1] == '"':
            found[node.get("name", "")] = text[1:-1].replace('""', '"')
    return found


def _hidden_rows(parts: Mapping[str, bytes], book: bytes) -> dict[str, frozenset[int]]:
    """Rows that a filter or a hand has hidden, by sheet name."""
    hidden: dict[str, frozenset[int]] = {}
    for name, part in _sheet_parts(parts, book).items():
        rows = [match[1] for tag in _HIDDEN_ROW.findall(parts.get(part, b"")) if (match := _ROW_NUMBER.search(tag))]
        if rows:
            hidden[name] = frozenset(map(int, rows))
    return hidden


_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _sheet_parts(parts: Mapping[str, bytes], book: bytes) -> dict[str, str]:
    """Sheet name → name of its part."""
    root, links = parse_xml(book), parse_xml(parts.get("xl/_rels/workbook.xml.rels", b""))
    if root is None or links is None:
        return {}
    targets = {link.get("Id"): link.get("Target", "").removeprefix("/xl/") for link in links}
    return {s.get("name", ""): "xl/" + targets.get(s.get(_OFFICE), "") for s in root.iter("{*}sheet")}


def parse_xml(content: bytes):  # type: ignore[no-untyped-def]  # lxml's element type is not public
    """A small XML part, without entities and network; None when it is no XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
