"""The compiler's sheet (phần của đơn vị tổng hợp): what the compiling officer writes by hand.

Texts by key (general assessment, funding, next period …) and paragraphs that take the place of
composed ones, each with the fingerprint of the data that the officer had in front of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from reporting.location import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class CompilerText:
    """The officer's text for one key; each line of `text` becomes a paragraph of its own."""

    key: str
    text: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Replacement:
    """The officer's words for the block `block`; `fingerprint` of the data they replaced ("" unknown)."""

    block: str
    text: str
    fingerprint: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class CompilerSheet:
    """Everything read from phan_tong_hop.xlsx; keys and blocks occur once each."""

    texts: tuple[CompilerText, ...] = ()
    replacements: tuple[Replacement, ...] = ()

    def text(self, key: str) -> CompilerText | None:
        return next((t for t in self.texts if t.key == key), None)


@dataclass(frozen=True, slots=True)
class CompilerKey:
    """A text that the outline asks the compiling officer for."""

    key: str
    title: str
    hint: str = ""


NO_SHEET = CompilerSheet()
