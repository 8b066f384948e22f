"""The check as text: a matrix that fits a terminal, one line a finding, and JSON for scripts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from reporting.completeness import Completeness, Decision, fingerprint
from reporting.listings.check_matrix import columns
from reporting.listings.check_text import WIDTH, as_json, human, short
from reporting.plan import Item, ItemKind, Plan, Section
from tests.helpers.checking import checked
from tests.helpers.full import FULL
from tests.helpers.small import PLAN, REGISTRY

SNV, STP, SKHDT, HDAKHA = FULL
HALF = replace(STP, received=date(2023, 3, 20), answers=STP.answers[:2])


def result(*decided: Decision) -> Completeness:
    return checked(SNV, HALF, SKHDT, decisions=decided)


def test_the_matrix_and_the_findings_as_a_person_reads_them() -> None:
    assert (
        human(result(), PLAN, REGISTRY)
        == """\
Cơ quan                Hạn       I    II   III      Tổng Lỗi  CB
────────────────────────────────────────────────────────────────
Sở Nội vụ              đúng    3/3     ·   1/1       4/4
Sở Tư pháp             trễ     2/2   0/2   0/1       2/5   3   1
Sở Kế hoạch và Đầu tư  đúng    2/2     ·   1/1       3/3
UBND huyện Đăk Hà      chưa    0/3     ·   0/1       0/4   1
────────────────────────────────────────────────────────────────
Tổng cộng                      70%    0%   50%      9/16   4   1

LỖI (4)
  Sở Tư pháp
    - Sở Tư pháp (chủ trì) chưa báo cáo II.1.01 — Rà soát văn bản quy phạm pháp luật.
    - Sở Tư pháp (chủ trì) chưa báo cáo II.1.02 — Ban hành kế hoạch theo dõi thi hành pháp luật.
    - Sở Tư pháp (triển khai, thực hiện) chưa báo cáo III.1.01 — Xây dựng kế hoạch và phân công
      trách nhiệm cụ thể.
  UBND huyện Đăk Hà
    - UBND huyện Đăk Hà chưa có báo cáo kỳ Quý I năm 2023, còn nợ 4 nội dung

CẢNH BÁO (1)
  Sở Tư pháp
    - Sở Tư pháp gửi ngày 20/3/2023, hạn là 16/3/2023 [STP.xlsx]

Đã nhận 3/4 báo cáo (đúng hạn 2, trễ hạn 1, chưa gửi 1); 9/16 nội dung đầy đủ.
Lỗi còn mở: 4 (đã quyết định 0); cảnh báo: 1; ghi nhận: 0. Tính đến ngày 01/7/2023.
"""
    )


def test_the_matrix_fits_a_terminal_however_many_sections_the_plan_has() -> None:
    made = [
        (f"{part}.{n}", part)
        for part, many in (("I", 1), ("II", 7), ("III", 12), ("IV", 9))
        for n in range(1, many + 1)
    ]
    plan = Plan(
        "P",
        2023,
        "",
        sections=tuple(Section(section, "", section, part) for section, part in made),
        items=tuple(Item(f"{section}.01", ItemKind.TASK, section, 1, "Việc.") for section, _ in made),
    )
    assert [column.title for column in columns(plan)] == ["I", "II", "III", "IV"]
    assert sum(len(column.sections) for column in columns(plan)) == len(made)
    long_names = replace(
        REGISTRY, agencies=tuple(replace(a, short_name="Sở " + "rất dài " * 9) for a in REGISTRY.agencies)
    )
    assert max(map(len, human(result(), PLAN, long_names).splitlines())) <= WIDTH


def test_one_line_a_finding_for_scripts() -> None:
    lines = short(result()).splitlines()
    assert lines[0] == (
        "error HDAKHA -: UBND huyện Đăk Hà chưa có báo cáo kỳ Quý I năm 2023, còn nợ 4 nội dung [return-missing]"
    )
    assert len(lines) == 5


def test_a_decided_error_is_marked_in_every_format() -> None:
    found = result().findings[0]
    made = Decision(found.key, True, "", "A", date(2023, 7, 1), "Vì", fingerprint=fingerprint(found, "Q1-2023"))
    settled = result(made)
    assert short(settled).startswith("decided HDAKHA")
    assert "✓ đã quyết định" in human(settled, PLAN, REGISTRY)
    told = json.loads(as_json(settled, PLAN, REGISTRY))["findings"][0]
    assert (told["decided"], told["decision"]["who"]) == (True, "A")


def test_json_says_everything_and_only_items_have_a_code() -> None:
    text = as_json(result(), PLAN, REGISTRY)
    data = json.loads(text)
    assert '"code"' not in text
    assert data["totals"] == {
        "expected": 4,
        "received": 3,
        "on_time": 2,
        "late": 1,
        "missing": 1,
        "owed": 16,
        "settled": 9,
        "errors": 4,
        "open_errors": 4,
        "decided": 0,
        "warnings": 1,
        "notes": 0,
    }
    late = next(f for f in data["findings"] if f["finding"] == "return-late")
    assert late["location"] == {"file": "STP.xlsx", "sheet": None, "cell": None}
    assert {f["key"] for f in data["findings"]} == {f.key for f in result().findings}
    stp = next(a for a in data["agencies"] if a["agency"] == "STP")
    assert (stp["timeliness"], stp["settled"], stp["owed"], stp["states"]["silent"]) == ("late", 2, 5, 3)


def test_rounding_never_says_complete_too_early() -> None:
    from reporting.listings.check_matrix import Share
    from reporting.listings.check_text import _percent

    assert (_percent(Share(999, 1000)), _percent(Share(1000, 1000)), _percent(Share(0, 0))) == ("99%", "100%", "·")
