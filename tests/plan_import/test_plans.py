"""Invented plans that differ as real ones do, each with what must come out.

`?` proposed · `~` an open phrase.
"""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from reporting.plan_import.rules import ImportRules
from tests.plan_import.documents import plain, saved
from tests.plan_import.plans import FOLDER, annex_only, damaged, word_lists
from tests.plan_import.reading import codes, imported, listing, measured


def expected(text: str) -> str:
    return dedent(text).strip()


def test_two_levels_of_government_issued_by_a_decision(rules: ImportRules) -> None:
    found = imported((FOLDER / "hai_cap_2026.txt").read_text(encoding="utf-8"), rules)
    plan = found.plan
    assert (plan.id, plan.number, plan.symbol, plan.day) == ("KH-CCHC-2026", "412", "QĐ-UBND", date(2025, 12, 29))
    assert plan.annex_of.startswith("Quyết định số 412/QĐ-UBND ngày 29 tháng 12 năm 2025")
    assert plan.issuer == "Ủy ban nhân dân tỉnh Sông Hậu"
    assert plan.signing == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Mẫu")
    assert listing(plan.items) == expected("""
        II.1.01 | lead STP · coordinate SBN XA | regular
        II.1.02 | lead STP · coordinate SBN | 2026-12-31
        II.2.01 | implement SBN XA · monitor VPUB
        II.2.02 | implement XA · monitor VPUB
        III.1.01 | lead STP | 2026-03-31
        III.1.02 | lead STP · coordinate SBN | 2026-10-31
        III.2.01 | lead VPUB · coordinate SKHCN XA | 2026-06-30
        III.2.02 | lead SKHCN · coordinate CAT các đơn vị liên quan~
        III.2.c.01 | lead VPUB? · coordinate SBN? XA?
        III.2.c.02 | lead VPUB? · coordinate SBN? XA?
        III.2.04 | lead VPUB? · coordinate SBN? XA?
        III.2.05 | lead VPUB? · coordinate SBN? XA?
        IV.1.01 | implement SBN XA | 2026-01-31
        IV.1.02 | implement SBN XA
        IV.2.01 | lead SNV
        IV.3.01 | lead VPUB · coordinate các cơ quan liên quan~
        IV.4.01 | lead STC
        """)
    assert measured(plan.items) == expected("""
        II.1.01/1 ratio = 100 lead_checked
        II.1.02/1 count <= 2 lead_checked
        II.2.01/1 ratio >= 85 sum
        II.2.01/2 ratio >= 80 sum
        II.2.02/1 decrease >= 10 sum
        II.2.02/2 units = 100 count
        """)


def test_parts_named_tasks_and_sub_items(rules: ImportRules) -> None:
    found = imported((FOLDER / "chuong_muc_2024.txt").read_text(encoding="utf-8"), rules)
    plan = found.plan
    assert (plan.number, plan.day, plan.place) == ("15", date(2024, 1, 8), "Đông Sơn")
    assert plan.recipients == ("Bộ Nội vụ", "Như trên", "Lưu: VT")
    assert plan.signing == ("TM. UỶ BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Thị Mẫu")
    assert listing(plan.items) == expected("""
        I.B.01.01
        I.B.01.02
        I.B.02.01
        I.B.02.02
        II.I.01 | lead STP · coordinate SBN HLGT | 2024-03-31
        II.I.02 | lead SKHDT · coordinate SCT SXD HUYEN | 2024-12-31
        II.II.01.01 | lead SYT | 2024-06-30
        II.II.01.02 | lead SGDDT | 2024-09-30
        II.II.02 | lead SNV · coordinate SBN HUYEN
        III.I.01 | lead SNV
        III.I.02 | lead SNV
        III.II.01 | implement SBN HUYEN
        """)
    assert plan.items[4].evidence == "Quyết định của UBND tỉnh"
    assert plan.items[8].text.splitlines()[1:] == ["+ trực tiếp;", "+ trực tuyến."]
    assert codes(found).count("import-item-without-roles") == 2
    assert "import-unknown-agency" in codes(found)
    assert measured(plan.items) == expected("""
        I.B.01.01/1 ratio >= 95 sum [trừ hồ sơ lĩnh vực đất đai đang chờ quy hoạch]
        I.B.01.02/1 count >= 3 sum
        I.B.02.01/1 decrease >= 5 sum
        I.B.02.02/1 milestone lead
        """)


def test_tasks_only_in_the_annex_table(rules: ImportRules) -> None:
    found = imported(annex_only(), rules)
    assert listing(found.plan.items) == expected("""
        III.1.01 | implement các cơ quan chủ trì~ | regular
        III.2.01 | lead SNV
        PL.I.01 | lead STP · coordinate SBN | 2025-03-31
        PL.I.02 | lead STP · coordinate HUYEN | regular
        PL.II.01 | lead SNV · coordinate STC các đơn vị liên quan~ | 2025-06-30
        PL.II.02 | implement SBN · coordinate SNV | central
        PL.III.01 | lead STTTT · coordinate CAT VNPTHB | 2025-11-30
        """)
    sections = {s.section: s.title for s in found.plan.sections if s.section.startswith("PL")}
    assert sections["PL"] == "NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2025"
    assert sections["PL.III"] == "CHUYỂN ĐỔI SỐ"
    kept = found.plan.item("PL.I.02")
    assert kept is not None
    assert (kept.evidence, kept.footnote) == ("Báo cáo", "Kinh phí: 20 triệu đồng")
    assert "import-annex-missing" not in codes(found)


