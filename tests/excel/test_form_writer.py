"""The form as a workbook: the same bytes, little locked, nothing lost between writing and reading."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reporting.excel.form_done import is_done
from reporting.excel.form_writer import form_workbook
from reporting.excel.read import read_bytes
from tests.conftest import Convert
from tests.helpers.returned import FILE, filled, flat, form, place, said, understood, workbook


def test_the_same_form_gives_the_same_bytes() -> None:
    assert workbook() == workbook()
    assert form_workbook(form()) == form_workbook(form())


def test_a_blank_form_is_read_as_unanswered_without_findings() -> None:
    returned, findings = understood(form_workbook(form()))
    assert returned
    assert said(findings) == set()
    assert flat(returned) == {"I.1.b.01/1@commune total": 2}


def test_a_form_never_needs_the_slow_reader() -> None:
    for data in (workbook(), form_workbook(form())):
        grid, _ = read_bytes(data, FILE)
        assert grid
        assert grid.reader == "calamine"


def test_nothing_but_keys_headings_and_the_first_page_is_locked() -> None:
    book = load_workbook(io.BytesIO(workbook()))
    for sheet in book.worksheets[1:-1]:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not any((sheet.protection.sort, sheet.protection.autoFilter, sheet.protection.insertRows))
        for row in sheet.iter_rows(min_row=5):
            assert not any(cell.protection.locked for cell in row), (sheet.title, row[0].row)
    assert book.worksheets[-1].sheet_state == "veryHidden"


def test_no_macros_and_no_external_links() -> None:
    import zipfile

    names = zipfile.ZipFile(io.BytesIO(workbook())).namelist()
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]


def test_choices_have_a_drop_down_and_numbers_a_hint() -> None:
    book = load_workbook(io.BytesIO(workbook()))
    rules = {next(iter(rule.sqref.ranges)).min_col: rule for rule in book["Chỉ tiêu"].data_validations.dataValidation}
    _, _, status = place(book, "I.1.b.01/1", "status")
    _, _, numerator = place(book, "I.1.b.01/1", "numerator")
    assert rules[status].type == "list"
    assert "Không phát sinh" in rules[status].formula1
    assert rules[numerator].type == "decimal"
    assert "Chỉ gõ số" in rules[numerator].prompt


def test_the_progress_count_is_stored_with_its_formula() -> None:
    book = load_workbook(io.BytesIO(workbook()), data_only=True)
    texts = [cell.value for row in book["Hướng dẫn"].iter_rows() for cell in row]
    required = form().required
    assert f"Đã điền {required - 1}/{required} dòng bắt buộc" in texts  # “85,5%” as text is no number


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("I.1.b.01/1", {"numerator": "khoảng 95"}),
        ("I.1.b.01/1", {"denominator": "1.250 hồ sơ"}),
        ("I.1.b.01/1", {"numerator": -1}),
        ("I.1.b.01/1", {"numerator": 12.5}),  # dossiers are counted
        ("I.1.b.01/1", {"numerator": 1000, "denominator": 900}),
        ("I.1.b.01/1", {"numerator": True}),
        ("I.1.b.01/1", {"evidence": "  "}),
        ("II.1.02", {"status": "xong"}),
        ("II.1.02", {"status": "Không phát sinh", "note": " ", "narrative": None}),
    ],
)
def test_only_a_valid_answer_counts_as_filled(row: str, wrong: dict[str, object]) -> None:
    made = form().rows()[row]
    right = filled().rows[row]
    assert is_done(made, right)
    assert not is_done(made, {**right, **wrong})


def test_a_body_that_owes_nothing_is_told_so() -> None:
    rows = (replace(sheet, rows=tuple(replace(r, required=False) for r in sheet.rows)) for sheet in form().sheets)
    book = load_workbook(io.BytesIO(form_workbook(replace(form(), sheets=tuple(rows)))))
    shown = [cell.value for row in book["Hướng dẫn"].iter_rows() for cell in row if cell.value]
    assert any("Không có dòng bắt buộc" in str(value) for value in shown)
    assert not any("0/0" in str(value) for value in shown)


CHANGES: tuple[dict[str, dict[str, object]], ...] = (
    {"I.1.b.04/1": {"numerator": None}, "II.1.02": {"evidence": None}},
    {
        "I.1.b.01/1": {"numerator": "khoảng 95"},
        "I.1.b.01/1@commune": {"numerator": 12.5},
        "II.1.02": {"status": "xong"},
    },
    {"I.1.b.01/1": {"numerator": -1}, "I.1.b.01/1@commune": {"denominator": 1}, "II.1.02": {"evidence": "  "}},
)


@pytest.mark.engine("soffice")
@pytest.mark.parametrize("changes", CHANGES)
def test_the_stored_count_is_what_a_spreadsheet_calculates(
    changes: dict[str, dict[str, object]], tmp_path: Path, soffice: Convert
) -> None:
    """Round trip with the results thrown away: LibreOffice calculates them anew."""
    source = tmp_path / "f.xlsx"
    book = load_workbook(io.BytesIO(workbook(changes)))
    book.save(source)
    again = load_workbook(soffice(source, "xlsx"), data_only=True)
    rows = form().rows()
    values = filled(changes).rows
    for code, row in rows.items():
        if row.obligation:
            sheet, at, column = place(again, code, "done")
            assert sheet.cell(at, column).value == int(is_done(row, values.get(code, {}))), code
    done = sum(is_done(row, values.get(code, {})) for code, row in rows.items() if row.required)
    texts = [cell.value for line in again["Hướng dẫn"].iter_rows() for cell in line]
    assert f"Đã điền {done}/{form().required} dòng bắt buộc" in texts


@pytest.mark.engine("soffice")
@pytest.mark.parametrize("format", ["xlsx", "xls", "ods"])
def test_a_round_trip_through_libreoffice_keeps_every_answer(format: str, tmp_path: Path, soffice: Convert) -> None:
    source = tmp_path / "form.xlsx"
    source.write_bytes(workbook())
    before, _ = understood(workbook())
    after, findings = understood(soffice(source, format).read_bytes(), f"form.{format}")
    assert before
    assert after
    assert said(findings) == set()
    assert flat(after) == flat(before)
    assert (after.agency, after.period, after.sequence, after.sent) == ("HDAKHA", "Q1-2023", 1, before.sent)
    assert after.digest == before.digest


@pytest.mark.engine("soffice")
@pytest.mark.parametrize("format", ["xlsx", "xls", "ods"])
def test_a_percent_cell_survives_every_format(format: str, tmp_path: Path, soffice: Convert) -> None:
    """Typing 85,5% in a spreadsheet stores 0.855 with a percent format: it must never become 0.855."""
    source = tmp_path / "form.xlsx"
    book = load_workbook(io.BytesIO(workbook()))
    sheet, row, column = place(book, "I.1.b.06/1", "numerator")
    sheet.cell(row, column).value = 0.855
    sheet.cell(row, column).number_format = "0.0%"
    book.save(source)
    after, findings = understood(soffice(source, format).read_bytes(), f"form.{format}")
    assert after
    answer = after.answer("I.1.b.06/1")
    assert answer
    read = answer.numerator.value if answer.numerator else None
    assert str(read) == "85.5" or read is None and any(f.severity.value == "error" for f in findings)
