"""Word files taken apart for the tests: texts, bookmarks, properties, straight from the XML."""

from __future__ import annotations

import re
import tomllib
import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from reporting.document import Document, plain_lines
from reporting.profile import Profile, parse_profile
from reporting.resources import resource

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def nd30(**changes: dict[str, Any]) -> Profile:
    """The decree's profile; `sizes={"body": 13}` changes single values."""
    data = tomllib.loads(resource("profiles", "nd30-2020.toml").read_text(encoding="utf-8"))
    for table, values in changes.items():
        data[table] |= values
    return parse_profile(data, "nd30-2020.toml")


def shipped_profiles() -> dict[str, Profile]:
    """Every style profile in templates/profiles, by its id."""
    found = {}
    for path in sorted(resource("profiles").glob("*.toml")):
        found[path.stem] = parse_profile(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    return found


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def body(docx: bytes) -> Any:
    return etree.fromstring(parts(docx)["word/document.xml"]).find(f"{W}body")


def paragraph_text(paragraph: Any) -> str:
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    nodes = (n for run in paragraph.iter(f"{W}r") for n in run)
    return "".join(n.text or "" if n.tag == f"{W}t" else signs.get(n.tag, "") for n in nodes)


def texts(docx: bytes) -> list[str]:
    """Every paragraph of the document, in reading order, line breaks and blanks as one blank."""
    lines = (tidy(paragraph_text(paragraph)) for paragraph in body(docx).iter(f"{W}p"))
    return [line for line in lines if line]


def style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


def bookmark_names(docx: bytes) -> list[str]:
    return [mark.get(f"{W}name") for mark in body(docx).iter(f"{W}bookmarkStart")]


def expected(document: Document) -> list[str]:
    """What a reader must find: every line of every block, white space tidied."""
    return [tidy(line) for block in document.blocks() for line in plain_lines(block) if tidy(line)]


def tidy(text: str) -> str:
    return " ".join(text.split())


def squeezed(text: str) -> str:
    """Without any white space: the same however lines and cells were broken."""
    return re.sub(r"\s+", "", text)
