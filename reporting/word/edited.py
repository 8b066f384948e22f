"""The paragraphs of a Word file that somebody edited, as a reader reads them: tracked insertions count, deletions do not."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reporting.word.bookmarks import PREFIX
from reporting.word.markup import NAMESPACES, W, parse
from reporting.word.package import DOCUMENT, STYLES, custom_property, read_package
from reporting.word.render import GENERATION_PROPERTY
from reporting.word.styles import ANNEX_REFERENCE, ANNEX_TITLE

_ADDED, _GONE = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
_FIXED = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOT_READ = (
    *_GONE, f"{W}instrText", f"{W}pPr", f"{W}rPr", f"{W}txbxContent", f"{W}p", f"{W}footnoteReference",
    f"{{{NAMESPACES['mc']}}}Fallback",
)  # fmt: skip
_TITLE_LINES = {
    "CCHCTrichYeu": "CCHC Trích yếu",
    ANNEX_TITLE: "CCHC Tên phụ lục",
    ANNEX_REFERENCE: "CCHC Kèm theo",
}
_START = f"{W}bookmarkStart"
_INSIDE = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", *_ADDED)


@dataclass(frozen=True, slots=True)
class EditedParagraph:
    """`names`: our bookmarks that begin in it, those alone that hold text where there are such; `of_title`: a line of ours below a title, which has no
    bookmark of its own."""

    text: str
    names: tuple[str, ...] = ()
    of_title: bool = False


@dataclass(frozen=True, slots=True)
class EditedFile:
    """`generation` of the report that it was written as ("" not known); paragraphs outside tables, in order, those
    without text left out."""

    generation: str
    paragraphs: tuple[EditedParagraph, ...]


def read_edited(data: bytes, name: str) -> EditedFile:
    """Raises CchcError where `data` is no .docx that can be read."""
    package = read_package(data, name)
    body = parse(package[DOCUMENT]).find(f"{W}body")
    titles = set(_TITLE_LINES)
    for style in parse(package[STYLES]).iter(f"{W}style") if STYLES in package else ():
        called = style.find(f"{W}name")
        if called is not None and called.get(f"{W}val") in _TITLE_LINES.values():
            titles.add(str(style.get(f"{W}styleId")))  # other programs give other ids
    found = tuple(one for one in _read(body, titles) if one.text.strip())
    return EditedFile(custom_property(package, GENERATION_PROPERTY), found)


def generation_of_file(data: bytes, name: str) -> str:
    """Of which build a report's Word file is; "" where it does not say. Raises CchcError where it cannot be read."""
    return custom_property(read_package(data, name), GENERATION_PROPERTY)


def _read(body: Any, titles: Container[str]) -> Iterator[EditedParagraph]:
    waiting: list[str] = []  # begun between paragraphs: of the next one
    for element in _paragraphs(body):
        if element.tag == _START:
            waiting += _names([element])
            continue
        starts = list(element.iter(_START))
        starts = [mark for mark in starts if holds_text(mark)] or starts
        styled = element.find(f"{W}pPr/{W}pStyle")
        style = "" if styled is None else str(styled.get(f"{W}val"))
        yield EditedParagraph("".join(_pieces(element)), (*waiting, *_names(starts)), style in titles)
        waiting.clear()


def _names(starts: Iterable[Any]) -> list[str]:
    names = (str(mark.get(f"{W}name", "")) for mark in starts)
    return [name for name in names if name.startswith(PREFIX)]


def holds_text(start: Any) -> bool:
    """Not so where the text was deleted: Word leaves the empty bookmark at the next paragraph, which is another's."""
    for node in start.itersiblings():
        if node.tag == f"{W}bookmarkEnd" and node.get(f"{W}id") == start.get(f"{W}id"):
            return False
        if node.tag not in _NOT_READ and any(_pieces([node])):
            return True
    return start.getparent().tag == f"{W}p" and not any(
        node.get(f"{W}id") == start.get(f"{W}id") for node in start.getparent().iter(f"{W}bookmarkEnd")
    )


def _paragraphs(parent: Any) -> Iterator[Any]:
    """Paragraphs, and the bookmarks that begin between them; tables are passed over."""
    for child in parent if parent is not None else ():
        if child.tag in (f"{W}p", _START):
            yield child
        elif child.tag in _INSIDE:
            yield from _paragraphs(child)


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_READ:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _FIXED:
            yield _FIXED[child.tag]
        else:
            yield from _pieces(child)
