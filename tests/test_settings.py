"""Settings read by their types: what is unknown, missing or of another kind is told with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from reporting.errors import CchcError, JobError
from reporting.settings import Reader, did_you_mean, named, one_of


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    day: tuple[int, int, int] = (0, 1, 1)


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    wide: bool = False


@dataclass(frozen=True, slots=True)
class File:
    title: str
    page: Page
    issued: date = date.min
    lines: tuple[str, ...] = ()
    parts: tuple[str, ...] = one_of("I", "II", default=("I",))
    rows: tuple[Row, ...] = named("row", ())
    names: tuple[tuple[str, str], ...] = named("name", ())
    looks: Mapping[str, Page] = named("look", None)


READER = Reader("tệp thử", JobError, "Bổ sung vào tệp.")
GOOD: dict[str, Any] = {"title": "A", "page": {"width": 210}}


def read(**changes: Any) -> File:
    return READER.table(File, GOOD | changes, "x.toml")


def test_what_stands_in_the_file_comes_back_typed() -> None:
    found = read(
        issued=date(2023, 3, 17), lines=["a", "b"], parts=["II"], row=[{"code": "1", "day": [-1, 12, 15]}],
        name={"b": "2", "a": "1"}, look={"rong": {"width": 1.5, "wide": True}},
    )  # fmt: skip
    assert (found.page, type(found.page.width)) == (Page(210.0), float)
    assert (found.issued, found.lines, found.parts) == (date(2023, 3, 17), ("a", "b"), ("II",))
    assert found.rows == (Row("1", (-1, 12, 15)),)
    assert found.names == (("a", "1"), ("b", "2"))
    assert found.looks == {"rong": Page(1.5, wide=True)}


@pytest.mark.parametrize(
    ("changes", "where", "said"),
    [
        ({"titel": "A"}, "x.toml", "khóa 'titel' không có trong tệp thử"),
        ({"title": 5}, "x.toml › title", "giá trị '5' sai kiểu"),
        ({"page": {"width": 210, "hight": 1}}, "x.toml › [page]", "khóa 'hight' không có"),
        ({"page": {"width": True}}, "x.toml › [page] width", "giá trị 'True' sai kiểu"),
        ({"page": {"width": "21"}}, "x.toml › [page] width", "giá trị '21' sai kiểu"),
        ({"page": {}}, "x.toml › [page]", "thiếu khóa: width"),
        ({"page": 3}, "x.toml › [page]", r"'page' phải là một bảng \[page\]"),
        ({"issued": "2023-03-17"}, "x.toml › issued", "sai kiểu"),
        ({"lines": "một"}, "x.toml › lines", "sai kiểu"),
        ({"lines": ["một", 2]}, "x.toml › lines", "giá trị '2' sai kiểu"),
        ({"parts": ["III"]}, "x.toml › parts", "giá trị 'III' không dùng được"),
        ({"row": [{"code": "1"}, {"cod": "2"}]}, "x.toml › [[row]] 2", "khóa 'cod' không có"),
        ({"row": [{"code": "1", "day": [12, 15]}]}, "x.toml › [[row]] 1 day", "sai kiểu"),
        ({"row": {"code": "1"}}, "x.toml › row", "sai kiểu"),
        ({"look": {"rong": {}}}, "x.toml › [look.rong]", "thiếu khóa: width"),
        ({"look": {"rong": {"width": 1, "wide": 0}}}, "x.toml › [look.rong] wide", "sai kiểu"),
    ],
)
def test_a_fault_is_told_with_its_place(changes: dict[str, Any], where: str, said: str) -> None:
    with pytest.raises(JobError, match=said) as caught:
        read(**changes)
    assert caught.value.where == where
    assert caught.value.accepted or caught.value.action or "bảng" in said


def test_a_table_that_is_missing_says_which_keys_it_needs() -> None:
    with pytest.raises(JobError, match="thiếu khóa: width") as caught:
        READER.table(File, {"title": "A"}, "x.toml")
    assert (caught.value.where, caught.value.action) == ("x.toml › [page]", "Bổ sung vào tệp.")


def test_the_nearest_word_is_proposed() -> None:
    assert did_you_mean("titel", ("title", "page")) == "Có phải ý anh/chị là 'title'?"
    assert did_you_mean("xyz", ("title", "page")) == ""


@pytest.mark.parametrize("value", [True, -1, "nhiều", "NaN", None])
def test_numbers_that_are_none_are_refused(value: object) -> None:
    with pytest.raises(CchcError, match="không dùng được"):
        READER.number(value, "x.toml")
