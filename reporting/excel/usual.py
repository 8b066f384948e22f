"""Sheets as Excel, WPS, LibreOffice and the libraries write them: nearly all that ever come.

One search tells that every row and cell says where it stands and stands near, that none is torn, and that each value
means to calamine what it means in XML. A sheet in any other writing is looked at part by part (`wholeness`, `triage`).
"""

from __future__ import annotations

import re

_START, _END = b"<sheetData>", b"</sheetData>"
_TEXT = rb"[^<&]*+(?:&(?:amp|lt|gt|quot|apos);[^<&]*+)*+"
_FORMULA = rb"(?:<f[^<>/]*+(?:/>|>" + _TEXT + rb"</f>))?+"
_VALUE = (
    rb' t="s"><v>\d++</v>'  # a number of the shared texts
    rb'|(?: t="(?:n|b|d|str)")?+>' + _FORMULA + rb"(?:<v>[^<&]*+</v>)?+"
    rb'| t="inlineStr"><is><t[^<>/]*+>' + _TEXT + rb"</t></is>"
)
# Up to row 9,999 and column CZ (`limits`); no error cell, no prefix, nothing between the cells.
_CELL = rb'<c r="[A-C]?[A-Z]\d{1,4}"(?: s="\d++")?+(?:/>|(?:' + _VALUE + rb")</c>)"
_ROWS = re.compile(rb'(?:<row r="\d{1,4}"[^<>/]*+(?:/>|>(?:' + _CELL + rb")*+</row>))*+")


def is_usual(sheet: bytes) -> bool:
    """Whether the XML of a sheet is in the usual writing."""
    start, end = sheet.find(_START), sheet.rfind(_END)
    if start < 0 or end < start or not sheet.rstrip().endswith(b"</worksheet>"):
        return False
    return _ROWS.fullmatch(sheet, start + len(_START), end) is not None
