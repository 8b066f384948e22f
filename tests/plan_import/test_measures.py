"""What a target measures: figures, comparators, several demands, exemptions, how it adds up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.plan import Assignment, Combine, Comparator, Measure, MeasureKind, Role
from reporting.plan_import.measures import measures_of
from reporting.plan_import.parties import Parties
from reporting.plan_import.rules import ImportRules

ALL = (Assignment(Role.IMPLEMENT, "SBN"), Assignment(Role.IMPLEMENT, "HUYEN"), Assignment(Role.MONITOR, "VPUB"))
LEAD = (Assignment(Role.LEAD, "STP"), Assignment(Role.COORDINATE, "SBN"))


def read(text: str, rules: ImportRules, parties: Parties, roles: tuple[Assignment, ...] = ALL) -> tuple[Measure, ...]:
    return measures_of("I.01", text, roles, rules, parties)


def short(measure: Measure) -> tuple[str, str, str]:
    value = "" if measure.threshold is None else f"{measure.threshold:f}"
    return measure.kind.value, measure.comparator.value if measure.comparator else "", value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tối thiểu 80% hồ sơ được xử lý điện tử.", [("ratio", ">=", "80")]),
        ("Tỷ lệ giao dịch đạt từ 30% trở lên.", [("ratio", ">=", "30")]),
        ("Tỷ lệ hồ sơ quá hạn không quá 1,5%.", [("ratio", "<=", "1.5")]),
        ("Tỷ lệ hồ sơ trễ hạn dưới 2%.", [("ratio", "<=", "2")]),
        ("100% thủ tục được công khai.", [("ratio", "=", "100")]),
        ("Mức độ hài lòng đạt 90%.", [("ratio", ">=", "90")]),
        ("Mức độ hài lòng đạt từ 90% đến 95%.", [("ratio", ">=", "90")]),
        ("Tối thiểu 1/3 cơ quan được kiểm tra.", [("units", ">=", "33.33")]),
        ("Thực hiện đầy đủ 02 hoạt động theo dõi.", [("count", ">=", "2")]),
        ("Không quá 05 cuộc kiểm tra một năm.", [("count", "<=", "5")]),
        ("Giảm tối thiểu 2,5% chi hỗ trợ so với năm 2022.", [("decrease", ">=", "2.5")]),
        ("Hoàn thành lộ trình tính giá dịch vụ.", [("milestone", "", "")]),
        ("100% hồ sơ được số hóa, trong đó cấp xã đạt 80%.", [("ratio", "=", "100"), ("ratio", ">=", "80")]),
        ("100% hồ sơ đúng hạn và 100% hồ sơ được số hóa.", [("ratio", "=", "100"), ("ratio", "=", "100")]),
        ("Tăng tối thiểu 01 đơn vị; 100% đơn vị tự chủ.", [("count", ">=", "1"), ("ratio", "=", "100")]),
        ("100% kết quả có bản điện tử. Không yêu cầu nộp lại giấy tờ.", [("ratio", "=", "100"), ("count", "=", "0")]),
        ("Mức độ hài lòng đạt 90%. Trường hợp không đạt phải giải trình.", [("ratio", ">=", "90")]),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[tuple[str, str, str]], rules: ImportRules, parties: Parties) -> None:
    assert [short(m) for m in read(text, rules, parties)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "100% văn bản được gửi liên thông 4 cấp theo Quyết định số 28/2018/QĐ-TTg ngày 12 tháng 7 năm 2018.",
        "100% thủ tục mức độ 4 được cung cấp trong giai đoạn 2022-2025 theo khoản 3 Điều 5.",
    ],
)
def test_numbers_of_documents_dates_and_levels_are_no_figures(text: str, rules: ImportRules, parties: Parties) -> None:
    assert [short(m) for m in read(text, rules, parties)] == [("ratio", "=", "100")]


def test_a_comparator_that_the_text_lacks_is_proposed(rules: ImportRules, parties: Parties) -> None:
    given, lacking = read("Tối thiểu 30% hồ sơ trực tuyến; 30% cơ quan được kiểm tra.", rules, parties)
    assert "comparator" not in given.proposed
    assert "comparator" in lacking.proposed
    assert lacking.comparator is Comparator.AT_LEAST


@pytest.mark.parametrize(
    ("text", "exemption"),
    [
        ("100% hồ sơ (trừ hồ sơ mật) được xử lý trên mạng.", "trừ hồ sơ mật"),
        ("70% báo cáo định kỳ (không bao gồm nội dung mật) được gửi.", "không bao gồm nội dung mật"),
        ("100% hồ sơ được xử lý trên mạng, trừ hồ sơ mật.", "trừ hồ sơ mật"),
        ("02 hoạt động (kiểm tra; điều tra, khảo sát) được thực hiện.", ""),
        ("100% kết quả được cung cấp (lộ trình tại Nghị định số 107/2021/NĐ-CP).", ""),
    ],
)
def test_brackets_exempt_or_enumerate_or_refer(text: str, exemption: str, rules: ImportRules, parties: Parties) -> None:
    assert read(text, rules, parties)[0].exemption == exemption


def test_a_second_demand_on_another_base(rules: ImportRules, parties: Parties) -> None:
    text = "100% sở áp dụng Hệ thống và công bố lại (khi có mở rộng phạm vi) Hệ thống đúng quy định."
    first, second = read(text, rules, parties)
    assert second.threshold == Decimal(100)
    assert "threshold" in second.proposed
    assert second.combine is first.combine


@pytest.mark.parametrize(
    ("text", "roles", "combine", "kind"),
    [
        ("80% hồ sơ được số hóa.", ALL, Combine.SUM, MeasureKind.RATIO),
        ("80% văn bản được xử lý.", LEAD, Combine.LEAD_CHECKED, MeasureKind.RATIO),
        ("80% ứng dụng được kết nối qua nền tảng tích hợp.", LEAD, Combine.LEAD, MeasureKind.RATIO),
        ("30% sở, ban ngành được kiểm tra.", LEAD, Combine.LEAD, MeasureKind.RATIO),
        ("100% cơ quan, đơn vị ứng dụng chữ ký số.", ALL, Combine.COUNT, MeasureKind.UNITS),
        ("100% sở, ban ngành áp dụng Hệ thống.", ALL, Combine.LEAD, MeasureKind.RATIO),
        ("Hoàn thành lộ trình.", ALL, Combine.COUNT, MeasureKind.MILESTONE),
        ("Tổ chức 02 hội nghị.", LEAD, Combine.LEAD_CHECKED, MeasureKind.COUNT),
    ],
)
def test_how_a_measure_adds_up(
    text: str, roles: tuple[Assignment, ...], combine: Combine, kind: MeasureKind, rules: ImportRules, parties: Parties
) -> None:
    measure = read(text, rules, parties, roles)[0]
    assert (measure.combine, measure.kind) == (combine, kind)


def test_names_are_the_plans_own_words(rules: ImportRules, parties: Parties) -> None:
    measure = read("Tối thiểu 80% hồ sơ trực tuyến được giải quyết đúng hạn.", rules, parties)[0]
    assert measure.name == "Tỷ lệ hồ sơ trực tuyến được giải quyết đúng hạn"
    assert measure.numerator == "Số hồ sơ trực tuyến được giải quyết đúng hạn"
    assert measure.denominator == "Tổng số hồ sơ trực tuyến"
    assert (measure.unit, measure.threshold_text) == ("hồ sơ", "tối thiểu 80%")


def test_standing_conditions(rules: ImportRules, parties: Parties) -> None:
    standing, amount = read("100% văn bản được triển khai kịp thời; 100% thủ tục được rà soát.", rules, parties)
    assert (standing.standing, amount.standing) == (True, False)
