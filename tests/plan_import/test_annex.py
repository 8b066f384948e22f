"""Annex tables: columns in any order, headings of two rows, groups, pages, the same task in the text."""

from __future__ import annotations

from docx import Document

from reporting.plan_import.rules import ImportRules
from tests.plan_import.documents import closing, plain, saved, task_table
from tests.plan_import.reading import codes, imported, listing, measured

FRAME = ("UBND TỈNH A", "KẾ HOẠCH", "Cải cách hành chính năm 2025")


def with_annex(body: tuple[str, ...], *tables: tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]) -> bytes:
    made = plain((*FRAME, *body))
    closing(made, ("Bộ Nội vụ",), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A"))
    made.add_paragraph("PHỤ LỤC")
    for header, rows in tables:
        task_table(made, header, rows)
    return saved(made)


BODY = ("I. NHIỆM VỤ", "1. Cải cách thể chế", "- Ban hành Kế hoạch rà soát văn bản năm 2025.", "- Nâng cao chất lượng.")


def test_a_row_that_is_a_task_of_the_text_adds_roles_due_and_output_to_it(rules: ImportRules) -> None:
    header = ("Kết quả", "Thời gian", "Phối hợp", "Chủ trì", "Nhiệm vụ", "TT")
    rows = (
        ("Kế hoạch", "Quý I", "Các sở", "Sở Tư pháp", "Ban hành kế hoạch rà soát văn bản năm 2025", "1"),
        ("Báo cáo", "Tháng 6", "", "Sở Nội vụ", "Kiểm tra công vụ tại các cơ quan, đơn vị", "2"),
    )
    found = imported(with_annex(BODY, (header, rows)), rules)
    assert listing(found.plan.items) == "\n".join(
        (
            "I.1.01 | lead STP · coordinate SBN | 2025-03-31",
            "I.1.02 | lead STP?",
            "PL.02 | lead SNV | 2025-06-30",
        )
    )
    first = found.plan.items[0]
    assert (first.evidence, first.text) == ("Kế hoạch", "Ban hành Kế hoạch rà soát văn bản năm 2025.")
    assert codes(found).count("import-annex-same") == 1


def test_a_heading_of_two_rows_and_a_row_of_column_numbers(rules: ImportRules) -> None:
    made = plain((*FRAME, *BODY, "PHỤ LỤC"))
    table = task_table(
        made,
        ("TT", "Nội dung công việc", "Phân công", "", "Thời gian"),
        (
            ("", "", "Chủ trì", "Phối hợp", ""),
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            ("1", "Kiểm tra công vụ", "Sở Nội vụ", "Thanh tra tỉnh", "Hằng quý"),
        ),
    )
    table.rows[0].cells[2].merge(table.rows[0].cells[3])
    found = imported(saved(made), rules)
    assert listing(found.plan.items).endswith("PL.01 | lead SNV · coordinate TTR | regular")


def test_a_row_that_a_page_cut_is_one_task(rules: ImportRules) -> None:
    header = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian")
    rows = (("1", "Xây dựng cơ sở dữ liệu về cán bộ,", "Sở Nội vụ", "Quý IV"), ("", "công chức, viên chức", "", ""))
    found = imported(with_annex(BODY, (header, rows)), rules)
    assert found.plan.items[-1].text == "Xây dựng cơ sở dữ liệu về cán bộ, công chức, viên chức"


def test_a_table_of_targets_in_the_text_stands_where_it_is(rules: ImportRules) -> None:
    made = plain((*FRAME, "I. CHỈ TIÊU", "Các chỉ tiêu như sau:"))
    task_table(
        made,
        ("TT", "Chỉ tiêu", "ĐVT", "Chỉ tiêu năm 2025", "Cơ quan theo dõi"),
        (
            ("1", "Tỷ lệ hồ sơ đúng hạn", "%", "≥ 98", "Sở Nội vụ"),
            ("2", "Số dịch vụ công mới", "Dịch vụ", "50", "Sở Y tế"),
        ),
    )
    made.add_paragraph("II. NHIỆM VỤ")
    made.add_paragraph("- Rà soát thủ tục hành chính thuộc thẩm quyền.")
    found = imported(saved(made), rules)
    assert [i.code for i in found.plan.items] == ["I.01", "I.02", "II.01"]
    assert measured(found.plan.items) == "I.01/1 ratio >= 98 sum\nI.02/1 count >= 50 sum"


def test_a_table_without_known_columns_is_reported_not_dropped(rules: ImportRules) -> None:
    made = plain((*FRAME, *BODY))
    closing(made, ("Bộ Nội vụ",), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A"))
    made.add_paragraph("PHỤ LỤC")
    task_table(made, ("Họ tên", "Chức vụ", "Tuổi"), (("A", "B", "3"),))
    found = imported(saved(made), rules)
    unread = [dict(f.params)["text"] for f in found.findings if f.code == "import-table-unread"]
    assert unread == ["Họ tên | Chức vụ | Tuổi", "A | B | 3"]


def test_an_annex_without_a_table_is_a_list_of_tasks(rules: ImportRules) -> None:
    made = plain((*FRAME, *BODY))
    closing(made, ("Bộ Nội vụ",), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A"))
    for line in (
        "PHỤ LỤC",
        "Nhiệm vụ cụ thể",
        "I. Tài chính công",
        "1. Giao quyền tự chủ (Sở Tài chính chủ trì).",
        "2. Công khai ngân sách.",
    ):
        made.add_paragraph(line)
    found = imported(saved(made), rules)
    assert listing(found.plan.items[2:]) == "PL.I.01 | lead STC\nPL.I.02 | lead STC?"


def test_layout_tables_are_no_task_tables(rules: ImportRules) -> None:
    made = Document()
    left, right = made.add_table(rows=1, cols=2).rows[0].cells
    left.text, right.text = "UBND TỈNH A\nSố: 3/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    for line in (*FRAME[1:], *BODY):
        made.add_paragraph(line)
    plan = imported(saved(made), rules).plan
    assert (plan.issuer, plan.number, len(plan.items)) == ("UBND tỉnh A", "3", 2)
