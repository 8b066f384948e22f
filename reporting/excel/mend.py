"""One bad cell is one bad cell: what calamine would refuse a whole workbook for is taken out of the XML, and named.

A package is written anew from the parts that were looked at, so that calamine reads these and no others.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from reporting.excel.places import TEXTS, cells_of
from reporting.grid import Place

# calamine sets aside memory for as many as a part says it has.
_COUNTED = re.compile(rb"""\b(?:uniqueC|c)ount\s*=\s*["'](\d+)["']""")
_MOST_COUNTED = 2_000_000
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_OTHERS = re.compile(r"(?:utf-16(?:le|be)?|iso-8859-\d+|windows-125\d|latin-?1)", re.IGNORECASE)
_KINDS = ("", "n", "b", "d", "e", *TEXTS)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_SHARED_NUMBER = re.compile(r"\d{1,9}")


def in_utf8(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts, those in another encoding of XML in UTF-8."""
    return {
        name: _utf8(content) if name.lower().endswith((".xml", ".rels", ".vml")) else content
        for name, content in parts.items()
    }


def _utf8(content: bytes) -> bytes:
    head = content[:200]
    encoding = next((name for start, name in _WIDE if head.startswith(start)), "")
    if not encoding:
        declared = _DECLARED.match(head)
        encoding = declared[1].decode() if declared else ""
        if not _OTHERS.fullmatch(encoding):
            return content
    try:
        text = content.decode(encoding).lstrip("\ufeff")
    except (UnicodeDecodeError, LookupError):
        return content
    return re.sub(r"^\s*<\?xml[^>]*\?>", '<?xml version="1.0" encoding="UTF-8"?>', text, count=1).encode()


def swollen(parts: Mapping[str, bytes]) -> str:
    """The name of a part that claims to have more than it can have; "" when none does."""
    for name, content in parts.items():
        if name.endswith(".xml") and any(
            len(n) > 9 or int(n) > _MOST_COUNTED for n in _COUNTED.findall(content[:4096])
        ):
            return name
    return ""


def mended(root: Any, texts: int) -> dict[Place, str]:
    """Takes out of a sheet what calamine refuses; what each such cell says instead of a value. `texts`: how many
    shared texts there are."""
    bad: dict[Place, str] = {}
    for place, cell in cells_of(root):
        for child in [child for child in cell if _tag(child) not in ("f", "v", "is")]:
            cell.remove(child)
        said = _said(cell, texts)
        if said is not None:
            bad[place] = said
            for child in [child for child in cell if _tag(child) != "f"]:
                cell.remove(child)
            cell.attrib.pop("t", None)
    return bad


def _tag(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _said(cell: Any, texts: int) -> str | None:
    """What a cell shows that holds no value; None for a value. White space around a number is taken away."""
    kind, value = cell.get("t") or "", next((child for child in cell if _tag(child) == "v"), None)
    text = "" if value is None else (value.text or "") + "".join(child.tail or "" for child in value)
    if kind == "e":
        return text.strip() or "#N/A"
    if kind not in _KINDS:
        return text or f"t={kind}"
    if value is None or kind in ("str", "inlineStr", "d") or not text:
        return None
    bare = text.strip()
    if kind == "s":
        good = bool(_SHARED_NUMBER.fullmatch(bare)) and int(bare) < texts
        said = f"chữ dùng chung số {bare}"
    elif kind == "b":
        good, said = bare in ("0", "1", "true", "false"), text
    else:
        good, said = bool(_NUMBER.fullmatch(bare)), text
    if good:
        for child in list(value):
            value.remove(child)
        value.text = bare
    return None if good else said


def package(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts, not compressed."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()
