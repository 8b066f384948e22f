"""A plan's PDF with a text layer → source paragraphs and tables.

Lines are put together to paragraphs by where they stand (first-line indents, short last lines,
gaps); small raised digits are footnote marks; ruled tables keep their cells. Lines count from 1
through the whole file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from reporting.errors import PlanError
from reporting.plan_import.source import (
    SourceBlock,
    SourceCell,
    SourceDocument,
    SourceParagraph,
    SourceRow,
    SourceTable,
)

_PAGES = 400
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKER = re.compile(r"^(?:[-–+*•]\s|[IVX]{1,5}\.\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|\(?[a-zđ0-9]\)\s)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page, or one column's part of it; lengths in points, `size` of its letters."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    page: int
    number: int = 0
    split: bool = False


def read_plan_pdf(data: bytes, name: str) -> SourceDocument:
    """PlanError when the file is damaged, locked, too long, or a scan without text."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > _PAGES:
                raise PlanError(f"tệp PDF có {len(pdf.pages)} trang", where=name, accepted=f"tối đa {_PAGES} trang")
            blocks = tuple(_blocks(pdf.pages))
    except PlanError:
        raise
    except Exception as problem:
        raise PlanError(
            "không mở được tệp PDF", where=name, accepted="PDF có lớp chữ, không đặt mật khẩu",
            action="Dùng bản Word gốc, hoặc xuất lại PDF từ Word.",
        ) from problem  # fmt: skip
    return SourceDocument(name, "pdf", blocks)


def _blocks(pages: Iterable[Any]) -> Iterator[SourceBlock]:
    number = 0
    pending: list[_Line] = []
    repeated: dict[str, int] = {}
    read = []
    for at, page in enumerate(pages, 1):
        tables = _tables(page)
        lines = list(_lines(page, tables, at))
        for line in lines:
            if line.top < 60 or line.bottom > float(page.height) - 60:
                repeated[line.text] = repeated.get(line.text, 0) + 1
        read.append((tables, lines))
        page.close()
    running = {text for text, times in repeated.items() if times > 2}
    size = _common_size(line for _, lines in read for line in lines)
    for tables, lines in read:
        kept = _with_footnotes([line for line in lines if line.text not in running], size)
        for item in _ordered(kept, tables):
            number += 1
            if isinstance(item, _Line):
                pending.append(replace(item, number=number))
                continue
            yield from _paragraphs(pending)
            pending = []
            table = _table(item, number)
            number += len(table.rows)
            yield table
    yield from _paragraphs(pending)


def _tables(page: Any) -> list[Any]:
    """Ruled tables of three columns and more; a page without rules is not searched."""
    if len(page.lines) + len(page.rects) + len(page.curves) < 4:
        return []
    return [t for t in page.find_tables() if len(t.rows) > 1 and len(t.rows[0].cells) > 2]


def _common_size(lines: Iterable[_Line]) -> float:
    counted: dict[float, int] = {}
    for line in lines:
        counted[round(line.size)] = counted.get(round(line.size), 0) + len(line.text)
    return max(counted, key=lambda size: counted[size], default=0.0)


def _with_footnotes(lines: list[_Line], size: float) -> list[_Line]:
    """Footnotes at the foot of a page: small lines, the first of which opens with a mark. Each becomes
    one line that opens with its mark as in the text (`⁽¹⁾`)."""
    at = len(lines)
    while at and lines[at - 1].size < 0.87 * size and not lines[at - 1].split:
        at -= 1
    while at < len(lines) and not _NOTE.match(lines[at].text):
        at += 1
    made = lines[:at]
    for line in lines[at:]:
        opens = _NOTE.match(line.text)
        if opens:
            mark = f"⁽{opens[1].translate(_SUPERSCRIPTS)}⁾"
            made.append(replace(line, text=f"{mark} {line.text[opens.end() :]}", split=True))
        else:
            made[-1] = replace(made[-1], text=_joined((made[-1].text, line.text)))
    return made


_NOTE = re.compile(r"^[⁽(\[]?([0-9⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})[⁾)\]]?\s+(?=[^\W\d])")


def _joined(texts: Iterable[str]) -> str:
    """Lines of a paragraph with a blank between them; none after `QĐ-` at a line's end."""
    made = ""
    for text in texts:
        tight = re.search(r"\w[-/]$", made)
        made = f"{made}{text}" if tight or not made else f"{made} {text}"
    return made


def _ordered(lines: Sequence[_Line], tables: Sequence[Any]) -> list[Any]:
    placed: list[tuple[float, Any]] = [(line.top, line) for line in lines] + [(t.bbox[1], t) for t in tables]
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])] if tables else list(lines)


def _lines(page: Any, tables: Sequence[Any], at: int) -> Iterator[_Line]:
    """The page's lines outside tables, top to bottom; two columns side by side come one after the other."""
    boxes = [t.bbox for t in tables]
    words = [
        w for w in page.extract_words(extra_attrs=["fontname", "size"], keep_blank_chars=False) if not _inside(w, boxes)
    ]
    rows = _rows(words)
    wide = sorted(w["x1"] for w in words)
    right = wide[int(len(wide) * 0.98)] if wide else 0.0
    held: list[_Line] = []
    for row in rows:
        parts = _parts(row)
        made = [_line(part, at, len(parts) > 1) for part in parts]
        if len(made) > 1:
            yield made[0]
            held += made[1:]
            continue
        if held and not (made[0].x0 > right * 0.45 or _left_column(made[0], held)):
            yield from held
            held = []
        if held and made[0].x0 > right * 0.45:
            held.append(replace(made[0], split=True))
        else:
            yield replace(made[0], split=bool(held))
    yield from held


