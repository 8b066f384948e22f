"""Part → HTML and Profile → CSS. Texts of the report are always escaped: HTML, CSS or Jinja in a
return prints as text. Pure, but for reading the templates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from reporting.document import MOTTO, NATIONAL_NAME, Document, Part, Table, addressee_lines, recipient_lines
from reporting.pdf.engine import Stamp, TypesetSource
from reporting.pdf.faces import Face, faces
from reporting.pdf.layout import NUMBERED, body_cells, head_rows, heading_depths, part_title, sheet, text_area
from reporting.profile import Profile
from reporting.resources import resource
from reporting.text import one_line
from reporting.typesetting import annex_width, balanced, column_widths, initials_room, may_split, text_width

if TYPE_CHECKING:
    from jinja2 import Environment

ENGINE = "weasyprint"
SIGNATURE_ANCHOR = "signature"
# A text that ends with a blank which just does not fit on the line is broken after its first word (WeasyPrint 70,
# split_first_line): a blank at the end of an element's text stands in an element of its own.
_BLANK = "<span> </span>"
IMAGE_ADDRESS = "anh:chu-ky"


def markup(document: Document, part: Part, profile: Profile, first_page: int = 1) -> TypesetSource:
    sizes, letterhead, (width, _) = profile.sizes, profile.letterhead, text_area(part, profile)
    narrow = annex_width(part.orientation, profile)
    fitted = {
        "superior": partial(balanced, size=sizes.superior, width=letterhead.left),
        "body": partial(balanced, size=sizes.issuing_body, width=letterhead.left),
        "subject": partial(balanced, size=sizes.subject, width=width),
        "annex_title": partial(balanced, size=sizes.annex_title, width=narrow),
        "annex_reference": partial(balanced, size=sizes.annex_reference, width=narrow, bold=False),
    }
    html = _environment().get_template("part.html").render(
        part=part,
        depths=heading_depths(part),
        numbers={block.id: number for number, block in enumerate(part.blocks)},
        heading_title=part_title(document, part),
        fit={name: partial(fitting, profile=profile) for name, fitting in fitted.items()},
        widths=partial(_widths, profile=profile, width=width),
        tall=frozenset(_tall_rows(part, profile)),
        initials=partial(initials_room, profile=profile),
        anchors={"signature": SIGNATURE_ANCHOR},
        draft_text=profile.draft_text if document.draft else "",
        national_name=NATIONAL_NAME,
        motto=MOTTO,
    )  # fmt: skip
    return TypesetSource(ENGINE, html, stylesheet(part, profile, document.draft, first_page), faces(profile))


def with_tall_rows(source: TypesetSource, rows: Collection[str]) -> TypesetSource:
    """These rows (`data-row`), higher than a page, may be split."""
    html = source.text
    for row in rows:
        html = re.sub(f'(<tr data-row="{re.escape(row)}" class=")', r"\1tall ", html)
    return replace(source, text=html)


def stamp_markup(stamp: Stamp) -> TypesetSource:
    html = _environment().get_template("stamp.html").render(
        width=stamp.width,
        height=stamp.height,
        faces=stamp.faces,
        family=family_list(stamp.faces),
        text=stamp.text,
        image=IMAGE_ADDRESS if stamp.image else "",
    )  # fmt: skip
    return TypesetSource(ENGINE, html, "", stamp.faces)


def family_list(used: tuple[Face, ...]) -> str:
    return ", ".join(dict.fromkeys(f'"{face.family}"' for face in used))


def stylesheet(part: Part, profile: Profile, draft: bool, first_page: int) -> str:
    return _environment().get_template("part.css").render(
        faces=faces(profile),
        family=family_list(faces(profile)),
        sheet=sheet(part, profile),
        text_width=text_area(part, profile)[0],
        kinh_gui=text_width("Kính gửi", profile.sizes.addressee, profile),
        draft=draft,
        first_page=first_page,
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

    whole = NUMBERED.sub(
        lambda found: f'{_BLANK if found[1] else ""}<span class="one">{found[2]}</span>', str(escape(text))
    )
    if whole.endswith(" ") and not whole.endswith("  "):
        whole = whole[:-1] + _BLANK
    return Safe(whole.replace("\n", "<br>"))  # noqa: S704 escaped just above


def _tall_rows(part: Part, profile: Profile) -> Iterator[str]:
    """`data-row` of the rows that may be split, as Word may split them."""
    width, height = text_area(part, profile)
    for number, block in enumerate(part.blocks):
        if isinstance(block, Table):
            widths = column_widths(block.columns, width, profile)
            yield from (
                f"{number}.{i}" for i, row in enumerate(block.rows, 1) if may_split(row, widths, height, profile)
            )


def _widths(table: Table, profile: Profile, width: float) -> list[str]:
    """Percent of the text area, as Word has them."""
    return [f"{100 * column / width:.4f}" for column in column_widths(table.columns, width, profile)]
