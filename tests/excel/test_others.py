"""Older and other formats: read in a process of their own, whose end is a finding."""

from __future__ import annotations

import io
import os
import struct
import sys
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from reporting.excel import limits, worker
from reporting.excel.read import read_bytes
from reporting.grid import Grid, Sheet
from tests.conftest import Convert
from tests.helpers import mutations
from tests.helpers.formats import PASSWORD, locked
from tests.helpers.returned import FILE, flat, said, understood, workbook
from tests.helpers.xlsb import xlsb

_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Bảng">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def ods(rows: str, manifest: str = '<manifest:manifest xmlns:manifest="x"/>') -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", _CONTENT.format(rows=rows))
        archive.writestr("META-INF/manifest.xml", manifest)
    return target.getvalue()


def cell(text: str, kind: str = "string", more: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'


def test_repeated_rows_and_columns_keep_marks_in_place() -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="3"/>'
        + cell("85,5%", "percentage", 'office:value="0.855"')
        + cell("#REF!", "string", 'calcext:value-type="error"')
        + "</table:table-row>"
    )
    grid, findings = read_bytes(ods(rows), "a.ods")
    assert not findings
    assert grid
    sheet = grid.sheets[0]
    assert sheet.at(3, 4) == 0.855
    assert (sheet.percents, dict(sheet.errors)) == (frozenset({(3, 4)}), {(3, 5): "#REF!"})


def test_a_sheet_that_swells_ends_its_process_not_ours() -> None:
    wide = cell("x", more='table:number-columns-repeated="1000"')
    rows = f'<table:table-row table:number-rows-repeated="60000">{wide}</table:table-row>'
    grid, findings = read_bytes(ods(rows), "a.ods")
    assert grid is None
    assert [f.code for f in findings] == ["file-too-large"]


@pytest.mark.skipif(sys.platform == "win32", reason="the program that hangs is a shell's script")
def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started, hanging = tmp_path / "pid", tmp_path / "python"
    hanging.write_text(
        f'#!/bin/sh\necho $$ > "{started}.new"; mv "{started}.new" "{started}"\nexec sleep 60\n', "utf-8"
    )
    hanging.chmod(0o755)
    assert read_bytes(ods(""), "a.ods")[0] is not None
    monkeypatch.setattr(sys, "executable", str(hanging))
    monkeypatch.setattr(limits, "WORKER_PATIENCE", 2)
    grid, findings = read_bytes(ods(""), "a.ods")
    assert grid is None
    assert [f.code for f in findings] == ["file-too-large"]
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text("utf-8")), 0)


@pytest.mark.parametrize("kept", [600, 4000])
def test_a_truncated_xls_is_damaged(kept: int) -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "Workbook".encode("utf-16-le") + b"\0" * 8000
    assert [f.code for f in read_bytes(head[:kept] if kept > 600 else head, "a.xls")[1]] == ["file-damaged"]


@pytest.mark.parametrize(("rows", "columns"), [(1_000_000, 5), (9_999, 500), (60_000, 40)])
def test_an_ods_is_measured_before_it_is_laid_out(rows: int, columns: int) -> None:
    """On Windows, too, where no process can be given a limit of memory."""
    wide = cell("x", more=f'table:number-columns-repeated="{columns}"')
    data = ods(f'<table:table-row table:number-rows-repeated="{rows}">{wide}</table:table-row>')
    assert worker._read("ODS", data, []) == {"code": "file-too-large"}


def test_empty_cells_to_the_end_of_the_sheet_are_nothing() -> None:
    """As LibreOffice ends every sheet."""
    rest = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/>'
    grid, findings = read_bytes(ods(f"<table:table-row>{cell('x')}</table:table-row>{rest}</table:table-row>"), "a.ods")
    assert not findings
    assert grid
    assert grid.sheets[0].rows == (("x",),)


def test_an_ods_whose_content_is_no_xml_is_damaged() -> None:
    """calamine alone reads up to there."""
    data = ods(f"<table:table-row>{cell('x')}</table:table-row><table:table-row>{cell('y')}")
    assert [f.code for f in read_bytes(data, "a.ods")[1]] == ["file-damaged"]


@pytest.mark.parametrize(
    "lost",
    [
        "<table:table-cell><text:p>q</text:p></table:table-cell>",
        cell("5", "flnat", 'office:value="5"'),
        cell("5", "float"),
        cell("x", "date", 'office:value="2"'),
        cell("a<![CDATA[b]]>c"),
    ],
)
def test_a_cell_that_calamine_takes_for_a_blank_is_damage(lost: str) -> None:
    assert [f.code for f in read_bytes(ods(f"<table:table-row>{lost}</table:table-row>"), "a.ods")[1]] == [
        "file-damaged"
    ]


def test_a_note_is_no_answer() -> None:
    note = "<table:table-cell><office:annotation><text:p>ghi chú</text:p></office:annotation></table:table-cell>"
    grid, findings = read_bytes(ods(f"<table:table-row>{note}{cell('x')}</table:table-row>"), "a.ods")
    assert not findings
    assert grid
    assert grid.sheets[0].rows == ((None, "x"),)


def test_a_part_that_the_manifest_lists_is_missed() -> None:
    data = ods("", '<m:manifest xmlns:m="x"><m:file-entry m:full-path="meta.xml"/></m:manifest>')
    assert [f.code for f in read_bytes(data, "a.ods")[1]] == ["file-damaged"]


