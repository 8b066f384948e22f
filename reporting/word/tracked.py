"""Changes of ours in a Word file that somebody edited, as Word tracks them: rejected, what he wrote is there again.

Only text moves: his runs keep their looks, a changed word takes the look of the word that stood there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from reporting.word.markup import W, parse_fragment, text_xml
from reporting.word.package import Package, add_part

AUTHOR = "cchc"
COMMENTS = "word/comments.xml"
_TOKEN = re.compile(r"\s+|[^\s\w]|\w+")
_SAID = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_HIDDEN = (f"{W}del", f"{W}moveFrom")
_PARTS = (f"{W}t", *_SAID)
_FIRST = 900_000  # numbers of ours; his revisions and comments have lower ones


@dataclass(slots=True)
class Tracker:
    """Writes tracked changes and comments into one document; `day` stands for when they were made, `last` is the highest
    number that those in it have."""

    day: date
    last: int = 0
    _next: int = _FIRST
    _comments: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._next = max(_FIRST, self.last)

    # ── a paragraph ──

    def say(self, paragraph: Any, text: str) -> None:
        """The paragraph's words become `text`: what differs is struck out and put in, word by word."""
        runs = _single(paragraph)
        before = "".join(said for _, said in runs)
        edits = _differences(before, text)
        for start, end, new in reversed(edits):  # from the end: what stands before keeps its place
            self._change(paragraph, start, end, new)

    def _change(self, paragraph: Any, start: int, end: int, new: str) -> None:
        runs = _cut(_cut(_single(paragraph), start), end)
        inside, at, last = [], 0, None
        for run, said in runs:
            if start <= at and at + len(said) <= end and said:
                inside.append(run)
            if at < max(start, 1):
                last = run
            at += len(said)
        look = _look_of(inside[0] if inside else last)
        for run in inside:
            gone = self._mark("del")
            run.addprevious(gone)
            gone.append(run)
            for node in run.iter(f"{W}t"):
                node.tag = f"{W}delText"
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if not new:
            return
        put = self._mark("ins")
        run = parse_fragment(f"<w:r>{text_xml(new)}</w:r>")[0]
        if look is not None:
            run.insert(0, deepcopy(look))
        put.append(run)
        if inside:
            inside[-1].getparent().addnext(put)
        elif last is not None:
            _outermost(last, paragraph).addnext(put)
        else:
            _behind_properties(paragraph, put)

    def insert(self, paragraph: Any) -> Any:
        """A new paragraph, put in as a whole: its mark and all its runs are insertions."""
        self._mark_end(paragraph, "ins")
        for run, _ in _single(paragraph):
            put = self._mark("ins")
            run.addprevious(put)
            put.append(run)
        return paragraph

    def strike(self, paragraph: Any) -> None:
        """A paragraph taken out as a whole."""
        self._mark_end(paragraph, "del")
        text = "".join(said for _, said in _single(paragraph))
        if text:
            self._change(paragraph, 0, len(text), "")

    def insert_row(self, row: Any) -> Any:
        self._mark_row(row, "ins")
        for paragraph in row.iter(f"{W}p"):
            for run, _ in _single(paragraph):
                put = self._mark("ins")
                run.addprevious(put)
                put.append(run)
        return row

    def strike_row(self, row: Any) -> None:
        self._mark_row(row, "del")
        for paragraph in row.iter(f"{W}p"):
            text = "".join(said for _, said in _single(paragraph))
            if text:
                self._change(paragraph, 0, len(text), "")

    def _mark_row(self, row: Any, kind: str) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = parse_fragment("<w:trPr/>")[0]
            before = row.find(f"{W}tblPrEx")
            row.insert(0, properties) if before is None else before.addnext(properties)
        properties.append(self._mark(kind))

    def _mark_end(self, paragraph: Any, kind: str) -> None:
        """The paragraph's own mark, in its properties (before what says how the mark looks)."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = parse_fragment("<w:pPr/>")[0]
            paragraph.insert(0, properties)
        look = properties.find(f"{W}rPr")
        if look is None:
            look = parse_fragment("<w:rPr/>")[0]
            later = [properties.find(f"{W}{name}") for name in ("sectPr", "pPrChange")]
            following = next((node for node in later if node is not None), None)
            properties.append(look) if following is None else following.addprevious(look)
        look.insert(0, self._mark(kind))

    def _mark(self, kind: str) -> Any:
        self._next += 1
        when = f"{self.day.isoformat()}T00:00:00Z"
        return parse_fragment(f'<w:{kind} w:id="{self._next}" w:author="{AUTHOR}" w:date="{when}"/>')[0]

    # ── comments ──

    def remark(self, paragraph: Any, text: str) -> None:
        """A comment of ours on a whole paragraph."""
        self._next += 1
        number, when = self._next, f"{self.day.isoformat()}T00:00:00Z"
        self._comments.append(
            f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:date="{when}" w:initials="{AUTHOR}">'
            f"<w:p><w:r>{text_xml(text)}</w:r></w:p></w:comment>"
        )
        start, end, shown = parse_fragment(
            f'<w:commentRangeStart w:id="{number}"/><w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )
        _behind_properties(paragraph, start)
        paragraph.append(end)
        paragraph.append(shown)

    def add_to(self, package: Package) -> None:
        """The comments into their part, beside his."""
        if not self._comments:
            return
        ours, end = "".join(self._comments).encode(), b"</w:comments>"
        known = package.get(COMMENTS, b"").rstrip()
        if known.endswith(end):
            package[COMMENTS] = known.removesuffix(end) + _named(ours) + end
            return
        from reporting.word.markup import DECLARATIONS, XML_HEAD

        whole = f"{XML_HEAD}<w:comments {DECLARATIONS}>".encode() + ours + end
        add_part(package, COMMENTS, whole, "comments")


def _named(comments: bytes) -> bytes:
    """With the namespace on each comment: his part may call it otherwise."""
    from reporting.word.markup import NAMESPACES

    return comments.replace(b"<w:comment ", f'<w:comment xmlns:w="{NAMESPACES["w"]}" '.encode())


def highest_number(root: Any) -> int:
    """Of the changes, comments and bookmarks in a document."""
    given = (str(node.get(f"{W}id", "")) for node in root.iter("*"))
    return max((int(number) for number in given if number.isdecimal()), default=0)


# ── runs ─────────────────────────────────────────────────────────────────────────────────────────


def text_said(element: Any) -> str:
    """What a reader reads of a paragraph, deletions left out."""
    return "".join(said for _, said in _runs(element))


def _runs(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """Runs of a paragraph with what they say; what is deleted, boxes and nested paragraphs are left out."""
    for child in paragraph:
        if child.tag in _HIDDEN or child.tag == f"{W}pPr":
            continue
        if child.tag == f"{W}r":
            yield child, "".join(_said(node) for node in child if node.tag in _PARTS)
        elif child.tag in (f"{W}ins", f"{W}moveTo", f"{W}hyperlink", f"{W}smartTag", f"{W}sdt", f"{W}sdtContent"):
            yield from _runs(child)


def _said(node: Any) -> str:
    return node.text or "" if node.tag == f"{W}t" else _SAID[node.tag]


def _single(paragraph: Any) -> list[tuple[Any, str]]:
    """The same, each run with one piece of text at the most: those with several are divided, their looks kept."""
    for run, _ in list(_runs(paragraph)):
        pieces = [node for node in run if node.tag != f"{W}rPr"]
        for node in reversed(pieces[1:]):
            run.addnext(_copy_with(run, node))
    return list(_runs(paragraph))


def _copy_with(run: Any, node: Any) -> Any:
    made = parse_fragment("<w:r/>")[0]
    look = run.find(f"{W}rPr")
    if look is not None:
        made.append(deepcopy(look))
    made.append(node)
    return made


def _cut(runs: list[tuple[Any, str]], place: int) -> list[tuple[Any, str]]:
    """With a boundary between two runs at this place of the text."""
    made: list[tuple[Any, str]] = []
    at = 0
    for run, said in runs:
        if at < place < at + len(said):
            first, rest = said[: place - at], said[place - at :]
            node = run.find(f"{W}t")
            twin = deepcopy(run)
            for piece, text in ((node, first), (twin.find(f"{W}t"), rest)):
                piece.text = text
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addnext(twin)
            made += [(run, first), (twin, rest)]
        else:
            made.append((run, said))
        at += len(said)
    return made


def _differences(before: str, after: str) -> list[tuple[int, int, str]]:
    """What to put in the place of which letters, by whole words; neighbouring changes are one."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token))
    found: list[tuple[int, int, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        found.append((starts[a], starts[b], "".join(new[c:d])))
    return found


def _look_of(run: Any) -> Any:
    return None if run is None else run.find(f"{W}rPr")


def _outermost(run: Any, paragraph: Any) -> Any:
    """The run, or what holds it inside the paragraph: nothing of ours goes into an insertion of his."""
    while run.getparent() is not paragraph and run.getparent().tag in (f"{W}ins", f"{W}moveTo"):
        run = run.getparent()
    return run


def _behind_properties(paragraph: Any, node: Any) -> None:
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0, node) if properties is None else properties.addnext(node)
