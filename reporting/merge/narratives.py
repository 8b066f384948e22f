"""Texts: the lead's first, then registry order; near-identical texts once, with all their senders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from reporting.consolidation import Narrative, Source
from reporting.merge.parts import AnswerPart
from reporting.returns import Status, Text

SAME = 95.0

# Words that turn a sentence into its opposite: texts that differ in one are never the same text.
_POLARITY = frozenset(
    [
        "không",
        "chưa",
        "chậm",
        "tăng",
        "giảm",
        "vượt",
        "đạt",
        "đúng",
        "trễ",
        "quá",
        "còn",
        "hết",
        "đã",
        "đang",
        "sẽ",
        "thiếu",
        "đủ",
        "trên",
        "dưới",
        "cao",
        "thấp",
    ]
)
_WORD = re.compile(r"[^\W_]+")


def said(parts: Sequence[AnswerPart], lead: str) -> tuple[Narrative, ...]:
    """The results in words. A text beside "không phát sinh" is a reason, not a result."""
    texts = [
        _narrative(p, p.answer.narrative)
        for p in _lead_first(parts, lead)
        if p.answer and p.answer.narrative and p.status is not Status.NOT_ARISING
    ]
    return merged(texts)


def reasons(parts: Sequence[AnswerPart], lead: str) -> tuple[Narrative, ...]:
    """Why nothing arose: the note, else the text."""
    texts = []
    for part in _lead_first(parts, lead):
        reason = (part.answer.note or part.answer.narrative) if part.answer and part.not_arising else None
        if reason:
            texts.append(_narrative(part, reason))
    return merged(texts)


def _lead_first(parts: Sequence[AnswerPart], lead: str) -> list[AnswerPart]:
    return sorted(parts, key=lambda part: part.agency != lead)


def _narrative(part: AnswerPart, text: Text) -> Narrative:
    source = Source(part.agency, text.location, None, text.text, part.obligation.level)
    return Narrative(text.printed, part.obligation.role, (source,))


def merged(narratives: Iterable[Narrative]) -> tuple[Narrative, ...]:
    """Near-identical texts once: the first one's words and role, everyone's sources.

    Two texts are near-identical when they have the same figures, names and polarity words, begin or
    end alike, and otherwise differ by a few letters at most.
    """
    kept: list[tuple[Narrative, str, list[Source]]] = []
    alike: dict[tuple[object, ...], list[int]] = {}
    for narrative in narratives:
        words = _WORD.findall(narrative.text.casefold())
        text, ends = " ".join(words), _ends(narrative.text, words)
        near = sorted({place for end in ends for place in alike.get(end, ())})
        same = next((place for place in near if fuzz.ratio(text, kept[place][1], score_cutoff=SAME)), None)
        if same is not None:
            kept[same][2].extend(narrative.sources)
            continue
        for end in ends:
            alike.setdefault(end, []).append(len(kept))
        kept.append((narrative, text, list(narrative.sources)))
    return tuple(Narrative(first.text, first.role, tuple(sources)) for first, _, sources in kept)


_END = 8


def _ends(text: str, words: Sequence[str]) -> tuple[tuple[object, ...], ...]:
    """What two texts must share to be compared at all: their facts, and the first or the last words.
    It keeps thousands of different texts from being compared with each other."""
    facts = _facts(text)
    return (facts, "first", *words[:_END]), (facts, "last", *words[-_END:])


def _facts(text: str) -> tuple[str, ...]:
    """The words that carry facts: figures, names (capitals inside a sentence) and polarity."""
    facts = []
    start = True
    for token in re.findall(r"[^\W_]+|[.!?;:\n]", text):
        if not token[0].isalnum():
            start = True
            continue
        if token[0].isdigit() or token.casefold() in _POLARITY or (token[0].isupper() and not start) or token.isupper():
            facts.append(token.casefold())
        start = False
    return tuple(facts)
