"""The sample plan, item by item, against the scanned plan and against what is settled about it."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from reporting.agencies import Registry
from reporting.excel.plan_workbook import plan_workbook
from reporting.excel.read import read_grid
from reporting.excel.registry_workbook import registry_workbook
from reporting.obligations import obligations
from reporting.parse.plan_workbook import parse_plan
from reporting.parse.registry_workbook import parse_registry
from reporting.plan import Combine, Comparator, DueKind, Item, ItemKind, Measure, MeasureKind, Plan, Role, holders
from sample_inputs.make.plan import plan as made_plan
from sample_inputs.make.registry import registry as made_registry

SAMPLES = Path(__file__).parents[2] / "sample_inputs"
LEAD, IMPLEMENT, COORDINATE, MONITOR, GUIDE = Role

TARGETS = [f"I.1.b.{n:02}" for n in range(1, 24)]


@pytest.fixture(scope="module")
def registry() -> Registry:
    grid, _ = read_grid(SAMPLES / "don_vi.xlsx", "don_vi.xlsx")
    assert grid
    return parse_registry(grid)


@pytest.fixture(scope="module")
def plan(registry: Registry) -> Plan:
    grid, _ = read_grid(SAMPLES / "plan.xlsx", "plan.xlsx")
    assert grid
    result, findings = parse_plan(grid, registry)
    assert findings == ()
    return result


@pytest.fixture(scope="module")
def scan() -> str:
    """The scan as one run of words: no emphasis marks, no footnote marks, white space as one blank."""
    text = (SAMPLES / "ke_hoach_2023" / "ke_hoach_cchc_2023.txt").read_text("utf-8")
    return re.sub(r"\s+", " ", re.sub(r"[*⁽¹⁾]", "", text))


def item(plan: Plan, code: str) -> Item:
    found = plan.item(code)
    assert found, code
    return found


def measure(plan: Plan, id: str) -> Measure:
    found = plan.measure(id)
    assert found, id
    return found


def parties(item: Item, role: Role) -> list[str]:
    return [a.party for a in item.parties(role)]


def test_the_files_are_what_the_scripts_make() -> None:
    registry = made_registry()
    assert (SAMPLES / "don_vi.xlsx").read_bytes() == registry_workbook(registry)
    assert (SAMPLES / "plan.xlsx").read_bytes() == plan_workbook(made_plan(), registry)


# --- the registry -----------------------------------------------------------------------------------


def test_36_agencies_report_and_102_communes_through_their_district(registry: Registry) -> None:
    assert [len(registry.members(group)) for group in ("SBN", "HUYEN", "XA")] == [20, 10, 102]
    assert len(registry.expected()) == 36
    assert {a.code for a in registry.expected()} - {a.code for g in ("SBN", "HUYEN") for a in registry.members(g)} == {
        "NHNN", "CTT", "KBNN", "BHXH", "TCT", "DPTTH",
    }  # fmt: skip
    children = {a.code: len(registry.children(a.code)) for a in registry.members("HUYEN")}
    assert sorted(children.values()) == [3, 7, 8, 9, 9, 11, 11, 11, 12, 21] and children["TPKONTUM"] == 21


def test_codes_are_plain_capitals_and_symbols_keep_their_letters(registry: Registry) -> None:
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]*", a.code) for a in registry.agencies)
    symbols = {a.code: a.symbol for a in registry.agencies}
    assert (symbols["SKHDT"], symbols["SLDTBXH"], symbols["SNGV"], symbols["TTR"]) == (
        "SKHĐT",
        "SLĐTBXH",
        "SNgV",
        "TTr",
    )
    assert not any(a.organ_id for a in registry.agencies)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Văn phòng Ủy ban nhân dân", "VPUB"),
        ("Văn phòng UBND tỉnh", "VPUB"),
        ("các sở, ban, ngành", "SBN"),
        ("Các sở, ban ngành thuộc tỉnh", "SBN"),
        ("Ủy ban nhân dân các huyện, thành phố", "HUYEN"),
        ("UBND cấp huyện", "HUYEN"),
        ("Uỷ ban nhân dân cấp xã", "XA"),
        ("UBND huyện Đắk Hà", "HDAKHA"),
        ("Huyện Đăk Hà", "HDAKHA"),
        ("UBND huyện Ia H’Drai", "HIAHDRAI"),
        ("Sở KH&ĐT", "SKHDT"),
        ("SKHĐT", "SKHDT"),
        ("Ngân hàng nhà nước chi nhánh tỉnh Kon Tum", "NHNN"),
        ("Công đoàn Viên chức tỉnh Kon Tum", "CDVC"),
        ("UBND", ""),
        ("Xã Đăk Long", ""),
    ],
)
def test_agencies_are_found_by_the_names_in_use(registry: Registry, name: str, code: str) -> None:
    """UBND is every district's symbol, Xã Đăk Long lies in two districts: nobody is guessed."""
    assert registry.find(name) == code


