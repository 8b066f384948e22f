"""The agency registry: who exists, under which names, at which level, in which groups.

A registry is data (an Excel workbook that officers edit). Codes are ASCII capitals and never
change; the symbol used in document numbers is another field.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from reporting.errors import RegistryError
from reporting.text import fold


@dataclass(frozen=True, slots=True)
class Agency:
    """`level` is the id of a Level; `parent` the code it reports through ("" = none);
    `expected` whether a return is expected; `organ_id` stays empty until the province gives it."""

    code: str
    name: str
    symbol: str = ""
    short_name: str = ""
    level: str = ""
    groups: tuple[str, ...] = ()
    parent: str = ""
    expected: bool = True
    aliases: tuple[str, ...] = ()
    gso_code: str = ""
    organ_id: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    order: int = 0

    @property
    def label(self) -> str:
        """The name used in tables: the short name where there is one."""
        return self.short_name or self.name

    def ended(self, day: date) -> bool:
        return self.valid_to is not None and self.valid_to < day

    def valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Level:
    """tỉnh | huyện | xã | trung ương đóng tại địa bàn | khác: data, since huyện has disappeared."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Agencies used as one addressee: "các sở, ban ngành", "UBND cấp huyện", "UBND cấp xã"."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Registry:
    """All agencies in their official order, with groups and levels."""

    agencies: tuple[Agency, ...]
    groups: tuple[Group, ...]
    levels: tuple[Level, ...] = ()

    def agency(self, code: str) -> Agency | None:
        return next((a for a in self.agencies if a.code == code), None)

    def group(self, code: str) -> Group | None:
        return next((g for g in self.groups if g.code == code), None)

    def members(self, group: str) -> tuple[Agency, ...]:
        return tuple(a for a in self.agencies if group in a.groups)

    def expand(self, party: str) -> tuple[Agency, ...]:
        """A party of a role (agency or group code) → the agencies behind it; () for an open phrase."""
        agency = self.agency(party)
        return (agency,) if agency else self.members(party)

    def children(self, code: str) -> tuple[Agency, ...]:
        return tuple(a for a in self.agencies if a.parent == code)

    def expected(self, day: date | None = None) -> tuple[Agency, ...]:
        """The agencies from which a return is expected (those without a parent to report through)."""
        return tuple(a for a in self.agencies if a.expected and not a.parent and (day is None or a.valid_on(day)))

    def heirs(self, code: str, day: date) -> tuple[Agency, ...]:
        """Those who have taken the place of an agency that has ended by that day, after several mergers too; () where
        it has not ended, or nobody is named."""
        found: dict[str, Agency] = {}
        asked, seen = [code], set()
        while asked:
            agency = self.agency(asked.pop(0))
            if agency is None or agency.code in seen:
                continue
            seen.add(agency.code)
            if agency.ended(day):
                asked += agency.successors
            elif agency.code != code:
                found[agency.code] = agency
        return tuple(found.values())

    def name_of(self, party: str) -> str:
        agency, group = self.agency(party), self.group(party)
        return agency.label if agency else group.name if group else party

    def find(self, name: str) -> str:
        """Code of the one agency or group that bears this name, alias, symbol or code; "" if none or
        several do (every district signs as UBND: a guess would give its figures to another)."""
        return name if self.agency(name) or self.group(name) else self.index().get(fold(name), "")

    def index(self) -> dict[str, str]:
        """Folded name, alias, symbol or code → the code; "" where several bear it. For many look-ups."""
        index: dict[str, str] = {}
        for known, code in self._names():
            index[known] = code if index.get(known, code) == code else ""
        return index

    def _names(self) -> Iterable[tuple[str, str]]:
        for agency in self.agencies:
            for name in (agency.code, agency.name, agency.symbol, agency.short_name, *agency.aliases):
                if name:
                    yield fold(name), agency.code
        for group in self.groups:
            for name in (group.code, group.name, *group.aliases):
                yield fold(name), group.code


def agency_named(registry: Registry, name: str) -> Agency:
    """The agency that a user means by a code or a name; RegistryError with the nearest ones."""
    found = registry.agency(name) or registry.agency(registry.find(name))
    if found:
        return found
    known = {agency.code: agency for agency in registry.expected()}
    near = get_close_matches(name.upper(), known, n=3) or list(known)
    raise RegistryError(f"không có cơ quan “{name}” trong danh mục đơn vị", accepted=", ".join(near))
