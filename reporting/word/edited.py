"""The paragraphs of a Word file that somebody edited, as a reader reads them: tracked insertions count, deletions do not."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

from reporting.word.bookmarks import PREFIX
from reporting.word.markup import NAMESPACES, W, parse
from reporting.word.package import DOCUMENT, STYLES, read_package
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
_MARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
_INSIDE = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", *_ADDED)


@dataclass(frozen=True, slots=True)
class EditedParagraph:
    """`names`: our bookmarks that begin in it; `under`: those that begin before it and end later;
    `of_title`: a line of ours below a title, which has no bookmark of its own."""

    text: str
    names: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    of_title: bool = False


def edited_paragraphs(data: bytes, name: str) -> tuple[EditedParagraph, ...]:
    """The paragraphs outside tables, in order, those without text left out. Raises CchcError where `data` is no .docx."""
    package = read_package(data, name)
    body = parse(package[DOCUMENT]).find(f"{W}body")
    titles = set(_TITLE_LINES)
    for style in parse(package[STYLES]).iter(f"{W}style") if STYLES in package else ():
        called = style.find(f"{W}name")
        if called is not None and called.get(f"{W}val") in _TITLE_LINES.values():
            titles.add(str(style.get(f"{W}styleId")))  # other programs give other ids
    return tuple(one for one in _read(body, titles) if one.text.strip())


def _read(body: Any, titles: Container[str]) -> Iterator[EditedParagraph]:
    open_: dict[str, str] = {}
    waiting: list[str] = []  # begun between paragraphs: of the next one
    for element in _paragraphs(body):
        if element.tag != f"{W}p":
            waiting += _begun(element, open_)
            continue
        under = tuple(name for name in open_.values() if name not in waiting)
        names = (*waiting, *(name for mark in element.iter(*_MARKS) for name in _begun(mark, open_)))
        waiting.clear()
        styled = element.find(f"{W}pPr/{W}pStyle")
        style = "" if styled is None else str(styled.get(f"{W}val"))
        yield EditedParagraph("".join(_pieces(element)), names, under, style in titles)


def _begun(mark: Any, open_: dict[str, str]) -> list[str]:
    """The name of a bookmark of ours that begins; one that ends is taken out of `open_` (number → name)."""
    number, name = str(mark.get(f"{W}id")), str(mark.get(f"{W}name", ""))
    if mark.tag == _MARKS[1]:
        open_.pop(number, None)
    elif name.startswith(PREFIX):
        open_[number] = name
        return [name]
    return []


def _paragraphs(parent: Any) -> Iterator[Any]:
    for child in parent if parent is not None else ():
        if child.tag in (f"{W}p", *_MARKS):
            yield child
        elif child.tag == f"{W}tbl":
            yield from child.iter(*_MARKS)
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
