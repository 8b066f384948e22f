"""phan_tong_hop.xlsx, written and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from reporting.compiler_sheet import CompilerSheet, CompilerText, Replacement
from reporting.compose.material import Material
from reporting.compose.replacements import fingerprint, replaceable
from reporting.compose.report import compose_report
from reporting.excel.compiler_workbook import compiler_workbook
from reporting.excel.read import read_grid
from reporting.findings import Finding
from reporting.grid import Grid, Sheet
from reporting.parse.compiler_sheet import REPLACEMENTS, copied_from, parse_compiler, with_sheet_here
from tests.helpers.consolidations import completeness, consolidation, job, outline
from tests.helpers.small import CAMPAIGN

WRITTEN = CompilerSheet(
    (CompilerText("ton_tai", "Một là\nHai là"), CompilerText("khac", "Nội dung khác")),
    (Replacement("II.1.01/result", "Lời mới", "abc123"), Replacement("II.9.99/result", "Lời cũ", "def456")),
)


def read_back(data: bytes, folder: Path) -> tuple[CompilerSheet, tuple[Finding, ...]]:
    path = folder / "phan_tong_hop.xlsx"
    path.write_bytes(data)
    grid, findings = read_grid(path, path.name)
    assert grid is not None and findings == ()
    return parse_compiler(grid, outline())


def paragraphs() -> tuple:  # type: ignore[type-arg]
    document = compose_report(Material(job(), CAMPAIGN, consolidation(), completeness(), outline())).document
    return tuple(replaceable(document))


def test_a_blank_workbook_says_nothing(tmp_path: Path) -> None:
    assert read_back(compiler_workbook(outline(), paragraphs()), tmp_path) == (CompilerSheet(), ())


def test_what_the_officer_wrote_comes_back_whole(tmp_path: Path) -> None:
    sheet, findings = read_back(compiler_workbook(outline(), paragraphs(), WRITTEN), tmp_path)
    assert findings == ()
    assert [(t.key, t.text) for t in sheet.texts] == [("ton_tai", "Một là\nHai là"), ("khac", "Nội dung khác")]
    assert {(r.block, r.text, r.fingerprint) for r in sheet.replacements} == {
        ("II.1.01/result", "Lời mới", "abc123"),
        ("II.9.99/result", "Lời cũ", "def456"),
    }
    assert all(t.location.cell for t in sheet.texts)


def test_a_prefilled_paragraph_carries_the_fingerprint_of_its_data(tmp_path: Path) -> None:
    own = next(p for p in paragraphs() if p.id == "II.1.01/result")
    words = CompilerSheet((), (Replacement("II.1.01/result", "Lời mới"),))
    sheet, _ = read_back(compiler_workbook(outline(), paragraphs(), words), tmp_path)
    assert sheet.replacements[0].fingerprint == fingerprint(own)


def test_the_same_content_gives_the_same_bytes() -> None:
    assert compiler_workbook(outline(), paragraphs(), WRITTEN) == compiler_workbook(outline(), paragraphs(), WRITTEN)


def grid(*rows: tuple[str, ...], name: str = "Nội dung tổng hợp") -> Grid:
    return Grid("phan_tong_hop.xlsx", (Sheet("phan_tong_hop.xlsx", name, (("Mã nội dung", "Nội dung"), *rows)),))


def test_a_row_may_be_named_by_its_title() -> None:
    sheet, _ = parse_compiler(grid(("Tồn tại, hạn chế", "Còn chậm")), outline())
    assert [(t.key, t.text) for t in sheet.texts] == [("ton_tai", "Còn chậm")]


def test_one_key_with_two_texts_is_an_error_and_the_first_holds() -> None:
    sheet, findings = parse_compiler(grid(("ton_tai", "A"), ("ton_tai", "B")), outline())
    assert [t.text for t in sheet.texts] == ["A"]
    assert [(f.code, f.subject) for f in findings] == [("compiler-key-twice", "ton_tai")]


def test_words_left_over_from_last_period_are_told_with_both_cells() -> None:
    before, _ = parse_compiler(grid(("ton_tai", "Còn chậm"), ("kien_nghi", "Không")), outline())
    now, _ = parse_compiler(grid(("kien_nghi", "Không có"), ("ton_tai", "Còn  chậm")), outline())
    (found,) = copied_from(before, now, outline().keys)
    assert (found.code, found.subject) == ("compiler-text-copied", "ton_tai")
    assert (found.location.cell, found.related[0].cell) == ("B3", "B2")
    assert "Tồn tại, hạn chế" in found.wrong


@pytest.mark.parametrize(
    "wrong", [grid(name="Trang1"), Grid("x.xlsx", (Sheet("x.xlsx", "Nội dung tổng hợp", (("Gì đó",),)),))]
)
def test_a_workbook_of_another_kind_is_an_error(wrong: Grid) -> None:
    sheet, findings = parse_compiler(wrong, outline())
    assert sheet == CompilerSheet()
    assert [f.code for f in findings] == ["compiler-sheet-unreadable"]


def test_a_text_that_excel_took_for_a_formula_is_not_lost_in_silence(tmp_path: Path) -> None:
    """A line begun with "- " or "+ " becomes #NAME?, and the paragraph would fall back to the agencies' words."""
    path = tmp_path / "phan_tong_hop.xlsx"
    path.write_bytes(compiler_workbook(outline(), paragraphs(), WRITTEN))
    book = load_workbook(path)
    cell = next(c for row in book["Nội dung tổng hợp"].iter_rows() for c in row if c.value == "Một là\nHai là")
    cell.value, cell.data_type = "#NAME?", "e"
    book.save(path)
    sheet, findings = read_back(path.read_bytes(), tmp_path)
    assert [t.key for t in sheet.texts] == ["khac"]
    assert [(f.code, f.location.cell) for f in findings] == [("compiler-cell-unreadable", cell.coordinate)]
    assert "#NAME?" in findings[0].wrong


