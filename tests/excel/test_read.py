"""Reading files that are not what their name says, are broken, or are too much."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reporting.excel.looks import looks_of
from reporting.excel.read import read_bytes, read_grid
from reporting.excel.triage import Way, triage
from tests.helpers.formats import locked
from tests.helpers.returned import edited, flat, understood, workbook


def codes(data: bytes, name: str = "bao_cao.xlsx") -> list[str]:
    grid, findings = read_bytes(data, name)
    assert grid is None
    assert all(f.location.file == name for f in findings)
    return [f.code for f in findings]


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(workbook())
    return zipped({**parts, name: change(parts[name])})


SHEET = "xl/worksheets/sheet2.xml"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.xlsx", "file-empty"),
        (b"\0" * 4096, "a.xlsx", "file-empty"),
        (b"%PDF-1.7 ...", "a.xlsx", "file-not-workbook"),
        (b"%PDF-1.7 ...", "a.pdf", "file-attachment"),
        (b"Rar!\x1a\x07\x00", "a.rar", "file-archive"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", "file-not-workbook"),
        (b"ma;so lieu\n1;2\n", "a.xlsx", "file-not-workbook"),
        (b"ma;so lieu\n1;2\n", "a.csv", "file-attachment"),
        (b"\xff\xd8\xff\xe0JFIF", "a.jpg", "file-attachment"),
        (zipped({"word/document.xml": b"<w/>"}), "a.docx", "file-attachment"),
        (zipped({"word/document.xml": b"<w/>"}), "a.xlsx", "file-not-workbook"),
        (zipped({"bao_cao.xlsx": b"PK"}), "a.zip", "file-archive"),
        (zipped({}), "a.xlsx", "file-not-workbook"),
    ],
)
def test_a_file_is_known_by_its_content(data: bytes, name: str, code: str) -> None:
    assert codes(data, name) == [code]


def test_a_workbook_with_a_wrong_ending_is_read() -> None:
    grid, findings = read_bytes(workbook(), "bao_cao.xls")
    assert grid
    assert not findings


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.99])
def test_a_truncated_file_is_damaged(kept: float) -> None:
    data = workbook()
    assert codes(data[: int(len(data) * kept)]) == ["file-damaged"]


def test_no_flipped_bit_changes_an_answer_unnoticed() -> None:
    """calamine alone reads 6 % of such files as if nothing had happened."""
    data = workbook()
    before, _ = understood(data)
    assert before
    dice = random.Random(581)
    for _ in range(200):
        place, bit = dice.randrange(len(data)), 1 << dice.randrange(8)
        flipped = data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]
        after, findings = understood(flipped)
        assert findings or after and flat(after) == flat(before)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda xml: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml, "file-damaged"),
        (lambda xml: xml.replace(b'encoding="UTF-8"', b'encoding="UTF-16"'), "file-damaged"),
        (lambda xml: xml[:-200], "file-damaged"),
        (lambda xml: xml.replace(b"</sheetData>", b" " * 70_000_000 + b"</sheetData>"), "file-too-large"),
        (lambda xml: xml.replace(b"</sheetData>", b" " * 30_000_000 + b"</sheetData>"), "file-too-large"),
    ],
    ids=["DTD", "UTF-16", "XML cắt ngang", "bom nén", "tỷ lệ nén"],
)
def test_hostile_or_broken_parts_are_refused(change: Callable[[bytes], bytes], code: str) -> None:
    assert codes(with_part(SHEET, change)) == [code]


@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "docProps/custom.xml", "xl/sharedStrings.xml"])
def test_a_missing_part_is_damage(part: str) -> None:
    parts = parts_of(workbook())
    del parts[part]
    assert codes(zipped(parts)) == ["file-damaged"]


def test_a_missing_sheet_is_damage_where_another_has_a_cell_far_outside() -> None:
    """openpyxl leaves such a sheet out without a word."""
    parts = parts_of(edited(lambda book: book["Thống kê"].__setitem__("XFD1", "x")))
    del parts["xl/worksheets/sheet3.xml"]
    assert codes(zipped(parts)) == ["file-damaged"]


@pytest.mark.parametrize(
    "part", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "docProps/custom.xml"]
)
@pytest.mark.parametrize(
    "torn", [lambda xml: xml[:-9], lambda xml: xml + b"<", lambda xml: xml[:900] + b"\0" + xml[901:]]
)
def test_a_part_that_is_no_xml_is_damage_though_its_crc_is_right(part: str, torn: Callable[[bytes], bytes]) -> None:
    """calamine alone reads up to there: texts, answers and identities would be missing."""
    assert codes(with_part(part, torn)) == ["file-damaged"]


@pytest.mark.parametrize(
    ("cell", "value", "error"),
    [
        (b'<c r="A3"><v>1<!-- x -->2</v></c>', 12, ""),
        (b'<c r="A3"><v><![CDATA[12]]></v></c>', 12, ""),
        (b'<c r="A3"><v>1&#50;</v></c>', 12, ""),
        (b'<c r="A3" t="n"><f>6+6</f><v>1&#50;</v></c>', 12, ""),
        (b'<c r="A3" t="str"><f>"a"</f><v>a<![CDATA[b]]>c</v></c>', "abc", ""),
        (b'<c r="A3" t="s"><v> 0 </v></c>', "cchc:row", ""),
        (b'<c r="A3"><v> 12 </v></c>', 12, ""),
        (b'<c r="A3"><v>12</v><extLst><ext uri="x"/></extLst></c>', 12, ""),
        (b'<c r="A3" t="s"><v>9y</v></c>', None, "chữ dùng chung số 9y"),
        (b'<c r="A3" t="s"><v>-1</v></c>', None, "chữ dùng chung số -1"),
        (b'<c r="A3" t="s"><v>99999</v></c>', None, "chữ dùng chung số 99999"),
        (b'<c r="A3" t="s"><v>99999999999999999999</v></c>', None, "chữ dùng chung số 99999999999999999999"),
        (b'<c r="A3" t="b"><v>7</v></c>', None, "7"),
        (b'<c r="A3" t="q"><v>7</v></c>', None, "7"),
        (b'<c r="A3"><v>1,5</v><!-- --></c>', None, "1,5"),
        (b'<c r="A3" t="e"><v>#SPILL!</v></c>', None, "#SPILL!"),
        (b'<c r="A3" t="e"><v>#CALC!</v></c>', None, "#CALC!"),
        (b'<c r="A3" t="e"><v>#GETTING_DATA</v></c>', None, "#GETTING_DATA"),
        (b'<c r="A3" t="e"><v>Err:508</v></c>', None, "Err:508"),
        (b'<c r="A3" t="e"><f>A1</f></c>', None, "#N/A"),
    ],
)
def test_one_bad_cell_is_one_bad_cell(cell: bytes, value: object, error: str) -> None:
    """calamine alone refuses the workbook for it, or takes it for another value."""
    row = b'<row r="3">' + cell + b"</row></sheetData>"
    data = with_part(SHEET, lambda xml: re.sub(rb'<row r="3".*?</row>', b"", xml).replace(b"</sheetData>", row))
    grid, findings = read_bytes(data, "a.xlsx")
    assert grid
    assert not findings
    sheet, whole = grid.sheets[1], read_bytes(workbook(), "a.xlsx")[0]
    assert (sheet.at(3, 1), dict(sheet.errors)) == (value, {(3, 1): error} if error else {})
    assert whole
    assert sheet.rows[4:] == whole.sheets[1].rows[4:]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_parts_in_utf_16_are_read(part: str, encoding: str) -> None:
    def wide(xml: bytes) -> bytes:
        return xml.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode(encoding)

    grid, findings = read_bytes(with_part(part, wide), "a.xlsx")
    plain, _ = read_bytes(workbook(), "a.xlsx")
    assert not findings
    assert grid
    assert plain
    assert grid.sheets == plain.sheets


@pytest.mark.parametrize("count", [b'count="4294967295"', b'uniqueCount="99999999999"'])
def test_a_part_that_claims_too_much_is_damage(count: bytes) -> None:
    """calamine sets memory aside for it, and ends the whole process."""
    data = with_part("xl/sharedStrings.xml", lambda xml: re.sub(rb'\b%s="\d+"' % count.split(b"=")[0], count, xml))
    assert codes(data) == ["file-damaged"]


@pytest.mark.parametrize("name", ["/" + SHEET, SHEET.upper(), SHEET.replace("/", "\\"), "xl/./worksheets/sheet2.xml"])
def test_two_parts_of_one_name_are_damage(name: str) -> None:
    """Programs differ in which of them they read."""
    parts = parts_of(workbook())
    assert codes(zipped(parts | {name: parts[SHEET].replace(b"850", b"999")})) == ["file-damaged"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (b'<c r="A3" t="str"><f>B3&amp;"x"</f><v>a&amp;b &#272;</v></c>', "a&b Đ"),
        (b'<c r="A3"><!-- <v>1</v> --><v>12</v></c>', 12),
        (b'<c r="A3" t="s"><v></v></c>', None),
        (b'<c r="A3" t="inlineStr"><is><t>a<!-- x -->b<![CDATA[c]]></t></is></c>', "abc"),
    ],
)
def test_other_ways_to_write_a_value_are_read(cell: bytes, value: object) -> None:
    row = b'<sheetData><row r="3">' + cell + b"</row></sheetData>"
    data = with_part(SHEET, lambda xml: xml[: xml.find(b"<sheetData>")] + row + xml[xml.find(b"</sheetData>") + 12 :])
    grid, findings = read_bytes(data, "a.xlsx")
    assert not findings
    assert grid
    assert grid.sheets[1].at(3, 1) == value


def test_a_comment_in_a_cell_is_nothing() -> None:
    """Where marks are looked for, too (an error cell beside it)."""
    row = b'<row r="30"><c r="A30" t="e"><v>#REF!</v></c><c r="B30"><!-- x --><v>12</v></c></row></sheetData>'
    grid, _ = read_bytes(with_part(SHEET, lambda xml: xml.replace(b"</sheetData>", row)), "a.xlsx")
    assert grid
    assert (grid.sheets[1].at(30, 2), dict(grid.sheets[1].errors)) == (12, {(30, 1): "#REF!"})


def test_names_of_parts_with_backslashes_or_capitals_are_the_same_parts() -> None:
    parts = parts_of(edited(lambda book: book["Chỉ tiêu"].__setitem__("K6", "=1/0")))
    plain, _ = read_bytes(zipped(parts), "a.xlsx")
    for old, new in (("/", "\\"), ("sheet2.xml", "Sheet2.xml")):
        grid, findings = read_bytes(
            zipped({name.replace(old, new): content for name, content in parts.items()}), "a.xlsx"
        )
        assert grid
        assert plain
        assert grid.sheets == plain.sheets
        assert not findings


@pytest.mark.parametrize("piece", [b"<c ", b"<f ", b"<c a s=", b' hidden="1"', b"<f a='"])
def test_what_stands_in_a_comment_costs_no_time(piece: bytes) -> None:
    """A search that starts anew at each piece and runs to the end would take hours."""
    many = b"<!--" + piece * (1_500_000 // len(piece)) + b"--></sheetData>"
    begun = time.perf_counter()
    read_bytes(with_part(SHEET, lambda xml: xml.replace(b"</sheetData>", many)), "a.xlsx")
    assert time.perf_counter() - begun < 5


def test_a_font_number_that_is_none_is_no_old_font() -> None:
    styles = b'<fonts><font><name val=".VnTime"/></font></fonts><cellXfs count="1"><xf fontId="x"/></cellXfs>'
    assert looks_of(b"<styleSheet>" + styles + b"</styleSheet>").legacy == {}


def test_more_xml_than_any_form_has_is_refused() -> None:
    noise = random.Random(1).randbytes(6_500_000).hex().encode()  # packs badly: no bomb
    data = with_part(SHEET, lambda xml: xml.replace(b"</sheetData>", b"<!--" + noise + b"--></sheetData>"))
    assert codes(data) == ["file-too-large"]


@pytest.mark.parametrize("kept", [1, 2, 3, 4, 10, 30, 60, 100, 1_000, 5_000, 9_999, -2_000, -200, -22, -1])
@pytest.mark.parametrize("name", ["a.xlsx", "A.XLSM"])
def test_a_file_cut_off_anywhere_is_damaged(kept: int, name: str) -> None:
    """A download that stopped: never "not a workbook", which would send its owner looking for another file."""
    written = workbook()
    for data in (written, edited(lambda book: None, written), xls_head()):
        assert codes(data[:kept], name) == ["file-damaged"]


def xls_head() -> bytes:
    """The beginning of an .xls whose directory of streams lies far behind."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09\x00" + bytes(16) + b"\xff\x7f\0\0" + bytes(20_000)


