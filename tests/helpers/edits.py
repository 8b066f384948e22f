"""One thing changed in a Word file, so that a test can plant one fault."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from reporting.word.markup import NAMESPACES, W, parse_fragment, text_of
from tests.helpers.word import parts

_R = f"{{{NAMESPACES['r']}}}"
_DOCUMENT = "word/document.xml"


class Edit:
    """The document's tree, and its header with the page number; `saved` gives the file back."""

    def __init__(self, docx: bytes) -> None:
        self.parts = parts(docx)
        self.root: Any = etree.fromstring(self.parts[_DOCUMENT])
        self.header_name = next(n for n, data in self.parts.items() if n.startswith("word/header") and b"PAGE" in data)
        self.header: Any = etree.fromstring(self.parts[self.header_name])

    @property
    def saved(self) -> bytes:
        made = self.parts | {
            _DOCUMENT: etree.tostring(self.root, xml_declaration=True, encoding="UTF-8"),
            self.header_name: etree.tostring(self.header, xml_declaration=True, encoding="UTF-8"),
        }
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in made.items():
                archive.writestr(name, data)
        return out.getvalue()

    def paragraph(self, start: str) -> Any:
        """The first paragraph whose own text begins so (rows of blanks as one)."""
        wanted = " ".join(start.split())
        for paragraph in self.root.iter(f"{W}p"):
            if " ".join(text_of(paragraph).split()).startswith(wanted):
                return paragraph
        raise AssertionError(f"no paragraph begins with {start}")

    def say(self, start: str, text: str) -> Edit:
        """Another text in the place of a whole paragraph's, in the look of its first run."""
        runs = [run for run in self.paragraph(start).iter(f"{W}r") if run.find(f"{W}t") is not None]
        for run in runs:
            for node in [n for n in run if n.tag in (f"{W}t", f"{W}br", f"{W}tab")]:
                run.remove(node)
        made: Any = etree.SubElement(runs[0], f"{W}t")
        made.text = text
        return self

    def swap(self, start: str, old: str, new: str) -> Edit:
        """A word inside a paragraph, where one run holds it."""
        for text in self.paragraph(start).iter(f"{W}t"):
            if old in (text.text or ""):
                text.text = text.text.replace(old, new)
                return self
        raise AssertionError(f"{old} not in {start}")

    def look(self, start: str, *xml: str) -> Edit:
        """Direct formatting of all runs (children of w:rPr)."""
        for run in self.paragraph(start).iter(f"{W}r"):
            self._put(run, "rPr", *xml)
        return self

    def form(self, start: str, *xml: str) -> Edit:
        """Direct formatting of the paragraph (children of w:pPr)."""
        self._put(self.paragraph(start), "pPr", *xml)
        return self

    def drop(self, start: str) -> Edit:
        paragraph = self.paragraph(start)
        paragraph.getparent().remove(paragraph)
        return self

    def section(self, number: int = 0) -> Any:
        return list(self.root.iter(f"{W}sectPr"))[number]

    def margins(self, number: int = 0, **sides: int) -> Edit:
        element = self.section(number).find(f"{W}pgMar")
        for side, twips in sides.items():
            element.set(f"{W}{side}", str(twips))
        return self

    def paper(self, width: int, height: int) -> Edit:
        size = self.section().find(f"{W}pgSz")
        size.set(f"{W}w", str(width))
        size.set(f"{W}h", str(height))
        return self

    def without(self, name: str, number: int = 0) -> Edit:
        """A section without one of its settings."""
        section = self.section(number)
        section.remove(section.find(f"{W}{name}"))
        return self

    def numbers(self, number: int = 0, **attributes: str) -> Edit:
        element = self.section(number).find(f"{W}pgNumType")
        for name, value in attributes.items():
            element.set(f"{W}{name}", value)
        return self

    def to_footer(self) -> Edit:
        for reference in list(self.root.iter(f"{W}headerReference")):
            reference.tag = f"{W}footerReference"
        return self

    def page_number(self, *, look: str = "", form: str = "") -> Edit:
        for run in self.header.iter(f"{W}r"):
            self._put(run, "rPr", *([look] if look else []))
        for paragraph in self.header.iter(f"{W}p"):
            self._put(paragraph, "pPr", *([form] if form else []))
        return self

    def no_page_number(self) -> Edit:
        for run in list(self.header.iter(f"{W}r")):
            run.getparent().remove(run)
        return self

    def rule_after(self, start: str) -> Any:
        """The paragraph with the drawn line that follows."""
        return self.paragraph(start).getnext()

    def without_rule(self, start: str) -> Edit:
        paragraph = self.rule_after(start)
        for run in list(paragraph.iter(f"{W}r")):
            run.getparent().remove(run)
        return self

    def rule_length(self, start: str, factor: float) -> Edit:
        for element in self.rule_after(start).iter(f"{{{NAMESPACES['a']}}}ext", f"{{{NAMESPACES['wp']}}}extent"):
            if element.get("cx"):
                element.set("cx", str(round(int(element.get("cx")) * factor)))
        return self

    def dashed_rule(self, start: str) -> Edit:
        for element in self.rule_after(start).iter(f"{{{NAMESPACES['a']}}}ln"):
            etree.SubElement(element, f"{{{NAMESPACES['a']}}}prstDash", val="sysDash")
        return self

    def typed_rule(self, start: str, dashes: str = "---------------") -> Edit:
        self.without_rule(start)
        self.rule_after(start).extend(parse_fragment(f"<w:r><w:t>{dashes}</w:t></w:r>"))
        return self

    def columns(self, *widths: int) -> Edit:
        """Other widths of the header table (twips)."""
        table = next(self.root.iter(f"{W}tbl"))
        for column, width in zip(table.iter(f"{W}gridCol"), widths, strict=True):
            column.set(f"{W}w", str(width))
        for row in table.iter(f"{W}tr"):
            for cell, width in zip(row.iter(f"{W}tcW"), widths, strict=True):
                cell.set(f"{W}w", str(width))
        return self

    def swapped_sides(self) -> Edit:
        for row in next(self.root.iter(f"{W}tbl")).iter(f"{W}tr"):
            first = row.find(f"{W}tc")
            row.remove(first)
            row.append(first)
        return self.columns(5726, 3969)

    def drop_cell(self, start: str) -> Edit:
        """The text of a whole cell."""
        cell = self.paragraph(start).getparent()
        for paragraph in cell.findall(f"{W}p")[1:]:
            cell.remove(paragraph)
        for run in list(cell.iter(f"{W}r")):
            run.getparent().remove(run)
        return self

    def inserted(self, start: str) -> Edit:
        """A tracked insertion around a paragraph's first run."""
        run = next(self.paragraph(start).iter(f"{W}r"))
        wrapper = parse_fragment('<w:ins w:id="9" w:author="Mẫu" w:date="2023-03-01T00:00:00Z"/>')[0]
        run.getparent().replace(run, wrapper)
        wrapper.append(run)
        return self

    def _put(self, element: Any, name: str, *xml: str) -> None:
        properties = element.find(f"{W}{name}")
        if properties is None:
            properties = etree.Element(f"{W}{name}")
            element.insert(0, properties)
        for made in (m for text in xml for m in parse_fragment(text)):
            for old in properties.findall(made.tag):
                properties.remove(old)
            properties.append(made)
