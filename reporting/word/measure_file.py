"""The parts of anybody's .docx, found by their relationships; CchcError says why a file is none."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reporting.errors import CchcError
from reporting.word.markup import parse

_LARGEST = 256 * 2**20  # bytes of one XML part unpacked
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACCEPTED = "tệp Word .docx"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": (
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


@dataclass(frozen=True, slots=True)
class WordFile:
    """Roots of the parts that say how a document looks (None: the file has no such part)."""

    name: str
    document: Any
    related: Mapping[str, str]  # relationship id → part name
    kinds: Mapping[str, str]  # relationship kind (`styles` …) → part name
    parts: Mapping[str, bytes]

    def part(self, kind: str) -> Any | None:
        return self.root(self.kinds.get(kind, ""))

    def root(self, part: str) -> Any | None:
        return parse_part(self.parts[part], self.name) if part in self.parts else None


def open_word(data: bytes, name: str) -> WordFile:
    """CchcError where it is no readable .docx, with what to do."""
    parts = _parts(data, name)
    main = _main_part(parts, name)
    folder, file = posixpath.split(main)
    relations = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    related, kinds = _relations(relations, folder, name)
    kinds["app"] = "docProps/app.xml"
    document = parse_part(parts[main], name)
    if not str(document.tag).endswith("}document"):
        raise _refused(name, "tệp không phải văn bản Word", "Mở bằng Word, lưu lại dạng .docx.")
    return WordFile(name, document, related, kinds, parts)


def parse_part(content: bytes, name: str) -> Any:
    from lxml import etree

    for strict, usual in _STRICT.items():
        content = content.replace(strict, usual)
    try:
        return parse(content)
    except etree.XMLSyntaxError as problem:
        raise _refused(name, "tệp Word bị hỏng", "Mở bằng Word (Open and Repair), lưu lại dạng .docx.") from problem


def _parts(data: bytes, name: str) -> dict[str, bytes]:
    if data.startswith(_OLE):
        raise _refused_ole(data, name)
    if data.startswith(b"%PDF"):
        raise _refused(name, "tệp PDF, không phải tệp Word", "Dùng bản Word của văn bản.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            wanted = [e for e in archive.infolist() if e.filename.endswith((".xml", ".rels"))]
            if any(entry.file_size > _LARGEST for entry in wanted):
                raise _refused(name, "tệp quá lớn", "Tách văn bản thành nhiều tệp.")
            return {entry.filename: archive.read(entry) for entry in wanted}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as problem:
        raise _refused(name, "không phải tệp Word .docx, hoặc tệp bị hỏng", "Mở bằng Word, lưu lại dạng .docx.") from (
            problem
        )


def _main_part(parts: Mapping[str, bytes], name: str) -> str:
    top = parts.get("_rels/.rels")
    main = _relations(top, "", name)[1].get("officeDocument", "") if top else ""
    main = main if main in parts else "word/document.xml"
    if main not in parts:
        raise _refused(name, "tệp không phải văn bản Word", "Mở bằng Word, lưu lại dạng .docx.")
    return main


def _relations(content: bytes | None, folder: str, name: str) -> tuple[dict[str, str], dict[str, str]]:
    """By id, and by kind (the last word of the relationship's type)."""
    related: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for entry in () if content is None else parse_part(content, name):
        if not isinstance(entry.tag, str) or entry.get("TargetMode") == "External":
            continue
        target = str(entry.get("Target") or "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        related[str(entry.get("Id"))] = part
        kinds.setdefault(str(entry.get("Type") or "").rpartition("/")[2], part)
    return related, kinds


def _refused_ole(data: bytes, name: str) -> CchcError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _refused(name, "tệp Word có mật khẩu", "Gỡ mật khẩu trong Word (File › Info › Protect Document).")
    return _refused(name, "tệp Word kiểu cũ (.doc)", "Mở bằng Word, chọn Save As, lưu dạng .docx.")


def _refused(name: str, wrong: str, action: str) -> CchcError:
    return CchcError(wrong, where=name, accepted=_ACCEPTED, action=action)
