"""Paragraphs of a part in reading order, each with its effective looks and its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reporting.lint.measured import Align, MeasuredCell, MeasuredParagraph, Span
from reporting.word.markup import NAMESPACES, W
from reporting.word.measure_looks import (
    Cascade,
    Values,
    cell_margins,
    merged,
    number,
    paragraph_values,
)
from reporting.word.measure_shapes import rules_in
from reporting.word.numbering import Numbering
from reporting.word.walk import TEXT_BOX, alive, attribute, cell_places, runs

_WP = f"{{{NAMESPACES['wp']}}}"
_SINGLE = 1.15  # Times New Roman's own line, in font sizes
_ALIGNS: dict[str, Align] = {"center": "center", "right": "right", "end": "right", "both": "justify"}
_ALIGNS |= {"distribute": "justify", "thaiDistribute": "justify"}
_FIXED = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "•"}
_BOX_INSET = 2 * 2.54  # mm
_WORD_MARGIN = 108.0  # twips on each side of a cell, Word's own


def mm(twips: float) -> float:
    return round(twips * 25.4 / 1440, 3)


class TextMeasurer:
    """Reads one part; paragraphs are asked once, in order, because lists count."""

    def __init__(self, cascade: Cascade, numbering: Numbering, widths: tuple[float, ...], lists: Any | None) -> None:
        self._cascade, self._numbering, self._widths = cascade, numbering, widths
        self._levels = _level_elements(lists)
        self._fields: list[list[str]] = []  # open fields: [instruction, "" or "result"]
        self._cells: dict[Any, MeasuredCell] = {}

    def paragraphs(self, root: Any) -> tuple[MeasuredParagraph, ...]:
        return tuple(self._paragraphs(root))

    def _paragraphs(self, root: Any) -> Iterator[MeasuredParagraph]:
        self._place_cells(root)
        boxes: dict[Any, int] = {}
        section = 0
        for count, element in enumerate(alive(root, "p"), 1):
            box = next(element.iterancestors(TEXT_BOX), None)
            number_of_box = 0 if box is None else boxes.setdefault(box, len(boxes) + 1)
            yield self._paragraph(element, count, min(section, len(self._widths) - 1), number_of_box)
            if box is None and element.find(f"{W}pPr/{W}sectPr") is not None:
                section += 1

    def _paragraph(self, element: Any, count: int, section: int, box: int) -> MeasuredParagraph:
        properties = element.find(f"{W}pPr")
        style = self._cascade.style_of(element)
        cell_element = _nearest(element, f"{W}tc", TEXT_BOX)
        cell = self._cells.get(cell_element)
        table = "" if cell is None else self._table_style(cell_element)
        label, _ = self._numbering.label(element)
        values = self._values(element, properties, style, table)
        spans = tuple(self._spans(element, (table, style)))
        width = cell.width if cell else _box_width(element) if box else self._widths[section]
        size = max((span.look.size for span in spans if span.text.strip()), default=14.0)
        line, exact = _line(values, size)
        return MeasuredParagraph(
            number=count,
            spans=spans,
            label=label,
            style=self._cascade.name(style),
            align=_ALIGNS.get(values.get("jc", ""), "left"),
            left=mm(values.get("left", 0)),
            right=mm(values.get("right", 0)),
            first=mm(values.get("first", 0) - values.get("hanging", 0)),
            before=values.get("before", 0) / 20,
            after=values.get("after", 0) / 20,
            line=line,
            exact=exact,
            tight=bool(values.get("tight")),
            width=width,
            tabs=_tabs(element, values, width),
            frame=values.get("frame", "") or (_box_align(element) if box else ""),
            section=section,
            cell=cell,
            box=box,
            rules=self._rules(element, values, width, cell_element),
            new_page=bool(values.get("new_page")) or _breaks_page(element),
        )

    def _values(self, element: Any, properties: Any, style: str, table: str) -> Values:
        direct = paragraph_values(properties)
        own = properties is not None and properties.find(f"{W}numPr") is not None
        level = self._level(element)
        base = [self._cascade.paragraph_defaults, self._cascade.paragraph(table)]
        styled = self._cascade.paragraph(style)
        return merged([*base, styled, level, direct] if own else [*base, level, styled, direct])

    def _level(self, element: Any) -> Values:
        number_id, depth = self._numbering.place(element)
        found = self._levels.get((self._numbering.uses.get(number_id, ""), depth))
        return {} if found is None else paragraph_values(found.find(f"{W}pPr"))

    # ── runs ─────────────────────────────────────────────────────────────────────────────────────

    def _spans(self, paragraph: Any, styles: tuple[str, str]) -> Iterator[Span]:
        last: Span | None = None
        for run in runs(paragraph):
            span = self._span(run, styles)
            if span is None:
                continue
            if last and (last.look, last.fonts, last.field) == (span.look, span.fonts, span.field):
                last = Span(last.text + span.text, last.look, last.fonts, last.field)
                continue
            if last:
                yield last
            last = span
        if last:
            yield last

    def _span(self, run: Any, styles: tuple[str, str]) -> Span | None:
        simple = next((a for a in run.iterancestors(f"{W}fldSimple")), None)
        field = "PAGE" if simple is not None and _is_page(attribute(simple, "instr")) else ""
        text, in_field = self._run_text(run)
        if not text and not in_field:
            return None
        direct = run.find(f"{W}rPr")
        character = attribute(None if direct is None else direct.find(f"{W}rStyle"))
        look, values = self._cascade.look((*styles, character), direct)
        if values.get("vanish"):
            return None
        return Span(text, look, self._cascade.fonts(text, values), field or in_field)

    def _run_text(self, run: Any) -> tuple[str, str]:
        """What the run prints, and PAGE where that is (part of) a page number."""
        pieces: list[str] = []
        field = ""
        for node in run:
            if node.tag == f"{W}fldChar":
                field = self._field_mark(attribute(node, "fldCharType")) or field
            elif node.tag == f"{W}instrText":
                if self._fields:
                    self._fields[-1][0] += node.text or ""
            elif node.tag == f"{W}pgNum":
                field = "PAGE"
            elif node.tag == f"{W}t":
                pieces.append(node.text or "")
                field = field or self._open_field()
            elif node.tag in _FIXED and attribute(node, "type") != "page":
                pieces.append(_FIXED[node.tag])
        return "".join(pieces), field

    def _field_mark(self, kind: str) -> str:
        if kind == "begin":
            self._fields.append(["", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            instruction, _ = self._fields.pop()
            return "PAGE" if _is_page(instruction) else ""
        return ""

    def _open_field(self) -> str:
        return "PAGE" if any(_is_page(instruction) for instruction, _ in self._fields) else ""

    # ── places ───────────────────────────────────────────────────────────────────────────────────

    def _place_cells(self, root: Any) -> None:
        for cell, place in cell_places(root):
            table = next(cell.iterancestors(f"{W}tbl"))
            columns = table.findall(f"{W}tblGrid/{W}gridCol")[place.start : place.start + place.span]
            given = cell.find(f"{W}tcPr/{W}tcW")
            wide = number(attribute(given, "w")) if attribute(given, "type") in ("dxa", "") else 0.0
            wide = wide or sum(number(attribute(column, "w")) for column in columns)
            margins = self._margins(table) | cell_margins(cell.find(f"{W}tcPr/{W}tcMar"))
            inside = wide - margins.get("left", _WORD_MARGIN) - margins.get("right", _WORD_MARGIN)
            self._cells[cell] = MeasuredCell(place.table, place.row, place.column, max(mm(inside), 0.0))

    def _margins(self, table: Any) -> dict[str, float]:
        style = self._cascade.table_margins(attribute(table.find(f"{W}tblPr/{W}tblStyle")))
        return style | cell_margins(table.find(f"{W}tblPr/{W}tblCellMar"))

    def _table_style(self, cell: Any) -> str:
        table = next(cell.iterancestors(f"{W}tbl"))
        return attribute(table.find(f"{W}tblPr/{W}tblStyle")) or self._cascade.default_table

    def _rules(self, element: Any, values: Values, width: float, cell: Any) -> Any:
        from reporting.lint.measured import Rule

        rules = list(rules_in(element, self._cascade.theme))
        if values.get("rule") is not None:
            wide = width - mm(values.get("left", 0)) - mm(values.get("right", 0))
            rules.append(Rule(wide, "border", "", attribute(values["rule"]) != "single"))
        border = None if cell is None else cell.find(f"{W}tcPr/{W}tcBorders/{W}bottom")
        if border is not None and attribute(border) not in ("nil", "none", "") and cell[-1] is element:
            rules.append(Rule(width, "cell"))
        return tuple(rules)


def _nearest(element: Any, wanted: str, barrier: str) -> Any:
    """The nearest ancestor of a kind, unless another kind lies between."""
    found = next(element.iterancestors(wanted, barrier), None)
    return found if found is not None and found.tag == wanted else None


def _is_page(instruction: str) -> bool:
    return instruction.split()[:1] in (["PAGE"], ["page"], ["Page"])


def _line(values: Values, size: float) -> tuple[float | None, float]:
    """(multiple of single line, 0) or (None, exact pt)."""
    height, rule = values.get("line", 240.0), values.get("rule_of_line", "auto")
    if rule == "auto":
        return height / 240, 0.0
    points = height / 20
    if rule == "atLeast" and points <= size * _SINGLE:
        return 1.0, 0.0
    return None, points


def _tabs(element: Any, values: Values, width: float) -> tuple[tuple[str, float], ...]:
    absolute = [attribute(tab, "alignment") for tab in element.iter(f"{W}ptab")]
    if absolute:
        places = {"left": 0.0, "center": width / 2, "right": width}
        return tuple((kind, places.get(kind, 0.0)) for kind in absolute)
    return tuple((kind, mm(place)) for kind, place in values.get("tabs", ()) if kind != "clear")


def _breaks_page(element: Any) -> bool:
    return any(attribute(br, "type") == "page" for br in element.iter(f"{W}br"))


def _box_width(element: Any) -> float:
    for holder in element.iterancestors(f"{_WP}anchor", f"{_WP}inline"):
        extent = holder.find(f"{_WP}extent")
        return max(number(extent.get("cx") or "") / 36000 - _BOX_INSET, 0.0) if extent is not None else 0.0
    return 0.0


def _box_align(element: Any) -> str:
    holder = next(element.iterancestors(f"{_WP}anchor"), None)
    align = None if holder is None else holder.find(f"{_WP}positionH/{_WP}align")
    return (align.text or "").strip() if align is not None else "at"


def _level_elements(lists: Any | None) -> dict[tuple[str, int], Any]:
    if lists is None:
        return {}
    return {
        (attribute(definition, "abstractNumId"), int(number(attribute(level, "ilvl")))): level
        for definition in lists.iter(f"{W}abstractNum")
        for level in definition.findall(f"{W}lvl")
    }
