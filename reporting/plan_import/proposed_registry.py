"""The registry that a plan's own words give, where the province has none yet."""

from __future__ import annotations

from reporting.agencies import Agency, Group, Level, Registry
from reporting.plan_import.names_of_bodies import UNIT_NAME, placed
from reporting.plan_import.parties import Parties
from reporting.plan_import.rules import KnownAgency


def proposed_registry(parties: Parties, used: set[str]) -> Registry:
    """The registry that the plan's own words give: the agencies and groups with a role, codes proposed."""
    rules = parties.rules.agencies
    departments = tuple(a for a in rules.agencies if a.code in used)
    agencies = [
        Agency(
            known.code, placed(known.name, parties.place), known.symbol, level="province" if known.department else "other",
            groups=(_home(known),) if known.department else (), aliases=known.aliases, order=order,
        )
        for order, known in enumerate(departments, 1)
    ]  # fmt: skip
    for code, name in ((c, n) for c, n in parties.unknown.items() if c in used):
        level, group = _level_of(name)
        agencies.append(Agency(code, name, level=level, groups=group, order=len(agencies) + 1))
    groups = tuple(
        Group(g.code, g.name, g.aliases, order)
        for order, g in enumerate(rules.groups, 1)
        if g.code in used or any(g.code in a.groups for a in agencies) or g.code == "SBN"
    )
    present = {a.level for a in agencies} | {g.level for g in rules.groups if any(g.code == one.code for one in groups)}
    levels = tuple(Level(id, name) for id, name in rules.levels.items() if id in present | set(_ALWAYS))
    return Registry(tuple(agencies), groups, levels)


_ALWAYS = ("province", "commune")  # levels that every province has: officers add bodies that the plan only means


def _home(known: KnownAgency) -> str:
    return "PHONG" if known.name.startswith("Phòng ") else "SBN"


def _level_of(name: str) -> tuple[str, tuple[str, ...]]:
    match = UNIT_NAME.match(name)
    if not match:
        return ("province", ("SBN",)) if name.startswith("Sở ") else ("other", ())
    commune = match[1].split()[0].lower() in ("xã", "phường", "thị", "đặc") and not match[1].lower().startswith(
        "thị xã"
    )
    return ("commune", ("XA",)) if commune else ("district", ("HUYEN",))
