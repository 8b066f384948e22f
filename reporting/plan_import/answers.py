"""An officer's answer to a question of the import: agreed, nobody, or the names of agencies, with or without roles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporting.plan import Role
from reporting.plan_import.parties import Mention, Parties
from reporting.plan_import.roles import read_roles
from reporting.text import fold

AGREED, NOBODY = "đồng ý", "không"
_WORDS = {
    AGREED: ("đồng ý", "đúng", "có", "phải", "x", "ok"),
    NOBODY: ("không", "không ai", "không phải", "không nêu ai", "nêu chung"),
}
_FOLDED = {fold(said): word for word, all_said in _WORDS.items() for said in all_said}


@dataclass(frozen=True, slots=True)
class Named:
    """A party that the answer names; no role where the answer gives none."""

    party: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """`word`: AGREED, NOBODY or "". Empty in both: not understood."""

    word: str = ""
    assignments: tuple[Named, ...] = ()


def parsed(text: str, parties: Parties) -> Parsed:
    """All of the answer, or nothing of it: a half understood answer would give work to the wrong agency."""
    word = _FOLDED.get(fold(text.strip(" .;")), "")
    if word:
        return Parsed(word)
    if ":" in text:
        with parties.undisturbed():
            read = read_roles(text, parties.rules, parties)
        good = not (read.left or read.idle or read.unknown or read.fields or any(a.open for a in read.assignments))
        return Parsed("", tuple(Named(a.party, a.role) for a in read.assignments) if good else ())
    made: list[Named] = []
    for piece in filter(None, (p.strip(" .") for p in re.split(r"[;\n]", text))):
        codes = _codes(piece, parties)
        if not codes:
            return Parsed()
        made += (Named(code) for code in codes)
    return Parsed("", tuple(dict.fromkeys(made)))


def _codes(piece: str, parties: Parties) -> tuple[str, ...]:
    """The parties of one piece: a code, or names and nothing else."""
    known = parties.by_code(piece)
    if known:
        return (known,)
    with parties.undisturbed():
        found = parties.whole(piece)
    if found and not any(m.open or m.unknown for m in found):
        return tuple(m.code for m in found)
    return tuple(m.code for m in _proposed(piece, parties)) if not found and not _mentions(piece, parties) else ()


def _mentions(piece: str, parties: Parties) -> bool:
    """`Sở Nội vụ với ai đó`: a name and more, which is no name of its own."""
    with parties.undisturbed():
        return any(not m.unknown for m in parties.find(piece))


def _proposed(piece: str, parties: Parties) -> tuple[Mention, ...]:
    """Without a registry an officer may name an agency that nobody knew; beside one it must stand in it."""
    if parties.registry is not None or "," in piece or not parties.looks_like_agency(piece):
        return ()
    return (parties.unknown_agency(0, piece),)