OLD = "0" * 12


def copy_in_output(data: bytes, folder: Path, tick: str) -> Grid:
    """The workbook as a build wrote it, with the officer's tick at the paragraph that was written anew."""
    path = folder / "phan_tong_hop.xlsx"
    path.write_bytes(data)
    book = load_workbook(path)
    sheet = book["Thay đoạn"]
    places = {column.key: number for number, column in enumerate(REPLACEMENTS.columns, 1)}
    row = next(r for r in range(3, sheet.max_row + 1) if sheet.cell(r, 1).value == "II.1.01/result")
    assert sheet.cell(row, places["read_again"]).value is None
    sheet.cell(row, places["read_again"]).value = tick
    book.save(path)
    grid, _ = read_grid(path, path.name)
    assert grid is not None
    return grid


@pytest.mark.parametrize(("tick", "read"), [("Có", True), ("x", True), ("Không", False), ("chưa", False)])
def test_a_tick_says_that_the_words_were_read_beside_the_data_of_today(tick: str, read: bool, tmp_path: Path) -> None:
    own = CompilerSheet((), (Replacement("II.1.01/result", "Lời mới", OLD),))
    mark = next(fingerprint(p) for p in paragraphs() if p.id == "II.1.01/result")
    here = copy_in_output(compiler_workbook(outline(), paragraphs(), own), tmp_path, tick)
    sheet, findings, _ = with_sheet_here(own, here, outline())
    (new,) = sheet.replacements
    assert (findings, new.fits(mark), new.text, new.fits(OLD)) == ((), read, "Lời mới", True)
    again, _ = read_back(compiler_workbook(outline(), paragraphs(), sheet), tmp_path)
    assert again.replacements[0].fits(mark) is read, "what was read again is so after the next build"
    moved, _ = parse_compiler(here, outline())
    assert moved.replacements[0].fits(mark) is read, "and where the workbook is put beside job.toml"
