"""Whether the parts of a package that are read are whole. A right CRC does not say so: a program that was ended
while it wrote, or one with a fault, packs half a part with a right CRC, and calamine reads XML that is none up to
where it stops being any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from xml.parsers import expat

from reporting.excel.parts import parse_xml

# Workbook, texts, styles, sheets and what leads to them; nothing of pictures, themes and charts.
_READ = re.compile(r"xl/(?:worksheets/)?[^/]*\.xml|(?:xl/)?_rels/[^/]*\.rels|docProps/custom\.xml", re.IGNORECASE)
# Where the package refers to a part that calamine does without, the kind of reference, the usual name of the part.
_LINKS = (
    ("_rels/.rels", "", "/custom-properties", "docProps/custom.xml"),
    ("xl/_rels/workbook.xml.rels", "xl/", "/styles", "xl/styles.xml"),
    ("xl/_rels/workbook.xml.rels", "xl/", "/sharedStrings", "xl/sharedStrings.xml"),
)
_SMALL = 100_000  # bytes
_ODS = ("content.xml", "meta.xml")
# The last record of a binary part, by the part's name ([MS-XLSB] 2.1.7): BrtEndBook, BrtEndSheet, BrtEndSst.
_LAST = (
    ("xl/workbook.bin", b"\x84\x01\x00"),
    ("xl/worksheets/", b"\x82\x01\x00"),
    ("xl/sharedstrings.bin", b"\xa0\x01\x00"),
)


def broken_xlsx(parts: Mapping[str, bytes], sheets: Iterable[str]) -> str:
    """The name of a part that is no XML, or that is referred to and missing; "" when all is whole. `sheets`: their
    parts, "" for one that is not referred to."""
    read = [name for name in parts if _READ.fullmatch(name)]
    for name in {*read, *sheets}:
        if name not in parts or not _is_xml(parts[name]):
            return name or "xl/workbook.xml"
    return _missing(parts)


def broken_xlsb(parts: Mapping[str, bytes]) -> str:
    """The same for the binary parts of an .xlsb: each closed by its last record."""
    for name, content in parts.items():
        low = name.lower()
        if low.endswith(".rels") and parse_xml(content) is None:
            return name
        last = next((last for start, last in _LAST if low.startswith(start) and low.endswith(".bin")), b"")
        if not content.endswith(last):
            return name
    return ""


def broken_ods(parts: Mapping[str, bytes]) -> str:
    """The same for an .ods: a part that its manifest lists (whether parts are XML, `ods` sees)."""
    listed = parts.get("META-INF/manifest.xml", b"")
    return next((name for name in _ODS if b'"%s"' % name.encode() in listed and name not in parts), "")


def _is_xml(content: bytes) -> bool:
    return _is_known_xml(content) if len(content) < _SMALL else _is_parsed(content)


@lru_cache(64)
def _is_known_xml(content: bytes) -> bool:
    """Forms of one program share their small parts: styles, relations."""
    return _is_parsed(content)


def _is_parsed(content: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError:
        return False
    return True


def _missing(parts: Mapping[str, bytes]) -> str:
    for links, folder, kind, usual in _LINKS:
        if usual in parts:
            continue
        known = {name.lower() for name in parts}
        root = parse_xml(parts.get(links, b""))
        for link in [] if root is None else root:
            target = link.get("Target") or ""
            name = target[1:] if target.startswith("/") else folder + target
            if (link.get("Type") or "").endswith(kind) and name.lower() not in known:
                return name
    return ""
