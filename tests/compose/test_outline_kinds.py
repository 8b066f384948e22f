"""The default outline fits any plan: what is of a kind is found wherever the plan has it."""

from __future__ import annotations

from reporting.compose.outline import Outline, OutlineSection, items_of, laid_out, omitted, parse_outline
from reporting.compose.outline_kinds import title_of
from reporting.period import parse_calendar
from reporting.plan import Item, ItemKind, Plan, Section
from reporting.resources import resource
from reporting.store.files import read_toml

PERIOD = parse_calendar(read_toml(resource("calendars", "bnv-3759-2021.toml")), "").period("Q1", 2024)
OUTLINE = Outline(
    "x",
    "x",
    (
        OutlineSection("I", 3, "a)", "Chỉ tiêu", holds="targets"),
        OutlineSection("II", 1, "II.", "NHIỆM VỤ", holds="tasks"),
        OutlineSection("III", 1, "III.", "TRÁCH NHIỆM", holds="duties"),
        OutlineSection("IV.1", 2, "1.", "Kết quả nổi bật"),
    ),
)


def plan(sections: str, items: str) -> Plan:
    """`PL.I=CẢI CÁCH THỂ CHẾ` a word each line; `T PL.I.01` target, task (N) or duty (D)."""
    kinds = {"T": ItemKind.TARGET, "N": ItemKind.TASK, "D": ItemKind.DUTY}
    rows = [line.strip().partition("=") for line in sections.strip().splitlines()]
    made = tuple(
        Section(id, f"{id.rpartition('.')[2]}{')' if id[-1].islower() else '.'}", title, id.rpartition(".")[0])
        for id, _, title in rows
    )
    codes = [line.split() for line in items.strip().splitlines()]
    return Plan("KH", 2024, "x", sections=made, items=tuple(
        Item(code, kinds[kind], code.rpartition(".")[0], int(code[-2:]), code) for kind, code in codes
    ))  # fmt: skip


def shown(of: Plan) -> list[str]:
    return [
        " ".join(filter(None, (s.id, s.number, s.title, "|", *(i.code for i in items_of(s, of)))))
        for s in laid_out(OUTLINE, of, PERIOD)
    ]


def test_tasks_of_an_annex_stand_under_headings_a_report_may_have() -> None:
    of = plan(
        """
        I=MỤC TIÊU
        IV=TỔ CHỨC THỰC HIỆN
        IV.1=Sở Nội vụ
        PL=NHIỆM VỤ
        PL.I=CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH
        PL.II=CẢI CÁCH THỦ TỤC HÀNH CHÍNH NHÀ NƯỚC
        PL.II.1=Kiểm soát
        PL.II.2=Một cửa
        """,
        "T I.01\nN PL.I.01\nN PL.II.1.01\nN PL.II.1.02\nN PL.II.2.01\nD IV.1.01",
    )
    assert shown(of) == [
        "I a) Chỉ tiêu | I.01",
        "II II. NHIỆM VỤ |",
        "PL.I 1. Công tác chỉ đạo, điều hành | PL.I.01",
        "PL.II 2. Cải cách thủ tục hành chính Nhà nước |",
        "PL.II.1 a) Kiểm soát | PL.II.1.01 PL.II.1.02",
        "PL.II.2 b) Một cửa | PL.II.2.01",
        "III III. TRÁCH NHIỆM |",
        "III-IV.1 1. Sở Nội vụ | IV.1.01",
        "IV.1 1. Kết quả nổi bật |",
    ]
    assert omitted(OUTLINE, of, PERIOD) == ()


def test_the_plans_own_numbers_stay_where_they_fit() -> None:
    of = plan("II=NHIỆM VỤ\nII.1=Thể chế\nII.3=Bộ máy\nII.3.b=Sắp xếp", "N II.1.01\nN II.3.01\nN II.3.b.01")
    assert shown(of)[2:5] == ["II.1 1. Thể chế | II.1.01", "II.3 3. Bộ máy | II.3.01", "II.3.b b) Sắp xếp | II.3.b.01"]


def test_tasks_in_several_parts_of_a_plan_are_all_there() -> None:
    of = plan("II=NHIỆM VỤ\nPL=PHỤ LỤC TTHC\nPL.I=Thể chế", "N II.01\nN PL.I.01")
    assert shown(of)[1:5] == [
        "II II. NHIỆM VỤ |",
        "II-II 1. Nhiệm vụ | II.01",
        "PL 2. PHỤ LỤC TTHC |",
        "PL.I a) Thể chế | PL.I.01",
    ]


def test_a_title_with_abbreviations_stays_in_capitals() -> None:
    assert title_of(Section("a", "1.", "CẢI CÁCH TTHC")) == "CẢI CÁCH TTHC"
    assert title_of(Section("a", "1.", "Cải cách tài chính công")) == "Cải cách tài chính công"


def test_the_way_to_a_section_from_the_outside_in() -> None:
    of = plan("PL=PHỤ LỤC\nPL.II=Thủ tục\nPL.II.1=Kiểm soát", "N PL.II.1.01")
    assert [s.section for s in of.path("PL.II.1")] == ["PL", "PL.II", "PL.II.1"]
    assert of.path("X") == ()


DEFAULT = parse_outline(read_toml(resource("outlines", "theo_ke_hoach.toml")), "")


def parts(of: Plan) -> list[str]:
    return [f"{s.number} {s.title}"[:22] for s in laid_out(DEFAULT, of, PERIOD) if s.level == 1]


def test_parts_take_order_and_numbers_of_the_plans_parts() -> None:
    of = plan(
        "I=MỤC ĐÍCH, YÊU CẦU\nII=CHỈ TIÊU\nIII=NHIỆM VỤ\nIV=KINH PHÍ THỰC HIỆN\nV=TỔ CHỨC THỰC HIỆN",
        "T II.01\nN III.01\nD V.01",
    )
    assert parts(of) == [
        "II. KẾT QUẢ THỰC HIỆN ", "III. KẾT QUẢ THỰC HIỆN", "IV. KINH PHÍ", "V. CÔNG TÁC TỔ CHỨC TH", "VI. ĐÁNH GIÁ CHUNG",
        "VII. PHƯƠNG HƯỚNG, NHI", "VIII. KIẾN NGHỊ, ĐỀ XU",
    ]  # fmt: skip
    assert omitted(DEFAULT, of, PERIOD) == ()


def test_a_plan_whose_parts_do_not_tell_leaves_the_outline_as_it_is() -> None:
    usual = ["I.", "II.", "III.", "IV.", "V.", "VI.", "VII."]
    annexed = plan("II=CHỈ TIÊU\nIV=TỔ CHỨC\nPL=NHIỆM VỤ", "T II.01\nN PL.01\nD IV.01")
    mixed = plan("I=MỤC TIÊU, NHIỆM VỤ\nII=TỔ CHỨC", "T I.01\nN I.02\nD II.01")
    spread = plan("II=CHỈ TIÊU\nIII=NHIỆM VỤ\nIV=GIẢI PHÁP\nV=TỔ CHỨC", "T II.01\nN III.01\nN IV.01\nD V.01")
    lettered = plan("B=CHỈ TIÊU\nC=NHIỆM VỤ\nD=TỔ CHỨC", "T B.01\nN C.01\nD D.01")
    for of in (annexed, mixed, spread, lettered):
        assert [part.split()[0] for part in parts(of)] == usual