def test_an_archive_cut_off_stays_an_archive() -> None:
    assert codes(zipped({"anh.jpg": bytes(range(256)) * 40})[:900], "kem_theo.zip") == ["file-archive"]


def test_too_many_parts_are_refused() -> None:
    parts = parts_of(workbook()) | {f"xl/media/{n}.bin": b"" for n in range(2_500)}
    assert codes(zipped(parts)) == ["file-too-large"]


def test_a_password_is_asked_for_and_used() -> None:
    data = locked(workbook(), "bí mật")
    assert codes(data) == ["file-password"]
    assert [f.code for f in read_bytes(data, "a.xlsx", ("sai", "cũng sai"))[1]] == ["file-wrong-password"]
    grid, findings = read_bytes(data, "a.xlsx", ("sai", "bí mật"))
    assert grid
    assert not findings


@pytest.mark.parametrize(
    "reference", ["XFD1048576", "XFD1", "A1048576", "DA5"], ids=["góc cuối", "cột cuối", "dòng cuối", "cột xa"]
)
def test_a_far_cell_costs_nothing_and_is_told(reference: str) -> None:
    far = b'<row r="1048576"><c r="%s" t="inlineStr"><is><t>x</t></is></c></row></sheetData>' % reference.encode()
    grid, findings = read_bytes(with_part(SHEET, lambda xml: xml.replace(b"</sheetData>", far)), "a.xlsx")
    assert grid
    assert grid.reader == "openpyxl"
    assert [(f.code, f.location.cell) for f in findings] == [("file-stray-cells", reference)]