# --- items and texts --------------------------------------------------------------------------------


def test_97_items_none_dropped(plan: Plan) -> None:
    assert [len(plan.of_kind(kind)) for kind in ItemKind] == [23, 40, 34]
    count = Counter(i.section for i in plan.items)
    assert [count[f"II.{n}"] for n in range(1, 8)] == [5, 7, 2, 5, 4, 11, 6]
    assert [count[f"III.{n}"] for n in range(1, 13)] == [6, 8, 2, 3, 3, 2, 1, 5, 1, 1, 1, 1]
    assert [i.code for i in plan.items[:23]] == TARGETS and plan.items[-1].code == "III.12.01"


def test_every_text_stands_whole_in_the_scan(plan: Plan, scan: str) -> None:
    for i in plan.items:
        assert i.source_text and i.source_text in scan, i.code
        assert i.roles_text in scan, i.code
        assert i.source_text.endswith((".", "...", "kèm theo)")), i.code
    assert not any("*" in i.text or "⁽" in i.text for i in plan.items)


def test_together_the_items_are_the_plan(plan: Plan, scan: str) -> None:
    """Nothing of parts I.1.b, II and III stands between the items but headings and role sentences."""
    rest = scan[scan.index("b) Các chỉ tiêu") : scan.index("IV. KINH PHÍ")]
    for section in plan.sections:
        rest = rest.replace(f" {section.number} {section.title} ", "  ", 1)
    for text in (t for i in plan.items for t in (i.source_text, i.roles_text, i.footnote) if t):
        assert text in rest
        rest = rest.replace(text, " ", 1)
    for _, text in plan.texts:
        rest = rest.replace(text, " ", 1)
    headings = [f"{s.number} {s.title}" for s in plan.sections if s.section in ("III.9", "III.10", "III.11", "III.12")]
    for heading in (*headings, "b) Các chỉ tiêu cụ thể"):
        rest = rest.replace(heading, "", 1)
    assert re.sub(r"[-:\s]", "", rest) == ""


@pytest.mark.parametrize(
    ("code", "across_the_break"),
    [
        ("I.1.b.16", "tham mưu Ủy ban nhân dân tỉnh báo cáo"),
        ("II.4.01", "cơ quan hành chính theo hướng dẫn"),
        ("II.6.03", "Chính quyền điện tử hướng tới Chính quyền số trong nội bộ"),
        ("II.7.05", "Chỉ số cải cách hành chính, Chỉ số Hiệu quả"),
        ("III.5.01", "tổng hợp việc triển khai thực hiện"),
    ],
)
def test_paragraphs_broken_by_a_page_end_are_joined(plan: Plan, code: str, across_the_break: str) -> None:
    assert across_the_break in item(plan, code).text


def test_the_duty_of_a_one_line_heading_is_the_text_behind_the_colon(plan: Plan) -> None:
    section = plan.section("III.9")
    assert section and section.title == "Sở Giáo dục và Đào tạo"
    assert item(plan, "III.9.01").text.startswith("Triển khai đo lường mức độ hài lòng")


def test_the_footnote_belongs_to_target_16(plan: Plan) -> None:
    assert [i.code for i in plan.items if i.footnote] == ["I.1.b.16"]
    assert item(plan, "I.1.b.16").footnote.startswith("Quy định tại mục a khoản 3 Điều 5 Nghị định số 60/2021/NĐ-CP")
    assert item(plan, "I.1.b.16").text.endswith("xem xét, quyết định.")