def test_numbers_made_by_word_and_tracked_changes(rules: ImportRules) -> None:
    found = imported(word_lists(), rules)
    assert listing(found.plan.items) == expected("""
        I.2.01 | lead VPB · coordinate VPC CCDS
        II.1.01 | lead VPC? | 2027-06-30
        II.1.02 | lead VPC | 2027-06-30
        II.2.01
        II.2.02
        II.2.03
        II.2.04
        II.2.05
        """)
    assert found.plan.items[6].text == "Tổng kết. Nhân rộng mô hình tốt."
    assert "import-tracked-changes" in codes(found)
    assert "import-numbering-jump" not in codes(found)


def test_decomposed_letters_broken_lines_page_numbers_footnote_in_the_flow(rules: ImportRules) -> None:
    found = imported(damaged(), rules)
    first = found.plan.items[0]
    assert first.text == (
        "Phấn đầu 85% hồ sơ thủ tục hành chính được giải quyết trực tuyến; tỷ lệ hài lòng của người dân đạt từ 90% trở lên."
    )
    assert first.source_text.startswith("Phấn đầu 85%")
    assert first.footnote == "Theo Quyết định số 100/QĐ-UBND ngày 01 tháng 02 năm 2024 của Ủy ban nhân dân tỉnh."
    assert listing(found.plan.items) == expected("""
        I.01 | implement SBN HUYEN · monitor VPUB
        II.1.01 | lead VPUB? · coordinate SBN? HUYEN?
        II.1.02 | lead VPUB? · coordinate SBN? HUYEN? | regular
        III.1.01 | lead VPUB · coordinate các cơ quan liên quan~
        III.2.01 | implement SBN HUYEN
        """)
    assert [c.right for c in found.plan.corrections] == ["Phấn đấu", "Thường xuyên"]


def test_a_city_with_letters_above_roman_numbers_and_lines_of_labels(rules: ImportRules) -> None:
    found = imported((FOLDER / "thanh_pho_2025.txt").read_text(encoding="utf-8"), rules)
    assert listing(found.plan.items) == expected("""
        A.I.2.a.01 | monitor STP
        A.I.2.b.01 | lead VPUB · implement SBN HUYEN XA
        A.I.2.b.02 | lead VPUB · coordinate SNV VNCPT
        A.I.2.c.01
        A.I.2.c.02
        A.I.2.c.03
        B.I.01 | lead STP · coordinate SBN | in_year
        B.I.02 | lead STP · coordinate CAT các đơn vị có liên quan~ | 2025-12-31
        B.II.01 | lead SNV? · coordinate SBN? HUYEN?
        B.II.02 | lead SNV? · coordinate SBN? HUYEN?
        C.01 | lead SNV
        C.02 | lead STC
        C.03.01 | implement SBN HUYEN
        C.03.02 | implement SBN HUYEN | regular
        """)
    assert measured(found.plan.items) == expected("""
        A.I.2.a.01/1 ratio = 100 sum
        A.I.2.b.01/1 ratio >= 70 sum
        A.I.2.b.01/2 ratio <= 1 sum
        A.I.2.b.02/1 ratio >= 92 lead_checked
        A.I.2.c.01/1 count >= 40 sum
        A.I.2.c.01/2 units >= 50 count
        A.I.2.c.02/1 count >= 2 lead
        A.I.2.c.03/1 ratio >= 90 sum
        A.I.2.c.03/2 ratio >= 80 sum
        """)
    assert found.registry.name_of("VPUB") == "Văn phòng Ủy ban nhân dân thành phố"


def test_a_commune_with_a_table_of_contents(rules: ImportRules) -> None:
    found = imported((FOLDER / "xa_2026.txt").read_text(encoding="utf-8"), rules)
    assert listing(found.plan.items) == expected("""
        II.1.01 | lead TTPVHCC · coordinate PHONG
        II.1.02 | implement TTPVHCC BUUDIEN | 2026-09-30
        II.2.01 | lead PVHXH · coordinate CAT
        III.1.01 | lead VPHU
        III.2.01 | lead PKT
        III.3.01 | lead BCHQSX
        III.4.01 | lead MTTQ
        """)
    assert [s.section for s in found.plan.sections if not s.parent] == ["I", "II", "III"]
    left = [dict(f.params)["left"] for f in found.findings if f.code == "import-roles-left"]
    assert left == ["Tổ công nghệ số cộng đồng"]


def test_headings_known_by_their_styles_alone(rules: ImportRules) -> None:
    made = plain(("UBND TỈNH A", "KẾ HOẠCH", "Cải cách hành chính năm 2025"))
    for text, level in (
        ("Mục tiêu", 1), ("Nâng cao chất lượng.", 0), ("Nhiệm vụ", 1), ("Cải cách thể chế", 2),
        ("Rà soát văn bản (Sở Tư pháp chủ trì).", 0), ("Cải cách tổ chức bộ máy", 2), ("Sắp xếp tổ chức.", 0),
    ):  # fmt: skip
        made.add_paragraph(text, style=f"Heading {level}" if level else "List Bullet")
    found = imported(saved(made), rules)
    assert listing(found.plan.items) == "II.1.01 | lead STP\nII.2.01"
    assert codes(found).count("import-number-proposed") == 4


def test_unnumbered_headings_in_capitals(rules: ImportRules) -> None:
    text = "UBND TỈNH A\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2025\n\nMỤC TIÊU CỤ THỂ\n\n- Đạt 90% hồ sơ đúng hạn.\n\nNHIỆM VỤ\n\n- Rà soát văn bản."
    found = imported(text, rules)
    assert [i.code for i in found.plan.items] == ["I.01", "II.01"]
    assert found.plan.title == "Cải cách hành chính năm 2025"
