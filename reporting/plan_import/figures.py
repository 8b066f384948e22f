"""The figures of a target: percentages, fractions and counts, each with its words of comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reporting.plan import Comparator, MeasureKind
from reporting.plan_import.keys import key, phrase_pattern
from reporting.plan_import.rules import MeasureRules
from reporting.text import lower_first

# A range (`từ 92% đến 95%`, `80-85%`) asks for its lower end.
_PERCENT = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[.,]\d{1,3})?)(?:\s*%|(?=\s*[-–]\s*\d{1,3}\s*%))(?:\s*(?:[-–]|đến|tới)\s*\d{1,3}(?:[.,]\d+)?\s*%)?"
)
_RANK = re.compile(r"(?<![\w.,/-])(\d{1,2})(?:/\d{1,2})?(?![\d%.,])(?!\s*%)")
_FRACTION = re.compile(r"(?<![\w.,/-])([1-9])/([2-9]|10)(?![\w/-])")
_NUMBER = re.compile(r"(?<![\w.,/-])(\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d{1,2})?)(?:/\d{1,3}(?=\s+điểm))?(?=\s+[^\W\d])")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure between `start` and `end`, its words of comparison included. `given`: the text
    itself compares; `text` as printed; `noun` what is counted."""

    start: int
    end: int
    kind: MeasureKind
    value: Decimal
    text: str
    comparator: Comparator
    given: bool
    noun: str = ""


def figures_of(text: str, rules: MeasureRules) -> tuple[FoundFigure, ...]:
    """All figures of a text in order. Numbers of documents, dates, levels are no figures."""
    wanted = key(text)
    found = [*_ranks(text, wanted, rules), *_percents(text, wanted, rules)]
    found += [f for f in _fractions(text, wanted, rules) if all(f.end <= o.start or f.start >= o.end for o in found)]
    found += [f for f in _counts(text, wanted, rules) if all(f.end <= o.start or f.start >= o.end for o in found)]
    return tuple(sorted(found, key=lambda f: f.start))


def _percents(text: str, wanted: str, rules: MeasureRules) -> Iterator[FoundFigure]:
    for match in _PERCENT.finditer(wanted):
        value = Decimal(match[1].replace(",", "."))
        decrease, start = _before(wanted, match.start(), rules.decrease)
        if decrease:
            yield _figure(text, wanted, (start, match.end()), MeasureKind.DECREASE, value, rules)
        else:
            yield _figure(text, wanted, match.span(), MeasureKind.RATIO, value, rules)


def _ranks(text: str, wanted: str, rules: MeasureRules) -> Iterator[FoundFigure]:
    """`thuộc nhóm 10 tỉnh dẫn đầu`, `xếp thứ 15/34`: a place that may be smaller, never added up."""
    for match in _RANK.finditer(wanted):
        word, start = _before(wanted, match.start(), rules.ranks)
        if word:
            printed = _printed(text[start : match.end()])
            kind, value = MeasureKind.COUNT, Decimal(match[1])
            yield FoundFigure(start, match.end(), kind, value, printed, Comparator.AT_MOST, True, "hạng")


def _fractions(text: str, wanted: str, rules: MeasureRules) -> Iterator[FoundFigure]:
    for match in _FRACTION.finditer(wanted):
        value = (Decimal(match[1]) * 100 / Decimal(match[2])).quantize(Decimal("0.01"))
        value = value.to_integral_value() if value == value.to_integral_value() else value
        if not phrase_pattern(rules.skip_before).search(wanted[max(0, match.start() - 12) : match.start()]):
            yield _figure(text, wanted, match.span(), MeasureKind.RATIO, value, rules)


def _counts(text: str, wanted: str, rules: MeasureRules) -> Iterator[FoundFigure]:
    nouns = phrase_pattern(rules.count_nouns)
    for match in _NUMBER.finditer(wanted):
        at = match.end() + len(re.match(r"\s*", wanted[match.end() :]).group())  # type: ignore[union-attr]
        noun = nouns.match(wanted, at)
        if noun is None and _before(wanted, match.start(), rules.strong)[0]:
            noun = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?").match(wanted, at)
        skipped, _ = _before(wanted, match.start(), rules.skip_before)
        if noun and not skipped:
            value = Decimal(match[1].replace(".", "").replace(",", "."))
            figure = _figure(text, wanted, match.span(), MeasureKind.COUNT, value, rules)
            printed = f"{figure.text} {text[noun.start() : noun.end()]}"
            yield FoundFigure(
                figure.start,
                match.end(),
                figure.kind,
                value,
                printed,
                figure.comparator,
                figure.given,
                text[noun.start() : noun.end()].lower(),
            )


def _figure(
    text: str, wanted: str, span: tuple[int, int], kind: MeasureKind, value: Decimal, rules: MeasureRules
) -> FoundFigure:
    start, end = span
    inside = wanted[start:end]
    comparator: Comparator | None = None
    if phrase_pattern(rules.at_most).search(inside):
        comparator = Comparator.AT_MOST
    elif phrase_pattern(rules.at_least).search(inside):
        comparator = Comparator.AT_LEAST
    for phrases, meant in ((rules.at_least, Comparator.AT_LEAST), (rules.at_most, Comparator.AT_MOST)):
        word, before = _before(wanted, start, phrases)
        if word and comparator is None:
            comparator, start = meant, before
    for phrases, meant in ((rules.at_least_after, Comparator.AT_LEAST), (rules.at_most_after, Comparator.AT_MOST)):
        after = re.match(r"\s*" + phrase_pattern(phrases).pattern, wanted[end:])
        if after:
            comparator, end = meant, end + after.end()
    start = _with_reach(wanted, start, kind)
    given = comparator is not None
    if comparator is None and kind is MeasureKind.COUNT and not value:
        comparator = Comparator.EQUAL
    if comparator is None:
        comparator = Comparator.EQUAL if kind is MeasureKind.RATIO and value == 100 else Comparator.AT_LEAST
        given = comparator is Comparator.EQUAL
    return FoundFigure(start, end, kind, value, _printed(text[start:end]), comparator, given)


def _printed(text: str) -> str:
    words = " ".join(text.split())
    return words if words[:2].isupper() else lower_first(words)


def _with_reach(wanted: str, start: int, kind: MeasureKind) -> int:
    """`đạt 90%`, `đầy đủ 02 hoạt động`: the word belongs to the printed threshold."""
    words = ("đạt", "đầy đủ") if kind is not MeasureKind.DECREASE else ()
    word, before = _before(wanted, start, words)
    return before if word else start


def _before(wanted: str, start: int, phrases: tuple[str, ...]) -> tuple[str, int]:
    """The phrase that ends right before `start`, and where it begins."""
    head = wanted[:start].rstrip()
    for phrase in sorted(phrases, key=len, reverse=True):
        if head.endswith(phrase) and not head[: -len(phrase)][-1:].isalnum():
            return phrase, len(head) - len(phrase)
    return "", start
