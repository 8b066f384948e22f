"""A plan kept as plain text: lines with their numbers, wrapped lines told from paragraphs."""

from __future__ import annotations

import codecs
import re

from reporting.plan_import.source import SourceDocument, SourceParagraph

# Longest line of a text that is wrapped by hand or by a converter.
_WRAPPED = 120
# Blanks between the two columns of a letterhead or a signing block, and before a line of the right one alone.
_COLUMNS = re.compile(r"(?<=\S)[ \t]{5,}(?=\S)")
_INDENT = 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_plan_text(data: bytes, name: str) -> SourceDocument:
    """UTF-8, UTF-16 with a mark, else Windows-1258 (Vietnamese); a form feed starts a page."""
    lines = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f").split("\n")
    longest = sorted(len(line) for line in lines if line.strip())
    width = longest[int(len(longest) * 0.98)] if longest else 0
    made: list[SourceParagraph] = []
    blank, before, page = True, "", 1
    right: list[SourceParagraph] = []
    for number, line in enumerate(lines, 1):
        page += line.count("\f")
        text = line.strip("\f \t")
        if not text:
            blank = True
            continue
        columns = _COLUMNS.split(text)
        alone = bool(right) and len(line) - len(line.lstrip()) >= _INDENT
        if len(columns) == 2 or alone:
            right.append(SourceParagraph(columns[-1], number, page=page))
            text = "" if alone else columns[0]
        elif not text.startswith("-"):
            made += right
            right = []
        own = blank or width > _WRAPPED or len(before) < 0.7 * width or bool(right)
        if text:
            made.append(SourceParagraph(text, number, after_blank=own, page=page))
        blank, before = False, text
    return SourceDocument(name, "text", (*made, *right))


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1258", errors="replace")
