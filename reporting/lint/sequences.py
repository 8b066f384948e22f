"""The levels of the text: Phần, Chương, Mục, Điều, I., 1., a), with their numbers in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reporting.lint.faults import Fault, fault
from reporting.lint.measured import MeasuredParagraph
from reporting.lint.rules import LintRules

Level = Literal["part", "chapter", "division", "article", "section", "clause", "point"]

_WORDS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("part", re.compile(r"^Phần\s+(thứ\s+\w+|[IVXLC]+|\d+)\s*[.:]?\s*$", re.IGNORECASE)),
    ("chapter", re.compile(r"^Chương\s+([IVXLC]+|\d+)\s*[.:]?\s*$", re.IGNORECASE)),
    ("division", re.compile(r"^(?:Mục|Tiểu mục)\s+(\d+|[IVXLC]+)\s*[.:]?\s*$", re.IGNORECASE)),
    ("article", re.compile(r"^Điều\s+(\d+)\b\s*([.:])?")),
)
_MARKS: tuple[tuple[Level, re.Pattern[str], str], ...] = (
    ("section", re.compile(r"^([IVX]+)\s?([./:)\-–])\s+(?=\S)"), "."),
    ("clause", re.compile(r"^(\d{1,2})([./)])\s+(?=\S)"), "."),
    ("point", re.compile(r"^([a-zđ])([).])\s+(?=\S)"), ")"),
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# A level begins again under any of these.
_ABOVE: dict[Level, tuple[Level, ...]] = {
    "part": (),
    "chapter": ("part",),
    "division": ("part", "chapter"),
    "article": (),
    "section": ("part", "chapter"),
    "clause": ("part", "chapter", "division", "article", "section"),
    "point": ("part", "chapter", "division", "article", "section", "clause"),
}
_NAMES: dict[Level, str] = {"section": "mục", "clause": "khoản", "point": "điểm", "article": "Điều"}


@dataclass(frozen=True, slots=True)
class ListItem:
    """A paragraph with a number of its level; `mark` what stands after the number."""

    paragraph: MeasuredParagraph
    level: Level
    number: str
    mark: str
    rest: str


def items_of(body: Sequence[MeasuredParagraph]) -> tuple[ListItem, ...]:
    return tuple(item for item in map(item_of, body) if item)


def item_of(paragraph: MeasuredParagraph) -> ListItem | None:
    text = " ".join(paragraph.printed.split())
    for level, pattern in _WORDS:
        found = pattern.match(text)
        if found:
            return ListItem(paragraph, level, found[1], "", text[found.end() :].strip())
    for level, pattern, _ in _MARKS:
        found = pattern.match(text)
        if found:
            return ListItem(paragraph, level, found[1], found[2], text[found.end() :])
    return None


def check_marks(items: Sequence[ListItem], rules: LintRules) -> Iterator[Fault]:
    """The mark after each number: `I.`, `1.`, `a)`."""
    wanted = {level: mark for level, _, mark in _MARKS}
    for item in items:
        mark = wanted.get(item.level)
        if mark and item.mark != mark:
            yield fault("lint-marker-form", item.paragraph, _NAMES[item.level], value=f"{item.number}{item.mark}",
                        wanted=f"{item.number}{mark}", article=rules.body.numbers_article)  # fmt: skip


@dataclass(slots=True)
class _Counter:
    """The last number of each level within its parent; `ever`: in the document so far."""

    last: dict[Level, int] = field(default_factory=dict)
    ever: dict[Level, int] = field(default_factory=dict)
    printed: dict[Level, str] = field(default_factory=dict)
    left: dict[Level, int] = field(default_factory=dict)  # where a list stood when another began inside it

    def pass_by(self, item: ListItem, value: int) -> None:
        if value == 1 and self.last.get(item.level, 0) > 0:
            self.left[item.level] = self.last[item.level]
        self.last[item.level] = self.ever[item.level] = value
        self.printed[item.level] = item.number
        for level, above in _ABOVE.items():
            if item.level in above:
                self.last.pop(level, None)
                self.left.pop(level, None)


def check_order(items: Sequence[ListItem], rules: LintRules, *, gaps: bool = True) -> Iterator[Fault]:
    """Numbers that repeat, go back or leave one out. `gaps` False: leaving out is right
    (a report that keeps its plan's numbers)."""
    counter = _Counter()
    for item in items:
        if item.level not in _NAMES:
            counter.pass_by(item, 0)
            continue
        value = _value(item, rules)
        yield from _out_of_order(item, value, counter, rules, gaps)
        counter.pass_by(item, value)


def _out_of_order(item: ListItem, value: int, counter: _Counter, rules: LintRules, gaps: bool) -> Iterator[Fault]:
    last = counter.last.get(item.level, 0)
    runs_on = item.level in ("clause", "article") and value == counter.ever.get(item.level, 0) + 1
    restarts = value == 1 and item.level in ("clause", "point", "article")
    resumes = value == counter.left.get(item.level, -2) + 1
    if value == last + 1 or runs_on or restarts or resumes:
        return
    before = counter.printed[item.level] if last else "chỗ bắt đầu"
    told = {"value": item.number, "previous": before, "article": rules.body.numbers_article}
    if item.level == "point" and (value == 0 or (last and value <= last) or _leaves_out_letter(last, value, rules)):
        yield fault("lint-point-order", item.paragraph, _NAMES[item.level], **told, wanted=_letters(rules))
    elif value <= last:
        yield fault("lint-number-order", item.paragraph, _NAMES[item.level], **told)
    elif gaps:
        yield fault("lint-number-gap", item.paragraph, _NAMES[item.level], **told)


def _leaves_out_letter(last: int, value: int, rules: LintRules) -> bool:
    """d → e: the letter đ that foreign lists do not have; or a letter left out between two."""
    return bool(last) and value == last + 2 and rules.texts.points[last] == "đ"


def _letters(rules: LintRules) -> str:
    return ", ".join(rules.texts.points[:10]) + "…"


def _value(item: ListItem, rules: LintRules) -> int:
    """1 for the first; 0 for a letter that Vietnamese lists do not have."""
    if item.level == "point":
        return rules.texts.points.find(item.number) + 1
    return roman_value(item.number) if item.level == "section" else int(item.number)


def roman_value(text: str) -> int:
    """IV → 4; 0 where it is no Roman number."""
    values = [_ROMAN.get(letter, 0) for letter in text.upper()]
    if not values or 0 in values:
        return 0
    return sum(-v if any(v < later for later in values[n + 1 :]) else v for n, v in enumerate(values))