NEAR, FAR = Way.NEAR, Way.FAR


@pytest.mark.parametrize(
    ("xml", "way"),
    [
        (b'<c r="A1"><v>1</v></c>', NEAR),
        (b"<c><v>1</v></c>", FAR),
        (b"<c r='XFD1048576'><v>1</v></c>", FAR),
        (b'<c s="1" r = "AAA1"><v>1</v></c>', FAR),
        (b'<x:c r="A99999"><v>1</v></x:c>', FAR),
        (b'<c r="&#88;FD1"><v>1</v></c>', FAR),
        (b'<c r="A1" t="e"><v>#REF!</v></c>', NEAR),
        (b'<c r="A1"><f>1+1</f></c>', NEAR),
        (b'<c r="A1"><f>1+1</f><v/></c>', NEAR),
        (b'<c r="A1"><f t="shared" si="0"/></c>', NEAR),
        (b'<c r="A1"><f>1+1</f><v>2</v></c>', NEAR),
        (b'<c r="A1" t="str"><f>""</f><v></v></c>', NEAR),
    ],
)
def test_which_way_a_workbook_is_read(xml: bytes, way: Way) -> None:
    sheet = b'<worksheet xmlns:r="http://x"><sheetData><row r="1">' + xml + b"</row></sheetData></worksheet>"
    assert triage({"xl/worksheets/sheet1.xml": sheet}).way is way


