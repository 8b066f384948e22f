"""What a corrected or next year's plan changes: item by item, down to words, roles, measures and due dates.

Items are paired word for word, then by code where their words are near, then by their words alone (next
year's plan numbers anew); what finds no partner was added or removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from reporting.plan import Assignment, Item, Measure, Plan
from reporting.plan_import.keys import similarity, words

# From this share of common words on, two items are the same item reworded.
_SAME_CODE, _SAME_WORDS = 0.4, 0.6


@dataclass(frozen=True, slots=True)
class ChangedPiece:
    """A stretch of words: `kind` "" kept, "-" removed, "+" added."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One aspect of an item: `aspect` text | roles | focal | measures | due | evidence | kind; what
    was and what is ("" = nothing); for the text its pieces."""

    aspect: str
    before: str = ""
    after: str = ""
    pieces: tuple[ChangedPiece, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemChange:
    """`kind` added | removed | changed | moved (only the code changed). Codes "" where the item is not."""

    kind: str
    old: Item | None
    new: Item | None
    changes: tuple[PlanChange, ...] = ()

    @property
    def code(self) -> str:
        return self.new.code if self.new else self.old.code if self.old else ""


@dataclass(frozen=True, slots=True)
class Difference:
    """`items` in the new plan's order, removed ones where they stood; `facts` of the document;
    `same`: how many items did not change."""

    items: tuple[ItemChange, ...]
    facts: tuple[PlanChange, ...]
    same: int

    @property
    def empty(self) -> bool:
        return not self.items and not self.facts


def difference(old: Plan, new: Plan) -> Difference:
    """Everything that the new plan changes."""
    partner = _pairs(old.items, new.items)
    made: list[ItemChange] = []
    same = 0
    for item in new.items:
        before = partner.get(item.code)
        if before is None:
            made.append(ItemChange("added", None, item))
            continue
        changes = tuple(_changes(before, item))
        if changes or before.code != item.code:
            made.append(ItemChange("changed" if changes else "moved", before, item, changes))
        else:
            same += 1
    kept = {item.code for item in partner.values()}
    removed = [ItemChange("removed", item, None) for item in old.items if item.code not in kept]
    return Difference((*made, *removed), tuple(_facts(old, new)), same)


def _pairs(old: Iterable[Item], new: Iterable[Item]) -> dict[str, Item]:
    """New code → old item."""
    left = {item.code: item for item in old}
    made: dict[str, Item] = {}
    rest: list[Item] = []
    for item, code in _word_for_word(left, new):
        made[item.code] = left.pop(code)
    for item in (i for i in new if i.code not in made):
        before = left.get(item.code)
        if before is not None and similarity(before.text, item.text) >= _SAME_CODE:
            made[item.code] = left.pop(item.code)
        else:
            rest.append(item)
    scores = sorted(_scores(left.values(), rest), reverse=True)
    for _, old_code, new_code in scores:
        if old_code in left and new_code not in made:
            made[new_code] = left.pop(old_code)
    return made


def _word_for_word(old: Mapping[str, Item], new: Iterable[Item]) -> list[tuple[Item, str]]:
    """New items with the code of the old item that says the same in every word; the same code first."""
    said: dict[tuple[str, ...], list[str]] = {}
    for code, item in old.items():
        said.setdefault(words(item.text), []).append(code)
    found: list[tuple[Item, str]] = []
    for item in sorted(new, key=lambda i: i.code not in said.get(words(i.text), ())):
        codes = said.get(words(item.text), [])
        if codes:
            found.append((item, codes.pop(codes.index(item.code) if item.code in codes else 0)))
    return found


def _scores(old: Iterable[Item], new: Iterable[Item]) -> Iterator[tuple[float, str, str]]:
    left = [(item, len(words(item.text))) for item in old]
    for item in new:
        length = len(words(item.text))
        for before, size in left:
            if before.kind is item.kind and 2 * min(length, size) >= _SAME_WORDS * (length + size):
                share = similarity(before.text, item.text)
                if share >= _SAME_WORDS:
                    yield share, before.code, item.code


def _changes(old: Item, new: Item) -> Iterator[PlanChange]:
    if old.text != new.text:
        yield PlanChange("text", old.text, new.text, word_pieces(old.text, new.text))
    if old.kind is not new.kind:
        yield PlanChange("kind", old.kind.label, new.kind.label)
    before, after = _roles(old.assignments), _roles(new.assignments)
    if before != after:
        yield PlanChange("roles", "; ".join(sorted(before - after)), "; ".join(sorted(after - before)))
    if old.focal != new.focal:
        yield PlanChange("focal", old.focal, new.focal)
    measured, measures = _measures(old.measures), _measures(new.measures)
    if measured != measures:
        gone, come = (m for m in measured if m not in measures), (m for m in measures if m not in measured)
        yield PlanChange("measures", "; ".join(gone), "; ".join(come))
    if (old.due.kind, old.due.day, old.due.text) != (new.due.kind, new.due.day, new.due.text):
        yield PlanChange("due", old.due.label, new.due.label)
    if old.evidence != new.evidence:
        yield PlanChange("evidence", old.evidence, new.evidence)


def _roles(assignments: Iterable[Assignment]) -> set[str]:
    return {f"{a.role.label}: {a.party}" for a in assignments}


def _measures(measures: Iterable[Measure]) -> tuple[str, ...]:
    return tuple(
        f"{m.name} ({m.kind.label}{f', {m.threshold_text}' if m.threshold_text else ''}, {m.combine.label}"
        f"{f', {m.exemption}' if m.exemption else ''}{''.join(f', trừ {code}' for code in m.excluded)})"
        for m in measures
    )


def word_pieces(old: str, new: str) -> tuple[ChangedPiece, ...]:
    """The two texts as one row of kept, removed and added words."""
    before, after = old.split(), new.split()
    made: list[ChangedPiece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            made.append(ChangedPiece("", " ".join(before[a:b])))
            continue
        if b > a:
            made.append(ChangedPiece("-", " ".join(before[a:b])))
        if d > c:
            made.append(ChangedPiece("+", " ".join(after[c:d])))
    return tuple(made)


def _facts(old: Plan, new: Plan) -> Iterator[PlanChange]:
    for name in ("title", "number", "symbol", "issuer", "day", "legal_bases", "recipients", "sections"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield PlanChange(name, _shown(before), _shown(after))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(f"{v.section} {v.title}" if hasattr(v, "title") else str(v) for v in value)
    return "" if value is None else str(value)