@pytest.mark.parametrize(
    ("code", "scanned", "used"),
    [
        ("I.1.b.16", "Phần đầu hoàn thành", "Phấn đấu hoàn thành"),
        ("III.2.02", "thường xuyên xuyên", "thường xuyên kiểm tra"),
        ("III.8.04", "đề báo cáo", "để báo cáo"),
    ],
)
def test_scanning_slips_are_corrected_in_the_text_only(plan: Plan, code: str, scanned: str, used: str) -> None:
    assert scanned in item(plan, code).source_text and used in item(plan, code).text
    assert code in [c.where for c in plan.corrections]


def test_all_other_texts_are_as_scanned(plan: Plan) -> None:
    changed = [i.code for i in plan.items if i.text != i.source_text]
    assert changed == ["I.1.b.16", "III.2.02", "III.8.04"]
    assert "Cổng TTĐT tỉnh" in plan.recipients and not any(c.confirmed for c in plan.corrections)


def test_the_head_and_foot_of_the_plan(plan: Plan) -> None:
    assert (plan.id, plan.year, plan.symbol, plan.number, plan.day) == ("KH-CCHC-2023", 2023, "KH-UBND", "", None)
    assert plan.title.endswith("trên địa bàn tỉnh Kon Tum năm 2023") and plan.place == "Kon Tum"
    assert [text[:28] for text in plan.legal_bases] == ["Căn cứ Nghị quyết số 76/NQ-C", "Căn cứ Kế hoạch số 3993/KH-U"]
    assert plan.signing == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Ngọc Tuấn")
    assert len(plan.recipients) == 16 and plan.recipients[-1] == "Lưu: VT, NC.TTHG"
    assert Counter(section for section, _ in plan.texts) == {"mo_dau": 1, "I.1.a": 2, "I.2": 2, "II": 1, "IV": 2}


# --- roles ------------------------------------------------------------------------------------------


def test_five_targets_name_a_lead_the_others_get_a_focal_agency(plan: Plan) -> None:
    leads = {i.code[-2:]: parties(i, LEAD)[0] for i in plan.of_kind(ItemKind.TARGET) if parties(i, LEAD)}
    assert leads == {"01": "SNV", "04": "STP", "05": "STP", "18": "STTTT", "23": "SKHCN"}
    for i in plan.of_kind(ItemKind.TARGET):
        assert bool(i.focal) != bool(parties(i, LEAD))
        assert not i.focal or i.focal == parties(i, MONITOR)[0]


def test_roles_of_target_02_as_the_plan_writes_them(plan: Plan) -> None:
    target = item(plan, "I.1.b.02")
    assert parties(target, IMPLEMENT) == ["TCT", "SBN", "HUYEN", "các đơn vị được giao nhiệm vụ"]
    assert [a.open for a in target.parties(IMPLEMENT)] == [False, False, False, True]
    assert parties(target, MONITOR) == parties(target, GUIDE) == parties(target, COORDINATE) == ["SNV"]


def test_four_bodies_guide_and_monitor_target_17(plan: Plan) -> None:
    target = item(plan, "I.1.b.17")
    assert parties(target, MONITOR) == parties(target, GUIDE) == ["STTTT", "KBNN", "CTT", "BHXH"]
    assert target.focal == "STTTT"


def test_agencies_concerned_are_an_open_phrase_and_a_proposal(plan: Plan) -> None:
    phrase, proposal = item(plan, "I.1.b.03").parties(IMPLEMENT)
    assert (phrase.party, phrase.open, phrase.proposed) == ("các sở, ban ngành có liên quan", True, False)
    assert (proposal.party, proposal.open, proposal.proposed) == ("SBN", False, True) and proposal.why


def test_the_office_without_province_in_its_name_is_the_provinces(plan: Plan) -> None:
    assert parties(item(plan, "I.1.b.21"), MONITOR) == ["VPUB"]


def test_leads_of_part_two_are_proposed_from_part_three(plan: Plan) -> None:
    leads = {"II.1": "STP", "II.2": "VPUB", "II.3": "SNV", "II.4": "SNV", "II.5": "STC", "II.6": "STTTT", "II.7": "SNV"}
    for task in plan.of_kind(ItemKind.TASK):
        (lead,) = task.parties(LEAD)
        assert lead.party == ("SKHCN" if task.code == "II.6.11" else leads[task.section])
        assert lead.proposed and lead.why.startswith("Mục III.")
        groups = [a for a in task.parties(COORDINATE) if a.party in ("SBN", "HUYEN")]
        assert len(groups) == 2 and all(a.proposed and a.why for a in groups)
    assert "DPTTH" in parties(item(plan, "II.7.04"), COORDINATE)


