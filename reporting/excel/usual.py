"""Sheets as Excel, WPS, LibreOffice and the libraries write them: nearly all that ever come.

One search tells that every row and cell says where it stands and stands near, that none is torn, and that each value
means to calamine what it means in XML; what stands before and after the rows is parsed. A sheet in any other writing
is looked at part by part (`wholeness`, `triage`).
"""

from __future__ import annotations

import re
from xml.parsers import expat

_START, _END = b"<sheetData>", b"</sheetData>"
_SIGNS = rb"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]*+"
_TEXT = _SIGNS + rb"(?:&(?:amp|lt|gt|quot|apos);" + _SIGNS + rb")*+"
_SAID = rb"""(?: (?!r=)[A-Za-z_:][\w:]*+="[^<&"\x00-\x1f]*+")*+"""  # attributes, but no second place
_FORMULA = rb"(?:<f" + _SAID + rb"(?:/>|>" + _TEXT + rb"</f>))?+"
_VALUE = (
    rb' t="s"><v>\d{1,7}+</v>'  # a number of the shared texts
    rb'|(?: t="(?:n|b|d)")?+>' + _FORMULA + rb"(?:<v>[-+.:\dEeTZ]*+</v>)?+"
    rb'| t="str">' + _FORMULA + rb"(?:<v>" + _SIGNS + rb"</v>)?+"
    rb'| t="inlineStr"><is><t(?: xml:space="preserve")?+>' + _TEXT + rb"</t></is>"
)
# Up to row 29,999 and column CZ (`limits`); no error cell, no prefix, nothing between the cells.
_CELL = rb'<c r="[A-C]?[A-Z][12]?\d{1,4}"(?: s="\d++")?+(?:/>|(?:' + _VALUE + rb")</c>)"
_ROWS = re.compile(rb'(?:<row r="[12]?\d{1,4}"' + _SAID + rb"(?:/>|>(?:" + _CELL + rb")*+</row>))*+")


def is_usual(sheet: bytes) -> bool:
    """Whether the XML of a sheet is in the usual writing."""
    start, end = sheet.find(_START), sheet.rfind(_END)
    if start < 0 or end < start or not sheet.rstrip().endswith(b"</worksheet>"):
        return False
    usual = _ROWS.fullmatch(sheet, start + len(_START), end) is not None
    return usual and _is_utf_8(sheet) and _is_xml_around(sheet, start, end)


def _is_utf_8(sheet: bytes) -> bool:
    try:
        sheet.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_xml_around(sheet: bytes, start: int, end: int) -> bool:
    """Whether the sheet without its rows is XML: its merged cells stand there."""
    try:
        expat.ParserCreate().Parse(sheet[: start + len(_START)] + sheet[end:], True)
    except expat.ExpatError:
        return False
    return True