def test_a_macro_workbook_is_read_without_its_macros() -> None:
    parts = parts_of(workbook())
    content = parts["[Content_Types].xml"].replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    data = zipped({**parts, "[Content_Types].xml": content, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro"})
    returned, findings = understood(data)
    assert returned
    assert [f.code for f in findings] == ["file-active"]


def test_an_unreadable_path_is_a_finding(tmp_path: Path) -> None:
    """Locked by Excel, taken away: the file is not called damaged, nobody is to blame for it."""
    grid, findings = read_grid(tmp_path / "khong_co.xlsx", "khong_co.xlsx")
    assert grid is None
    assert [f.code for f in findings] == ["file-not-opened"]


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "to.xlsx"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    assert [f.code for f in read_grid(path, "to.xlsx")[1]] == ["file-too-large"]


def test_percent_formats_are_known_in_both_custom_and_builtin_form() -> None:
    def edit(book: object) -> None:
        sheet = book["Chỉ tiêu"]  # type: ignore[index]
        sheet["K6"], sheet["K7"] = 0.5, 0.25
        sheet["K6"].number_format, sheet["K7"].number_format = "0%", '0.0"%"'

    grid, _ = read_bytes(edited(edit), "a.xlsx")
    assert grid
    sheet = grid.sheet("Chỉ tiêu")
    assert sheet
    assert (6, 11) in sheet.percents
