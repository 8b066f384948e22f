"""Row heights for wrapped text: no program computes them when a file is only opened to print."""

from __future__ import annotations

import re
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
    """Greedy wrapping after blanks and hyphens, as spreadsheets do; a longer piece is broken anywhere."""
    lines, used = 1, 0
    for piece in _PIECE.findall(paragraph):
        if used and used + len(piece.rstrip()) > room:
            lines, used = lines + 1, 0
        broken, used = divmod(used + len(piece) - 1, room) if len(piece) > room else (0, used + len(piece))
        lines, used = lines + broken, used + bool(broken)
    return lines


_PIECE = re.compile(r"[^ -]*[ -]|[^ -]+")
