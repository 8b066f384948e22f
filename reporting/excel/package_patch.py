"""An .xlsx changed part by part: what is not touched goes out byte for byte as it came in.

openpyxl's load and save would lose drawings, text boxes, buttons, sparklines and rich text.
"""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import Any

from reporting.excel.container import unpack
from reporting.excel.parts import parse_xml

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class CannotPatchError(Exception):
    """The package is of a kind that is not changed in place; the caller makes a new workbook instead."""


class Package:
    """The parts of a workbook by name. A part asked for with `tree` is written anew, every other kept."""

    def __init__(self, data: bytes) -> None:
        parts = unpack(data) if data[:2] == b"PK" else None
        if not isinstance(parts, dict) or "xl/workbook.xml" not in parts or "[Content_Types].xml" not in parts:
            raise CannotPatchError("not a plain .xlsx")
        self._data, self._parts = data, parts
        self._trees: dict[str, Any] = {}
        self._changed: dict[str, bytes] = {}
        if self.tree("xl/workbook.xml").tag != f"{{{MAIN}}}workbook":
            raise CannotPatchError("another dialect (strict)")

    def has(self, name: str) -> bool:
        return name in self._parts or name in self._changed

    def read(self, name: str) -> bytes:
        return self._changed.get(name) or self._parts.get(name, b"")

    def put(self, name: str, content: bytes) -> None:
        self._trees.pop(name, None)
        self._changed[name] = content

    def tree(self, name: str) -> Any:
        """The root element of a part, to be changed in place."""
        if name not in self._trees:
            root = parse_xml(self.read(name))
            if root is None:
                raise CannotPatchError(name)
            self._trees[name] = root
        return self._trees[name]

    def look(self, name: str) -> Any:
        """The root element, to be read only (None: no such part)."""
        if name in self._trees:
            return self._trees[name]
        return parse_xml(self.read(name)) if self.has(name) else None

    # --- relationships and content types ---

    def target(self, part: str, kind: str) -> str:
        """The part that `part` is related to by the last word of the relationship's type; "" if none."""
        root = self.look(relations_of(part))
        for link in root if root is not None else ():
            if (link.get("Type") or "").rpartition("/")[2] == kind and link.get("TargetMode") != "External":
                return _resolved(part, link.get("Target") or "")
        return ""

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relationship; returns its id."""
        from lxml import etree

        name = relations_of(part)
        if not self.has(name):
            self.put(name, f'<Relationships xmlns="{_PACKAGE_RELATIONS}"/>'.encode())
        root = self.tree(name)
        taken = {link.get("Id") for link in root}
        fresh = next(id for n in range(1, len(taken) + 2) if (id := f"rId{n}") not in taken)
        attributes = {"Id": fresh, "Type": f"{OFFICE_RELATIONS}/{kind}", "Target": f"/{target}"}
        etree.SubElement(root, f"{{{_PACKAGE_RELATIONS}}}Relationship", attributes)
        return fresh

    def declare(self, part: str, content_type: str) -> None:
        """The content type of a new part; of a .vml by its extension."""
        from lxml import etree

        root = self.tree("[Content_Types].xml")
        if part.endswith(".vml"):
            if not any((node.get("Extension") or "").lower() == "vml" for node in root):
                node = etree.Element(f"{{{_CONTENT_TYPES}}}Default", {"Extension": "vml", "ContentType": content_type})
                root.insert(0, node)
            return
        attributes = {"PartName": f"/{part}", "ContentType": content_type}
        etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Override", attributes)

    def fresh(self, pattern: str) -> str:
        """The first free part name of a pattern with {}."""
        return next(name for n in range(1, 100_000) if not self.has(name := pattern.format(n)))

    # --- out ---

    def packed(self) -> bytes:
        """The whole package; new parts carry a fixed time, so that the same changes give the same bytes."""
        for name, root in self._trees.items():
            self._changed[name] = _serialised(root)
        target = BytesIO()
        with zipfile.ZipFile(BytesIO(self._data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            known = set()
            for entry in old.infolist():
                name = entry.filename.lstrip("/")
                if not entry.is_dir() and name not in known:
                    known.add(name)
                    _write(new, entry.filename, entry.date_time, self.read(name))
            for name in sorted(set(self._changed) - known):
                _write(new, name, _EPOCH, self._changed[name])
        return target.getvalue()


def relations_of(part: str) -> str:
    """`xl/worksheets/sheet1.xml` → `xl/worksheets/_rels/sheet1.xml.rels`."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _serialised(root: Any) -> bytes:
    from lxml import etree

    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _write(archive: zipfile.ZipFile, name: str, when: tuple[int, ...], content: bytes) -> None:
    info = zipfile.ZipInfo(name, max(_EPOCH, tuple(when)))  # type: ignore[arg-type]
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # the same bytes on every system
    info.external_attr = 0o644 << 16
    archive.writestr(info, content)
