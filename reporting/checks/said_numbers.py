"""What the texts say in numbers against the row of the forms that they speak of. Both are shown; nobody is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reporting.consolidation import Consolidation, Source
from reporting.findings import Finding, finding
from reporting.forms.statistics import Indicator
from reporting.numbers import format_number

# A number as texts have it (1.234 · 85,5), not within a date, a document number or a law's article.
_NUMBER = re.compile(r"(?<![\d/.,-])(\d{1,3}(?:\.\d{3})+|\d+)(,\d+)?(?![\d/-])( ?%)?")
_NO_AMOUNT = re.compile(r"(?:số|năm|tháng|ngày|quý|điều|khoản|mức độ|giai đoạn|đến)\s*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;!?\n])\s+")
_LONGEST = 160  # letters of a sentence that are shown
_NEAR = 40  # letters between a number and the words that it belongs to


@dataclass(frozen=True, slots=True)
class _Said:
    value: Decimal
    decimals: int
    percent: bool
    start: int
    end: int


def said_otherwise(consolidation: Consolidation, rows: Mapping[str, Indicator]) -> Iterator[Finding]:
    """A sentence that speaks of a row with a number that is not the row's."""
    figures = {r.code: r.figure.value for r in consolidation.statistics if r.figure}
    spoken = [row for code, row in rows.items() if row.said and code in figures]
    for text in _texts(consolidation) if spoken else ():
        for sentence in _SENTENCE.split(text.raw):
            lowered = sentence.lower()
            numbers = None
            for row in spoken:
                group = next((words for words in row.said if all(word in lowered for word in words)), None)
                if group is None:
                    continue
                numbers = _numbers(sentence) if numbers is None else numbers
                wrong = _contradicts(numbers, row, group, lowered, figures[row.code])
                if wrong:
                    yield _finding(row, text, sentence, figures[row.code])


def _texts(consolidation: Consolidation) -> Iterator[Source]:
    """Whatever leads and agencies wrote that may stand in the report."""
    for topic in consolidation.topics:
        yield from (text for text in (topic.result, topic.limits) if text)
    for _, narratives in consolidation.assessments:
        yield from (narrative.sources[0] for narrative in narratives)
    for item in consolidation.items:
        yield from (narrative.sources[0] for narrative in item.narratives)


def _numbers(sentence: str) -> tuple[_Said, ...]:
    found = []
    for match in _NUMBER.finditer(sentence):
        percent = bool(match[3])
        if not percent and _NO_AMOUNT.search(sentence[max(0, match.start() - 12) : match.start()]):
            continue
        whole, decimals = match[1].replace(".", ""), (match[2] or "")[1:]
        value = Decimal(f"{whole}.{decimals}" if decimals else whole)
        found.append(_Said(value, len(decimals), percent, match.start(), match.end()))
    return tuple(found)


def _contradicts(numbers: Sequence[_Said], row: Indicator, words: Sequence[str], lowered: str, value: Decimal) -> bool:
    """Whether the numbers that may be the row's are all others. A percentage: any of the sentence; a count: the one
    right before the last words or the first one after them."""
    alike = [number for number in numbers if number.percent is row.percent]
    if not row.percent:
        alike = _beside(alike, words, lowered)
    return bool(alike) and all(_rounded(value, number.decimals) != number.value for number in alike)


def _beside(numbers: Sequence[_Said], words: Sequence[str], lowered: str) -> list[_Said]:
    start = lowered.find(words[-1])
    end = start + len(words[-1])
    before = [number for number in numbers if number.end <= start and start - number.end <= _NEAR]
    after = [number for number in numbers if end <= number.start <= end + _NEAR]
    return [*before[-1:], *after[:1]]


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _finding(row: Indicator, text: Source, sentence: str, value: Decimal) -> Finding:
    form, _, number = row.code.rpartition("/")
    shown = sentence.strip()
    return finding(
        "statistic-text-differs",
        text.location,
        agency=text.agency,
        subject=f"{row.code}@{text.location.sheet}!{text.location.cell}",
        sentence=shown if len(shown) <= _LONGEST else shown[:_LONGEST].rsplit(" ", 1)[0] + "…",
        row=f"biểu {form}, dòng {number}" if form else f"dòng {number}",
        title=row.name[:80],
        value=f"{format_number(_rounded(value, 2))}%" if row.percent else format_number(value),
    )
