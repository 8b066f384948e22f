"""One agency's own section, from its own return alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.agencies import Agency
from reporting.compose.section import compose_section, signing_lines, superior_line
from reporting.document import Document, Heading, Letterhead
from reporting.location import Location
from reporting.returns import Answer, Quantity, Return, Status, Text
from tests.helpers.consolidations import job
from tests.helpers.plain_text import plain_text
from tests.helpers.small import CAMPAIGN, PLAN


def quantity(value: int, cell: str) -> Quantity:
    return Quantity(Decimal(value), Location("STP.xlsx", "Chỉ tiêu", cell), str(value))


def text(words: str) -> Text:
    return Text(words, Location("STP.xlsx", "Nhiệm vụ", "F9"))


ANSWERS = (
    Answer("I.1.b.01/1", "I.1.b.01", "I.1.b.01/1", numerator=quantity(45, "F7"), denominator=quantity(50, "G7")),
    Answer("I.1.b.03/1", "I.1.b.03", "I.1.b.03/1", status=Status.ONGOING),
    Answer(
        "II.1.01",
        "II.1.01",
        status=Status.ONGOING,
        narrative=text("Rà soát 31 văn bản"),
        evidence=text("Báo cáo số 35"),
    ),
)


def section(agency: str = "STP", draft: bool = False, answers: tuple[Answer, ...] = ANSWERS) -> Document:
    opinion = {"kien_nghi": text("Đề nghị bố trí biên chế")}
    sent = Return(agency, "Q1-2023", PLAN.id, f"{agency}.xlsx", answers=answers, assessment=opinion)
    return compose_section(job(), CAMPAIGN, sent, draft)


def test_a_department_prints_the_committee_above_its_name() -> None:
    head = section().main.blocks[0]
    assert isinstance(head, Letterhead)
    assert (head.superior, head.body, head.number_line.split()) == ("UBND TỈNH MẪU", "SỞ TƯ PHÁP", ["Số:", "/BC-STP"])


def test_a_district_prints_no_superior_and_signs_in_its_own_place() -> None:
    head = section("HDAKHA", answers=()).main.blocks[0]
    assert isinstance(head, Letterhead)
    assert (head.superior, head.number_line.split()[1]) == ("", "/BC-UBND")
    assert head.place_date.startswith("Đăk Hà, ngày")


def test_a_central_body_does_not_stand_under_the_province() -> None:
    assert superior_line(Agency("KB", "Kho bạc Nhà nước tỉnh"), "ỦY BAN NHÂN DÂN TỈNH MẪU") == ""


def test_figures_results_and_opinions_are_the_agencys_own() -> None:
    words = plain_text(section())
    assert "- Tỷ lệ hồ sơ được xử lý điện tử: đạt 90% (45/50 hồ sơ)." in words
    assert "- Rà soát văn bản quy phạm pháp luật: rà soát 31 văn bản (Báo cáo số 35)." in words
    assert "- Đề nghị bố trí biên chế." in words
    numbers = [b.number for b in section().main.blocks if isinstance(b, Heading) and b.level == 1]
    assert numbers == ["I.", "II.", "III."]


def test_what_is_owed_and_blank_is_marked_in_a_draft_only() -> None:
    blank = (replace(ANSWERS[0], numerator=None, denominator=None, narrative=text("Đang tổng hợp")),)
    assert "[CHƯA CÓ SỐ LIỆU]" in plain_text(section(draft=True, answers=blank))
    assert "[" not in plain_text(section(answers=blank))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Sở Nội vụ", ("GIÁM ĐỐC",)),
        ("Văn phòng Ủy ban nhân dân tỉnh", ("CHÁNH VĂN PHÒNG",)),
        ("Ủy ban nhân dân huyện Đăk Hà", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Hội Cựu chiến binh", ("THỦ TRƯỞNG CƠ QUAN",)),
    ],
)
def test_the_head_signs_by_the_kind_of_body(name: str, lines: tuple[str, ...]) -> None:
    assert signing_lines(Agency("X", name)) == lines
