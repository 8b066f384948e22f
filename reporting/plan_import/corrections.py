"""Scanning and typing slips: proposed with their place, never applied in silence (the scanned text stays)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reporting.plan import Correction
from reporting.plan_import.keys import squeezed
from reporting.plan_import.rules import Slip, SlipRules

_DOUBLED = re.compile(r"(?<!\w)([^\W\d_]{2,})\s+\1(?!\w)")


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    wrong: str
    right: str


def corrected(where: str, text: str, rules: SlipRules) -> tuple[str, tuple[Correction, ...]]:
    """The text with every known slip mended, and the corrections to be confirmed."""
    hits = sorted([*_known(text, rules), *_doubled(text, rules)], key=lambda h: h.start)
    made, place, corrections = [], 0, []
    for hit in hits:
        if hit.start < place:
            continue
        made += [text[place : hit.start], hit.right]
        place = hit.end
        corrections.append(Correction(where, hit.wrong, hit.right))
    return "".join((*made, text[place:])), tuple(dict.fromkeys(corrections))


def _known(text: str, rules: SlipRules) -> Iterator[_Hit]:
    for slip in (s for s in rules.slips if s.wrong in text):
        for match in re.finditer(rf"(?<!\w){re.escape(slip.wrong)}(?!\w)", text):
            follower = _follower(text[match.end() :], slip)
            if follower is None or (slip.after and not text[: match.start()].rstrip().endswith(slip.after)):
                continue
            end = match.end() + len(follower)
            yield _Hit(match.start(), end, slip.wrong + follower, slip.right + follower)


def _follower(rest: str, slip: Slip) -> str | None:
    """The word after the slip that proves it (and is quoted with it); None when it must be there and is not."""
    if not slip.before:
        return ""
    tail = rest.lstrip()
    word = next((w for w in slip.before if tail.startswith(w)), None)
    return None if word is None else rest[: len(rest) - len(tail)] + word


def _doubled(text: str, rules: SlipRules) -> Iterator[_Hit]:
    """`thường xuyên xuyên`, `của của`: a word said twice."""
    for match in _DOUBLED.finditer(text):
        if squeezed(match.group()) in rules.allowed or match[1][0].isupper():
            continue
        before = re.search(r"(\w+)\s+$", text[: match.start()])
        words = {squeezed(before[1]), squeezed(match[1])} if before else set()
        if before and not words & set(rules.functions) and squeezed(f"{before[1]} {match[1]}") not in rules.doubled:
            continue  # two compounds meet: `giao thông thông minh`
        compound = f"{before[1]} {match[1]}" if before else ""
        if squeezed(compound) in rules.doubled and before:
            yield _Hit(match.start() - len(before.group()), match.end(), f"{before.group()}{match.group()}", compound)
        elif len(match[1]) >= 2:
            yield _Hit(match.start(), match.end(), match.group(), match[1])
