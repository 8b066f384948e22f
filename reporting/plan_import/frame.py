"""The frame of the document: letterhead, title, legal bases, body, closing, annexes (NĐ 30/2020, Phụ lục I).

Finds where each begins; what they say is read in facts.py, the body in outline.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reporting.plan_import.headings import heading_level
from reporting.plan_import.markers import MarkerKind, marker_of
from reporting.plan_import.rules import ImportRules
from reporting.plan_import.source import SourceBlock, SourceDocument, SourceParagraph, SourceTable

TITLE = re.compile(r"^(?:DỰ THẢO\s+)?(KẾ HOẠCH|ĐỀ ÁN|CHƯƠNG TRÌNH)(?:\s+(?!số)(.+))?$", re.S)
DECISION = re.compile(r"^QUYẾT ĐỊNH\s*:?$|^QUYẾT ĐỊNH\s+[A-ZĐÀ-Ỹ\s]{4,}$")
_CLOSING = re.compile(r"^(?:Nơi nhận\s*:?|TM\.|KT\.|TL\.|TUQ\.|Q\.\s)")
_SIGNER = re.compile(
    r"^(?:(?:PHÓ )?CHỦ TỊCH|(?:PHÓ )?BỘ TRƯỞNG|THỨ TRƯỞNG|(?:PHÓ )?GIÁM ĐỐC|(?:KT\. )?CHÁNH VĂN PHÒNG)$"
)
_ANNEX = re.compile(r"^(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu mẫu|DANH MỤC|BẢNG|Biểu)(?:\s+(?:SỐ\s+)?[IVX\d]+)?\b")
_MAIN_KINDS = (MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.UPPER, MarkerKind.ROMAN)


@dataclass(frozen=True, slots=True)
class DocumentFrame:
    """The blocks of each part, in order. `decision`: the paragraphs of a Quyết định that issues the
    plan as its annex."""

    head: tuple[SourceParagraph, ...]
    body: tuple[SourceBlock, ...]
    closing: tuple[SourceParagraph, ...]
    annexes: tuple[SourceBlock, ...]
    decision: bool = False


def frame_of(document: SourceDocument, rules: ImportRules) -> DocumentFrame:
    """Where the parts of the document begin. A document without any of them gives empty parts."""
    blocks = tuple(_unmixed(_flattened(document.blocks, rules)))
    title, decision = _title(blocks)
    start = _body_start(blocks, _after_title(blocks, title), rules)
    end = _closing_start(blocks, start)
    annexes = _annex_start(blocks, end)
    head = tuple(b for b in blocks[:start] if isinstance(b, SourceParagraph))
    closing = tuple(b for b in blocks[end:annexes] if isinstance(b, SourceParagraph))
    if not closing:
        closing = _closing_of_head(head, title)
    return DocumentFrame(head, blocks[start:end], closing, blocks[annexes:], decision)


def is_task_table(table: SourceTable, rules: ImportRules) -> bool:
    """A table one of whose first rows names a task or target column and some other column."""
    for row in table.rows[:4]:
        names = {rules.columns.of(cell.text) for cell in row.cells if cell.text and len(cell.text) < 120} - {""}
        if names & {"task", "target", "activity", "product"} and len(names) >= 2:
            return True
    return False


def _flattened(blocks: Sequence[SourceBlock], rules: ImportRules) -> Iterator[SourceBlock]:
    """Tables that only lay out the letterhead or the signing block become paragraphs."""
    previous: SourceTable | None = None
    for block in blocks:
        if isinstance(block, SourceParagraph):
            yield block
            previous = previous if not block.text.strip() else None
        elif is_task_table(block, rules) or _continues(previous, block) or _is_data(block):
            previous = block
            yield block
        else:
            yield from _cells_as_paragraphs(block)


def _is_data(table: SourceTable) -> bool:
    """Three columns and more, and no letterhead or signing block: to be read, or reported as unread."""
    texts = " ".join(cell.text for row in table.rows[:4] for cell in row.cells)
    framing = re.search(r"CỘNG H(?:ÒA|OÀ)|Nơi nhận|TM\.|Độc lập", texts)
    return _width(table) > 2 and len(table.rows) > 1 and not framing


_MIXED = re.compile(
    r"(?<=\S)\s+(?=CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]\s*Tự do)|(?<=[A-ZĐ])\s+(?=[A-ZĐÀ-Ỹ][\w\s]{1,30},\s*ngày)|(?<=Phúc|phúc)\s+(?=\S)|(?<=NGHĨA VIỆT NAM)\s+(?=\S)"
)


def _unmixed(blocks: Iterable[SourceBlock]) -> Iterator[SourceBlock]:
    """A letterhead whose two columns a converter put on one line is cut in two again."""
    for number, block in enumerate(blocks):
        if number < 15 and isinstance(block, SourceParagraph) and len(block.text) < 160:
            yield from (replace(block, text=piece) for piece in _MIXED.split(block.text) if piece.strip())
        else:
            yield block


def continues_table(before: SourceTable, table: SourceTable, rules: ImportRules) -> bool:
    """The next page of a task table: as wide, and without a heading of its own or with the same one."""
    if _width(before) != _width(table) or not is_task_table(before, rules):
        return False
    same = [c.text for c in before.rows[0].cells] == [c.text for c in table.rows[0].cells]
    return same or not is_task_table(table, rules)


def _continues(previous: SourceTable | None, table: SourceTable) -> bool:
    """A table without a heading right after a task table of the same width: its next page."""
    return previous is not None and bool(table.rows) and _width(previous) == _width(table)


def _width(table: SourceTable) -> int:
    return max((sum(cell.span for cell in row.cells) for row in table.rows), default=0)


def _cells_as_paragraphs(table: SourceTable) -> Iterator[SourceParagraph]:
    for row in table.rows:
        for cell in row.cells:
            if not cell.covered:
                for number, line in enumerate(filter(None, cell.text.split("\n"))):
                    yield SourceParagraph(line, cell.line + number, style="cell", bold=cell.bold)


def _title(blocks: Sequence[SourceBlock]) -> tuple[int, bool]:
    """Index of the plan's title line, and whether a Quyết định stands before it. -1: no title."""
    decision = False
    found = -1
    for index, block in enumerate(blocks):
        if not isinstance(block, SourceParagraph) or len(block.text) > 250:
            continue
        if DECISION.match(block.text):
            decision = True
        if _is_title(block.text) and (found < 0 or (decision and not _body_between(blocks, found, index))):
            found = index
    return found, decision and found >= 0


