"""How a paragraph is numbered: Phần, Chương, A., I., 1., 1.1., a), (1), -, +, *, or not at all.

Letters run in the order of NĐ 30/2020 (a, b, c, d, đ, e, g, h, i, k …), not of the Latin alphabet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

LETTERS = "abcdđeghiklmnopqrstuvxy"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_WORD_NUMBERS = "nhất hai ba tư năm sáu bảy tám chín mười".split()


class MarkerKind(IntEnum):
    """Kinds of numbering; the value is the usual depth, smaller outside."""

    PART = 0
    CHAPTER = 1
    UPPER = 2
    ROMAN = 3
    MUC = 4
    ARTICLE = 5
    ARABIC = 6
    DECIMAL2 = 7
    DECIMAL3 = 8
    DECIMAL4 = 9
    LETTER = 10
    PAREN = 11
    DASH = 12
    PLUS = 13
    STAR = 14
    BULLET = 15
    PLAIN = 20

    @property
    def is_bullet(self) -> bool:
        return MarkerKind.DASH <= self <= MarkerKind.BULLET

    @property
    def is_number(self) -> bool:
        return self < MarkerKind.DASH


@dataclass(frozen=True, slots=True)
class Marker:
    """`printed` as in the text (`1.`, `a)`, `-`); `value` counts from 1 (0 for bullets); `rest` is
    what follows."""

    kind: MarkerKind
    printed: str
    value: int
    rest: str

    @property
    def id(self) -> str:
        """The part of a section id that this number makes: `I`, `2`, `b`."""
        if self.kind is MarkerKind.LETTER:
            return self.printed[0]
        if self.kind is MarkerKind.UPPER:
            return self.printed[0]
        if self.kind in (MarkerKind.ROMAN, MarkerKind.PART, MarkerKind.CHAPTER):
            return roman(self.value)
        return str(self.value)


_BULLETS = {
    "-": MarkerKind.DASH,
    "–": MarkerKind.DASH,
    "—": MarkerKind.DASH,
    "−": MarkerKind.DASH,
    "‑": MarkerKind.DASH,
    "‐": MarkerKind.DASH,
    "+": MarkerKind.PLUS,
    "*": MarkerKind.STAR,
}
_OTHER_BULLETS = "•·▪■□○●◦‣✓✔➢►❖◆♦\uf0b7\uf0a7\uf02d\uf0fc\uf0d8"
_BULLET = re.compile(rf"([-–—−‑‐+*{_OTHER_BULLETS}])\s*(?=\S)(.*)", re.S)
_PART = re.compile(
    r"(Phần|PHẦN|Chương|CHƯƠNG)\s+(?:thứ\s+|THỨ\s+)?([IVXLC]+|\d{1,2}|[\wĐđ]+)(?=[\s.:]|$)[.:]?\s*(.*)", re.S
)
_MUC = re.compile(r"(Mục|MỤC|Tiểu mục)\s+(\d{1,2}|[IVX]+)(?=[\s.:]|$)[.:]?\s*(.*)", re.S)
_ARTICLE = re.compile(r"(Điều)\s+(\d{1,2})[.:]\s*(.*)", re.S)
_NAMED = re.compile(
    r"((?:Nhiệm vụ|Chỉ tiêu|Mục tiêu|Nhóm nhiệm vụ|Giải pháp|Nội dung)(?:\s+số)?\s+(?:thứ\s+)?)(\d{1,2}|[a-zà-ỹ]+)\s*[.:]\s*(.*)",
    re.S,
)
_ROMAN = re.compile(r"([IVXLC]{1,6})\s*[.\-/)]\s*(?=\D)(.*)", re.S)
_UPPER = re.compile(r"([A-ZĐ])[.)]\s+(.*)", re.S)
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s+(?!%)(.*)", re.S)
_DECIMAL_TIGHT = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})[.)](?=[^\W\d])(.*)", re.S)
# `a.1)` under `a)`, `I.2.` and `I.2.1.` under `I.`.
_LETTER_DECIMAL = re.compile(r"([a-zđ])\.(\d{1,2})[.)]\s*(.*)", re.S)
_ROMAN_DECIMAL = re.compile(r"([IVXLC]{1,6})\.(\d{1,2})(?:\.(\d{1,2}))?[.)]?\s+(.*)", re.S)
_ARABIC = re.compile(r"(\d{1,2})[.)/]\s*(?=\D)(?!\s*%)(.*)", re.S)
_PAREN = re.compile(r"\((\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(.*)", re.S)
_LETTER = re.compile(r"([a-zđ])[.)]\s*(.*)", re.S)


def follows(before: Marker, after: Marker) -> bool:
    """Whether a number comes right after another; letters also in Latin order, as Word counts them."""
    if after.value == before.value + 1:
        return True
    letters = before.kind is MarkerKind.LETTER and after.kind is MarkerKind.LETTER
    return letters and _LATIN.find(after.printed[0]) == _LATIN.find(before.printed[0]) + 1 > 0


def roman(value: int) -> str:
    digits = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    made = ""
    for size, letters in digits:
        count, value = divmod(value, size)
        made += letters * count
    return made


def roman_value(text: str) -> int:
    """0 when the letters are no Roman number as one writes it."""
    total, largest = 0, 0
    for letter in reversed(text):
        value = _ROMAN_VALUES.get(letter, 0)
        total += value if value >= largest else -value
        largest = max(largest, value)
    return total if total > 0 and roman(total) == text else 0


def marker_of(text: str) -> Marker:
    """The marker that opens a paragraph; Kind.PLAIN with the whole text when there is none."""
    for read in (_bullet, _named, _roman_decimal, _roman, _decimal, _arabic, _paren, _letter_decimal, _letter, _upper):
        found = read(text)
        if found:
            return found
    return Marker(MarkerKind.PLAIN, "", 0, text)


def _bullet(text: str) -> Marker | None:
    match = _BULLET.match(text)
    if not match or re.match(r"-\s*\d+([.,]\d+)?\s*%?\s*$", text):
        return None
    sign = match[1]
    return Marker(
        _BULLETS.get(sign, MarkerKind.BULLET), {"–": "-", "—": "-", "−": "-"}.get(sign, sign), 0, match[2].strip()
    )


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    lowered = text.lower()
    return roman_value(text) or (_WORD_NUMBERS.index(lowered) + 1 if lowered in _WORD_NUMBERS else 0)


def _named(text: str) -> Marker | None:
    for pattern, kind in (
        (_PART, None),
        (_MUC, MarkerKind.MUC),
        (_ARTICLE, MarkerKind.ARTICLE),
        (_NAMED, MarkerKind.ARABIC),
    ):
        match = pattern.match(text)
        value = _number(match[2]) if match else 0
        if match and value:
            kind = kind if kind is not None else MarkerKind.PART if match[1].lower() == "phần" else MarkerKind.CHAPTER
            return Marker(kind, f"{match[1].strip()} {match[2]}", value, match[3].strip())
    return None


def _roman(text: str) -> Marker | None:
    match = _ROMAN.match(text)
    value = roman_value(match[1]) if match else 0
    return Marker(MarkerKind.ROMAN, f"{match[1]}.", value, match[2].strip()) if match and value else None


def _roman_decimal(text: str) -> Marker | None:
    match = _ROMAN_DECIMAL.match(text)
    if not match or not roman_value(match[1]) or not match[4].strip():
        return None
    printed = text[: match.start(4)].strip().rstrip(".)")
    kind = MarkerKind.DECIMAL2 if match[3] else MarkerKind.ARABIC
    return Marker(kind, f"{printed}.", int(match[3] or match[2]), match[4].strip())


def _letter_decimal(text: str) -> Marker | None:
    match = _LETTER_DECIMAL.match(text)
    if not match or not int(match[2]) or not match[3].strip():
        return None
    return Marker(MarkerKind.PAREN, f"{match[1]}.{match[2]})", int(match[2]), match[3].strip())


def _decimal(text: str) -> Marker | None:
    match = _DECIMAL.match(text) or _DECIMAL_TIGHT.match(text)
    if not match or not match[2].strip():
        return None
    parts = match[1].split(".")
    kind = (MarkerKind.DECIMAL2, MarkerKind.DECIMAL3, MarkerKind.DECIMAL4)[len(parts) - 2]
    return Marker(kind, f"{match[1]}.", int(parts[-1]), match[2].strip())


def _arabic(text: str) -> Marker | None:
    match = _ARABIC.match(text)
    if not match or not int(match[1]) or re.match(r"\d+/\S*(?:KH|QĐ)", text):
        return None
    sign = ")" if text[len(match[1])] == ")" else "."
    return Marker(
        MarkerKind.ARABIC if sign == "." else MarkerKind.PAREN, match[1] + sign, int(match[1]), match[2].strip()
    )


def _paren(text: str) -> Marker | None:
    match = _PAREN.match(text)
    if not match or not match[2].strip():
        return None
    sign = match[1]
    value = int(sign) if sign.isdigit() else LETTERS.find(sign) + 1
    return Marker(MarkerKind.PAREN, f"({sign})", value, match[2].strip()) if value else None


def _letter(text: str) -> Marker | None:
    match = _LETTER.match(text)
    value = (LETTERS.find(match[1]) + 1 or _LATIN.find(match[1]) + 1) if match else 0
    return Marker(MarkerKind.LETTER, f"{match[1]})", value, match[2].strip()) if match and value else None


def _upper(text: str) -> Marker | None:
    match = _UPPER.match(text)
    if not match:
        return None
    return Marker(MarkerKind.UPPER, f"{match[1]}.", "ABCDĐEGHIKLMN".find(match[1]) + 1, match[2].strip())
