"""Which way a workbook may be read, told from its unpacked parts in about a millisecond.

Near: calamine, beside what its values do not say (`places`). Far (a cell beyond the form's extents): never given to
calamine, which would allocate the whole rectangle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from reporting.excel.mend import swollen
from reporting.excel.parts import constant_names, custom_properties, sheet_parts
from reporting.excel.usual import is_usual
from reporting.excel.wholeness import broken_xlsx

# Every search here takes time in proportion to the bytes, whatever they are: a tag ends before the next "<".
# A cell or row that does not say where it stands as all spreadsheets do, `<c r="`, or stands beyond row
# 29,999 or column CZ. One search for all of it, and for prefixes: each costs a walk through the sheet.
_FAR = re.compile(rb"""<(?:c(?! r="(?:[A-Z]|[A-C][A-Z])[12]?\d{1,4}")|row(?! r="[12]?\d{1,4}"))[\s/>]""")
_PREFIXED = re.compile(rb""":(?:c|row)[\s/>]""")
_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b" ", b"\n", b"\r", b"\t", b"\0<")


class Way(Enum):
    NEAR = "near"
    FAR = "far"
    REFUSED = "refused"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Triage:
    """`sheets`: sheet name → name of its part; `usual`: the parts of those in the usual writing; `broken`: the part that
    is not whole."""

    way: Way = Way.NEAR
    date_1904: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    usual: frozenset[str] = frozenset()
    broken: str = ""


def triage(parts: Mapping[str, bytes]) -> Triage:
    """Flags of an unpacked .xlsx or .xlsm."""
    if any(_unsafe(content) for content in parts.values() if content.startswith(_XML)):
        return Triage(Way.REFUSED)
    book = parts.get("xl/workbook.xml", b"")
    sheets = sheet_parts(parts)
    usual = frozenset(part for part in sheets.values() if is_usual(parts.get(part, b"")))
    others = {name: content for name, content in parts.items() if name not in usual}
    broken = swollen(others) or broken_xlsx(others, (part for part in sheets.values() if part not in usual))
    if broken:
        return Triage(Way.BROKEN, broken=broken)
    rows = (content for name, content in others.items() if b"sheetData" in content)
    return Triage(
        Way.NEAR if all(map(_near, rows)) else Way.FAR,
        bool(re.search(rb"""date1904\s*=\s*["'](?:1|true)["']""", book)),
        custom_properties(parts.get("docProps/custom.xml", b"")),
        constant_names(book),
        sheets,
        usual,
    )


def _unsafe(content: bytes) -> bool:
    """A document type declaration (entities), or an encoding that a scan of bytes would not see through."""
    head = content[:1024]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"\0<") or b"<!DOCTYPE" in content:
        return True
    declared = re.match(rb"""[\xef\xbb\xbf\s]*<\?xml[^>]*encoding\s*=\s*["']([^"']+)""", head)
    return declared is not None and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")


def _near(content: bytes) -> bool:
    """Whether every cell and row says where it stands, in the usual writing, and stands near. A cell without
    address lies right of the one before, without end; a prefix or another quote would hide it from the search."""
    return not _FAR.search(content) and not _PREFIXED.search(content) and content.count(b"sheetData") <= 2