def test_the_heading_leads_in_part_three(plan: Plan) -> None:
    leads = ["SNV", "STP", "VPUB", "STC", "STTTT", "SKHCN", "SKHDT", "SGDDT", "SYT", "SVHTTDL", "DPTTH"]
    for number, lead in enumerate(leads, 2):
        for duty in (i for i in plan.items if i.section == f"III.{number}"):
            assert parties(duty, LEAD) == [lead], duty.code
    assert not any(a.proposed for i in plan.of_kind(ItemKind.DUTY) for a in i.assignments)


def test_who_owes_the_duties_of_all(plan: Plan, registry: Registry) -> None:
    both = {a.code for group in ("SBN", "HUYEN") for a in registry.members(group)}
    for number in range(1, 5):
        assert set(holders(item(plan, f"III.1.{number:02}"), IMPLEMENT, registry)) == both
    assert set(holders(item(plan, "III.1.05"), IMPLEMENT, registry)) == {a.code for a in registry.members("SBN")}
    assert parties(item(plan, "III.1.06"), LEAD) == ["NHNN"]
    assert not item(plan, "III.1.06").parties(IMPLEMENT)


@pytest.mark.parametrize(
    ("code", "coordinating"),
    [("III.1.02", "SNV"), ("III.4.02", "SNV"), ("III.6.02", "VPUB"), ("III.2.08", "CDVC")],
)
def test_whom_a_duty_is_done_with_coordinates(plan: Plan, code: str, coordinating: str) -> None:
    assert coordinating in parties(item(plan, code), COORDINATE)


def test_every_named_party_is_known(plan: Plan, registry: Registry) -> None:
    assert all(registry.expand(a.party) for i in plan.items for a in i.assignments if not a.open)
    assert all(registry.agency(i.lead) for i in plan.items if i.section != "III.1" or i.code == "III.1.06")


def test_only_the_three_bodies_that_guide_target_17_owe_nothing(plan: Plan, registry: Registry) -> None:
    owing = {a.code for a in registry.expected() if any(o.required for o in obligations(plan, registry, a))}
    assert {a.code for a in registry.expected()} - owing == {"CTT", "KBNN", "BHXH"}


# --- measures ---------------------------------------------------------------------------------------


def test_seven_targets_have_two_measures(plan: Plan) -> None:
    two = [i.code[-2:] for i in plan.of_kind(ItemKind.TARGET) if len(i.measures) == 2]
    assert two == ["05", "07", "08", "11", "13", "14", "22"]
    assert all(len(i.measures) in (1, 2) for i in plan.of_kind(ItemKind.TARGET))
    assert not any(i.measures for i in plan.items if i.kind is not ItemKind.TARGET)


@pytest.mark.parametrize(
    ("id", "kind", "comparator", "threshold"),
    [
        ("01/1", "ratio", ">=", "30"), ("02/1", "ratio", "=", "100"), ("03/1", "ratio", "=", "100"),
        ("04/1", "ratio", "=", "100"), ("05/1", "count", ">=", "2"), ("05/2", "ratio", "=", "100"),
        ("06/1", "ratio", ">=", "80"), ("07/1", "ratio", "=", "100"), ("07/2", "ratio", ">=", "30"),
        ("08/1", "ratio", ">=", "90"), ("08/2", "ratio", ">=", "85"), ("09/1", "ratio", "=", "100"),
        ("10/1", "ratio", ">=", "50"), ("11/1", "ratio", "=", "100"), ("11/2", "ratio", "=", "100"),
        ("12/1", "ratio", "=", "100"), ("13/1", "ratio", "=", "100"), ("13/2", "count", "=", "0"),
        ("14/1", "count", ">=", "1"), ("14/2", "ratio", "=", "100"), ("15/1", "decrease", ">=", "2.5"),
        ("16/1", "milestone", None, None), ("17/1", "units", "=", "100"), ("18/1", "ratio", "=", "100"),
        ("19/1", "ratio", "=", "100"), ("20/1", "ratio", "=", "100"), ("21/1", "ratio", ">=", "70"),
        ("22/1", "ratio", "=", "100"), ("22/2", "ratio", "=", "100"), ("23/1", "ratio", ">=", "33.33"),
    ],
)  # fmt: skip
def test_what_each_target_measures(
    plan: Plan, id: str, kind: str, comparator: str | None, threshold: str | None
) -> None:
    found = measure(plan, f"I.1.b.{id}")
    assert found.kind is MeasureKind(kind)
    assert found.comparator is (Comparator(comparator) if comparator else None)
    assert found.threshold == (Decimal(threshold) if threshold else None)


