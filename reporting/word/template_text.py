"""A template's paragraphs with their tags: what a person reads, and what lies across each tag.

Paragraphs count from 1 in the order of the file, cells included, as Word's own cursor meets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reporting.word.markup import W
from reporting.word.walk import own

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
HALF_TAG = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_REVISIONS = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}
_COMMENTS = {f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")}


@dataclass(frozen=True, slots=True)
class Tag:
    """`kind` {{ {% {#; `scope` p, tr, tc, r or ""; `inside` the expression or statement.
    `interrupted`: a tracked change or a comment begins or ends within it."""

    text: str
    kind: str
    scope: str
    inside: str
    interrupted: bool


@dataclass(frozen=True, slots=True)
class TemplateParagraph:
    """`loose` is the text outside complete tags; `in_table` whether a cell holds the paragraph."""

    number: int
    text: str
    tags: tuple[Tag, ...]
    loose: str
    in_table: bool


def template_paragraphs(root: Any) -> Iterator[TemplateParagraph]:
    """The paragraphs of a part (body, header or footer)."""
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        text, changes = _characters(paragraph)
        tags = tuple(_tag(match, changes) for match in TAG.finditer(text))
        in_table = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        yield TemplateParagraph(number, text, tags, TAG.sub("", text), in_table)


def has_changes(root: Any) -> bool:
    """Whether any tracked change or comment is left."""
    return any(True for _ in root.iter(*_REVISIONS, *_COMMENTS))


def _tag(match: re.Match[str], changes: list[int]) -> Tag:
    text = match[0]
    inside, scope = text[2:-2], ""
    found = re.match(r"(p|tr|tc|r)\s", inside)
    if found:
        scope, inside = found[1], inside[len(found[1]) :]
    inside = inside.translate(str.maketrans("“”‘’", "\"\"''")).strip().strip("-").strip()
    states = set(changes[match.start() : match.end()])
    return Tag(text, text[:2], scope, inside, len(states) > 1)


def _characters(paragraph: Any) -> tuple[str, list[int]]:
    """The paragraph's text, deleted text included, and for each character the number of the tracked
    change or comment stretch it lies in: a tag is whole where it has one number."""
    text: list[str] = []
    changes: list[int] = []
    stretch = 0
    within: Any = None
    for node in own(paragraph, gone=(f"{W}p",)):
        if node.tag in _COMMENTS:
            stretch += 1
        if node.tag in (f"{W}t", f"{W}delText") and node.text:
            holder = next((a for a in node.iterancestors(*_REVISIONS)), None)
            if holder is not within:
                within, stretch = holder, stretch + 1
            text.append(node.text)
            changes.extend([stretch] * len(node.text))
        elif node.tag in (f"{W}br", f"{W}tab") and node.getparent().tag == f"{W}r":
            text.append("\n")
            changes.append(stretch)
    return "".join(text), changes
