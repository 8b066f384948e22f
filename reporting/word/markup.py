"""WordprocessingML as text: escaped, NFC, without the characters that XML forbids.

Strings are several times faster than building elements one by one; they are parsed once, whole.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}
DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
W = f"{{{NAMESPACES['w']}}}"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("([\n\t])")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def plain(text: str) -> str:
    """NFC, line ends as \\n, without what XML forbids; blanks stay as typed (`Số:      /BC-…`)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))


def escape(text: str) -> str:
    """For element text and attribute values."""
    return plain(text).translate(_ESCAPES)


def text_xml(text: str) -> str:
    """The inside of a run: w:t, with line breaks and tabs as elements."""
    pieces = []
    for piece in _BREAKS.split(escape(text)):
        if piece == "\n":
            pieces.append("<w:br/>")
        elif piece == "\t":
            pieces.append("<w:tab/>")
        elif piece:
            pieces.append(f'<w:t xml:space="preserve">{piece}</w:t>')
    return "".join(pieces)


def run_xml(text: str, style: str = "") -> str:
    """One run on a character style ("" for the paragraph's own look)."""
    inside = text_xml(text)
    if not inside:
        return ""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{look}{inside}</w:r>"


def paragraph_xml(style: str, inside: str, extra: str = "") -> str:
    """A paragraph on a style; `extra` are properties that follow pStyle in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{inside}</w:p>'


def parse_fragment(xml: str) -> list[Any]:
    """Elements of a fragment that uses the prefixes of NAMESPACES."""
    from lxml import etree

    return list(etree.fromstring(f"<fragment {DECLARATIONS}>{xml}</fragment>", _parser()))


def parse(xml: bytes) -> Any:
    """A part of a package; no entities, no network."""
    from lxml import etree

    return etree.fromstring(xml, _parser())


def serialize(root: Any, **places: str) -> bytes:
    """A part's bytes. `places`: XML that stands where `placeholder(name)` was put.

    Long texts are put in as strings: moving many elements from one tree to another costs the square
    of their number in libxml2.
    """
    from lxml import etree

    # Prefixes of the root stay: mc:Ignorable of a template saved by Word names them.
    kept = [prefix for prefix in root.nsmap if prefix]
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES if places else None, keep_ns_prefixes=[*kept, *NAMESPACES])
    out = bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
    for name, xml in places.items():
        out = out.replace(f"<!--cchc:{name}-->".encode(), xml.encode(), 1)
    return out


def placeholder(name: str) -> Any:
    """A comment in whose place `serialize` puts XML."""
    from lxml import etree

    return etree.Comment(f"cchc:{name}")


def text_of(element: Any) -> str:
    """What a reader reads in a paragraph or cell: text, breaks as \\n, tabs."""
    pieces = []
    for node in element.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}p"):
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif node.tag == f"{W}br":
            pieces.append("\n")
        elif node.tag == f"{W}tab" and node.getparent().tag == f"{W}r":
            pieces.append("\t")
        elif node.tag == f"{W}p" and node is not element and pieces:
            pieces.append("\n")
    return "".join(pieces)


@lru_cache(maxsize=1)
def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
