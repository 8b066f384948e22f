"""The plan as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.findings import finding
from reporting.listings.plan_listing import WIDTH, as_json, human, threshold
from reporting.plan import Comparator, Measure, MeasureKind
from tests.helpers.small import PLAN, REGISTRY


def measure(kind: MeasureKind, value: str, words: str = "", comparator: Comparator = Comparator.AT_LEAST) -> Measure:
    return Measure("1/1", "1", "Tên", kind, "hoạt động", "", "", comparator, Decimal(value), words)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (measure(MeasureKind.RATIO, "80", "tối thiểu 80%"), "tối thiểu 80%"),
        (measure(MeasureKind.RATIO, "33.33", "tối thiểu 1/3"), "tối thiểu 33,33% (tối thiểu 1/3)"),
        (measure(MeasureKind.RATIO, "100", "ban hành đầy đủ", Comparator.EQUAL), "bằng 100% (ban hành đầy đủ)"),
        (measure(MeasureKind.COUNT, "2"), "tối thiểu 2 hoạt động"),
        (measure(MeasureKind.DECREASE, "2.5"), "tối thiểu 2,5%"),
        (Measure("1/1", "1", "Tên", MeasureKind.MILESTONE), "mốc công việc"),
    ],
)
def test_thresholds_in_words(given: Measure, said: str) -> None:
    assert threshold(given) == said


def test_items_stand_under_their_headings_with_who_does_what() -> None:
    text = human(PLAN, REGISTRY)
    assert "KH-THU-2023 · 6 mục: 3 chỉ tiêu, 2 nhiệm vụ, 1 trách nhiệm · 3 phép đo" in text
    part = text[text.index("  I.1.b.01") : text.index("  I.1.b.02")].splitlines()
    assert part == [
        "  I.1.b.01  Tối thiểu 80% hồ sơ được xử lý điện tử.",
        "            Triển khai, thực hiện: Các sở, ban ngành; Ủy ban nhân dân cấp huyện; Ủy ban nhân dân cấp",
        "              xã",
        "            Theo dõi, đôn đốc: Sở Nội vụ",
        "            Đầu mối tổng hợp: Sở Nội vụ (đề xuất)",
        "            Phép đo 1: Tỷ lệ hồ sơ được xử lý điện tử; tối thiểu 80%; cộng các đơn vị thực hiện",
    ]
    assert "Hạn: Tháng 2/2023 (28/02/2023) – hạn bổ sung, kế hoạch không ghi" in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_without_a_registry_codes_are_shown() -> None:
    assert "Chủ trì: STP (đề xuất)" in human(PLAN, None)


def test_no_item_is_left_out_for_want_of_a_heading() -> None:
    assert "II.1.02" in human(replace(PLAN, sections=PLAN.sections[:2]), REGISTRY)


def test_json_only_items_have_a_code() -> None:
    found = finding("plan-item-without-owner", item="II.1.01")
    data = json.loads(as_json(PLAN, REGISTRY, (found,)))

    def with_code(value: object) -> list[dict[str, object]]:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        here = [value] if isinstance(value, dict) and "code" in value else []
        return here + [found for v in inner for found in with_code(v)]

    assert [entry["code"] for entry in with_code(data)] == [i.code for i in PLAN.items]
    assert [s["section"] for s in data["sections"]] == [s.section for s in PLAN.sections]
    assert data["findings"][0]["finding"] == "plan-item-without-owner"


def test_json_says_roles_measures_and_due() -> None:
    items = {i["code"]: i for i in json.loads(as_json(PLAN, REGISTRY))["items"]}
    lead = items["II.1.01"]["roles"][0]
    assert lead == {
        "role": "lead", "party": "STP", "name": "Sở Tư pháp", "agencies": ["STP"], "open": False,
        "proposed": True, "verb": None, "why": "mục III",
    }  # fmt: skip
    measure = items["I.1.b.01"]["measures"][0]
    assert (measure["id"], measure["comparator"], measure["threshold"]) == ("I.1.b.01/1", ">=", 80)
    assert items["II.1.02"]["due"] == {"kind": "date", "day": "2023-02-28", "text": "Tháng 2/2023", "added": True}
