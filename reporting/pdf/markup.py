"""Part → HTML and Profile → CSS. Texts of the report are always escaped: HTML, CSS or Jinja in a
return prints as text. Pure, but for reading the templates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from reporting.document import (
    MOTTO,
    NATIONAL_NAME,
    Align,
    AnnexTitle,
    Column,
    Document,
    Heading,
    Part,
    Row,
    Run,
    Table,
    Title,
    addressee_lines,
    recipient_lines,
)
from reporting.pdf.faces import Face, faces
from reporting.profile import Profile
from reporting.resources import resource
from reporting.text import one_line
from reporting.typesetting import balanced, column_widths, may_split, text_width

if TYPE_CHECKING:
    from jinja2 import Environment

SIGNATURE_ANCHOR = "signature"
# `15/QĐ`, `II/2023`, `đ/b` and the plan's codes `I.1.b.12/1` with the blank before: short enough for the
# narrowest column that holds them. Between two numbers no line is broken anyway.
_NUMBERED = re.compile(
    r"(?<![\w/&#])( ?)(?<![\w/&#])"
    r"([IVX]{1,4}(?:\.\w{1,3}){1,3}(?:/\d{1,2})?"
    r"|\d{1,4}/[^\W\d_]{1,4}|[^\W\d_]{1,4}/(?:\d{1,4}|[^\W\d_]{1,4}))(?![\w/])"
)
# A text that ends with a blank which just does not fit on the line is broken after its first word (WeasyPrint 70,
# split_first_line): a blank at the end of an element's text stands in an element of its own.
_BLANK = "<span> </span>"
IMAGE_ADDRESS = "anh:chu-ky"


@dataclass(frozen=True, slots=True)
class Markup:
    """One part, ready for the engine: all that its pages depend on. `images`: address → content."""

    html: str
    css: str
    faces: tuple[Face, ...]
    images: tuple[tuple[str, bytes], ...] = ()

    def with_tall_rows(self, rows: Collection[str]) -> Markup:
        """These rows (`data-row`), higher than a page, may be split."""
        html = self.html
        for row in rows:
            html = re.sub(f'(<tr data-row="{re.escape(row)}" class=")', r"\1tall ", html)
        return replace(self, html=html)


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the heading row(s) of a table: how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1
    edge: bool = False


@dataclass(frozen=True, slots=True)
class BodyCell:
    """A body cell with its alignment settled."""

    paragraphs: tuple[tuple[Run, ...], ...]
    span: int
    align: Align
    bold: bool


def markup(document: Document, part: Part, profile: Profile) -> Markup:
    sizes, letterhead, width = profile.sizes, profile.letterhead, text_width_mm(part, profile)
    fitted = {
        "superior": partial(balanced, size=sizes.superior, width=letterhead.left),
        "body": partial(balanced, size=sizes.issuing_body, width=letterhead.left),
        "subject": partial(balanced, size=sizes.subject, width=width),
        "annex_title": partial(balanced, size=sizes.annex_title, width=width),
        "annex_reference": partial(balanced, size=sizes.annex_reference, width=width, bold=False),
    }
    html = _environment().get_template("part.html").render(
        part=part,
        depths=heading_depths(part),
        numbers={block.id: number for number, block in enumerate(part.blocks)},
        heading_title=part_title(document, part),
        fit={name: partial(fitting, profile=profile) for name, fitting in fitted.items()},
        widths=partial(_widths, profile=profile, width=width),
        tall=frozenset(_tall_rows(part, profile)),
        anchors={"signature": SIGNATURE_ANCHOR},
        draft_text=profile.draft_text if document.draft else "",
        national_name=NATIONAL_NAME,
        motto=MOTTO,
    )  # fmt: skip
    return Markup(html, stylesheet(part, profile, document.draft), faces(profile))


def stamp_markup(width: float, height: float, used: tuple[Face, ...], *, text: str = "", image: bytes = b"") -> Markup:
    """A signature's picture, `width` × `height` pt: an image, or a text of one or more lines."""
    html = _environment().get_template("stamp.html").render(
        width=width, height=height, faces=used, family=family_list(used), text=text, image=IMAGE_ADDRESS if image else ""
    )  # fmt: skip
    return Markup(html, "", used, ((IMAGE_ADDRESS, image),) if image else ())


def family_list(used: tuple[Face, ...]) -> str:
    return ", ".join(dict.fromkeys(f'"{face.family}"' for face in used))


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


def text_width_mm(part: Part, profile: Profile) -> float:
    paper = sheet(part, profile)
    return paper["width"] - paper["left"] - paper["right"]


def stylesheet(part: Part, profile: Profile, draft: bool) -> str:
    return _environment().get_template("part.css").render(
        faces=faces(profile),
        family=family_list(faces(profile)),
        sheet=sheet(part, profile),
        text_width=text_width_mm(part, profile),
        kinh_gui=text_width("Kính gửi", profile.sizes.addressee, profile),
        draft=draft,
        page=profile.page,
        sizes=profile.sizes,
        spacing=profile.spacing,
        letterhead=profile.letterhead,
    )  # fmt: skip


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(resource("print")),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "addressee_lines": addressee_lines,
        "body_cells": body_cells,
        "head_rows": head_rows,
        "kind": lambda block: type(block).__name__,
        "label": lambda texts: one_line(". ".join(text for text in texts if text)),
        "lines": _lines,
        "recipient_lines": recipient_lines,
    }
    return environment


def _lines(text: str) -> Any:
    """Escaped, a line break for each "\\n"; `15/QĐ` never parted after its stroke, as in Word."""
    from markupsafe import Markup as Safe
    from markupsafe import escape

    whole = _NUMBERED.sub(
        lambda found: f'{_BLANK if found[1] else ""}<span class="one">{found[2]}</span>', str(escape(text))
    )
    if whole.endswith(" ") and not whole.endswith("  "):
        whole = whole[:-1] + _BLANK
    return Safe(whole.replace("\n", "<br>"))  # noqa: S704 escaped just above


def _tall_rows(part: Part, profile: Profile) -> Iterator[str]:
    """`data-row` of the rows that may be split, as Word may split them."""
    paper = sheet(part, profile)
    height, width = paper["height"] - paper["top"] - paper["bottom"], text_width_mm(part, profile)
    for number, block in enumerate(part.blocks):
        if isinstance(block, Table):
            widths = column_widths(block.columns, width, profile)
            yield from (
                f"{number}.{i}" for i, row in enumerate(block.rows, 1) if may_split(row, widths, height, profile)
            )


def _widths(table: Table, profile: Profile, width: float) -> list[str]:
    """Percent of the text area, as Word has them."""
    return [f"{100 * column / width:.4f}" for column in column_widths(table.columns, width, profile)]


def head_rows(table: Table) -> list[list[HeadCell]]:
    """The heading row; two where columns stand under a group, the others then as high as both."""
    if not any(column.group for column in table.columns):
        return [[HeadCell(column.title, edge=i == 0) for i, column in enumerate(table.columns)]]
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    for group, columns in _grouped(table.columns):
        edge = not upper
        if group:
            upper.append(HeadCell(group, len(columns), edge=edge))
            lower += [HeadCell(column.title, edge=edge and i == 0) for i, column in enumerate(columns)]
        else:
            upper.append(HeadCell(columns[0].title, rows=2, edge=edge))
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
    cells, column = [], 0
    for cell in row.cells:
        align = cell.align or ("left" if cell.span > 1 else table.columns[column].align)
        cells.append(BodyCell(cell.paragraphs or ((),), cell.span, align, cell.bold))
        column += cell.span
    return cells
