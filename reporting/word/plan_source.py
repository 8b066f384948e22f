"""A plan's Word document → source paragraphs and tables, as a reader sees them in Word.

Tracked changes are read as accepted, automatic numbers are written out, footnote marks stand where
Word prints them (`⁽¹⁾`). Paragraphs are counted from 1 through the body, those in tables included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reporting.errors import PlanError, TemplateError
from reporting.plan_import.source import (
    SourceBlock,
    SourceCell,
    SourceDocument,
    SourceParagraph,
    SourceRow,
    SourceRun,
    SourceTable,
)
from reporting.word.markup import W, parse
from reporting.word.numbering import Numbering, read_numbering
from reporting.word.package import DOCUMENT, STYLES, Package, read_package
from reporting.word.plan_styles import Styles, on, value

NUMBERING = "word/numbering.xml"
_DASHES = "-–—−‑‐"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SKIPPED = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "drawing", "pict", "object")
}


def read_plan_docx(data: bytes, name: str) -> SourceDocument:
    """The document `name` from its bytes. PlanError when it is no Word document that can be opened."""
    try:
        package = read_package(data, name)
        root = parse(package[DOCUMENT])
    except (TemplateError, KeyError, ValueError, SyntaxError) as problem:
        raise PlanError(
            "không mở được tệp Word",
            where=name,
            accepted="tệp .docx không đặt mật khẩu, không hỏng",
            action="Mở tệp bằng Word, lưu lại dạng .docx rồi nhập lại.",
        ) from problem
    styles = parse(package[STYLES]) if STYLES in package else None
    numbers = parse(package[NUMBERING]) if NUMBERING in package else None
    return _Reader(package, name, root, Styles.of(styles), read_numbering(numbers, styles)).read()


@dataclass(slots=True)
class _Reader:
    """Walks the body once; `line` counts paragraphs, empty ones too."""

    package: Package
    name: str
    root: Any
    styles: Styles
    numbering: Numbering
    line: int = 0
    marks: dict[str, str] = field(default_factory=dict)

    def read(self) -> SourceDocument:
        tracked = next(self.root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom"), None) is not None
        blocks = tuple(self._blocks(self.root.find(f"{W}body")))
        return SourceDocument(self.name, "word", blocks, tuple(self._footnotes()), tracked)

    def _blocks(self, parent: Any) -> Iterator[SourceBlock]:
        held: SourceParagraph | None = None
        for child in parent:
            if child.tag == f"{W}p":
                paragraph = self._paragraph(child)
                if held is not None:
                    paragraph = _joined(held, paragraph)
                held = paragraph if _mark_deleted(child) else None
                if held is None and paragraph.text.strip():
                    yield paragraph
            elif child.tag == f"{W}tbl":
                yield self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                yield from self._blocks(child)
        if held is not None and held.text.strip():
            yield held

    def _paragraph(self, element: Any) -> SourceParagraph:
        self.line += 1
        runs = tuple(run for run in self._runs(element, element) if run.text)
        text = "".join(run.text for run in runs)
        shown = [run for run in runs if run.text.strip()]
        label, level = self.numbering.label(element)
        return SourceParagraph(
            text, self.line, self.styles.name(element) or "Normal", _printed(label), level,
            bool(shown) and all(run.italic for run in shown), bool(shown) and all(run.bold for run in shown), runs,
        )  # fmt: skip

    def _runs(self, parent: Any, paragraph: Any) -> Iterator[SourceRun]:
        for child in parent:
            if child.tag in _SKIPPED:
                continue
            if child.tag == f"{W}r":
                run = self._run(child, paragraph)
                if run is not None:
                    yield run
            elif child.tag.startswith(W):
                yield from self._runs(child, paragraph)

    def _run(self, element: Any, paragraph: Any) -> SourceRun | None:
        properties = element.find(f"{W}rPr")
        if on(properties, "vanish"):
            return None
        text = "".join(self._piece(child) for child in element)
        bold = self.styles.toggled(paragraph, properties, "b")
        italic = self.styles.toggled(paragraph, properties, "i")
        return SourceRun(text, self.styles.font(paragraph, properties), italic, bold)

    def _piece(self, child: Any) -> str:
        tag = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if tag == "t":
            return child.text or ""
        if tag in ("footnoteReference", "endnoteReference"):
            return self._mark(f"{tag[:-9]}:{value(child, 'id')}")
        return {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(tag, "")

    def _mark(self, reference: str) -> str:
        if reference not in self.marks:
            self.marks[reference] = f"⁽{str(len(self.marks) + 1).translate(_SUPERSCRIPTS)}⁾"
        return self.marks[reference]

    def _footnotes(self) -> Iterator[tuple[str, str]]:
        for kind in ("footnote", "endnote"):
            part = f"word/{kind}s.xml"
            for note in parse(self.package[part]) if part in self.package else ():
                mark = self.marks.get(f"{kind}:{value(note, 'id')}")
                if mark:
                    texts = ("".join(t.text or "" for t in p.iter(f"{W}t")).strip() for p in note.iter(f"{W}p"))
                    yield mark, " ".join(filter(None, texts))

    def _table(self, element: Any) -> SourceTable:
        start = self.line + 1
        above: dict[int, SourceCell] = {}
        rows = tuple(self._row(row, above) for row in _rows(element))
        return SourceTable(rows, start)

    def _row(self, row: Any, above: dict[int, SourceCell]) -> SourceRow:
        start = self.line + 1
        column, cells = 0, []
        properties = row.find(f"{W}trPr")
        for cell in _cells(row):
            made = self._cell(cell, above.get(column))
            above[column] = made
            cells.append(made)
            column += made.span
        return SourceRow(tuple(cells), start, on(properties, "tblHeader"))

    def _cell(self, cell: Any, above: SourceCell | None) -> SourceCell:
        properties = cell.find(f"{W}tcPr")
        span = _span(properties)
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        start = self.line + 1
        paragraphs = [b for b in self._blocks(cell) if isinstance(b, SourceParagraph)]
        if merged is not None and value(merged, "val") != "restart" and above is not None:
            return SourceCell(above.text, above.line, span, True, above.bold)
        text = "\n".join(p.full for p in paragraphs)
        return SourceCell(text, start, span, False, bool(paragraphs) and all(p.bold for p in paragraphs))


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{W}tr" and not _deleted_row(child):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _cells(child)


def _deleted_row(row: Any) -> bool:
    properties = row.find(f"{W}trPr")
    return properties is not None and properties.find(f"{W}del") is not None


def _span(properties: Any) -> int:
    found = properties.find(f"{W}gridSpan") if properties is not None else None
    text = value(found, "val") if found is not None else ""
    return min(int(text), 100) if text.isdigit() and int(text) else 1


def _mark_deleted(paragraph: Any) -> bool:
    """A tracked deletion of the paragraph mark joins the paragraph with the next."""
    mark = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
    return mark is not None


def _joined(first: SourceParagraph, second: SourceParagraph) -> SourceParagraph:
    return SourceParagraph(
        first.text + second.text, first.line, first.style, first.numbering, first.level, first.italic and second.italic,
        first.bold and second.bold, (*first.runs, *second.runs),
    )  # fmt: skip


def _printed(label: str) -> str:
    """An automatic number as a plan types it: every dash is `-`."""
    return "-" if label[:1] in _DASHES and label else label
