"""The report as a short tree of blocks: style names, no fonts or centimetres.

One Document, several renderers: Word and PDF can never say different things. Every block has a
stable id built from the plan's numbering (`II.2.03/result`). `plain` gives what a reader reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reporting.consolidation import Figure, Source

Orientation = Literal["portrait", "landscape"]
Align = Literal["left", "center", "right", "justify"]
Mark = Literal["", "gap"]

# Style names; the style profile (templates/profiles/*.toml) says what they look like.
HEADING_1 = "muc"  # I. KẾT QUẢ …            (caps, bold)
HEADING_2 = "khoan"  # 1. Cải cách thể chế   (bold)
HEADING_3 = "diem"  # a) Mục tiêu chung      (upright)
BODY = "than_bai"
NOTE = "ghi_chu"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text. `mark="gap"` is shown plainly as something missing (drafts only);
    `figure` ties a printed number to its cells. "\\n" is a line break. `note`: a footnote,
    its mark after the text (in paragraphs only)."""

    text: str
    bold: bool = False
    italic: bool = False
    mark: Mark = ""
    figure: Figure | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """`number` as typed in the plan (`II.`, `1.`, `a)`); level 1–3."""

    id: str
    level: int
    number: str
    text: str

    @property
    def plain(self) -> str:
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`sources`: the cells behind the text; `replaced`: the compiler's own words took its place."""

    id: str
    runs: tuple[Run, ...]
    style: str = BODY
    align: Align = "justify"
    sources: tuple[Source, ...] = ()
    replaced: bool = False

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in parts of the whole; `align` of body cells. `header` stands under `group` if given."""

    title: str
    width: float
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its paragraphs (each a tuple of runs); `span` columns wide; `sources`: the
    cells of the returns behind its text."""

    paragraphs: tuple[tuple[Run, ...], ...]
    span: int = 1
    align: Align | None = None
    bold: bool = False
    sources: tuple[Source, ...] = ()

    @property
    def plain(self) -> str:
        return "\n".join("".join(run.text for run in paragraph) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """`kind="group"`: a bold row that heads the rows below it."""

    id: str
    cells: tuple[Cell, ...]
    kind: Literal["body", "group", "total"] = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` make the heading row (repeated on each page); rows' spans sum to len(columns)."""

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The national header: issuing body on the left, Quốc hiệu and Tiêu ngữ on the right.

    `superior` "" prints no superior line. `number_line` `Số:      /BC-UBND`, with the number left
    blank for the document system; `place_date` `<địa danh>, ngày      tháng      năm 2023`.
    """

    id: str
    superior: str
    body: str
    number_line: str
    place_date: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """`kind` `BÁO CÁO`; `subject` the trích yếu under it."""

    id: str
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """`Kính gửi:`; one on the same line, several each on a line of their own."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """`Nơi nhận:` on the left, the signing block on the right, never parted from the last sentence."""

    id: str
    recipients: tuple[str, ...]
    signing: tuple[str, ...]
    signer: str


@dataclass(frozen=True, slots=True)
class AnnexTitle:
    """`Phụ lục II`, its title in capitals, and the reference line ("" prints none)."""

    id: str
    number: str
    title: str
    reference: str = ""


Block = Heading | Paragraph | Table | Letterhead | Title | Addressees | Closing | AnnexTitle


@dataclass(frozen=True, slots=True)
class Part:
    """The main text or one annex; `name` is the stem of its PDF."""

    id: str
    name: str
    title: str
    blocks: tuple[Block, ...]
    orientation: Orientation = "portrait"
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """`profile` names the style profile; `draft` marks every page DỰ THẢO; `numbering` of pages: each
    part from 1, or through all parts, as in one file; `generation` is a hash of everything that went
    in, the same for the same inputs."""

    id: str
    title: str
    parts: tuple[Part, ...]
    profile: str = "nd30-2020"
    draft: bool = False
    numbering: Literal["each", "through"] = "each"
    generation: str = ""
    author: str = ""
    subject: str = ""
    properties: tuple[tuple[str, str], ...] = ()

    def blocks(self) -> Iterator[Block]:
        for part in self.parts:
            yield from part.blocks

    @property
    def main(self) -> Part:
        return self.parts[0]

    @property
    def annexes(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.annex)


def notes_of(block: Block) -> tuple[str, ...]:
    """The footnotes of a block, in the order of their marks."""
    return tuple(run.note for run in block.runs if run.note) if isinstance(block, Paragraph) else ()


def plain_lines(block: Block) -> Iterator[str]:
    """Every paragraph and every cell that a reader reads, in reading order."""
    match block:
        case Heading() | Paragraph():
            yield from block.plain.split("\n")
        case Table():
            yield from _table_lines(block)
        case Letterhead():
            yield from _present(block.superior, block.body, block.number_line, block.subject)
            yield from (NATIONAL_NAME, MOTTO, block.place_date)
        case Title():
            yield from _present(block.kind, block.subject)
        case Addressees():
            yield from addressee_lines(block)
        case Closing():
            yield from recipient_lines(block)
            yield from _present(*block.signing, block.signer)
        case AnnexTitle():
            yield from _present(block.number, block.title, block.reference)


NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def addressee_lines(block: Addressees) -> tuple[str, ...]:
    """NĐ 30/2020, Phụ lục I, Mục II.9: one addressee on the line of `Kính gửi:`, else a list."""
    if len(block.names) == 1:
        return (f"Kính gửi: {block.names[0]}",)
    if not block.names:
        return ()
    ends = [";"] * (len(block.names) - 1) + ["."]
    return ("Kính gửi:", *(f"- {name}{end}" for name, end in zip(block.names, ends, strict=True)))


def recipient_lines(block: Closing) -> tuple[str, ...]:
    """`Nơi nhận:`, `- …;` and the last ended by "."."""
    if not block.recipients:
        return ()
    ends = [";"] * (len(block.recipients) - 1) + ["."]
    return ("Nơi nhận:", *(f"- {name}{end}" for name, end in zip(block.recipients, ends, strict=True)))


def _table_lines(table: Table) -> Iterator[str]:
    groups = [column.group for column in table.columns]
    if any(groups):
        yield from (group for i, group in enumerate(groups) if group and (i == 0 or groups[i - 1] != group))
    yield from (column.title for column in table.columns)
    for row in table.rows:
        for cell in row.cells:
            yield from cell.plain.split("\n")


def _present(*lines: str) -> Iterator[str]:
    yield from (line for line in lines if line)
