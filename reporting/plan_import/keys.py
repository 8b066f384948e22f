"""Comparing Vietnamese words: lower case, one way of placing the tone mark, same length as the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# hoà → hòa, uỷ → ủy: the old and the new way of placing the tone mark. One letter for one letter,
# so that positions in the key are positions in the text.
_OLD = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split()
_NEW = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()
_TONES = dict(zip(_OLD, _NEW, strict=True))
# (?<!q): in `quý` the u belongs to the consonant.
_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_OLD)})")


def key(text: str) -> str:
    """The text in lower case with tone marks placed one way; len(key(t)) == len(t) for NFC text."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lowered = lowered.replace("\u00a0", " ").replace("–", "-").replace("—", "-")
    return _TONE.sub(lambda m: _TONES[m.group()], lowered)


def squeezed(text: str) -> str:
    """`key` of the text with one blank between words and none around."""
    return " ".join(key(unicodedata.normalize("NFC", text)).split())


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, the longest first; matches nothing when there is none."""
    return _phrase_pattern(tuple(phrases))


@lru_cache(maxsize=512)
def _phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted({squeezed(p) for p in phrases if p.strip()}, key=lambda p: (-len(p), p))
    if not ordered:
        return re.compile(r"(?!)")
    body = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)
    return re.compile(rf"(?<![\w])(?:{body})(?![\w])")


def words(text: str) -> tuple[str, ...]:
    """Words without punctuation, compared as `key`."""
    return tuple(re.findall(r"[\w%]+", squeezed(text)))


def similarity(one: str, other: str) -> float:
    """Share of words in common, 0 … 1, counted with repetition (Dice)."""
    a, b = list(words(one)), list(words(other))
    if not a or not b:
        return 0.0
    left = dict.fromkeys(a, 0)
    for word in a:
        left[word] += 1
    common = 0
    for word in b:
        if left.get(word, 0) > 0:
            left[word] -= 1
            common += 1
    return 2 * common / (len(a) + len(b))
