"""Plans in the manner of other authors: each written, with what must come out of it, before the importer saw it."""

from __future__ import annotations

import pytest

from reporting.plan_import.rules import ImportRules
from tests.plan_import.plans import FOLDER
from tests.plan_import.reading import codes, imported, listing, measured
from tests.plan_import.test_annex import with_annex
from tests.plan_import.test_plans import expected

WANTED = {
    "bo_2025": """
        I.2.01
        I.2.02
        I.2.03
        II.1.01 | lead VPC · coordinate các Cục, Vụ và các đơn vị có liên quan~ | 2025-12-31
        II.1.02 | lead VPC
        II.2.01 | lead VPB · coordinate VPC các đơn vị có liên quan~
        II.2.02 | lead CCDS · coordinate VPB | 2025-06-30
        II.3.01 | lead VTCCB | 2025-02-28
        III.1.01 | implement các đơn vị thuộc Bộ~ | 2025-01-31
        III.2.01 | lead VKHTC
        III.3.01 | lead VTCCB
        I.2.01/1 ratio = 100 sum
        I.2.02/1 decrease >= 30 sum
        I.2.03/1 count <= 3 sum
        """,
    "tinh_2025": """
        A.2.a.01 | lead STP
        A.2.a.02 | lead STP · coordinate SBN
        A.2.b.01 | lead VPUB
        A.2.b.02 | lead VPUB
        B.I.1.01 | lead STP · coordinate VPUB SBN HUYEN
        B.I.1.02 | lead STP · coordinate VPUB SBN HUYEN
        B.I.02 | lead CAT · coordinate SLDTBXH BHXH | 2025-06-30
        B.II.01 | lead STC · coordinate SKHDT KBNN HUYEN
        B.II.02 | implement các đơn vị sự nghiệp công lập~ | 2025-10-31
        C.1.01 | implement SBN HUYEN | 2025-01-31
        C.2.01 | lead SNV | regular
        C.3.01 | lead VPUB
        C.4.01 | implement DPTTH BBS
        A.2.a.01/1 ratio = 100 lead_checked
        A.2.a.02/1 count = 0 lead_checked
        A.2.b.01/1 ratio >= 80 lead_checked
        A.2.b.01/2 ratio >= 70 lead_checked
        A.2.b.01/3 ratio >= 60 lead_checked
        A.2.b.02/1 count <= 15 lead
        """,
    "phuong_2026": """
        I.2.1.01
        I.2.1.02
        I.2.1.03
        I.2.2.01
        I.2.2.02
        II.1.01 | implement VPHU · coordinate PVHXH | 2026-06-30
        II.1.02 | implement VPHU · coordinate MTTQ các tổ dân phố~ | 2026-12-31
        II.2.01 | implement TTPVHCC | regular
        IV.1.01 | lead PVHXH · coordinate các đơn vị~
        IV.2.01 | lead PKTHTDT
        IV.3.01 | implement các tổ chức chính trị - xã hội phường~ các tổ dân phố~
        I.2.1.01/1 ratio >= 95 sum
        I.2.1.02/1 ratio = 100 sum
        I.2.1.03/1 ratio >= 50 sum
        I.2.2.01/1 count >= 1 sum
        I.2.2.02/1 ratio >= 80 sum
        """,
    "tinh_2027": """
        I.2.1.01 | lead STP · coordinate SBN
        I.2.1.02 | monitor STP
        I.2.2.01 | lead VPUB · implement SBN XA
        I.2.2.02 | lead SNV
        I.2.2.03 | lead SXD
        II.I.1.01 | lead STP? · coordinate SBN? XA? | regular
        II.I.1.02 | lead STP? · coordinate SBN? XA? | regular
        II.II.01 | lead SNV · coordinate XA | 2027-06-30
        II.II.02 | lead SNV · coordinate VPUB | 2027-09-30
        III.1.01 | implement SBN XA | 2027-01-15
        III.1.02 | implement SBN XA
        III.2.01 | lead SNV · coordinate VPUB
        III.2.02 | lead SNV
        III.3.01 | implement THUE BHXH KBNNKVXV
        I.2.1.01/1 ratio = 100 lead_checked
        I.2.1.02/1 ratio <= 5 sum
        I.2.2.01/1 ratio >= 98.5 sum
        I.2.2.01/2 ratio = 100 sum
        I.2.2.02/1 count >= 8.5 lead
        I.2.2.03/1 count >= 2 lead
        """,
}


@pytest.mark.parametrize("name", WANTED)
def test_items_roles_dates_and_measures(name: str, rules: ImportRules) -> None:
    found = imported((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), rules)
    made = "\n".join((listing(found.plan.items), measured(found.plan.items)))
    assert made == expected(WANTED[name])
    assert "import-text-lost" not in codes(found)


def test_roles_after_the_parts_of_an_item_are_the_items(rules: ImportRules) -> None:
    found = imported((FOLDER / "bo_2025.txt").read_text(encoding="utf-8"), rules)
    item = found.plan.item("II.2.02")
    assert item is not None
    assert item.text.splitlines() == [
        "Nâng cấp Cổng dịch vụ công của Bộ:",
        "- Tích hợp dịch vụ công trực tuyến với Cổng Dịch vụ công quốc gia;",
        "- Kết nối với Cơ sở dữ liệu quốc gia về dân cư.",
    ]


