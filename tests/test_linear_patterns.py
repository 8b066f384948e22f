"""Every pattern runs in time that grows with its input and no faster: a long hostile line in a cell costs no minutes.

Each pattern meets lines made of one fragment again and again. What grows fourfold in length may take some fourfold
time; a pattern that goes back over what it has read takes sixteenfold. Only ratios within one run are compared.
"""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

import reporting
from reporting.commands.plan_import import load_rules

FRAGMENTS = (
    *(
        "a",
        "1",
        "12/",
        "1.",
        " ",
        "\t",
        "\n",
        "%",
        "(",
        "”",
        "Đ",
        "1.000.",
        "1,",
        "/",
        "-",
        "a, ",
        "I.",
        "aA",
        "0",
        "1/1/",
    ),
    *(
        "ngày ",
        "tháng ",
        "năm 2023 ",
        "số ",
        "và ",
        "xã ",
        "của ",
        "đến ",
        "ngày a, ",
        "tháng xã ",
        " \n",
        "\t\n",
        "ngày -",
    ),
    *("<", "&", "=", '"', "'", "A1", "$A$1", "[gạch bỏ: ", ";", " I"),
)
SHORT, LONG = 1_000, 4_000
_WORTH = 0.002  # seconds for the long line: below, it cannot hurt
_MOST = 9.0  # times, for a line of four times the length
_MATCHED = {("reporting.formula", "_TOKEN")}  # only ever at a place, never searched for
_NOT_RUN = ("reporting.web.worker", "reporting.samples", "reporting.templates", "reporting.excel.worker")


def patterns() -> dict[tuple[str | bytes, int], tuple[str, str, re.Pattern[Any]]]:
    """Every pattern that a module or the rules of the import hold, with where it was found first."""
    found: dict[tuple[str | bytes, int], tuple[str, str, re.Pattern[Any]]] = {}
    for module in pkgutil.walk_packages(reporting.__path__, "reporting."):
        if module.name.startswith(_NOT_RUN) or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in _inside(value):
                found.setdefault((pattern.pattern, pattern.flags), (module.name, name, pattern))
    for pattern in _inside(load_rules()):
        found.setdefault((pattern.pattern, pattern.flags), ("rules of the import", "", pattern))
    return found


def _inside(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, tuple | list | set | frozenset):
        yield from itertools.chain.from_iterable(_inside(part, depth + 1) for part in value)
    elif depth < 4 and isinstance(value, dict):
        yield from itertools.chain.from_iterable(_inside(part, depth + 1) for part in (*value, *value.values()))
    elif depth < 5 and type(value).__module__.startswith("reporting") and is_dataclass(value):
        yield from itertools.chain.from_iterable(
            _inside(getattr(value, f.name, None), depth + 1) for f in fields(value)
        )


def seconds(pattern: re.Pattern[Any], fragment: str, length: int, end: str) -> float:
    line: Any = (fragment * (length // len(fragment) + 1))[:length] + end
    line = line.encode() if isinstance(pattern.pattern, bytes) else line
    start = time.process_time()
    pattern.search(line)
    pattern.fullmatch(line)
    return time.process_time() - start


def slow_on(pattern: re.Pattern[Any]) -> str:
    """The fragment on which the pattern goes back again and again; "" for none."""
    for fragment, end in itertools.product(FRAGMENTS, ("", "!")):
        if seconds(pattern, fragment, SHORT, end) < _WORTH / 16:
            continue
        took = min(seconds(pattern, fragment, LONG, end) for _ in range(2))
        before = min(seconds(pattern, fragment, SHORT, end) for _ in range(3))
        if took > _WORTH and took > _MOST * before:
            return repr(fragment)
    return ""


@pytest.mark.skipif(sys.platform == "win32", reason="its clock of processor time ticks too seldom")
def test_every_pattern_is_linear() -> None:
    known = patterns()
    assert len(known) > 200
    slow = [
        (module, name, slow_on(pattern)) for module, name, pattern in known.values() if (module, name) not in _MATCHED
    ]
    assert [found for found in slow if found[2]] == []


@pytest.mark.parametrize("text", [r"(\d+)\s*/\s*(\d+)", r"^\s*[-]?\s*Lưu", r"(?:\w+\s+)+[A-Z]"])
def test_a_pattern_that_goes_back_is_found(text: str) -> None:
    assert slow_on(re.compile(text)) != ""
