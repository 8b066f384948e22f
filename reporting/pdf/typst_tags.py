"""The tags of a table as a reader needs them, and as WeasyPrint's come out: one head, one body, rows that head others
as rows of that body.

Typst keeps a row with the next one only where it is a heading of level 2, which cuts the body in two; and each cell
names its headings by an id that every part has again. A Scope on each TH says the same (ISO 14289-1, 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

_HEAD, _BODY = pikepdf.Name.THead, pikepdf.Name.TBody


def tidy_tags(document: pikepdf.Pdf) -> None:
    if "/Suspects" in document.Root.MarkInfo:  # false, as it is without being said; poppler stumbles over it
        del document.Root.MarkInfo.Suspects
    tree = document.Root.StructTreeRoot
    if "/IDTree" not in tree:  # no table
        return
    del tree.IDTree
    for element in _tables(tree.K if isinstance(tree.K, pikepdf.Array) else [tree.K]):
        _tidy_table(element)


def _tables(elements: Any) -> Iterator[Any]:
    for element in elements:
        if pikepdf.Name.Table == element.S:
            yield element
        elif element.S in (pikepdf.Name.Document, pikepdf.Name.Div):
            yield from _tables(kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)


def _tidy_table(table: Any) -> None:
    groups = list(table.K)
    head, body = (next((group for group in groups if name == group.S), None) for name in (_HEAD, _BODY))
    if head is None:  # heading rows only
        for row in groups:
            _tidy_row(row, in_head=True)
        return
    heading: list[Any] = []
    others: list[Any] = []
    for group in groups:
        for row in group.K:
            (heading if _tidy_row(row, in_head=group is head) else others).append(row)
    head.K = pikepdf.Array(heading)
    table.K = pikepdf.Array([head])
    if body is None:
        return
    for row in others:
        row.P = body
    body.K = pikepdf.Array(others)
    table.K.append(body)


def _tidy_row(row: Any, *, in_head: bool) -> bool:
    """Whether it heads the columns."""
    heading = in_head
    for cell in row.K:
        looks = cell.A[0]
        if cell.S == pikepdf.Name.TH and len(looks.Headers):
            heading = False
            cell.S = pikepdf.Name.TD
            del looks.Scope
        if "/ID" in cell:
            del cell.ID
        del looks.Headers
    return heading
