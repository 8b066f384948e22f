"""What is written on a sheet outside its cells: comments, text boxes, shapes, in an .xlsx."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from reporting.excel.parts import parse_xml
from reporting.excel.sheet_marks import NOTE_HEAD
from reporting.forms.layout import MERGED_NOTE
from reporting.grid import Remark
from reporting.location import address

_FOLDERS = ("xl/comments", "xl/threadedcomments", "xl/drawings")
_THREADED = "[Threaded comment]"  # what Excel writes for older programs beside a conversation


def remarks_of(parts: Mapping[str, bytes], sheet: str) -> tuple[Remark, ...]:
    """Those of the sheet in the part of this name."""
    if not any(name.lower().startswith(_FOLDERS) for name in parts):
        return ()
    found: dict[Remark, None] = {}
    for name in _linked(parts, sheet):
        found |= dict.fromkeys(_of_part(name.lower(), parts[name]))
    return tuple(found)


def _linked(parts: Mapping[str, bytes], sheet: str) -> Iterator[str]:
    """The parts that a sheet's relations name."""
    folder, file = posixpath.split(sheet)
    written = {name.lower(): name for name in parts}
    links = parse_xml(parts.get(written.get(f"{folder}/_rels/{file}.rels".lower(), ""), b""))
    for link in () if links is None else links:
        target = link.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path.lower() in written:
            yield written[path.lower()]


def _of_part(name: str, content: bytes) -> Iterator[Remark]:
    root = parse_xml(content)
    if root is None or not name.startswith(_FOLDERS):
        return
    if "threadedcomment" in name:
        yield from _comments(root, "{*}threadedComment")
    elif "comments" in name:
        yield from _comments(root, "{*}commentList/{*}comment")
    elif name.endswith(".vml"):
        yield from _boxes(root)
    else:
        yield from _shapes(root)


def _comments(root: Any, path: str) -> Iterator[Remark]:
    for node in root.iterfind(path):
        text = "".join(node.itertext()).strip()
        if text and not text.startswith((_THREADED, NOTE_HEAD, MERGED_NOTE)):
            yield Remark("comment", text, node.get("ref") or "")


def _shapes(root: Any) -> Iterator[Remark]:
    """Text boxes, shapes, words in charts' frames; each with the cell it is anchored at."""
    for anchor in root:
        lines = [
            "".join(t.text or "" for t in line.iterfind(".//{*}t")) for line in anchor.iterfind(".//{*}txBody/{*}p")
        ]
        text = "\n".join(line for line in lines if line.strip()).strip()
        if text:
            yield Remark("shape", text, _anchored(anchor.find("{*}from")))


def _anchored(start: Any) -> str:
    if start is None:
        return ""
    row, column = (start.findtext(f"{{*}}{what}") or "" for what in ("row", "col"))
    return address(int(row) + 1, int(column) + 1) if row.isdecimal() and column.isdecimal() else ""


def _boxes(root: Any) -> Iterator[Remark]:
    """Text boxes and form controls of older programs; the frames of comments are left out."""
    for shape in root.iter("{*}shape", "{*}rect", "{*}roundrect", "{*}oval"):
        data = shape.find("{*}ClientData")
        if data is not None and data.get("ObjectType") == "Note":
            continue
        text = "".join("".join(box.itertext()) for box in shape.iterfind("{*}textbox")).strip()
        if text:
            yield Remark("shape", " ".join(text.split()))
