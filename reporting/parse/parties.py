"""Names of agencies and groups in the plan workbook's cells → codes, with the marks that follow them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from reporting.agencies import Registry
from reporting.grid import Grid
from reporting.parse.plan_layout import OPEN, PARTIES, PROPOSED
from reporting.parse.tables import find_sheet, read_table
from reporting.text import fold, one_line

_MARK = re.compile(r"\s{0,40}\((?P<mark>[^()]*)\)\s{0,40}$")
_CODE = re.compile(r"[A-Z][A-Z0-9]*")
_MARKS = {fold(PROPOSED): "proposed", fold(OPEN): "open"}


@dataclass(frozen=True, slots=True)
class Party:
    """One entry of a role cell: the name as written, and its marks."""

    name: str
    proposed: bool = False
    open: bool = False


def split_parties(cell: str) -> tuple[Party, ...]:
    """ "Sở Nội vụ; các đơn vị liên quan (nêu chung) (đề xuất)" → two parties."""
    return tuple(_party(one_line(part)) for part in re.split(r"[;\n]", cell) if part.strip())


def _party(text: str) -> Party:
    marks = set()
    while (match := _MARK.search(text)) and (mark := _MARKS.get(fold(match["mark"]))):
        marks.add(mark)
        text = text[: match.start()]
    return Party(text.strip(), "proposed" in marks, "open" in marks)


@dataclass(frozen=True, slots=True)
class Names:
    """How names become codes: the registry first, then the plan's own list of names, then the bare
    code where no registry is at hand."""

    registry: Registry | None
    known: Mapping[str, str]
    own: Mapping[str, str]

    def code(self, name: str) -> str:
        """The code, or "" where nobody (or more than one) bears this name."""
        if self.registry and (self.registry.agency(name) or self.registry.group(name)):
            return name
        found = self.known.get(fold(name), "")
        if found:
            return found
        own = self.own.get(fold(name), "")
        if self.registry is None:
            return own or (name if _CODE.fullmatch(name) else "")
        return own if self.registry.agency(own) or self.registry.group(own) else ""

    def near(self, name: str) -> str:
        """A name that looks like it, for "did you mean"."""
        if self.registry is None:
            return ""
        names = {fold(a.label): a.label for a in self.registry.agencies}
        names |= {fold(g.name): g.name for g in self.registry.groups}
        names |= {fold(a.code): a.code for a in self.registry.agencies}
        match = get_close_matches(fold(name), names, n=1)
        return names[match[0]] if match else ""


def names_of(grid: Grid, registry: Registry | None) -> Names:
    sheet = find_sheet(grid, PARTIES.sheet)
    own: dict[str, str] = {}
    for row in read_table(sheet, PARTIES).rows if sheet else ():
        for key in ("code", "name", "full_name"):
            own.setdefault(fold(row.text(key)), row.text("code"))
    return Names(registry, registry.index() if registry else {}, own)
