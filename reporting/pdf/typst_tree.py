"""Part + Profile → the tree that templates/print/part.typ walks. Texts are pieces with their looks, never markup.

What Typst's line breaking lacks is settled here: numbers kept in one piece, words wider than their column, rows that
might be higher than a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from typing import Any

from reporting.document import (
    MOTTO,
    NATIONAL_NAME,
    Addressees,
    AnnexTitle,
    Block,
    Closing,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
    Title,
    addressee_lines,
    recipient_lines,
)
from reporting.pdf.layout import NUMBERED, body_cells, head_rows, heading_depths, part_title, sheet, text_area
from reporting.profile import Profile
from reporting.text import one_line
from reporting.typesetting import (
    annex_width,
    balanced,
    column_widths,
    initials_room,
    may_split,
    row_height,
    text_width,
)

Tree = dict[str, Any]
Piece = tuple[str, int]

# What a piece looks like: a sum of these.
BOLD, ITALIC, GAP, WHOLE, ANYWHERE, BREAK, NOTE = 1, 2, 4, 8, 16, 32, 64
# A row estimated at this share of a page is measured by the template: it might be higher than a page.
_DOUBTFUL = 0.25
# Between the recipients and the signature, mm.
_GUTTER = 4
# Signs between which no line is broken: a line may end with a hyphen or stroke only before a letter.
_UNBROKEN = re.compile(r"\S+?(?:(?<=[/-])(?=[^\W\d_])|(?=\s)|$)")
_REST_OF_NUMBER = re.compile(r"[^\s-]*(?:-(?=\d)[^\s-]*)*-?")


def tree(document: Document, part: Part, profile: Profile, families: tuple[str, ...], first_page: int) -> Tree:
    """Plain values only, lengths in mm, sizes in pt. `families`: fonts by the names that their files tell."""
    return {
        "title": part_title(document, part),
        "author": document.author,
        "subject": document.subject,
        "draft": profile.draft_text if document.draft else "",
        "first_page": first_page,
        "fonts": families,
        "sheet": sheet(part, profile),
        "header": profile.page.header,
        "text_width": text_area(part, profile)[0],
        "sizes": asdict(profile.sizes),
        "spacing": asdict(profile.spacing),
        "letterhead": asdict(profile.letterhead),
        "blocks": list(_Blocks(part, profile).trees()),
    }


class _Texts:
    """Texts as pieces for a column of `width` mm at `size` pt."""

    def __init__(self, profile: Profile, size: float, width: float, *, bold: bool = False) -> None:
        self._profile, self._size, self._width, self._bold = profile, size, width, bold
        self._short = width / (size * 25.4 / 72)  # no word of fewer letters can be wider

    def plain(self, text: str) -> list[Piece]:
        return list(self._pieces(text, 0))

    def balanced(self, text: str) -> list[Piece] | None:
        if not text:
            return None
        return self.plain(balanced(text, self._size, self._profile, self._width, bold=self._bold))

    def runs(self, runs: tuple[Run, ...]) -> list[Piece]:
        found: list[Piece] = []
        for run in runs:
            looks = GAP if run.mark == "gap" else BOLD * run.bold + ITALIC * run.italic
            found += self._pieces(run.text, looks)
            found += [(run.note, NOTE)] if run.note else []
        return found

    def _pieces(self, text: str, looks: int) -> Iterator[Piece]:
        for number, line in enumerate(text.split("\n")):
            if number:
                yield "", BREAK
            at = 0
            for start, end in _kept_together(line):
                if self._fits(line[start:end]):
                    yield from self._words(line[at:start], looks)
                    yield line[start:end], looks | WHOLE
                    at = end
            yield from self._words(line[at:], looks)

    def _words(self, text: str, looks: int) -> Iterator[Piece]:
        """What is wider than the column even after breaks at hyphens and strokes may be broken anywhere: Typst has no
        `overflow-wrap`, such a word would leave its cell or the page."""
        at = 0
        for found in _UNBROKEN.finditer(text):
            if not self._fits(found[0]):
                if found.start() > at:
                    yield text[at : found.start()], looks
                yield found[0], looks | ANYWHERE
                at = found.end()
        if at < len(text):
            yield text[at:], looks

    def _fits(self, word: str) -> bool:
        if len(word) <= self._short:
            return True
        return text_width(word, self._size, self._profile, bold=self._bold) <= self._width


def _kept_together(line: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand that are never broken. Typst breaks lines on either side of a box: what no line is
    broken from, `(` before and `,` or `-` after it, goes into the box."""
    end = 0
    for found in NUMBERED.finditer(line):
        if found.end() <= end:
            continue
        start = max(end, *(line.rfind(sign, 0, found.start(2)) + 1 for sign in " -/"))
        rest = _REST_OF_NUMBER.match(line, found.end())
        assert rest is not None
        end = rest.end()
        yield start, end


