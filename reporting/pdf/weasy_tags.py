"""The tag tree as a reader needs it (ISO 14289-1, 7.1–7.5), before the PDF is written.

WeasyPrint tags page by page: a table over ten pages becomes ten, a paragraph over two pages two.
Here they are one again; heading rows repeated on later pages, page numbers and draft marks are
artifacts; heading cells say that they head columns. Works on pydyf's objects: no second parsing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def tidy_tags(document: Any, pdf: Any) -> None:
    """Finisher for WeasyPrint's write_pdf: (its Document, its pydyf.PDF), changed in place."""
    tree = _Tree(pdf)
    elements = list(tree.kids(tree.document))
    whole: list[Any] = []
    start, before, last, notes = 0, None, None, 0
    for page in document.pages:
        boxes = body_boxes(page)
        fragments = elements[start : start + len(boxes)]
        start += len(boxes)
        if before is not None and boxes and last and boxes[0].element is before.element is not None:
            tree.merge(last, fragments[0], _last_row(before), _first_row(boxes[0]))
            fragments = fragments[1:]
        whole += fragments
        before, last = boxes[-1] if boxes else before, fragments[-1] if fragments else last
        if _has_notes(page):
            for note in tree.kids(elements[start]):
                notes += 1
                tree.call_note(note, notes)
                whole.append(note)
            start += 1
    if start != len(elements):
        raise AssertionError("tag tree and pages do not match")
    tree.document["K"][:] = [element.reference for element in whole]
    tree.head_columns()
    tree.unmark_unreachable()


class _Tree:
    """pydyf objects by reference: elements are dictionaries, references bytes like b"12 0 R"."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self.document = self.at(self.root["K"][0])

    def at(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def kids(self, element: Any) -> Iterator[Any]:
        """Child elements; marked-content ids (integers) and object references are left out."""
        for kid in element.get("K", ()):
            if isinstance(kid, bytes):
                child = self.at(kid)
                if child.get("S"):
                    yield child

    def merge(self, first: Any, more: Any, last_row: Any = None, first_row: Any = None) -> None:
        """`more` goes on where `first` stopped at a page's end."""
        if first["S"] != more["S"]:
            raise AssertionError(f"{more['S']} does not continue {first['S']}")
        if first["S"] == "/Table":
            self._merge_tables(first, more, last_row is not None and last_row is first_row)
        else:
            self._adopt(first, more["K"])

    def _merge_tables(self, first: Any, more: Any, row_goes_on: bool) -> None:
        body = next(kid for kid in self.kids(first) if kid["S"] == "/TBody")
        rows = [row for group in self.kids(more) if group["S"] == "/TBody" for row in self.kids(group)]
        if row_goes_on:
            split = list(self.kids(body))[-1]
            for cell, rest in zip(self.kids(split), self.kids(rows[0]), strict=True):
                self._adopt(cell, rest["K"])
            rows = rows[1:]
        self._adopt(body, [row.reference for row in rows])

    def call_note(self, element: Any, number: int) -> None:
        """A footnote, with an ID as each must have (ISO 14289-1, 7.9), on the tree's first level."""
        element["S"], element["P"] = "/Note", self.document.reference
        element["ID"] = f"(chu-thich-{number})"

    def _adopt(self, parent: Any, kids: Any) -> None:
        for kid in kids:
            self.at(kid)["P"] = parent.reference
            parent["K"].append(kid)

    def walk(self, element: Any) -> Iterator[Any]:
        yield element
        for kid in self.kids(element):
            yield from self.walk(kid)

    def head_columns(self) -> None:
        """A Scope on each TH says all that Headers in every TD would (ISO 14289-1, 7.5)."""
        for element in self.walk(self.document):
            if element["S"] == "/TH":
                element["A"]["Scope"] = "/Column"
                element.pop("ID", None)
            elif element["S"] == "/TD":
                element["A"].pop("Headers", None)

    def unmark_unreachable(self) -> None:
        """What no reader needs (repeated heads, page numbers) is an artifact of its page."""
        reachable = {element.reference for element in self.walk(self.document)}
        numbers = self.at(self.root["ParentTree"])["Nums"]
        parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
        for page in self.pdf.pages["Kids"][::3]:
            page = self.pdf.objects[page]
            owners = parents[page["StructParents"]]
            lost = {mcid for mcid, owner in enumerate(owners) if owner not in reachable}
            _as_artifacts(self.at(page["Contents"]).stream, lost)
            for mcid in lost:
                owners[mcid] = b"null"


def _as_artifacts(stream: list[Any], lost: set[int]) -> None:
    """`/Span <</MCID n>> BDC` → `/Artifact BMC`, for the marked contents in `lost`."""
    for place, item in enumerate(stream):
        if item == b"BDC" and stream[place - 1]["MCID"] in lost:
            stream[place - 2 : place + 1] = [b"/Artifact", b"BMC", b""]


def body_boxes(page: Any) -> list[Any]:
    """The boxes standing in <body> on this page, in order: the tree's first level."""
    html = next(box for box in page._page_box.children if box.element_tag == "html")
    return [child for body in html.children for child in body.children]


def _has_notes(page: Any) -> bool:
    """Whether there are footnotes at the foot of this page: their area is an element of the first level too."""
    areas = (box for box in page._page_box.children if type(box).__name__ == "FootnoteAreaBox")
    return any(area.children for area in areas)


def rows_of(box: Any) -> list[Any]:
    """Elements of the body rows of a table (box) on one page; nothing for another box."""
    if box.element_tag == "tr":
        return [box.element]
    if box.element_tag == "thead":
        return []
    return [row for child in getattr(box, "children", ()) for row in rows_of(child)]


def _first_row(box: Any) -> Any:
    return next(iter(rows_of(box)), None) if box.element_tag == "table" else None


def _last_row(box: Any) -> Any:
    return next(reversed(rows_of(box)), None) if box.element_tag == "table" else None