def _is_title(text: str) -> bool:
    """`KẾ HOẠCH` alone, or with its subject on the same line."""
    match = TITLE.match(text)
    return match is not None and (not match[2] or text == text.upper() or len(text) < 200)


def _body_between(blocks: Sequence[SourceBlock], start: int, end: int) -> bool:
    texts = [b.full for b in blocks[start:end] if isinstance(b, SourceParagraph)]
    return sum(marker_of(text).kind in _MAIN_KINDS for text in texts) > 1


def _after_title(blocks: Sequence[SourceBlock], title: int) -> int:
    """The block after `KẾ HOẠCH` and the line (in capitals: the lines) that say of what."""
    at = title + 1
    heading = blocks[title] if title >= 0 else None
    match = TITLE.match(heading.text) if isinstance(heading, SourceParagraph) else None
    if match is None or match[2]:
        return at
    while at < len(blocks) and isinstance(block := blocks[at], SourceParagraph) and not block.numbering:
        capitals = block.text == block.text.upper() and any(c.isalpha() for c in block.text)
        if marker_of(block.text).kind is not MarkerKind.PLAIN or not capitals and at > title + 1:
            break
        at += 1
        if re.search(r"(?i)năm\s+20\d\d", block.text):
            break
    return at


def _body_start(blocks: Sequence[SourceBlock], start: int, rules: ImportRules) -> int:
    """The first heading after the title: Roman, letter, Phần or Chương; else the first number or table."""
    first_number = len(blocks)
    for index in range(max(start, 0), len(blocks)):
        block = blocks[index]
        if isinstance(block, SourceTable):
            return min(index, first_number)
        kind = marker_of(block.full).kind
        if kind in _MAIN_KINDS or (heading_level(block, rules) == 1 and rules.zones.of(block.text)):
            return min(index, first_number)
        if kind is MarkerKind.ARABIC and not block.text.startswith("Điều"):
            first_number = min(first_number, index)
        if _ANNEX.match(block.text) and index > start + 1:
            return min(index, first_number)
    return first_number


def _closing_start(blocks: Sequence[SourceBlock], start: int) -> int:
    last_table = max((i for i, b in enumerate(blocks) if isinstance(b, SourceTable)), default=-1)
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, SourceParagraph):
            if _CLOSING.match(block.text) or _SIGNER.match(block.text):
                return index
            if block.text.endswith("./.") and index + 1 < len(blocks):
                return index + 1
            if _ANNEX.match(block.text) and len(block.text) < 200 and last_table > index and not block.numbering:
                return index
    return len(blocks)


def _annex_start(blocks: Sequence[SourceBlock], start: int) -> int:
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, SourceTable) or _ANNEX.match(block.text) and index + 1 < len(blocks):
            return index
    return len(blocks)


def _closing_of_head(head: tuple[SourceParagraph, ...], title: int) -> tuple[SourceParagraph, ...]:
    """A plan that a Quyết định issues is signed in the Quyết định, before the plan's title."""
    texts = [p.text for p in head]
    found = next((i for i, text in enumerate(texts[: max(title, 0)]) if _CLOSING.match(text)), None)
    if found is None:
        return ()
    stop = next((i for i in range(found + 1, len(texts)) if _is_title(texts[i])), len(texts))
    return head[found:stop]
