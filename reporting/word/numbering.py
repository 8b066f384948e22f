"""Automatic numbers as Word prints them: `1.`, `a)`, `II.`, `-`; they stand in no text of the file.

Counters run per list definition; a number of its own start (w:startOverride) begins it anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reporting.word.markup import W
from reporting.word.package import WordFile
from reporting.word.walk import attribute, whole

_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "o": "○"}
_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True)
)
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    """One level of a list: `text` like `%1.%2)`, `restart` False where it never begins again."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: bool = True
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """Gives the label of each paragraph; paragraphs must be asked in the order of the file."""

    lists: dict[str, dict[int, NumberingLevel]]
    uses: dict[str, str]
    starts: dict[str, dict[int, int]]
    styles: dict[str, tuple[str, int | None, str]]
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of_file(cls, file: WordFile) -> Numbering:
        return cls.of(file.part("numbering"), file.part("styles"))

    @classmethod
    def of(cls, numbering: Any | None, styles: Any | None) -> Numbering:
        """From the roots of numbering.xml and styles.xml (None where the file has none)."""
        named = {} if styles is None else dict(_style_numbers(styles))
        if numbering is None:
            return cls({}, {}, {}, named)
        lists = {attribute(e, "abstractNumId"): dict(_levels(e)) for e in numbering.iter(f"{W}abstractNum")}
        uses: dict[str, str] = {}
        starts: dict[str, dict[int, int]] = {}
        for use in numbering.iter(f"{W}num"):
            number = attribute(use, "numId")
            uses[number] = attribute(use.find(f"{W}abstractNumId"))
            starts[number] = {
                whole(attribute(override, "ilvl")): whole(attribute(override.find(f"{W}startOverride")))
                for override in use.iter(f"{W}lvlOverride")
                if override.find(f"{W}startOverride") is not None
            }
        for element in numbering.iter(f"{W}abstractNum"):
            link = attribute(element.find(f"{W}numStyleLink"))
            if link in named and (linked := uses.get(named[link][0])):
                lists[attribute(element, "abstractNumId")] = lists.get(linked, {})
        return cls(lists, uses, starts, named)

    def label(self, paragraph: Any) -> tuple[str, int]:
        """("a)", 1): the printed number and its depth from 0; ("", -1) where there is none."""
        number, depth = self.place(paragraph)
        levels = self.lists.get(self.uses.get(number, ""), {})
        level = levels.get(depth)
        if level is None:
            return "", -1
        counters = self._count(number, depth, levels)
        return self._printed(level, levels, counters), depth

    def place(self, paragraph: Any) -> tuple[str, int]:
        """List number ("" for none) and depth, from the paragraph or the styles that it is based on."""
        style = attribute(paragraph.find(f"{W}pPr/{W}pStyle"))
        number = attribute(paragraph.find(f"{W}pPr/{W}numPr/{W}numId"))
        depth = attribute(paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl"))
        own, seen = style, set[str]()
        while not number and style in self.styles and style not in seen:
            seen.add(style)
            number, styled, style = self.styles[style]
            depth = depth or ("" if styled is None else str(styled))
        if not depth:
            levels = self.lists.get(self.uses.get(number, ""), {})
            depth = str(next((at for at, level in levels.items() if own and level.style == own), 0))
        return number, min(whole(depth), _DEEPEST - 1)

    def _count(self, number: str, depth: int, levels: dict[int, NumberingLevel]) -> list[int | None]:
        counters = self._counters.setdefault(self.uses[number], [None] * _DEEPEST)
        start = self.starts.get(number, {}).get(depth)
        if start is not None and (number, depth) not in self._begun:
            counters[depth] = None
        self._begun.add((number, depth))
        first = levels[depth].start if start is None else start
        counters[depth] = first if counters[depth] is None else counters[depth] + 1  # type: ignore[operator]
        for deeper in range(depth + 1, _DEEPEST):
            if deeper not in levels or levels[deeper].restart:
                counters[deeper] = None
        return counters

    def _printed(self, level: NumberingLevel, levels: dict[int, NumberingLevel], counters: list[int | None]) -> str:
        if level.format == "bullet":
            return _BULLETS.get(level.text, level.text)
        text = level.text
        for depth in range(_DEEPEST):
            if f"%{depth + 1}" in text:
                other = levels.get(depth, NumberingLevel())
                value = counters[depth] if counters[depth] is not None else other.start
                shape = "decimal" if level.legal else other.format
                text = text.replace(f"%{depth + 1}", format_counter(value or 0, shape))
        return text.strip()


def format_counter(value: int, shape: str) -> str:
    """3 → `3`, `c`, `III` …; shapes that nobody here uses are printed as digits."""
    if shape in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
        return letter if shape == "lowerLetter" else letter.upper()
    if shape in ("lowerRoman", "upperRoman"):
        return roman(value) if shape == "upperRoman" else roman(value).lower()
    if shape == "decimalZero":
        return f"{value:02}"
    return "" if shape == "none" else str(value)


def roman(value: int) -> str:
    """4 → IV."""
    letters = ""
    for worth, letter in _ROMAN:
        letters += letter * (value // worth)
        value %= worth
    return letters


def _levels(definition: Any) -> list[tuple[int, NumberingLevel]]:
    found = []
    for element in definition.findall(f"{W}lvl"):
        start, restart = attribute(element.find(f"{W}start")), element.find(f"{W}lvlRestart")
        level = NumberingLevel(
            whole(start) if start else 1,
            attribute(element.find(f"{W}numFmt")) or "decimal",
            attribute(element.find(f"{W}lvlText")),
            restart is None or attribute(restart) != "0",
            element.find(f"{W}isLgl") is not None,
            attribute(element.find(f"{W}pStyle")),
        )
        found.append((whole(attribute(element, "ilvl")), level))
    return found


def _style_numbers(styles: Any) -> list[tuple[str, tuple[str, int | None, str]]]:
    """Style → (list number, depth, the style it is based on)."""
    found = []
    for style in styles.iter(f"{W}style"):
        depth = attribute(style.find(f"{W}pPr/{W}numPr/{W}ilvl"))
        number = attribute(style.find(f"{W}pPr/{W}numPr/{W}numId"))
        based = attribute(style.find(f"{W}basedOn"))
        found.append((attribute(style, "styleId"), (number, whole(depth) if depth else None, based)))
    return found