def _left_column(line: _Line, held: Sequence[_Line]) -> bool:
    """Beside the right column's lines, and not reaching into it."""
    return line.x1 < min(h.x0 for h in held) + 5 and line.top < held[-1].bottom + 150


def _inside(word: Any, boxes: Iterable[Any]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _rows(words: Iterable[Any]) -> list[list[Any]]:
    """Words on the same base line; raised small digits belong to the line they hang over."""
    rows: list[list[Any]] = []
    for word in sorted(words, key=lambda w: (round(w["bottom"], 1), w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        home = next((r for r in reversed(rows[-3:]) if r[0]["top"] - 2 <= middle <= r[0]["bottom"] + 1), None)
        if home is None:
            rows.append([word])
        else:
            home.append(word)
    rows.sort(key=lambda row: max(row, key=lambda w: w["size"])["top"])
    return [sorted(row, key=lambda w: w["x0"]) for row in rows]


def _parts(row: list[Any]) -> list[list[Any]]:
    """A row cut where a gap is wider than any blank between words: columns."""
    parts = [[row[0]]]
    for before, word in pairwise(row):
        if word["x0"] - before["x1"] > 3.2 * word["size"]:
            parts.append([])
        parts[-1].append(word)
    return parts


def _line(words: Sequence[Any], page: int, split: bool) -> _Line:
    size = max(words, key=lambda w: sum(len(v["text"]) for v in words if v["size"] == w["size"]))["size"]
    made = ""
    for index, word in enumerate(words):
        text = word["text"]
        small = word["size"] < 0.8 * size and text.isdigit() and len(text) < 3
        if small:
            text = f"⁽{text.translate(_SUPERSCRIPTS)}⁾"
            made += text if index else f"{text} "
            continue
        tight = index and word["x0"] - words[index - 1]["x1"] < 0.12 * size
        made += text if not made or tight or made.endswith(" ") else f" {text}"
    fonts = [w["fontname"].lower() for w in words]
    return _Line(
        made.strip(), words[0]["x0"], words[-1]["x1"], min(w["top"] for w in words), max(w["bottom"] for w in words), size,
        all("bold" in f for f in fonts), all("italic" in f or "oblique" in f for f in fonts), page, split=split,
    )  # fmt: skip


def _paragraphs(lines: Sequence[_Line]) -> Iterator[SourceParagraph]:
    """Lines joined to paragraphs. Within a paragraph no line is indented more than the one before,
    ends early, or starts a number."""
    if not lines:
        return
    right = _margin([line.x1 for line in lines])
    held: list[_Line] = []
    for line in lines:
        if held and _opens(held, line, right):
            yield _paragraph(held)
            held = []
        held.append(line)
    yield _paragraph(held)


def _margin(edges: list[float]) -> float:
    ordered = sorted(edges)
    return ordered[int(len(ordered) * 0.9)]


def _opens(held: Sequence[_Line], line: _Line, right: float) -> bool:
    before = held[-1]
    if line.split or before.split or _MARKER.match(line.text) or abs(line.size - before.size) > 0.7:
        return True
    if line.page == before.page and line.top - before.bottom > 0.9 * line.size:
        return True
    short = before.x1 < right - 0.12 * (right - min(h.x0 for h in held)) - 8
    indented = line.x0 > before.x0 + 8
    return short or indented or (line.bold != before.bold and len(held) == 1 and before.bold)


def _paragraph(lines: Sequence[_Line]) -> SourceParagraph:
    first = lines[0]
    return SourceParagraph(
        _joined(line.text for line in lines), first.number, italic=all(line.italic for line in lines),
        bold=all(line.bold for line in lines), page=first.page,
    )  # fmt: skip


def _table(table: Any, number: int) -> SourceTable:
    texts = table.extract()
    rows: list[SourceRow] = []
    boxes: dict[int, Any] = {}
    above: dict[int, SourceCell] = {}
    for at, row in enumerate(table.rows):
        cells: list[SourceCell] = []
        for column, box in enumerate(row.cells):
            cell = _cell(box, texts[at][column] or "", boxes.get(column), above.get(column), row, number + at)
            if cell is None:
                if cells:
                    cells[-1] = replace(cells[-1], span=cells[-1].span + 1)
                continue
            cells.append(cell)
            if box is not None:
                boxes[column] = box
            above[column] = cell
        rows.append(SourceRow(tuple(cells), number + at))
    return SourceTable(tuple(rows), number, table.page.page_number)


def _cell(box: Any, text: str, higher: Any, above: SourceCell | None, row: Any, line: int) -> SourceCell | None:
    """A cell, one covered by the cell above it, or None: part of the cell to its left."""
    if box is not None:
        return SourceCell(text.strip(), line)
    if higher is not None and above is not None and higher[3] > row.bbox[1] + 2:
        return SourceCell(above.text, above.line, 1, True)
    return None
