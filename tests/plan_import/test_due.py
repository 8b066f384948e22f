"""Due words: quarters, months, days, and words without a day."""

from __future__ import annotations

from datetime import date

import pytest

from reporting.plan import DueKind
from reporting.plan_import.due import due_in_sentence, due_of
from reporting.plan_import.rules import ImportRules
from tests.plan_import.reading import imported


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Quý II/2023", DueKind.DATE, date(2023, 6, 30)),
        ("Quý 4", DueKind.DATE, date(2023, 12, 31)),
        ("Quý I, II năm 2024", DueKind.DATE, date(2024, 6, 30)),
        ("trước 30/6", DueKind.DATE, date(2023, 6, 30)),
        ("Trước ngày 15 tháng 3 năm 2024", DueKind.DATE, date(2024, 3, 15)),
        ("31/12/2023", DueKind.DATE, date(2023, 12, 31)),
        ("Tháng 12", DueKind.DATE, date(2023, 12, 31)),
        ("Tháng 02/2024", DueKind.DATE, date(2024, 2, 29)),
        ("6 tháng đầu năm", DueKind.DATE, date(2023, 6, 30)),
        ("Thường xuyên", DueKind.REGULAR, None),
        ("Hằng quý", DueKind.REGULAR, None),
        ("Trong năm", DueKind.IN_YEAR, None),
        ("Năm 2023", DueKind.IN_YEAR, None),
        ("Theo quy định của Trung ương", DueKind.CENTRAL, None),
        ("Sau khi có hướng dẫn của Bộ Nội vụ", DueKind.CENTRAL, None),
        ("Giai đoạn 1 xong trong năm 2027, giai đoạn 2 xong trong năm 2029", DueKind.DATE, date(2029, 12, 31)),
    ],
)
def test_cells(text: str, kind: DueKind, day: date | None, rules: ImportRules) -> None:
    due = due_of(text, 2023, rules.due)
    assert due is not None
    assert (due.kind, due.day, due.text) == (kind, day, text)


@pytest.mark.parametrize("text", ["Khi cần", "31/13/2023", "", "Sớm nhất có thể"])
def test_what_no_rule_understands_is_not_guessed(text: str, rules: ImportRules) -> None:
    assert due_of(text, 2023, rules.due) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban hành kế hoạch trước ngày 31/01/2023.", (DueKind.DATE, date(2023, 1, 31))),
        ("Hoàn thành trong Quý II việc rà soát.", (DueKind.DATE, date(2023, 6, 30))),
        ("Thường xuyên rà soát văn bản.", (DueKind.REGULAR, None)),
        ("Bố trí kinh phí chi thường xuyên trong năm 2023.", (DueKind.IN_YEAR, None)),
        ("Đẩy nhanh giải ngân; thực hiện cả năm.", (DueKind.IN_YEAR, None)),
        ("Kiểm tra công vụ từ tháng 6 đến tháng 9/2023.", (DueKind.DATE, date(2023, 9, 30))),
        ("Số hóa trong tháng 6/2023; kết nối trước ngày 31/10/2023.", (DueKind.DATE, date(2023, 10, 31))),
        ("Phấn đấu cuối năm 2023, hoàn thành số hóa.", (DueKind.DATE, date(2023, 12, 31))),
    ],
)
def test_in_a_task(text: str, expected: tuple[DueKind, date | None], rules: ImportRules) -> None:
    due = due_in_sentence(text, 2023, rules.due)
    assert due is not None
    assert (due.kind, due.day) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ.",
        "Đơn vị tự bảo đảm chi thường xuyên.",
        "Công khai danh sách hằng tháng.",
    ],
)
def test_dates_of_documents_and_budgets_are_no_due_dates(text: str, rules: ImportRules) -> None:
    assert due_in_sentence(text, 2023, rules.due) is None


def test_a_target_for_a_later_year_is_due_then(rules: ImportRules) -> None:
    """By its heading or its own words; the plan's year is the first of its years."""
    head = "UBND TỈNH A\n\nKẾ HOẠCH\n\nCải cách hành chính giai đoạn 2026 - 2030, định hướng đến năm 2045\n\nI. MỤC TIÊU CỤ THỂ\n\n"
    body = "1. Đến năm 2030\n\n- 95% hồ sơ đúng hạn.\n\n2. Hằng năm\n\n- Đến năm 2026: 80% hồ sơ trực tuyến.\n\n- Đến hết năm 2027: 85% hồ sơ trực tuyến."
    found = imported(head + body, rules)
    assert found.plan.year == 2026
    assert [i.due.day for i in found.plan.items] == [date(2030, 12, 31), None, date(2027, 12, 31)]
