"""Small parts of an .xlsx that calamine does not show: properties, defined names, which part is which sheet."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any

_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def parse_xml(content: bytes) -> Any:
    """A part without entities and network; None when it is no XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None


def as_bytes(root: Any) -> bytes:
    """The part again."""
    from lxml import etree

    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def custom_properties(custom: bytes) -> dict[str, str]:
    """Custom document properties: name → text."""
    root = parse_xml(custom) if custom else None
    if root is None:
        return {}
    return {node.get("name", ""): "".join(node.itertext()).strip() for node in root if node.get("name")}


def constant_names(book: bytes) -> dict[str, str]:
    """Defined names that hold a text constant (="…"): the form's identity."""
    root = parse_xml(book) if b"definedName" in book else None
    if root is None:
        return {}
    found = {}
    for node in root.iter("{*}definedName"):
        text = (node.text or "").strip().removeprefix("=")
        if len(text) > 1 and text[0] == text[-1] == '"':
            found[node.get("name", "")] = text[1:-1].replace('""', '"')
    return found


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Sheet name → name of its part, as it is written in the zip where there is one ("" when nothing leads there)."""
    root, links = parse_xml(parts.get("xl/workbook.xml", b"")), parse_xml(parts.get("xl/_rels/workbook.xml.rels", b""))
    if root is None or links is None:
        return {}
    written = {name.lower(): name for name in parts}  # names of parts are the same in small letters and capitals
    targets = {link.get("Id"): _target(link.get("Target") or "") for link in links}
    sheets = ((s.get("name", ""), s.get(_OFFICE) or s.get(_STRICT)) for s in root.iter("{*}sheet"))
    found = ((name, targets.get(link, "")) for name, link in sheets)
    return {name: written.get(part.lower(), part) for name, part in found}


def _target(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
