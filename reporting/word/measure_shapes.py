"""Horizontal lines that stand in a paragraph: DrawingML shapes, VML of older Word, low pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reporting.lint.measured import Rule
from reporting.word.markup import NAMESPACES, W
from reporting.word.measure_looks import A, Theme, number
from reporting.word.walk import TEXT_BOX, own

_V, _WP = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("v", "wp"))
_EMU = 36000  # per mm
_LOW = 2.0  # mm: a shape or picture lower than this is a line
_SHORTEST = 3.0  # mm
_VML_UNITS = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": 25.4 / 96}
_LENGTH = re.compile(r"(-?(?:\d{1,12}(?:\.\d{1,12})?|\.\d{1,12}))\s*(pt|in|cm|mm|px)?")


def rules_in(paragraph: Any, theme: Theme) -> tuple[Rule, ...]:
    """The lines anchored in a paragraph, not those of a text box inside it."""
    found: list[Rule] = []
    for node in own(paragraph):
        if node.tag in (f"{_WP}anchor", f"{_WP}inline"):
            found += _drawing(node, theme)
        elif node.tag == f"{W}pict":
            found += _older(node)
    return tuple(rule for rule in found if rule.length >= _SHORTEST)


def _drawing(anchor: Any, theme: Theme) -> Iterator[Rule]:
    for shape in _shapes(anchor):
        size = next(shape.iter(f"{A}ext"), None)
        if size is None or size.get("cx") is None:
            size = anchor.find(f"{_WP}extent")
        wide, high = _size(size)
        wide, high = wide * _scale(shape), high * _scale(shape)
        name = shape.tag.partition("}")[2]
        if high > _LOW or wide <= high:
            continue
        if name == "pic":
            yield Rule(wide, "picture")
        else:
            colour, dashed = _stroke(shape, theme)
            yield Rule(wide, "line", colour, dashed)


def _shapes(anchor: Any) -> Iterator[Any]:
    """Shapes, connectors and pictures that hold no text box."""
    for node in anchor.iter():
        shape = isinstance(node.tag, str) and node.tag.partition("}")[2] in ("wsp", "cxnSp", "pic")
        if shape and next(node.iter(TEXT_BOX), None) is None:
            yield node


def _size(element: Any) -> tuple[float, float]:
    if element is None:
        return 0, 0
    return number(element.get("cx") or "") / _EMU, number(element.get("cy") or "") / _EMU


def _scale(shape: Any) -> float:
    """Inside a group, child units per printed unit."""
    factor = 1.0
    for group in shape.iterancestors():
        transform = next((e for e in group if str(e.tag).endswith("}grpSpPr")), None)
        inner = None if transform is None else transform.find(f"{A}xfrm/{A}chExt")
        outer = None if transform is None else transform.find(f"{A}xfrm/{A}ext")
        units = number(inner.get("cx") or "") if inner is not None else 0.0
        if outer is not None and units:
            factor *= number(outer.get("cx") or "") / units
    return factor


def _stroke(shape: Any, theme: Theme) -> tuple[str, bool]:
    line = next(shape.iter(f"{A}ln"), None)
    dash = None if line is None else line.find(f"{A}prstDash")
    dashed = dash is not None and dash.get("val") not in ("solid", None)
    paint = None if line is None else line.find(f"{A}solidFill")
    if paint is None:
        paint = next(shape.iter(f"{A}lnRef"), None)
    for colour in () if paint is None else paint:
        name = colour.tag.partition("}")[2]
        if name == "srgbClr":
            return str(colour.get("val")).upper(), dashed
        if name == "schemeClr":
            return theme.colour(str(colour.get("val"))), dashed
        if name == "sysClr":
            return str(colour.get("lastClr") or "").upper(), dashed
    return "", dashed


def _older(picture: Any) -> Iterator[Rule]:
    for node in picture.iter():
        if not isinstance(node.tag, str) or not node.tag.startswith(_V):
            continue
        name = node.tag.partition("}")[2]
        if name not in ("line", "shape", "rect") or next(node.iter(TEXT_BOX), None) is not None:
            continue
        wide, high = _line_ends(node) if name == "line" else _style_size(node)
        if high <= _LOW and wide > high:
            stroke = node.find(f"{_V}stroke")
            dashed = stroke is not None and (stroke.get("dashstyle") or "solid") != "solid"
            yield Rule(wide, "line", _vml_colour(node.get("strokecolor") or ""), dashed)


def _line_ends(line: Any) -> tuple[float, float]:
    units = _group_units(line)
    start, end = (_point(line.get(end) or "0,0", units) for end in ("from", "to"))
    return abs(end[0] - start[0]), abs(end[1] - start[1])


def _point(text: str, units: float | None) -> tuple[float, float]:
    x, _, y = text.partition(",")
    return _length(x, units), _length(y, units)


def _group_units(node: Any) -> float | None:
    """mm per unit inside a v:group; None outside."""
    group = next(node.iterancestors(f"{_V}group"), None)
    if group is None:
        return None
    wide = _style_size(group)[0]
    try:
        return wide / float((group.get("coordsize") or "1000,1000").partition(",")[0])
    except (ValueError, ZeroDivisionError):
        return None


def _style_size(node: Any) -> tuple[float, float]:
    style = dict(part.split(":", 1) for part in (node.get("style") or "").split(";") if ":" in part)
    units = _group_units(node) if node.tag != f"{_V}group" else None
    sizes = {name.strip(): value for name, value in style.items()}
    return _length(sizes.get("width", "0"), units), _length(sizes.get("height", "0"), units)


def _length(text: str, units: float | None) -> float:
    found = _LENGTH.search(text)
    if not found:
        return 0.0
    unit = found[2] or ""
    factor = units if units is not None and not unit else _VML_UNITS[unit]
    return float(found[1]) * factor


def _vml_colour(text: str) -> str:
    text = text.partition(" ")[0]
    if text.startswith("#"):
        digits = text[1:]
        return (digits if len(digits) == 6 else "".join(d * 2 for d in digits)).upper()
    return {"red": "FF0000", "blue": "0000FF"}.get(text, "")
