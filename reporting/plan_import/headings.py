"""Headings without a number: known by Word's heading styles, or capitals that name a part of a plan.

They get the numbers that the plan's scheme would give them (I., 1., a)), which is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reporting.plan_import.markers import LETTERS, MarkerKind, marker_of, roman
from reporting.plan_import.rules import ImportRules
from reporting.plan_import.source import SourceBlock, SourceParagraph

_STYLE = re.compile(r"^heading ([1-4])$", re.I)


def heading_level(paragraph: SourceParagraph, rules: ImportRules) -> int:
    """1 … 4 for an unnumbered heading; 0 for any other paragraph."""
    if marker_of(paragraph.full).kind is not MarkerKind.PLAIN or len(paragraph.text) > 200:
        return 0
    styled = _STYLE.match(paragraph.style)
    if styled:
        return int(styled[1])
    letters = [c for c in paragraph.text if c.isalpha()]
    capitals = len(letters) > 5 and all(c.isupper() for c in letters) and len(paragraph.text) < 90
    return 1 if capitals and rules.zones.of(paragraph.text) else 0


def numbered(
    blocks: Sequence[SourceBlock], rules: ImportRules
) -> tuple[tuple[SourceBlock, ...], tuple[SourceParagraph, ...]]:
    """The body with unnumbered headings numbered, and those headings. A level whose headings carry
    typed numbers keeps them; where the first level does, capitals are left alone too."""
    levels = [heading_level(b, rules) if isinstance(b, SourceParagraph) else 0 for b in blocks]
    top = min((level for level in levels if level), default=0)
    if not top or (top == 1 and _has_main_numbers(blocks)):
        levels = [level if level > 1 and _styled(b) else 0 for level, b in zip(levels, blocks, strict=True)]
    counts: dict[int, int] = {}
    made: list[SourceBlock] = []
    found: list[SourceParagraph] = []
    for block, level in zip(blocks, levels, strict=True):
        if not level or not isinstance(block, SourceParagraph):
            made.append(block)
            continue
        counts = {**{at: n for at, n in counts.items() if at < level}, level: counts.get(level, 0) + 1}
        heading = replace(block, numbering=_number(level, counts[level]))
        made.append(heading)
        found.append(heading)
    return tuple(made), tuple(found)


def _has_main_numbers(blocks: Sequence[SourceBlock]) -> bool:
    kinds = (marker_of(b.full).kind for b in blocks if isinstance(b, SourceParagraph))
    return any(kind in (MarkerKind.ROMAN, MarkerKind.UPPER, MarkerKind.PART, MarkerKind.CHAPTER) for kind in kinds)


def _styled(block: SourceBlock) -> bool:
    return isinstance(block, SourceParagraph) and bool(_STYLE.match(block.style))


def _number(level: int, count: int) -> str:
    if level == 1:
        return f"{roman(count)}."
    return f"{count}." if level == 2 else f"{LETTERS[min(count, len(LETTERS)) - 1]})"
