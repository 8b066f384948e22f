"""Row heights for wrapped text: no program computes them when a file is only opened to print."""

from __future__ import annotations

from collections.abc import Iterable

LINE = 15.0
MOST = 409.0


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """In points, for (text, column width in characters); a little generous, at most what Excel allows."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(MOST, LINE * lines + 1)


def _lines(text: str, width: float) -> int:
    room = max(1, int(width * 1.25))
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: int) -> int:
    """Greedy wrapping between words, as spreadsheets do; a word longer than the column is broken."""
    lines, used = 1, 0
    for word in paragraph.split(" "):
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0
        used += len(word) + bool(used)
        lines, used = lines + (used - 1) // room if used else lines, (used - 1) % room + 1 if used else 0
    return lines
