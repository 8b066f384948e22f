"""What cells look like, as far as it changes what they say: number formats, crossed-out letters, old fonts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from reporting.excel.parts import parse_xml
from reporting.legacy_text import Encoding, encoding_of, shows_capitals
from reporting.text import marked

# The number formats that have a number instead of a code (ECMA-376, 18.8.30); 14 and 22 are the system's own date.
BUILT_IN = dict(enumerate("0|0.00|#,##0|#,##0.00".split("|"), 1)) | {
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
}
GENERAL = ("", "@", "general", "standard")


@dataclass(frozen=True, slots=True)
class Looks:
    """By the index of the cell format: its number format (but General), whether its letters are crossed out, its
    encoding from before Unicode with whether it is all capitals."""

    formats: Mapping[str, str] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()
    legacy: Mapping[str, tuple[Encoding, bool]] = field(default_factory=dict)

    @property
    def percents(self) -> frozenset[str]:
        return frozenset(index for index, code in self.formats.items() if "%" in code)


NO_LOOKS = Looks()


@lru_cache(64)
def looks_of(styles: bytes) -> Looks:
    """The looks that styles.xml names; forms of one program have the same styles."""
    root = parse_xml(styles) if styles else None
    if root is None:
        return NO_LOOKS
    codes = BUILT_IN | {
        _number(f, "numFmtId"): f.get("formatCode") or "" for f in root.iterfind("{*}numFmts/{*}numFmt")
    }
    fonts = [_font(font) for font in root.iterfind("{*}fonts/{*}font")]
    formats, struck, legacy = {}, set(), {}
    for index, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        code, number = codes.get(_number(style, "numFmtId"), ""), _number(style, "fontId")
        if code.lower() not in GENERAL:
            formats[str(index)] = code
        name, crossed = fonts[number] if 0 <= number < len(fonts) else ("", False)
        if crossed:
            struck.add(str(index))
        encoding = encoding_of(name)
        if encoding:
            legacy[str(index)] = (encoding, shows_capitals(name))
    return Looks(formats, frozenset(struck), legacy)


def _number(node: Any, name: str) -> int:
    """An attribute that should be a number; -1 for what is none."""
    text = node.get(name) or "0"
    return int(text) if text.isdecimal() else -1


def _font(node: Any) -> tuple[str, bool]:
    name = node.find("{*}name")
    return (name.get("val") or "") if name is not None else "", _is_on(node.find("{*}strike"))


def _is_on(node: Any) -> bool:
    return node is not None and node.get("val") not in ("0", "false")


def rich_text(node: Any) -> str | None:
    """A text of several looks, its special letters marked; None for one that has none."""
    runs = list(node.iterfind("{*}r"))
    if not any(_look(run) for run in runs):
        return None
    return marked(("".join(t.text or "" for t in run.iterfind("{*}t")), _look(run)) for run in runs)


def _look(run: Any) -> str:
    properties = run.find("{*}rPr")
    if properties is None:
        return ""
    if _is_on(properties.find("{*}strike")):
        return "strike"
    raised = properties.find("{*}vertAlign")
    kind = raised.get("val") if raised is not None else ""
    return {"superscript": "super", "subscript": "sub"}.get(kind or "", "")


def rich_texts(shared: bytes) -> dict[int, str]:
    """Numbers of the shared texts that have special letters, with these marked."""
    if b"vertAlign" not in shared and b"strike" not in shared:
        return {}
    root = parse_xml(shared)
    items: Iterable[Any] = () if root is None else root.iterfind("{*}si")
    return {number: text for number, item in enumerate(items) if (text := rich_text(item)) is not None}
