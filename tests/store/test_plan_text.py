"""A plan kept as plain text: encodings, wrapped lines, two columns set with blanks."""

from __future__ import annotations

import pytest

from reporting.store.plan_text import read_plan_text


def texts(text: str) -> list[str]:
    return [p.text for p in read_plan_text(text.encode(), "x.txt").paragraphs()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    document = read_plan_text("Kế hoạch\r\nnăm 2025".encode(encoding), "x.txt")
    assert [(p.line, p.text) for p in document.paragraphs()] == [(1, "Kế hoạch"), (2, "năm 2025")]


def test_lines_of_a_wrapped_paragraph_are_told_from_paragraphs() -> None:
    long = "tiếp tục nâng cao chất lượng công tác xây dựng văn bản"
    document = read_plan_text(f"- Một {long}\n{long} {long[:10]}\nHai.\n\nBa.".encode(), "x.txt")
    assert [p.after_blank for p in document.paragraphs()] == [True, False, False, True]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "câu " * 60
    document = read_plan_text(f"{line}\n{line}\n{line}".encode(), "x.txt")
    assert all(p.after_blank for p in document.paragraphs())


def test_two_columns_are_read_one_after_the_other() -> None:
    left_first = texts(
        "Nơi nhận:              TM. ỦY BAN\n- Bộ Nội vụ;               CHỦ TỊCH\n- Lưu.\n                              Lê Mẫu"
    )
    assert left_first == ["Nơi nhận:", "- Bộ Nội vụ;", "- Lưu.", "TM. ỦY BAN", "CHỦ TỊCH", "Lê Mẫu"]


def test_pages_are_counted_at_form_feeds() -> None:
    document = read_plan_text("một\n\fhai".encode(), "x.txt")
    assert [(p.text, p.page) for p in document.paragraphs()] == [("một", 1), ("hai", 2)]
