"""phan_tong_hop.xlsx for the compiling officer: blank, or with what is already written carried over.

The sheet "Thay đoạn" lists the report's paragraphs as composed now, each with the fingerprint of its
data; an officer's row whose paragraph is gone is kept at the end, so that no words are lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from reporting.compiler_sheet import NO_SHEET, CompilerKey, CompilerSheet
from reporting.compose.outline import Outline
from reporting.compose.replacements import fingerprint
from reporting.document import Paragraph
from reporting.excel.table_edit import with_rows
from reporting.excel.table_sheet import Cell, Filled, workbook
from reporting.parse.compiler_sheet import REPLACEMENTS, TEXTS

CREATED = datetime(2023, 1, 1)


def compiler_workbook(
    outline: Outline,
    paragraphs: Sequence[Paragraph] = (),
    sheet: CompilerSheet = NO_SHEET,
    created: datetime = CREATED,
) -> bytes:
    """The workbook's bytes. `paragraphs` are those of the report as composed, before any replacement
    (`compose.replacements.replaceable`); `sheet` is what the officer has written so far."""
    sheets = (
        Filled(TEXTS, list(_texts(outline.keys, sheet))),
        Filled(REPLACEMENTS, list(_replacements(paragraphs, sheet))),
    )
    return workbook(sheets, title="Phần của đơn vị tổng hợp", kind="compiler", created=created)


def with_replacements(data: bytes, name: str, words: Mapping[str, str]) -> bytes:
    """The workbook with these words for these blocks ("" takes them back); every other cell stays as it is."""
    rows = [{"block": block, "text": text or None} for block, text in words.items()]
    return with_rows(data, name, REPLACEMENTS, "block", rows)


def _texts(keys: Sequence[CompilerKey], sheet: CompilerSheet) -> Iterator[Mapping[str, Cell]]:
    for key in keys:
        written = sheet.text(key.key)
        text = written.text if written else ""
        yield {"key": key.key, "title": key.title, "hint": key.hint, "text": text, "mark": sheet.mark(key.key)}
    known = {key.key for key in keys}
    rest = (text for text in sheet.texts if text.key not in known)
    yield from ({"key": text.key, "text": text.text, "mark": sheet.mark(text.key)} for text in rest)


def _replacements(paragraphs: Sequence[Paragraph], sheet: CompilerSheet) -> Iterator[Mapping[str, Cell]]:
    """The officer's fingerprint stays beside the officer's words: it says which data they were written on."""
    written = {replacement.block: replacement for replacement in sheet.replacements}
    for paragraph in paragraphs:
        own = written.pop(paragraph.id, None)
        yield {
            "block": paragraph.id,
            "composed": paragraph.plain,
            "text": own.text if own else "",
            "fingerprint": own.latest if own and own.latest else fingerprint(paragraph),
            "shown": fingerprint(paragraph),
            "mark": sheet.mark(paragraph.id),
        }
    for rest in written.values():
        yield {
            "block": rest.block,
            "text": rest.text,
            "fingerprint": rest.latest,
            "mark": sheet.mark(rest.block),
        }
