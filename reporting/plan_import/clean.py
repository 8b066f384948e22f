"""Scanning and conversion damage mended before anything is read: one clean paragraph after another.

What is mended is form (Unicode, stray asterisks, page numbers, paragraphs broken in mid-sentence,
footnotes in the flow); words are never changed here (corrections.py proposes those).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reporting.plan_import.markers import MarkerKind, marker_of
from reporting.plan_import.old_fonts import in_unicode
from reporting.plan_import.rules import ImportRules
from reporting.plan_import.source import SourceCell, SourceDocument, SourceParagraph, SourceRow, SourceTable
from reporting.text import clean

_STRAY = re.compile(r"(?<!\()\*+(?=\S)|(?<=\S)\*+(?!\))")
_PAGE_NUMBER = re.compile(
    r"^(?:[-–]\s*)?\d{1,3}(?:\s*[-–])?$|^(?:Trang|trang|Page)\s+\d{1,3}(?:\s*/\s*\d{1,3})?$|^\d{1,3}\s*/\s*\d{1,3}$"
)
# A line of a table of contents: `I. MỤC TIÊU ......... 3`.
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d{1,3}$")
_RULE = re.compile(r"^[\s_*\-–—=~.·]{2,}$")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
FOOTNOTE_MARK = re.compile(
    rf"⁽[{_SUPERSCRIPTS}*]+⁾|[{_SUPERSCRIPTS}]+|\[\d{{1,2}}\]|(?<=\S)\(\d{{1,2}}\)(?=[\s.,;:]|$)"
)
_NOTE_START = re.compile(rf"^(⁽[{_SUPERSCRIPTS}*]+⁾|[{_SUPERSCRIPTS}]+|\[\d{{1,2}}\]|\(\d{{1,2}}\))\s*(?=\S)")
_TERMINAL = re.compile(r"[.:;!?…”\")\]/]\s*$")
_STRUCTURAL = re.compile(
    r"^(?:Số\s*:|Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện (?:Nghị|Quyết|Chỉ|Kế)|Nơi nhận|TM\.|KT\.|TL\.|TUQ\.|Q\.|CHỦ TỊCH|PHÓ CHỦ TỊCH|Điều \d|Phụ lục|PHỤ LỤC|"
    r"CỘNG H|Độc lập|KẾ HOẠCH|QUYẾT ĐỊNH|\(Kèm theo|\(Ban hành|\(Có |Kính gửi|Biểu |Bảng |Trên đây là )"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The document mended, and what was done: `legacy` the old encodings met, `dropped` page
    numbers and rules, `joined` lines of paragraphs put together, `footnotes` mark → note."""

    document: SourceDocument
    legacy: tuple[str, ...] = ()
    dropped: int = 0
    joined: tuple[int, ...] = ()


def clean_document(document: SourceDocument, rules: ImportRules) -> Cleaned:
    """Mend a document as read; paragraphs keep the line where they begin."""
    document, legacy = in_unicode(document)
    blocks: list[SourceParagraph | SourceTable] = []
    dropped = 0
    for block in document.blocks:
        if isinstance(block, SourceTable):
            blocks.append(_clean_table(block))
            continue
        pieces = list(_pieces(block))
        kept = [p for p in pieces if p.text and not _furniture(p)]
        dropped += len([p for p in pieces if p.text]) - len(kept)
        blocks.extend(kept)
    blocks, notes = _take_footnotes(blocks)
    blocks, joined = _join(blocks)
    done = replace(document, blocks=tuple(blocks), footnotes=(*document.footnotes, *notes))
    return Cleaned(done, legacy, dropped, tuple(joined))


def _pieces(paragraph: SourceParagraph) -> Iterator[SourceParagraph]:
    """Line breaks inside a paragraph: a new piece where a marker opens one, else a blank."""
    lines = [line for line in clean(paragraph.text).split("\n") if line.strip()]
    current = ""
    first = True
    for line in lines:
        line, italic, bold = _without_asterisks(line)
        opens = marker_of(line).kind is not MarkerKind.PLAIN or bool(_STRUCTURAL.match(line)) or _is_capitals(line)
        if current and (opens or _is_capitals(current)):
            yield replace(paragraph, text=current, numbering=paragraph.numbering if first else "")
            current, first = "", False
        current = _glued(current, line) if current else line
        paragraph = replace(paragraph, italic=paragraph.italic or italic, bold=paragraph.bold or bold)
    if current:
        yield replace(paragraph, text=current, numbering=paragraph.numbering if first else "")


def _without_asterisks(line: str) -> tuple[str, bool, bool]:
    """Markdown emphasis left by a converter is taken out; a `*` that opens a line of its own stays.

    Returns the text, and whether the whole line was italic or bold.
    """
    if "*" not in line:
        return line, False, False
    opens = re.match(r"\*{1,3}\s+(?=\S)", line)
    lone = not opens and re.match(r"\*(?=[^*\s])", line) and line.count("*") == 1
    body = line[opens.end() :] if opens else line[1:] if lone else line
    italic = body.endswith("*") or body.startswith("*") or bool(opens and opens.group().startswith("**"))
    bold = body.startswith("**")
    body = clean(_STRAY.sub("", body))
    if marker_of(body).kind.is_number:
        return body, italic, bold  # a star left before `II.` or `1.` is no bullet
    return (f"* {body}" if opens or lone else body), italic, bold


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() for c in letters)


