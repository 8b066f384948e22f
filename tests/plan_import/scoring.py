"""How much of a plan came in as it says: `python -m tests.plan_import.scoring` prints it for every written plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reporting.commands.plan_import import load_rules
from reporting.plan import Role
from tests.plan_import.plans import FOLDER
from tests.plan_import.reading import imported, listing, measured
from tests.plan_import.written import written

_PARTY = re.compile(r"[A-ZĐ][A-ZĐ\d]*\??(?=\s|$)|[^~]+~\??")  # a code, or a phrase that ends in `~`
WRITTEN = tuple(sorted([*(FOLDER / "other").glob("*.txt"), *(FOLDER / "cases").glob("*.txt")]))


@dataclass(frozen=True, slots=True)
class Score:
    """`wrong`: roles that the import asserts and the plan does not give; `to_correct`: items with another role, due
    date or measure, items too many or missing."""

    items: int = 0
    roles: int = 0
    roles_right: int = 0
    asserted: int = 0
    wrong: int = 0
    dues: int = 0
    dues_right: int = 0
    to_correct: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def line(self) -> str:
        return (
            f"mục {self.items}, phải sửa {self.to_correct} · vai trò {self.roles_right}/{self.roles}, khẳng định sai "
            f"{self.wrong}/{self.asserted} · hạn {self.dues_right}/{self.dues}"
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a listing; `proposed` roles bear `?`, those of a phrase `~`."""

    roles: frozenset[tuple[str, str]]
    proposed: frozenset[tuple[str, str]]
    due: str
    measures: tuple[str, ...]


def score(wanted: str, made: str) -> Score:
    """Two listings, with their measures, compared item by item."""
    expected, found = _lines(wanted), _lines(made)
    codes = expected.keys() | found.keys()
    none = Line(frozenset(), frozenset(), "", ())
    pairs = [(expected.get(code, none), found.get(code, none)) for code in codes]
    asserted = [(w, m.roles - m.proposed) for w, m in pairs]
    return Score(
        len(expected),
        sum(len(w.roles) for w, _ in pairs),
        sum(len(w.roles & m.roles) for w, m in pairs),
        sum(len(roles) for _, roles in asserted),
        sum(len(roles - w.roles) for w, roles in asserted),
        sum(bool(w.due) for w, _ in pairs),
        sum(bool(w.due) and w.due == m.due for w, m in pairs),
        sum(_differs(code, expected, found) for code in codes),
    )


def _differs(code: str, expected: dict[str, Line], found: dict[str, Line]) -> bool:
    if code not in expected or code not in found:
        return True
    w, m = expected[code], found[code]
    return (w.roles, w.due, w.measures) != (m.roles, m.due, m.measures)


def _lines(text: str) -> dict[str, Line]:
    measures: dict[str, list[str]] = {}
    made: dict[str, Line] = {}
    for line in filter(None, text.split("\n")):
        code, _, rest = line.partition(" ")
        if "/" in code:
            measures.setdefault(code.partition("/")[0], []).append(line)
            continue
        parts = [part.strip() for part in rest.split("|") if part.strip()]
        roles = [found for part in parts for found in _roles(part)]
        due = next((part for part in parts if not any(_roles(part))), "")
        bare = frozenset((role, party.rstrip("?~")) for role, party in roles)
        proposed = frozenset((role, party.rstrip("?~")) for role, party in roles if "?" in party)
        made[code] = Line(bare, proposed, due, ())
    return {code: Line(a.roles, a.proposed, a.due, tuple(measures.get(code, ()))) for code, a in made.items()}


def _roles(part: str) -> Iterator[tuple[str, str]]:
    names = {role.value for role in Role}
    for one in part.split(" · "):
        role, _, parties = one.partition(" ")
        if role in names:
            yield from ((role, party.strip()) for party in _PARTY.findall(parties))


@cache
def of_plan(path: Path) -> tuple[str, str]:
    """What a written plan must give, and what the import makes of it."""
    data, wanted = written(path)
    found = imported(data, load_rules())
    return wanted, "\n".join(filter(None, (listing(found.plan.items), measured(found.plan.items))))


def main() -> None:
    whole = Score()
    for path in WRITTEN:
        one = score(*of_plan(path))
        whole += one
        print(f"{path.stem}: {one.line()}")
    print(f"Tất cả: {whole.line()}")


if __name__ == "__main__":
    main()
