"""The import as a whole: there and back unchanged, no plan refused, long documents in time, differences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.commands.plan_import import load_rules
from reporting.errors import PlanError
from reporting.excel.plan_review import imported_workbook
from reporting.excel.read import read_bytes
from reporting.location import NOWHERE
from reporting.parse.plan_workbook import parse_plan
from reporting.plan import Assignment, Due, DueKind, Plan, Role
from reporting.plan_import.difference import difference, word_pieces
from reporting.plan_import.importer import Imported
from reporting.plan_import.review import ASKED, PROPOSED, RECOGNISED, UNCLEAR, review_rows
from reporting.plan_import.rules import ImportRules
from tests.plan_import.plans import FOLDER, annex_only, damaged, word_lists
from tests.plan_import.reading import imported

SENTENCES = (
    "Tối thiểu 80% hồ sơ được giải quyết đúng hạn; 100% thủ tục được công khai.",
    "Giảm tối thiểu 5% chi phí so với năm trước (trừ đơn vị sự nghiệp).",
    "Rà soát văn bản quy phạm pháp luật trước ngày 30/6.",
    "Phần đầu hoàn thành lộ trình; thường xuyên xuyên kiểm tra.",
    "Xây dựng kế hoạch (Sở Nội vụ chủ trì; Hội Luật gia tỉnh phối hợp).",
    "Thực hiện nhiệm vụ: A; B – C “trong ngoặc kép” và 02 hội nghị.",
)
NOTES = (
    "",
    "* Các sở, ban ngành có liên quan triển khai; Sở Tư pháp theo dõi.",
    "* Sở Nội vụ chủ trì; UBND cấp xã phối hợp.",
    "Cơ quan chủ trì: Sở Y tế; thời gian: Quý III; kinh phí: 10 triệu đồng.",
    "Thời gian: khi cần.",
)
HEADINGS = ("I. CHỈ TIÊU CỤ THỂ", "II. NHIỆM VỤ", "III. TỔ CHỨC THỰC HIỆN")


def again(found: Imported) -> tuple[Plan, bytes]:
    """The plan that its workbook holds, and the workbook."""
    data = imported_workbook(found.plan, found.registry, review_rows(found))
    grid, problems = read_bytes(data, "plan.xlsx")
    assert grid is not None, problems
    plan, findings = parse_plan(grid, found.registry)
    assert not [f for f in findings if f.severity.value == "error"]
    return plan, data


def bare(plan: Plan) -> Plan:
    """Without places: a workbook's are other ones."""
    items = (
        replace(i, source=NOWHERE, measures=tuple(replace(m, source=NOWHERE) for m in i.measures)) for i in plan.items
    )
    return replace(plan, items=tuple(items))


@st.composite
def plans(draw: st.DrawFn) -> str:
    lines = ["UBND TỈNH A", "KẾ HOẠCH", "Cải cách hành chính năm 2025"]
    for heading in HEADINGS:
        lines.append(heading)
        dash = draw(st.booleans())
        for number in range(1, draw(st.integers(1, 4)) + 1):
            text = draw(st.sampled_from(SENTENCES))
            lines += [f"- {text}" if dash else f"{number}. {text}", draw(st.sampled_from(NOTES))]
    return "\n\n".join(lines)


@settings(max_examples=25)
@given(plans())
def test_importing_exporting_and_importing_again_changes_nothing(text: str) -> None:
    found = imported(text, load_rules())
    plan, data = again(found)
    assert bare(plan) == bare(found.plan)
    assert again(replace(found, plan=plan))[1] == data


