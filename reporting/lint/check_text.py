"""Text rules that can be measured: code of letters, numbers, capitals, dates, symbols (Phụ lục II, III)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reporting.lint.faults import Fault, fault
from reporting.lint.measured import MeasuredParagraph
from reporting.lint.pieces import one_spelling
from reporting.lint.rules import LintRules

_DOT_PERCENT = re.compile(r"(?<![\d.,])\d{1,3}\.\d{1,2}\s?%")
_COMMA_PERCENT = re.compile(r"(?<![\d.,])\d{1,3},\d{1,2}\s?%")
_COMMA_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])")
_DOT_THOUSANDS = re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+(?![\d.])")
_CLAUSE = re.compile(r"(?<=[a-zà-ỹđ0-9,;] )(Khoản \d+|Điểm [a-zđ])(?=\s|[,;.])")
_ARTICLE = re.compile(r"(?:khoản|điểm) \w+,? (điều \d+)")
_WORD_DATE = re.compile(r"ngày ([1-9]) tháng \d|ngày \d{1,2} tháng ([12])(?= năm)")
_SLASH_DATE = re.compile(r"ngày ([1-9])/\d{1,2}/\d{4}|ngày \d{1,2}/([12])/\d{4}")
_NAMED = re.compile(r"([A-ZĐÀ-Ỹa-zà-ỹđ]{1,20}(?: [a-zà-ỹđ]{1,20})?) số\s{1,9}\d{1,9}/([A-Za-zĐđ]{1,20})-")
_CONFUSED = ("TT", "CV")  # abbreviations of no type in the list, often taken for one


def check_text(
    paragraphs: Sequence[MeasuredParagraph], place_date: MeasuredParagraph | None, rules: LintRules
) -> Iterator[Fault]:
    filled = [p for p in paragraphs if p.text.strip()]
    for paragraph in filled:
        text = " ".join(paragraph.text.split())
        yield from _composed(paragraph, rules)
        yield from _bodies(paragraph, text, rules)
        yield from _citations(paragraph, text, rules)
        if paragraph is not place_date:  # judged with the head, by stricter rules
            yield from _dates(paragraph, text, rules)
        yield from _symbols(paragraph, text, rules)
    yield from _marks(filled)


def _composed(paragraph: MeasuredParagraph, rules: LintRules) -> Iterator[Fault]:
    if not paragraph.composed:
        yield fault("lint-text-nfd", paragraph, article=rules.page.font_article)


def _marks(paragraphs: Sequence[MeasuredParagraph]) -> Iterator[Fault]:
    """Only where both ways of writing stand in one document."""
    texts = [p.text for p in paragraphs]
    percents = any(_COMMA_PERCENT.search(text) for text in texts)
    thousands = any(_DOT_THOUSANDS.search(text) for text in texts)
    for paragraph in paragraphs:
        odd = _DOT_PERCENT.search(paragraph.text) if percents else None
        odd = odd or (_COMMA_THOUSANDS.search(paragraph.text) if thousands else None)
        if odd:
            yield fault("lint-text-decimal-marks", paragraph, value=odd[0])


def _bodies(paragraph: MeasuredParagraph, text: str, rules: LintRules) -> Iterator[Fault]:
    pattern, names = _body_names(rules.texts.bodies)
    spelled = one_spelling(text)
    for found in pattern.finditer(spelled):
        name = names[found[0].casefold()]
        if _misspelled(found[0], one_spelling(name), spelled[: found.start()], rules):
            yield fault("lint-text-body-name", paragraph, name, value=found[0], wanted=name,
                        article=rules.texts.capitals_article)  # fmt: skip


@lru_cache(maxsize=4)
def _body_names(bodies: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all names, the longest first; and each name by what the pattern finds."""
    names = {one_spelling(name).casefold(): name for name in bodies}
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE), names


def _misspelled(found: str, name: str, before: str, rules: LintRules) -> bool:
    if found in (name, name.upper()):
        return False
    words = before.split()
    if words and words[-1].casefold() in rules.texts.not_bodies_after:
        return False
    may_be_no_name = name.startswith(("Sở ", "Bộ ")) and found.islower()
    return not may_be_no_name


def _citations(paragraph: MeasuredParagraph, text: str, rules: LintRules) -> Iterator[Fault]:
    for pattern in (_CLAUSE, _ARTICLE):
        found = pattern.search(text)
        if found:
            yield fault("lint-text-citation", paragraph, value=found[1], article=rules.texts.capitals_article)


def _dates(paragraph: MeasuredParagraph, text: str, rules: LintRules) -> Iterator[Fault]:
    found = _WORD_DATE.search(text) or _SLASH_DATE.search(text)
    if found:
        yield fault("lint-text-date", paragraph, value=found[0], article=rules.texts.date_article)


def _symbols(paragraph: MeasuredParagraph, text: str, rules: LintRules) -> Iterator[Fault]:
    known = {abbreviation.upper() for abbreviation in rules.types.values() if abbreviation} | set(_CONFUSED)
    for found in _NAMED.finditer(text):
        words, token = found[1].casefold(), found[2]
        wanted = next((a for name, a in rules.types.items() if a and words.endswith(name)), "")
        if wanted and not token.startswith(wanted) and token.upper() in known:
            yield fault("lint-text-symbol", paragraph, value=f"{found[1]} … {token}", wanted=wanted,
                        article=rules.texts.symbols_article)  # fmt: skip
