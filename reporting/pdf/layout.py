"""What both engines read off a part and its profile: paper, titles, depths of headings, cells of tables. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reporting.document import Align, AnnexTitle, Column, Document, Heading, Part, Row, Run, Table, Title
from reporting.profile import Profile

# `15/QĐ`, `II/2023`, `đ/b` and the plan's codes `I.1.b.12/1`: short enough for the narrowest column that holds
# them, so never broken, as in Word. Between two numbers no line is broken anyway. Group 2 is the number, group 1 a
# blank before it.
NUMBERED = re.compile(
    r"(?<![\w/&#])( ?)(?<![\w/&#])"
    r"([IVX]{1,4}(?:\.\w{1,3}){1,3}(?:/\d{1,2})?"
    r"|\d{1,4}/[^\W\d_]{1,4}|[^\W\d_]{1,4}/(?:\d{1,4}|[^\W\d_]{1,4}))(?![\w/])"
)


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the heading row(s) of a table: its first column, how many columns and rows it covers."""

    text: str
    start: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class BodyCell:
    """A body cell with its first column and its alignment settled."""

    paragraphs: tuple[tuple[Run, ...], ...]
    start: int
    span: int
    align: Align
    bold: bool


def part_title(document: Document, part: Part) -> str:
    """The title that a reader's window shows: the document's own, with the annex named before it."""
    return f"{part.title} - {document.title}" if part.annex and part.title else document.title


def heading_depths(part: Part) -> dict[str, int]:
    """Block id → h1 … h4: a part starts with h1 and no level is skipped (ISO 14289-1, 7.4.2), so a
    khoản straight under an annex's title is h2 there and h3 under a mục."""
    above: list[int] = []
    depths = {}
    for block in part.blocks:
        if isinstance(block, Heading | Title | AnnexTitle):
            level = block.level if isinstance(block, Heading) else 0
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            depths[block.id] = len(above)
    return depths


def sheet(part: Part, profile: Profile) -> dict[str, float]:
    """Paper and margins of a part in mm."""
    page, landscape = profile.page, part.orientation == "landscape"
    width, height = (page.height, page.width) if landscape else (page.width, page.height)
    prefix = "landscape_" if landscape else ""
    margins = {side: getattr(page, prefix + side) for side in ("top", "right", "bottom", "left")}
    return {"width": width, "height": height, **margins}


def text_area(part: Part, profile: Profile) -> tuple[float, float]:
    """Width and height of a page's text in mm."""
    paper = sheet(part, profile)
    return paper["width"] - paper["left"] - paper["right"], paper["height"] - paper["top"] - paper["bottom"]


def head_rows(table: Table) -> list[list[HeadCell]]:
    """The heading row; two where columns stand under a group, the others then as high as both."""
    if not any(column.group for column in table.columns):
        return [[HeadCell(column.title, start) for start, column in enumerate(table.columns)]]
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    start = 0
    for group, columns in _grouped(table.columns):
        if group:
            upper.append(HeadCell(group, start, len(columns)))
            lower += [HeadCell(column.title, place) for place, column in enumerate(columns, start)]
        else:
            upper.append(HeadCell(columns[0].title, start, rows=2))
        start += len(columns)
    return [upper, lower]


def _grouped(columns: tuple[Column, ...]) -> Iterator[tuple[str, list[Column]]]:
    """Neighbours of one group together; a column without group by itself."""
    together: list[Column] = []
    for column in columns:
        if together and (not column.group or column.group != together[-1].group):
            yield together[0].group, together
            together = []
        together.append(column)
    if together:
        yield together[0].group, together


def body_cells(table: Table, row: Row) -> list[BodyCell]:
    """The row's cells, each aligned as its first column unless it says otherwise."""
    cells, start = [], 0
    for cell in row.cells:
        align = cell.align or ("left" if cell.span > 1 else table.columns[start].align)
        cells.append(BodyCell(cell.paragraphs or ((),), start, cell.span, align, cell.bold))
        start += cell.span
    return cells