def test_how_figures_add_up(plan: Plan) -> None:
    by: dict[Combine, set[str]] = {combine: set() for combine in Combine}
    for i in plan.of_kind(ItemKind.TARGET):
        for m in i.measures:
            by[m.combine].add(i.code[-2:])
    assert by[Combine.LEAD] == {"01", "05", "18", "22", "23"}
    assert by[Combine.LEAD_CHECKED] == {"04", "05"}
    # two activities of the whole province: several agencies take part in one, their counts do not add up
    assert measure(plan, "I.1.b.05/1").combine is Combine.LEAD
    assert by[Combine.COUNT] == {"16", "17"}
    assert len(by[Combine.SUM]) == 15


def test_a_third_is_reached_by_ten_of_thirty(plan: Plan) -> None:
    third = measure(plan, "I.1.b.23/1")
    assert third.comparator and third.threshold is not None and "1/3" in third.threshold_text
    for units in range(1, 400):
        for checked in range(units + 1):
            reached = third.comparator.holds(Decimal(checked) / Decimal(units) * 100, third.threshold)
            assert reached == (3 * checked >= units)


def test_exemptions_are_said_where_brackets_exempt(plan: Plan) -> None:
    exempt = {i.code[-2:] for i in plan.items for m in i.measures if m.exemption}
    assert exempt == {"15", "19", "21"}
    assert all(m.exemption in i.text for i in plan.items for m in i.measures)


def test_comparators_that_the_text_lacks_are_proposed(plan: Plan) -> None:
    proposed = [m.id for i in plan.items for m in i.measures if "comparator" in m.proposed]
    assert proposed == ["I.1.b.01/1", "I.1.b.08/1"]


def test_thresholds_are_quoted_from_the_text(plan: Plan) -> None:
    targets = plan.of_kind(ItemKind.TARGET)
    assert len(targets) == 23
    for i in targets:
        for m in i.measures:
            assert m.threshold_text.casefold() in i.text.casefold(), m.id


def test_conditions_that_hold_at_any_time_are_judged_in_every_period(plan: Plan) -> None:
    standing = [m.id[6:] for i in plan.items for m in i.measures if m.standing]
    assert standing == ["03/1", "11/1", "11/2", "12/1", "13/1", "13/2", "19/1", "20/1"]


def test_targets_repeated_in_part_two_are_linked(plan: Plan) -> None:
    links = {m.id[6:]: m.same_as for i in plan.items for m in i.measures if m.same_as}
    assert links == {"11/1": "II.2.01", "11/2": "II.2.01", "12/1": "II.2.05"}


def test_a_form_has_the_words_it_needs(plan: Plan) -> None:
    for i in plan.items:
        for m in i.measures:
            assert m.name and m.unit and m.numerator, m.id
            assert bool(m.denominator) == (m.kind in (MeasureKind.RATIO, MeasureKind.DECREASE, MeasureKind.UNITS)), m.id


# --- due --------------------------------------------------------------------------------------------


def test_due_as_the_plan_writes_it(plan: Plan) -> None:
    due = {kind: [i.code for i in plan.items if i.due.kind is kind and not i.due.added] for kind in DueKind}
    assert due[DueKind.REGULAR] == ["II.1.02", "II.4.03", "III.1.03", "III.2.02"]
    assert due[DueKind.IN_YEAR] == ["I.1.b.14", "II.5.02"]
    assert due[DueKind.DATE] == due[DueKind.CENTRAL] == []


def test_invented_due_dates_say_so(plan: Plan) -> None:
    added = [i for i in plan.items if i.due.added]
    assert [i.code for i in added] == ["II.2.07", "II.3.02", "II.5.03", "II.6.06", "II.7.01", "II.7.02"]
    assert all(i.due.kind is DueKind.DATE and i.due.day and "minh họa" in i.due.label for i in added)
    assert all(not i.due.day for i in plan.items if not i.due.added)


def test_every_item_says_what_proves_it(plan: Plan) -> None:
    assert all(i.evidence for i in plan.items)