@pytest.mark.parametrize(
    "data", [annex_only(), word_lists(), damaged(), (FOLDER / "hai_cap_2026.txt").read_text("utf-8")]
)
def test_invented_plans_come_back_unchanged(data: bytes | str, rules: ImportRules) -> None:
    found = imported(data, rules)
    assert bare(again(found)[0]) == bare(found.plan)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("BÁO CÁO\n\nKết quả cải cách hành chính năm 2024\n\nI. KẾT QUẢ\n\n- Đã ban hành kế hoạch.", "BÁO CÁO"),
        ("QUYẾT ĐỊNH\n\nVề việc bổ nhiệm cán bộ\n\nĐiều 1. Bổ nhiệm ông A.", "QUYẾT ĐỊNH"),
        ("Ngày xửa ngày xưa có một nhà vua.\n\nHết chuyện.", "không phải kế hoạch"),
        ("KẾ HOẠCH\n\nCải cách hành chính năm 2025\n\nChưa có nội dung.", "không tìm thấy"),
        ("", "không có chữ"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_reason(text: str, wrong: str, rules: ImportRules) -> None:
    with pytest.raises(PlanError) as refused:
        imported(text, rules)
    assert wrong in refused.value.message
    assert "Chấp nhận" in refused.value.message


@pytest.mark.long
def test_a_long_document_does_not_hang(rules: ImportRules) -> None:
    """About 400 pages: 80 headings of 60 tasks. Ten seconds alone on a machine of two cores."""
    lines = ["UBND TỈNH A", "KẾ HOẠCH", "Cải cách hành chính năm 2025", "I. NHIỆM VỤ"]
    for heading in range(1, 81):
        lines.append(f"{heading}. Cải cách lĩnh vực {heading}")
        lines += [f"- {SENTENCES[n % 6]} Việc thứ {n} của lĩnh vực {heading}, {'nội dung ' * 20}." for n in range(60)]
    started = perf_counter()
    found = imported("\n\n".join(lines), rules)
    assert len(found.plan.items) == 4800
    assert perf_counter() - started < 40


def test_ten_thousand_lines_without_a_heading_end_in_time(rules: ImportRules) -> None:
    started = perf_counter()
    with pytest.raises(PlanError):
        imported("\n".join("(" * 30 + "* - Sở Nội vụ, " * 20 for _ in range(2000)), rules)
    assert perf_counter() - started < 60


def test_what_to_look_at_begins_with_questions_and_what_was_not_understood(rules: ImportRules) -> None:
    rows = review_rows(imported(damaged(), rules))
    states = [row.state for row in rows]
    assert states == sorted(states, key=(ASKED, UNCLEAR, PROPOSED, RECOGNISED).index)
    assert all(row.action for row in rows if row.state == PROPOSED)
    assert any(row.what == "Nhóm chưa có đơn vị nào" for row in rows)


def small(text: str, rules: ImportRules) -> Plan:
    return imported(f"UBND TỈNH A\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2025\n\nI. NHIỆM VỤ\n\n{text}", rules).plan


OLD = (
    "- Rà soát văn bản quy phạm pháp luật.\n\n- Công bố thủ tục hành chính nội bộ.\n\n- Tập huấn cho công chức cấp xã."
)


def test_the_same_plan_has_no_difference(rules: ImportRules) -> None:
    assert difference(small(OLD, rules), small(OLD, rules)).empty


def test_reworded_added_removed_and_moved_items(rules: ImportRules) -> None:
    new = "- Rà soát toàn bộ văn bản quy phạm pháp luật.\n\n- Tổng kết mười năm cải cách.\n\n- Công bố thủ tục hành chính nội bộ."
    found = difference(small(OLD, rules), small(new, rules))
    assert [(c.kind, c.old.code if c.old else "", c.new.code if c.new else "") for c in found.items] == [
        ("changed", "I.01", "I.01"),
        ("added", "", "I.02"),
        ("moved", "I.02", "I.03"),
        ("removed", "I.03", ""),
    ]
    text = found.items[0].changes[0]
    assert [(p.kind, p.text) for p in text.pieces] == [
        ("", "Rà soát"),
        ("+", "toàn bộ"),
        ("", "văn bản quy phạm pháp luật."),
    ]


def test_roles_due_and_measures(rules: ImportRules) -> None:
    plan = small(OLD, rules)
    item = replace(plan.items[0], assignments=(Assignment(Role.LEAD, "STP"),), due=Due(DueKind.DATE, date(2025, 6, 30)))
    found = difference(plan, replace(plan, items=(item, *plan.items[1:])))
    assert [(c.aspect, c.before, c.after) for c in found.items[0].changes] == [
        ("roles", "", "Chủ trì: STP"),
        ("due", "Không quy định", "30/06/2025"),
    ]
    assert found.same == 2


@given(st.lists(st.sampled_from("một hai ba bốn năm".split())), st.lists(st.sampled_from("một hai ba bốn năm".split())))
def test_word_pieces_hold_both_texts(old: list[str], new: list[str]) -> None:
    pieces = word_pieces(" ".join(old), " ".join(new))
    assert " ".join(p.text for p in pieces if p.kind != "+") == " ".join(old)
    assert " ".join(p.text for p in pieces if p.kind != "-") == " ".join(new)


STRANGE = (
    "Ghi chú của người soạn thảo về tiến độ chung của cả khối.",
    "Riêng các huyện vùng cao thực hiện theo lộ trình kéo dài;",
    "(Xem thêm văn bản hướng dẫn nghiệp vụ đã gửi các đơn vị)",
    "* Lưu ý khi tổng hợp số liệu",
    "Thời gian: tùy tình hình thực tế",
    "Đơn vị tham gia khác: Tổ giúp việc Ban Chỉ đạo",
    "1.1.1.1.1. Đánh số quá sâu so với thông lệ",
    "Bảng tổng hợp nguồn lực kèm theo từng nhiệm vụ",
)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(("tinh_2025", "bo_2025", "xa_2026", "tinh_2027")), st.sampled_from(STRANGE), st.integers(0, 200))
def test_whatever_is_put_into_a_plan_stands_in_the_workbook(name: str, strange: str, place: int) -> None:
    """An item, a heading, another text, or a line of the sheet of what to look at: never nowhere."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(("I. ", "A. ", "Phần I")))
    last = next(
        n for n, line in enumerate(lines) if n > first and line.startswith(("Nơi nhận", "Trên đây", "III.", "C."))
    )
    lines.insert(first + 1 + place % (last - first), strange)
    found = imported("\n".join(lines), load_rules())
    rows = review_rows(found)
    items = [f"{i.source_text} {i.roles_text} {i.due.text} {i.evidence} {i.footnote}" for i in found.plan.items]
    kept = [
        found.plan.title,
        *items,
        *(t for _, t in found.plan.texts),
        *(s.title for s in found.plan.sections),
        *(r.text for r in rows),
    ]
    wanted = "".join(c for c in strange.removeprefix("1.1.1.1.1.").lower() if c.isalnum()).removeprefix("thờigian")
    wanted = wanted.removeprefix("đơnvịthamgiakhác")
    assert wanted in "\n".join("".join(c for c in text.lower() if c.isalnum()) for text in kept)


def test_renumbered_items_that_look_alike_find_their_own_words(rules: ImportRules) -> None:
    """The code alone would pair each with its neighbour."""
    lines = [f"{n}% hồ sơ lĩnh vực {name} được giải quyết đúng hạn." for n, name in ((90, "đất đai"), (91, "hộ tịch"), (92, "đầu tư"))]  # fmt: skip
    head = "UBND TỈNH A\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2025\n\nI. CHỈ TIÊU\n\n"
    old, new = (imported(head + "\n\n".join(f"- {t}" for t in texts), rules).plan for texts in (lines, lines[1:]))
    found = difference(old, new)
    assert [(c.kind, c.old.code if c.old else "", c.code) for c in found.items] == [
        ("moved", "I.02", "I.01"),
        ("moved", "I.03", "I.02"),
        ("removed", "I.01", "I.01"),
    ]
