"""The compiler's sheet (phần của đơn vị tổng hợp): what the compiling officer writes by hand.

Texts by key (general assessment, funding, next period …) and paragraphs that take the place of
composed ones, each with the fingerprint of the data that the officer had in front of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from reporting.location import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class CompilerText:
    """The officer's text for one key; each line of `text` becomes a paragraph of its own."""

    key: str
    text: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Replacement:
    """The officer's words for the block `block`; `fingerprint` of the data they replaced ("" unknown), `read_again`
    of those beside which the officer found them still right ("" none)."""

    block: str
    text: str
    fingerprint: str = ""
    location: Location = NOWHERE
    read_again: str = ""

    @property
    def latest(self) -> str:
        """The mark of the data that the officer saw last."""
        return self.read_again or self.fingerprint

    def fits(self, mark: str) -> bool:
        """Whether the words were written or read again beside the data of this mark."""
        return mark in (self.fingerprint, self.read_again)


@dataclass(frozen=True, slots=True)
class CompilerSheet:
    """Everything read from phan_tong_hop.xlsx; keys and blocks occur once each.

    `marks`: by key or block, `text_mark` of what the job's own file says where this sheet says something else.
    """

    texts: tuple[CompilerText, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str) -> CompilerText | None:
        return next((t for t in self.texts if t.key == key), None)

    def replacement(self, block: str) -> Replacement | None:
        return next((r for r in self.replacements if r.block == block), None)

    def mark(self, name: str) -> str:
        """What stands in the mark column of the row `name` ("" where the job's file has no text for it)."""
        said = self.text(name) or self.replacement(name)
        return self.marks.get(name, text_mark(said.text) if said else "")


@dataclass(frozen=True, slots=True)
class CompilerKey:
    """A text that the outline asks the compiling officer for."""

    key: str
    title: str
    hint: str = ""


NO_SHEET = CompilerSheet()


def text_mark(text: str) -> str:
    """A short hash by which a text is known again; "" for none."""
    return sha256(text.encode()).hexdigest()[:12] if text else ""
