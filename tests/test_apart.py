"""A call in another process: what it gives, what it raises, and what it costs when the process dies."""

from __future__ import annotations

import os
import time

import pytest

from reporting.apart import called_apart
from reporting.errors import CchcError, PlanError
from reporting.location import Location


def _double(number: int) -> int:
    return 2 * number


def _refuses(name: str) -> None:
    raise PlanError(
        "không phải kế hoạch", where=Location(name, "Trang 1", "A1"), accepted="kế hoạch", action="Đổi tệp."
    )


def _aborts() -> None:
    os.abort()


def _hangs() -> None:
    time.sleep(600)


def _swells() -> int:
    return len(bytearray(8 * 2**30))


def _stumbles() -> None:
    raise KeyError("word/document.xml")


def test_what_it_gives_comes_back() -> None:
    assert called_apart(_double, 21, name="a.docx") == 42


def test_what_it_raises_is_as_it_was_raised() -> None:
    with pytest.raises(PlanError) as told:
        called_apart(_refuses, "a.docx", name="a.docx")
    with pytest.raises(PlanError) as here:
        _refuses("a.docx")
    assert told.value.message == here.value.message
    assert told.value.accepted == "kế hoạch"


@pytest.mark.parametrize(
    ("function", "said"),
    [(_aborts, "dừng đột ngột"), (_hangs, "quá lớn"), (_swells, "quá lớn"), (_stumbles, "gặp lỗi (KeyError)")],
)
def test_a_process_that_dies_costs_one_call(function: object, said: str) -> None:
    with pytest.raises(PlanError, match=said.replace("(", r"\(").replace(")", r"\)")) as told:
        called_apart(function, name="a.docx", error=PlanError, patience=1 if function is _hangs else 60)  # type: ignore[arg-type]
    assert told.value.where == "a.docx"
    assert isinstance(told.value, CchcError)
    assert called_apart(_double, 1, name="b.docx") == 2
