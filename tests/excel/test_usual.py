"""The usual writing of sheets: known at once, and nothing torn or read otherwise passes for it."""

from __future__ import annotations

from functools import cache
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.excel.container import unpack
from reporting.excel.usual import is_usual
from tests.helpers.returned import workbook

HEAD = b'<?xml version="1.0" encoding="UTF-8"?><worksheet><dimension ref="A1:B2"/>'
TAIL = b'<pageMargins left="0.7"/></worksheet>\n'


def sheet(rows: str) -> bytes:
    return HEAD + b"<sheetData>" + rows.encode() + b"</sheetData>" + TAIL


@cache
def form_sheets() -> tuple[bytes, ...]:
    parts = unpack(workbook())
    assert isinstance(parts, dict)
    return tuple(content for name, content in parts.items() if name.startswith("xl/worksheets/sheet"))


def test_every_sheet_of_a_form_is_usual() -> None:
    assert len(form_sheets()) > 5
    assert all(map(is_usual, form_sheets()))


@pytest.mark.parametrize(
    "rows",
    [
        "",
        '<row r="1"/>',
        '<row r="1" spans="1:2" ht="12" hidden="1"><c r="A1" s="1" t="s"><v>42</v></c><c r="CZ1"/></row>',
        '<row r="9999"><c r="B9999"><v>1.5</v></c><c r="C9999" t="b"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="str"><f aca="false">A1</f><v>có</v></c><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>',
        '<row r="2"><c r="A2" s="3" t="inlineStr"><is><t xml:space="preserve"> chữ </t></is></c></row>',
    ],
)
def test_what_spreadsheets_write(rows: str) -> None:
    assert is_usual(sheet(rows))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="XFD1"><v>1</v></c></row>',
        '<row r="1"><c r="DA1"><v>1</v></c></row>',
        '<row r="30000"><c r="A30000"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
        '<row r="1"><c r="A1"><v>1<!---->2</v></c></row>',
        '<row r="1"><c r="A1"><v>1&#50;</v></c></row>',
        '<row r="1"><c r="A1"><v>1</c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><x:c r="A1"><v>1</v></x:c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '</sheetData><sheetData><row r="1"/>',
    ],
)
def test_what_must_be_looked_at_more_closely(rows: str) -> None:
    assert not is_usual(sheet(rows))


@pytest.mark.parametrize("whole", [HEAD + TAIL, HEAD + b"<sheetData>", sheet("")[:-5], b"", b"</sheetData><sheetData>"])
def test_half_a_sheet_is_not_usual(whole: bytes) -> None:
    assert not is_usual(whole)


@pytest.mark.parametrize(
    "whole",
    [
        sheet("").replace(b"<pageMargins", b"<mergeCells><mergeCell"),
        sheet("").replace(b"<dimension", b"<sheetViews"[:5] + b"<dimension"),
        sheet("").replace(b"<sheetData>", b"<a><sheetData>"),
        sheet('<row r="1" hidden=1/>'),
        sheet('<row r="1" r="2"/>'),
        sheet('<row r="1" spans="1:2\0"/>'),
        sheet('<row r="1"><c r="A1"><v>1\x002</v></c></row>'),
        sheet('<row r="1"><c r="A1" t="str"><v>a\x01b</v></c></row>'),
        sheet('<row r="1"><c r="A1"><f a=b>1</f><v>1</v></c></row>'),
        sheet('<row r="1"><c r="A1" t="str"><v>a]]>b</v></c></row>'),
        sheet('<row r="1"><c r="A1" t="str"><v>Đăk</v></c></row>').replace("ă".encode(), "ă".encode()[:1]),
    ],
)
def test_no_xml_is_not_usual(whole: bytes) -> None:
    assert not is_usual(whole)


@given(
    which=st.integers(0, 7),
    at=st.floats(0, 1),
    length=st.integers(0, 90),
    put=st.sampled_from(
        (b"", b"<", b">", b"/>", b"</c>", b"<c>", b'"', b"<v>", b"</row>", b"<!---->", b"&", b"7", b"=")
    ),
)
def test_the_rows_of_a_usual_sheet_are_xml(which: int, at: float, length: int, put: bytes) -> None:
    """However a form's sheet is torn: what still passes is well-formed."""
    sheets = form_sheets()
    content = sheets[which % len(sheets)]
    place = int(at * len(content))
    torn = content[:place] + put + content[place + length :]
    if is_usual(torn):
        expat.ParserCreate().Parse(torn, True)
