"""What a Word file with tracked changes of ours says, accepted or rejected."""

from __future__ import annotations

import re
from typing import Any

from reporting.word.markup import W, parse
from reporting.word.package import DOCUMENT, read_package
from reporting.word.tracked import AUTHOR, text_said


def lines(docx: bytes, *, reject: bool = False) -> list[str]:
    """What stands in the paragraphs with our changes accepted or rejected."""
    root = parse(read_package(docx, "a.docx")[DOCUMENT])
    keep, drop = ("del", "ins") if reject else ("ins", "del")
    for row in list(root.iter(f"{W}tr")):
        if _ours(row.find(f"{W}trPr/{W}{drop}")):
            row.getparent().remove(row)
    for paragraph in list(root.iter(f"{W}p")):
        if _ours(paragraph.find(f"{W}pPr/{W}rPr/{W}{drop}")) and paragraph.getparent().tag != f"{W}tc":
            paragraph.getparent().remove(paragraph)
    for node in [n for n in root.iter(f"{W}{drop}") if _ours(n)]:
        if node.getparent() is not None:
            node.getparent().remove(node)
    for node in [n for n in root.iter(f"{W}{keep}") if _ours(n)]:
        for run in node:
            node.addprevious(run)
        node.getparent().remove(node)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    return [text_said(p) for p in root.iter(f"{W}p")]


def _ours(node: Any) -> bool:
    return node is not None and node.get(f"{W}author") == AUTHOR


def comments(docx: bytes) -> list[str]:
    part = read_package(docx, "a.docx").get("word/comments.xml", b"").decode()
    return re.findall(r"<w:t[^>]*>([^<]*)</w:t>", part)