def _furniture(paragraph: SourceParagraph) -> bool:
    """Page numbers, drawn rules, a table of contents: no words of the plan."""
    if paragraph.style.lower().startswith("toc") or _CONTENTS.search(paragraph.text):
        return True
    if paragraph.numbering:
        return False
    return bool(_PAGE_NUMBER.match(paragraph.text) or _RULE.match(paragraph.text))


def _clean_table(table: SourceTable) -> SourceTable:
    rows = tuple(replace(row, cells=tuple(_clean_cell(c) for c in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(row for row in rows if isinstance(row, SourceRow)))


def _clean_cell(cell: SourceCell) -> SourceCell:
    text = clean(cell.text)
    return replace(cell, text="\n".join(_without_asterisks(line)[0] for line in text.split("\n")))


Blocks = list[SourceParagraph | SourceTable]


def _take_footnotes(blocks: Blocks) -> tuple[Blocks, list[tuple[str, str]]]:
    """A paragraph that opens with a mark used earlier in the text is that mark's footnote."""
    used: set[str] = set()
    kept: Blocks = []
    notes: list[tuple[str, str]] = []
    inside = False
    for block in blocks:
        start = _NOTE_START.match(block.text) if isinstance(block, SourceParagraph) and not block.numbering else None
        if start and isinstance(block, SourceParagraph) and start[1] in used:
            notes.append((start[1], block.text[start.end() :].strip()))
            inside = True
            continue
        if inside and isinstance(block, SourceParagraph) and not block.after_blank:
            notes[-1] = (notes[-1][0], _glued(notes[-1][1], block.text))
            continue
        inside = False
        if isinstance(block, SourceParagraph):
            used.update(FOOTNOTE_MARK.findall(block.text))
        kept.append(block)
    return kept, notes


def without_marks(text: str, marks: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The text without its footnote marks, and the marks found in it in order."""
    found = []
    for mark in sorted(marks, key=len, reverse=True):
        if mark in text:
            found.append((text.index(mark), mark))
            text = text.replace(mark, "")
    return clean(text), tuple(mark for _, mark in sorted(found))


def _join(blocks: Blocks) -> tuple[Blocks, list[int]]:
    made: Blocks = []
    joined: list[int] = []
    for block in blocks:
        last = made[-1] if made else None
        if isinstance(block, SourceParagraph) and isinstance(last, SourceParagraph) and _continues(last, block):
            made[-1] = replace(last, text=_glued(last.text, block.text), runs=())
            joined.append(block.line)
        else:
            made.append(block)
    return made, joined


def _glued(before: str, after: str) -> str:
    """A line broken at the hyphen of a document's number (`QĐ-` `TTg`) has no blank there."""
    return f"{before}{after}" if re.search(r"[A-ZĐ]-$", before) and after[:1].isupper() else f"{before} {after}"


def _continues(before: SourceParagraph, after: SourceParagraph) -> bool:
    """Whether `after` is the rest of a sentence that `before` breaks off."""
    if after.numbering or marker_of(after.text).kind is not MarkerKind.PLAIN or _STRUCTURAL.match(after.text):
        return False
    if re.search(r"[A-ZĐ][-/]$", before.text) and after.text[:1].isupper():
        return True
    marker = marker_of(before.full)
    if _is_capitals(after.text) or _is_capitals(before.text):
        return _capitals_continue(before, after, marker.kind)
    if not after.after_blank:
        return not _closed_line(before)
    open_end = not _TERMINAL.search(before.text)
    if after.text[0].islower() or after.text[0] in ",;.)":
        return open_end and not _closed_line(before)
    if before.text.rstrip().endswith(","):
        return marker.kind.is_bullet
    return open_end and marker.kind.is_bullet and len(before.text) > 60 and not after.style and not before.style


def _capitals_continue(before: SourceParagraph, after: SourceParagraph, kind: MarkerKind) -> bool:
    """A heading in capitals over two lines."""
    both = _is_capitals(before.text) and _is_capitals(after.text)
    return (
        both
        and kind in (MarkerKind.ROMAN, MarkerKind.UPPER)
        and not after.after_blank
        and not _TERMINAL.search(before.text)
    )


def _closed_line(paragraph: SourceParagraph) -> bool:
    """Lines of the frame that nothing continues: number, date, motto, recipients' label."""
    text = paragraph.text
    return bool(
        text.endswith("./.")
        or re.match(r"^(?:Số\s*:|Nơi nhận|TM\.|KT\.|TL\.|Độc lập|CỘNG H)", text)
        or re.search(r"ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm\s*\d{0,4}\s*$", text)
        and len(text) < 60
    )