HEADER = ("TT", "Nội dung, nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Lãnh đạo phụ trách", "Thời gian")
BODY = ("I. NHIỆM VỤ", "Nhiệm vụ cụ thể nêu tại Phụ lục kèm theo.")


def test_groups_within_groups_and_a_column_nobody_knows(rules: ImportRules) -> None:
    rows = (
        ("I", "CẢI CÁCH THỂ CHẾ", "", "", "", ""),
        ("1", "Xây dựng văn bản", "", "", "", ""),
        ("1.1", "Lấy ý kiến Nhân dân", "Báo cáo", "Sở Tư pháp", "Ông A", "Tháng 3, tháng 9"),
        ("1.2", "Thẩm định dự thảo", "Văn bản", "Sở Tư pháp", "", "Tháng 01 - 02/2025"),
        ("II", "CẢI CÁCH TỔ CHỨC BỘ MÁY", "", "", "", ""),
        ("1", "Sắp xếp tổ chức", "", "", "", ""),
        ("1.1", "Xây dựng Đề án", "Đề án", "Sở Nội vụ (Phòng Tổ chức)", "Bà B", "Trước 30 tháng 9"),
    )
    found = imported(with_annex(BODY, (HEADER, rows)), rules)
    assert listing(found.plan.items) == expected("""
        PL.I.1.01 | lead STP | 2025-09-30
        PL.I.1.02 | lead STP | 2025-02-28
        PL.II.1.01 | lead SNV | 2025-09-30
        """)
    sections = [(s.section, s.number, s.title, s.parent) for s in found.plan.sections if s.parent]
    assert ("PL.II.1", "1.", "Sắp xếp tổ chức", "PL.II") in sections
    assert found.plan.items[0].footnote == "Lãnh đạo phụ trách: Ông A"


def test_a_row_cut_by_the_page_is_one_row(rules: ImportRules) -> None:
    header = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
    first = (("I", "Cải cách thể chế", "", ""), ("1", "Rà soát văn bản kỳ 2024 -", "Sở Tư pháp", "Quý I/2025"))
    rest = ("", "2028", "", "")
    found = imported(
        with_annex(BODY, (header, first), (rest, (("2", "Kiểm tra văn bản", "Sở Tư pháp", "2025"),))), rules
    )
    assert [(i.code, i.text) for i in found.plan.items] == [
        ("PL.I.01", "Rà soát văn bản kỳ 2024 - 2028"),
        ("PL.I.02", "Kiểm tra văn bản"),
    ]


def test_a_body_and_its_part_in_brackets_are_one_party(rules: ImportRules) -> None:
    text = "UBND TỈNH A\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2026\n\nI. NHIỆM VỤ\n\n1. Cải cách thủ tục\n\n- Số hóa hồ sơ.\n\n"
    role = "(Cơ quan chủ trì: Văn phòng UBND tỉnh (Trung tâm Phục vụ hành chính công); cơ quan phối hợp: CA tỉnh, Thuế khu vực X)"
    found = imported(text + role, rules)
    assert listing(found.plan.items) == "I.1.01 | lead VPUB · coordinate CAT TKVX"
    assert found.registry.name_of("TKVX") == "Thuế khu vực X"


def test_names_with_a_comma_or_and_are_not_cut_or_glued(rules: ImportRules) -> None:
    text = (
        "UBND TỈNH A\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2026\n\nI. TỔ CHỨC THỰC HIỆN\n\n"
        "1. Báo Đông Sơn, Trung tâm Thông tin và Dữ liệu: mở chuyên mục.\n\n2. Giám đốc Sở Tài chính chủ trì, phối hợp với Giám đốc Sở Nội vụ thẩm định kinh phí."
    )
    found = imported(text, rules)
    assert listing(found.plan.items) == "I.1.01 | implement BDS TTTTDL\nI.2.01 | lead STC · coordinate SNV"


def test_targets_under_short_headings_and_figures_nobody_follows(rules: ImportRules) -> None:
    text = (
        "UBND TỈNH A\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2026\n\nI. MỤC TIÊU\n\n1. Tổng quát: Phục vụ tốt hơn.\n\n2. Cụ thể:\n\n"
        "- Tỷ lệ giải ngân đạt từ 95% trở lên (Sở Tài chính theo dõi).\n\n- Tối đa 01% kiến nghị quá hạn (Văn phòng UBND tỉnh).\n\n"
        "II. KINH PHÍ\n\n- Dành tối thiểu 10% kinh phí cho chuyển đổi số.\n\nIII. NHIỆM VỤ\n\n1. Cải cách thủ tục\n\n"
        "- Các sở, ban, ngành rà soát thủ tục, gửi Văn phòng UBND tỉnh tổng hợp trước ngày 30/8/2026."
    )
    found = imported(text, rules)
    assert listing(found.plan.items) == expected("""
        I.2.01 | monitor STC
        I.2.02 | lead VPUB
        III.1.01 | implement SBN | 2026-08-30
        """)
    assert codes(found).count("import-figure-in-text") == 1
