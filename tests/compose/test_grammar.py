"""How an office writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.compose.grammar import (
    as_prose,
    concise,
    documents,
    full_stop,
    join_names,
    join_some,
    short_title,
    soften,
    with_subject,
    without_stop,
)


def test_names_are_joined_by_commas_and_va() -> None:
    assert join_names(("Sở Y tế", "Sở Xây dựng", "UBND huyện Đăk Hà")) == "Sở Y tế, Sở Xây dựng và UBND huyện Đăk Hà"
    assert join_names(("Sở Y tế",)) == "Sở Y tế"
    assert join_names(()) == ""


def test_names_that_hold_a_comma_or_va_are_parted_by_semicolons() -> None:
    assert join_names(("Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế")) == "Sở Văn hóa, Thể thao và Du lịch; Sở Y tế"


def test_names_beyond_the_limit_are_counted() -> None:
    assert join_some(("A", "B", "C", "D"), 2) == "A, B và 02 cơ quan, đơn vị khác"
    assert join_some(("A", "B"), 2) == "A và B"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rà soát 31 văn bản.", "Sở Tư pháp rà soát 31 văn bản."),
        ("Ban hành kế hoạch.", "Sở Tư pháp ban hành kế hoạch."),
        ("Đã tham mưu Kế hoạch.", "Sở Tư pháp đã tham mưu Kế hoạch."),
        ("Sở đã tham mưu Kế hoạch.", "Sở Tư pháp đã tham mưu Kế hoạch."),
        ("Đơn vị chưa triển khai.", "Sở Tư pháp chưa triển khai."),
        ("Sở Tư pháp đã tham mưu.", "Sở Tư pháp đã tham mưu."),
        ("Mạng truyền số liệu hoạt động ổn định.", "Mạng truyền số liệu hoạt động ổn định."),
        ("20/20 cơ quan đã cử đầu mối.", "20/20 cơ quan đã cử đầu mối."),
    ],
)
def test_a_result_gets_its_subject(text: str, expected: str) -> None:
    assert with_subject("Sở Tư pháp", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban hành kế hoạch", "ban hành kế hoạch"),
        ("Ban Dân tộc báo cáo", "Ban Dân tộc báo cáo"),
        ("UBND tỉnh ban hành", "UBND tỉnh ban hành"),
        ("LGSP kết nối", "LGSP kết nối"),
        ("Sở Y tế báo cáo", "Sở Y tế báo cáo"),
        ("Các cơ quan báo cáo", "các cơ quan báo cáo"),
    ],
)
def test_inside_a_sentence_only_names_keep_their_capital(text: str, expected: str) -> None:
    assert soften(text) == expected


def test_a_list_in_a_cell_becomes_running_text() -> None:
    assert as_prose("Kết quả:\n- Ban hành kế hoạch;\n+ Mở 02 lớp") == "Kết quả: ban hành kế hoạch; mở 02 lớp"
    assert as_prose("Đã xong.\n- Mở lớp.") == "Đã xong. Mở lớp."


def test_shortening_keeps_whole_sentences() -> None:
    assert concise("Một hai ba. Bốn năm sáu. Bảy.", 6) == ("Một hai ba. Bốn năm sáu.", True)
    assert concise("Một hai ba.", 6) == ("Một hai ba.", False)


def test_a_long_first_sentence_is_cut_between_clauses_only() -> None:
    assert concise("Một hai ba; bốn năm sáu, trừ bảy tám; chín.", 4) == ("Một hai ba", True)
    long = "Hoàn thành toàn bộ nhiệm vụ trừ các nhiệm vụ chưa có hướng dẫn"
    assert concise(long, 3) == (long, False)


@given(st.lists(st.text("abc ,", min_size=1, max_size=20), min_size=1, max_size=6), st.integers(1, 30))
def test_what_is_kept_stands_in_the_text_as_it_was(clauses: list[str], words: int) -> None:
    text = "; ".join(clauses)
    kept, cut = concise(text, words)
    assert text.startswith(kept)
    assert cut == (kept != text)


def test_each_document_of_an_evidence_cell_once() -> None:
    assert documents("Báo cáo số 1/BC; - Kế hoạch số 2/KH.\nBáo cáo số 1/BC") == ("Báo cáo số 1/BC", "Kế hoạch số 2/KH")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thường xuyên rà soát văn bản quy phạm pháp luật nhằm sửa đổi, bổ sung những quy định không phù hợp.",
            "Thường xuyên rà soát văn bản quy phạm pháp luật",
        ),
        (
            "Rà soát, sửa đổi quy trình (quy trình áp dụng trong hệ thống ISO) giải quyết công việc cơ quan, "
            "đảm bảo phù hợp quy trình nội bộ.",
            "Rà soát, sửa đổi quy trình giải quyết công việc cơ quan",
        ),
        ("Ban hành kế hoạch.", "Ban hành kế hoạch"),
    ],
)
def test_a_tasks_first_clause_heads_its_paragraph(text: str, expected: str) -> None:
    assert short_title(text) == expected


def test_a_fixed_pair_is_never_split() -> None:
    text = (
        "Nâng cao chất lượng các mặt công tác của toàn thể đội ngũ cán bộ, công chức, viên chức đang làm việc tại các "
    )
    assert short_title(text + "cơ quan hành chính và đơn vị sự nghiệp công lập từ tỉnh đến cơ sở") == without_stop(
        text + "cơ quan hành chính và đơn vị sự nghiệp công lập từ tỉnh đến cơ sở"
    )


def test_full_stop_is_one() -> None:
    assert full_stop("đã xong;.") == "Đã xong."
    assert full_stop(" . ") == ""


def test_a_title_does_not_end_inside_a_number() -> None:
    text = (
        "Thực hiện mục tiêu giảm tối thiểu 2,5% chi hỗ trợ trực tiếp từ ngân sách nhà nước cho các đơn vị sự nghiệp công so "
        "với mức hỗ trợ từ ngân sách nhà nước năm 2022"
    )
    assert short_title(text) == text
    assert (
        short_title("Trang bị đủ cho các xã vùng cao 1.200 máy tính; kết nối mạng.")
        == "Trang bị đủ cho các xã vùng cao 1.200 máy tính"
    )