class _Blocks:
    """The blocks of one part as trees."""

    def __init__(self, part: Part, profile: Profile) -> None:
        self._part, self._profile = part, profile
        self._width, self._height = text_area(part, profile)
        self._narrow = annex_width(part.orientation, profile)

    def trees(self) -> Iterator[Tree]:
        depths, before = heading_depths(self._part), None
        for number, block in enumerate(self._part.blocks):
            made = {"kind": type(block).__name__, **self._block(block)}
            if block.id in depths:
                made["depth"] = depths[block.id]
            following = self._part.blocks[number + 1 : number + 2]
            follower = next(iter(following), None)
            if isinstance(block, Paragraph) and isinstance(follower, Table | Closing):
                made["sticky"] = True
            if isinstance(block, Paragraph) and isinstance(follower, Closing):
                made["text"].append((initials_room(block.plain, self._profile), 0))
            made["after_title"] = isinstance(before, Title | AnnexTitle)
            yield made
            before = block

    def _texts(self, size: float, width: float = 0, *, bold: bool = False) -> _Texts:
        return _Texts(self._profile, size, width or self._width, bold=bold)

    def _block(self, block: Block) -> Tree:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Title():
                return self._title(block)
            case AnnexTitle():
                return self._annex_title(block)
            case Letterhead():
                return self._letterhead(block)
            case Addressees():
                return self._addressees(block)
            case Closing():
                return self._closing(block)
            case Table():
                return self._table(block)

    def _heading(self, block: Heading) -> Tree:
        room = self._width - self._profile.spacing.first_line
        words = self._texts(self._profile.sizes.heading, room, bold=True).plain(block.plain)
        return {"level": block.level, "label": one_line(block.plain), "text": words}

    def _paragraph(self, block: Paragraph) -> Tree:
        words = self._texts(self._profile.sizes.body).runs(block.runs)
        return {"style": block.style, "align": block.align, "text": words, "sticky": False}

    def _title(self, block: Title) -> Tree:
        sizes = self._profile.sizes
        return {
            "label": _label(block.kind, block.subject),
            "kind_line": self._texts(sizes.type_name).plain(block.kind),
            "subject": self._texts(sizes.subject, bold=True).balanced(block.subject),
        }

    def _annex_title(self, block: AnnexTitle) -> Tree:
        sizes = self._profile.sizes
        return {
            "label": _label(block.number, block.title),
            "number": self._texts(sizes.annex_label).plain(block.number),
            "title": self._texts(sizes.annex_title, self._narrow, bold=True).balanced(block.title) or [],
            "reference": self._texts(sizes.annex_reference, self._narrow).balanced(block.reference),
        }

    def _letterhead(self, block: Letterhead) -> Tree:
        sizes, band = self._profile.sizes, self._profile.letterhead
        narrow = self._texts(sizes.number, band.left)
        return {
            "superior": self._texts(sizes.superior, band.left, bold=True).balanced(block.superior),
            "body": self._texts(sizes.issuing_body, band.left, bold=True).balanced(block.body) or [],
            "number_line": narrow.plain(block.number_line),
            "subject": narrow.plain(block.subject),
            "place_date": self._texts(sizes.place_date, band.right).plain(block.place_date),
            "national_name": NATIONAL_NAME,
            "motto": MOTTO,
        }

    def _addressees(self, block: Addressees) -> Tree:
        size = self._profile.sizes.addressee
        lines = [self._texts(size, self._width / 2).plain(line) for line in addressee_lines(block)]
        return {"lines": lines, "kinh_gui": text_width("Kính gửi", size, self._profile)}

    def _closing(self, block: Closing) -> Tree:
        sizes, band = self._profile.sizes, self._profile.letterhead
        left = self._texts(sizes.recipients, band.signing_left - _GUTTER)
        right = self._texts(sizes.signing, band.signing_right, bold=True)
        return {
            "gutter": _GUTTER,
            "recipients": [left.plain(line) for line in recipient_lines(block)],
            "signing": [right.plain(line) for line in block.signing],
            "signer": right.plain(block.signer),
        }

    def _table(self, table: Table) -> Tree:
        widths = column_widths(table.columns, self._width, self._profile)
        size, padding = self._profile.sizes.table, 2 * self._profile.spacing.cell_x

        @cache
        def texts(start: int, span: int, bold: bool) -> _Texts:
            return self._texts(size, sum(widths[start : start + span]) - padding, bold=bold)

        head = [
            [
                {
                    "text": texts(cell.start, cell.columns, True).plain(cell.text),
                    "columns": cell.columns,
                    "rows": cell.rows,
                }
                for cell in line
            ]
            for line in head_rows(table)
        ]
        rows = []
        for row in table.rows:
            cells = []
            for cell in body_cells(table, row):
                bold = cell.bold or row.kind != "body"
                said = texts(cell.start, cell.span, bold)
                words = [said.runs(runs) for runs in cell.paragraphs]
                cells.append({"text": words, "span": cell.span, "align": cell.align, "bold": bold})
            rows.append({"group": row.kind == "group", "split": self._split(row, widths), "cells": cells})
        return {"widths": widths, "head": head, "rows": rows}

    def _split(self, row: Row, widths: tuple[float, ...]) -> str:
        """Whether a row may be split between pages: yes, no, or the template has to measure it."""
        if may_split(row, widths, self._height, self._profile):
            return "yes"
        return "maybe" if row_height(row, widths, self._profile) > _DOUBTFUL * self._height else "no"


def _label(*texts: str) -> str:
    return one_line(". ".join(text for text in texts if text))
