"""A plan's Word document → source paragraphs and tables, as a reader sees them in Word.

Tracked changes are read as accepted, automatic numbers are written out, footnote marks stand where
Word prints them (`⁽¹⁾`). Paragraphs are counted from 1 through the body, those in tables included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reporting.errors import PlanError
from reporting.plan_import.source import (
    SourceBlock,
    SourceCell,
    SourceDocument,
    SourceParagraph,
    SourceRow,
    SourceRun,
    SourceTable,
)
from reporting.word.markup import W
from reporting.word.measure_looks import Cascade
from reporting.word.numbering import Numbering
from reporting.word.package import WordFile, open_word, whole
from reporting.word.walk import alive, attribute, inner, is_on, runs, span_of

_DASHES = "-–—−‑‐"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_plan_docx(data: bytes, name: str) -> SourceDocument:
    """The document `name` from its bytes. PlanError when it is no Word document that can be opened."""
    file = open_word(data, name, PlanError)
    with whole(name, PlanError):
        return _Reader(file, Cascade.of_file(file), Numbering.of_file(file)).read()


@dataclass(slots=True)
class _Reader:
    """Walks the body once; `line` counts paragraphs, empty ones too."""

    file: WordFile
    cascade: Cascade
    numbering: Numbering
    line: int = 0
    marks: dict[str, str] = field(default_factory=dict)

    def read(self) -> SourceDocument:
        root = self.file.document
        tracked = next(root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom"), None) is not None
        blocks = tuple(self._blocks(root.find(f"{W}body")))
        return SourceDocument(self.file.name, "word", blocks, tuple(self._footnotes()), tracked)

    def _blocks(self, parent: Any) -> Iterator[SourceBlock]:
        held: SourceParagraph | None = None
        for child in inner(parent, "p", "tbl"):
            if child.tag == f"{W}p":
                paragraph = self._paragraph(child)
                if held is not None:
                    paragraph = _joined(held, paragraph)
                held = paragraph if _mark_deleted(child) else None
                if held is None and paragraph.text.strip():
                    yield paragraph
                yield from self._boxes(child)
            elif _only_lays_out(child):
                for cell in (c for row in inner(child, "tr") if not _deleted(row) for c in inner(row, "tc")):
                    yield from self._blocks(cell)
            else:
                yield self._table(child)
        if held is not None and held.text.strip():
            yield held

    def _boxes(self, paragraph: Any) -> Iterator[SourceBlock]:
        """The text boxes that hang on a paragraph, read after it."""
        for box in alive(paragraph, "txbxContent"):
            if next(box.iterancestors(f"{W}p"), None) is paragraph:
                yield from self._blocks(box)

    def _paragraph(self, element: Any) -> SourceParagraph:
        self.line += 1
        style = self.cascade.style_of(element)
        found = tuple(run for run in (self._run(r, style) for r in runs(element)) if run and run.text)
        text = "".join(run.text for run in found)
        shown = [run for run in found if run.text.strip()]
        label, level = self.numbering.label(element)
        return SourceParagraph(
            text, self.line, self.cascade.name(style) or "Normal", _printed(label), level,
            bool(shown) and all(run.italic for run in shown), bool(shown) and all(run.bold for run in shown), found,
        )  # fmt: skip

    def _run(self, element: Any, style: str) -> SourceRun | None:
        direct = element.find(f"{W}rPr")
        character = attribute(None if direct is None else direct.find(f"{W}rStyle"))
        look, values = self.cascade.look(("", style, character), direct)
        if values.get("vanish"):
            return None
        text = "".join(self._piece(child) for child in element)
        return SourceRun(text, self.cascade.font(text, values), look.italic, look.bold)

    def _piece(self, child: Any) -> str:
        tag = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if tag == "t":
            return child.text or ""
        if tag in ("footnoteReference", "endnoteReference"):
            return self._mark(f"{tag[:-9]}:{attribute(child, 'id')}")
        return {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(tag, "")

    def _mark(self, reference: str) -> str:
        if reference not in self.marks:
            self.marks[reference] = f"⁽{str(len(self.marks) + 1).translate(_SUPERSCRIPTS)}⁾"
        return self.marks[reference]

    def _footnotes(self) -> Iterator[tuple[str, str]]:
        for kind in ("footnote", "endnote"):
            root = self.file.part(f"{kind}s")
            for note in () if root is None else root.iter(f"{W}{kind}"):
                mark = self.marks.get(f"{kind}:{attribute(note, 'id')}")
                if mark:
                    texts = ("".join(t.text or "" for t in p.iter(f"{W}t")).strip() for p in note.iter(f"{W}p"))
                    yield mark, " ".join(filter(None, texts))

    def _table(self, element: Any) -> SourceTable:
        start = self.line + 1
        above: dict[int, SourceCell] = {}
        rows = tuple(self._row(row, above) for row in inner(element, "tr") if not _deleted(row))
        return SourceTable(rows, start)

    def _row(self, row: Any, above: dict[int, SourceCell]) -> SourceRow:
        start = self.line + 1
        column, cells = 0, []
        for cell in inner(row, "tc"):
            made = self._cell(cell, above.get(column))
            above[column] = made
            cells.append(made)
            column += made.span
        return SourceRow(tuple(cells), start, is_on(row.find(f"{W}trPr/{W}tblHeader")))

    def _cell(self, cell: Any, above: SourceCell | None) -> SourceCell:
        span, merged = span_of(cell), cell.find(f"{W}tcPr/{W}vMerge")
        start = self.line + 1
        paragraphs = [p for block in self._blocks(cell) for p in _lines_of(block)]
        if merged is not None and attribute(merged) != "restart" and above is not None:
            return SourceCell(above.text, above.line, span, True, above.bold, above.runs)
        lines = [(SourceRun(f"{p.numbering} " if p.numbering else ""), *p.runs) for p in paragraphs]
        held = tuple(run for line in lines for run in (SourceRun("\n"), *line))[1:]
        text = "\n".join(p.full for p in paragraphs)
        return SourceCell(text, start, span, False, bool(paragraphs) and all(p.bold for p in paragraphs), held)


def _only_lays_out(table: Any) -> bool:
    """A table of one or two columns with a table in a cell: it only places what stands in it."""
    if next((t for t in table.iter(f"{W}tbl") if t is not table), None) is None:
        return False
    return all(len(list(inner(row, "tc"))) <= 2 for row in inner(table, "tr"))


def _lines_of(block: SourceBlock) -> Iterator[SourceParagraph]:
    """What stands in a cell; a table inside it row by row."""
    if isinstance(block, SourceParagraph):
        yield block
        return
    for row in block.rows:
        text = " | ".join(c.text.replace("\n", " ") for c in row.cells if not c.covered and c.text.strip())
        if text:
            yield SourceParagraph(text, row.line, runs=(SourceRun(text),))


def _deleted(row: Any) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


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
