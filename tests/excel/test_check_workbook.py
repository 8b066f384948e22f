"""kiem_tra.xlsx says what the check says, sheet by sheet, and prints on landscape pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
from openpyxl.workbook import Workbook

from reporting.completeness import Completeness, Decision, fingerprint
from reporting.excel.check_workbook import check_workbook
from reporting.excel.row_heights import LINE, MOST, row_height
from tests.helpers.checking import checked
from tests.helpers.full import FULL
from tests.helpers.small import CAMPAIGN

SNV, STP, SKHDT, HDAKHA = FULL
HALF = replace(STP, received=date(2023, 3, 20), answers=STP.answers[:2])


def result(*decisions: Decision) -> Completeness:
    return checked(SNV, HALF, SKHDT, decisions=decisions)


def book(completeness: Completeness) -> Workbook:
    return openpyxl.load_workbook(BytesIO(check_workbook(completeness, CAMPAIGN)))


def rows(sheet: str, completeness: Completeness, first: int) -> list[tuple[object, ...]]:
    return [
        tuple(v for v in row if v is not None) for row in book(completeness)[sheet].iter_rows(first, values_only=True)
    ]


def test_the_overview_is_the_matrix_with_its_sums() -> None:
    lines = rows("Tổng quan", result(), 1)
    assert lines[0] == ("KẾT QUẢ KIỂM TRA BÁO CÁO QUÝ I NĂM 2023",)
    assert lines[1] == ("Đã nhận 3/4 báo cáo: đúng hạn 2, trễ hạn 1, chưa gửi 1. Tính đến ngày 01/7/2023.",)
    assert lines[5][:7] == ("Cơ quan, đơn vị", "Ngày nhận", "Thời hạn", "I", "II", "III", "Tổng")
    assert lines[7] == ("Sở Tư pháp", "20/3/2023", "Trễ hạn", "2/2", "0/2", "0/1", "2/5", "40%", "3", "1")
    assert lines[9] == ("UBND huyện Đăk Hà", "Chưa gửi", "0/3", "0/1", "0/4", "0%", "1")
    assert lines[10] == ("Tổng cộng", "7/10", "0/2", "2/4", "9/16", "56%", "4", "1")


def test_the_list_of_gaps_names_each_cell_and_a_missing_return_once() -> None:
    lines = rows("Danh sách thiếu", result(), 4)
    assert [line[:2] for line in lines] == [
        ("Sở Tư pháp", "II.1.01"),
        ("Sở Tư pháp", "II.1.02"),
        ("Sở Tư pháp", "III.1.01"),
        ("UBND huyện Đăk Hà", "Toàn bộ báo cáo: còn nợ 4 nội dung"),
    ]


def test_findings_stand_by_cause_and_within_it_by_who_must_act() -> None:
    assert [line[:3] for line in rows("Lỗi và cảnh báo", result(), 4)] == [
        ("Lỗi", "Chưa báo cáo nội dung", "Sở Tư pháp"),
        ("Lỗi", "Chưa báo cáo nội dung", "Sở Tư pháp"),
        ("Lỗi", "Chưa báo cáo nội dung", "Sở Tư pháp"),
        ("Lỗi", "Chưa gửi báo cáo", "UBND huyện Đăk Hà"),
        ("Cảnh báo", "Gửi trễ hạn", "Sở Tư pháp"),
    ]
    assert rows("Theo nguyên nhân", result(), 4)[0] == ("Lỗi", "Chưa báo cáo nội dung", "3", "Sở Tư pháp (3)")


def test_decisions_are_told_with_who_when_and_why() -> None:
    found = result().findings[0]
    made = Decision(
        found.key, True, "", "Trần Văn A", date(2023, 7, 1), "Vì", fingerprint=fingerprint(found, "Q1-2023")
    )
    assert rows("Quyết định", result(made), 4)[0][2:] == ("Chấp nhận", "Trần Văn A", "01/7/2023", "Vì")
    assert rows("Quyết định", result(), 4) == [("Không có.",)]


def test_every_sheet_prints_landscape_on_a4_as_wide_as_the_page() -> None:
    for sheet in book(result()).worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, str(setup.paperSize), setup.fitToHeight) == ("landscape", "9", 0)
        assert sheet.print_title_rows


def test_text_that_begins_like_a_formula_stays_text() -> None:
    wrong = replace(HALF, file="=HYPERLINK(1).xlsx")
    cells = [c for s in book(checked(SNV, wrong)).worksheets for row in s.iter_rows() for c in row]
    assert {c.data_type for c in cells if c.value} <= {"s"}


def test_the_same_check_gives_the_same_bytes() -> None:
    first, second = (check_workbook(result(), CAMPAIGN) for _ in range(2))
    assert first == second


def test_rows_are_as_high_as_their_text() -> None:
    assert row_height([("ngắn", 20), ("", 5)]) == LINE + 1
    assert row_height([("một hai ba bốn năm", 6)]) == 3 * LINE + 1
    assert row_height([("a\nb\nc", 50)]) == 3 * LINE + 1
    assert row_height([("x" * 100, 10)]) == 9 * LINE + 1
    assert row_height([("bao_cao_nhan/M6-2023_HTUMORONG.xlsx › Chỉ tiêu › K47", 22)]) == 3 * LINE + 1
    assert row_height([("từ " * 5000, 10)]) == MOST