@pytest.mark.parametrize("name", ["mimetype", "META-INF/manifest.xml"])
def test_a_part_that_swells_when_unpacked_is_never_unpacked(name: str) -> None:
    target = io.BytesIO(ods(""))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(name, b"application/vnd.oasis.opendocument.spreadsheet" + bytes(80_000_000))
    tracemalloc.start()
    found = read_bytes(target.getvalue(), "a.ods")[1]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [f.code for f in found] == ["file-too-large"]
    assert peak < 20_000_000


@pytest.mark.parametrize("turns", ["1000001", "9999999"])
def test_a_password_hashed_for_minutes_is_refused(turns: str) -> None:
    """How often it is hashed, the file says; Excel does it 100,000 times."""
    stream = mutations.ole_stream(locked(workbook(), PASSWORD), "EncryptionInfo")
    made = stream.replace(b' standalone="yes"', b"").replace(b'spinCount="100000"', f'spinCount="{turns}"'.encode())
    data = mutations.with_ole_stream(locked(workbook(), PASSWORD), "EncryptionInfo", made.ljust(len(stream)))
    assert [f.code for f in read_bytes(data, "a.xlsx", (PASSWORD, "khác"))[1]] == ["file-too-large"]


def test_an_encrypted_ods_asks_for_its_password() -> None:
    data = ods("", '<manifest:manifest xmlns:manifest="x"><manifest:encryption-data/></manifest:manifest>')
    assert [f.code for f in read_bytes(data, "a.ods")[1]] == ["file-password"]


@pytest.mark.engine("soffice")
@pytest.mark.parametrize("format", ["xls", "ods"])
def test_marks_survive_in_older_formats(format: str, tmp_path: Path, soffice: Convert) -> None:
    """Error cells, percentages and hidden rows are known in .xls and .ods, too."""

    def edit(book: Any) -> None:
        book["Chỉ tiêu"]["K6"] = "=1/0"
        book["Chỉ tiêu"]["K12"] = 0.855
        book["Chỉ tiêu"]["K12"].number_format = "0.0%"
        book["Nhiệm vụ"].row_dimensions[7].hidden = True

    source = tmp_path / "form.xlsx"
    book = load_workbook(io.BytesIO(workbook()))
    edit(book)
    book.save(source)
    returned, findings = understood(soffice(source, format).read_bytes(), f"form.{format}")
    assert returned
    assert said(findings) == {"value-error-cell@Chỉ tiêu!K6", "value-repaired@Chỉ tiêu!K12", "rows-hidden"}
    answer = returned.answer("I.1.b.06/1")
    assert answer
    assert answer.numerator
    assert str(answer.numerator.value) == "85.5"


def test_an_xlsb_is_understood_as_the_xlsx_it_was_saved_from() -> None:
    grid, _ = read_bytes(workbook(), FILE)
    assert grid
    returned, findings = understood(xlsb(grid), "form.xlsb")
    assert not findings
    assert returned
    whole, _ = understood(workbook())
    assert whole
    assert flat(returned) == flat(whole)


def test_a_far_cell_of_an_xlsb_ends_only_the_process_that_reads_it() -> None:
    data = xlsb(Grid("a", (Sheet("a", "Trang 1", (("x",),)),)), far=(1_048_576, 16_384))
    assert [f.code for f in read_bytes(data, "a.xlsb")[1]] == ["file-too-large"]


@pytest.mark.parametrize("part", ["xl/workbook.bin", "xl/worksheets/sheet2.bin", "xl/_rels/workbook.bin.rels"])
def test_a_part_of_an_xlsb_cut_off_is_damage_though_its_crc_is_right(part: str) -> None:
    grid, _ = read_bytes(workbook(), FILE)
    assert grid
    with zipfile.ZipFile(io.BytesIO(xlsb(grid))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content[:-3] if name == part else content)
    assert [f.code for f in read_bytes(target.getvalue(), "a.xlsb")[1]] == ["file-damaged"]


@pytest.mark.engine("soffice")
def test_an_encrypted_xls_asks_for_its_password(tmp_path: Path, soffice: Convert) -> None:
    source = tmp_path / "form.xlsx"
    source.write_bytes(workbook())
    plain = soffice(source, "xls").read_bytes()
    stream = mutations.ole_stream(plain, "Workbook")
    start = 4 + int.from_bytes(stream[2:4], "little")  # behind BOF; MS-XLS 2.4.117, RC4
    mark = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + bytes(48)
    data = mutations.with_ole_stream(plain, "Workbook", (stream[:start] + mark + stream[start:])[: len(stream)])
    assert [f.code for f in read_bytes(data, "a.xls")[1]] == ["file-password"]
    assert [f.code for f in read_bytes(data, "a.xls", ("sai",))[1]] == ["file-wrong-password"]


@pytest.mark.parametrize("kept", [50, 500, 1_500])
def test_an_xlsb_cut_off_is_damaged(kept: int) -> None:
    grid, _ = read_bytes(workbook(), FILE)
    assert grid
    assert [f.code for f in read_bytes(xlsb(grid)[:kept], "a.xlsb")[1]] == ["file-damaged"]
