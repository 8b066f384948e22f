"""Outlines are data: parsed, mirrored on the plan, refused with a hint."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.compose.outline import items_of, laid_out, omitted, parse_outline
from reporting.errors import TemplateError
from tests.helpers.consolidations import outline
from tests.helpers.small import PERIOD, PLAN

SECTION = {"id": "A", "level": 1, "number": "I.", "title": "MỘT"}


def test_the_default_outline_mirrors_the_plans_numbering() -> None:
    sections = laid_out(outline(), PLAN, PERIOD)
    numbers = [(s.id, s.number) for s in sections]
    assert ("II.1", "1.") in numbers and ("III.1", "1.") in numbers
    assert next(s.title for s in sections if s.id == "II.1") == "Cải cách thể chế"
    assert [s.number for s in sections if s.level == 1] == ["I.", "II.", "III.", "IV.", "V.", "VI.", "VII."]


def test_the_default_outline_leaves_nothing_out() -> None:
    assert omitted(outline(), PLAN, PERIOD) == ()


def test_a_section_takes_items_in_plan_order() -> None:
    section = next(s for s in laid_out(outline(), PLAN, PERIOD) if s.id == "I.1.b")
    assert [i.code for i in items_of(section, PLAN)] == ["I.1.b.01", "I.1.b.02", "I.1.b.03"]


def test_an_omitted_item_is_known() -> None:
    small = parse_outline({"id": "x", "section": [SECTION | {"items": ["I.1.b", "II.1.01"]}]}, "x.toml")
    assert [i.code for i in omitted(small, PLAN, PERIOD)] == ["II.1.02", "III.1.01"]


def test_titles_name_the_next_period_in_capitals() -> None:
    titles = [s.title for s in laid_out(outline(), PLAN, PERIOD)]
    assert "PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM QUÝ II NĂM 2023" in titles


def test_a_section_may_belong_to_some_periods_only() -> None:
    data = {"id": "x", "section": [SECTION | {"periods": ["Y"]}, SECTION | {"id": "B"}]}
    parsed = parse_outline(data, "x.toml")
    assert [s.id for s in laid_out(parsed, PLAN, PERIOD)] == ["B"]
    assert [s.id for s in laid_out(parsed, PLAN, replace(PERIOD, code="Y"))] == ["A", "B"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"id": "x", "section": [SECTION | {"titel": "A"}]}, "Có phải ý anh/chị là 'title'?"),
        ({"id": "x", "sections": []}, "Có phải ý anh/chị là 'section'?"),
        ({"id": "x", "section": []}, "không có mục nào"),
        ({"id": "x", "section": [SECTION, SECTION]}, "có hai lần"),
        ({"id": "x", "section": [SECTION | {"level": 4}]}, "cấp '4'"),
        ({"id": "x", "section": [SECTION | {"level": "1"}]}, "sai kiểu"),
        ({"id": "x", "section": [{"id": "A"}]}, "thiếu khóa: level, number, title"),
        ({"id": "x", "section": [SECTION | {"overview": "statuss"}]}, "Có phải ý anh/chị là 'status'?"),
        ({"id": "x", "text": [{"key": "a", "title": "A"}], "section": [SECTION | {"texts": ["b"]}]}, "'b' không phải"),
    ],
)
def test_a_slip_is_refused_with_its_place(data: dict[str, object], says: str) -> None:
    with pytest.raises(TemplateError) as refused:
        parse_outline(data, "x.toml")
    assert says in refused.value.message and "x.toml" in refused.value.message


def test_a_code_that_the_plan_does_not_have_is_refused() -> None:
    wrong = parse_outline({"id": "x", "section": [SECTION | {"items": ["II.1.09"]}]}, "x.toml")
    with pytest.raises(TemplateError, match="II.1.09"):
        laid_out(wrong, PLAN, PERIOD)


def test_a_title_with_an_unknown_name_is_refused() -> None:
    wrong = parse_outline({"id": "x", "section": [SECTION | {"title": "KỲ {ky}"}]}, "x.toml")
    with pytest.raises(TemplateError, match="{period}"):
        laid_out(wrong, PLAN, PERIOD)
