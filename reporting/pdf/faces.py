"""The profile's font files as faces of families, and what they cannot print. Only these are embedded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.document import Part, notes_of, plain_lines
from reporting.errors import TemplateError
from reporting.profile import Profile
from reporting.typesetting import advances

FONT_SCHEME = "phong"
_KINDS = {"regular": ("400", "normal"), "bold": ("700", "normal"), "italic": ("400", "italic")}
_KINDS |= {"bold_italic": ("700", "italic"), "symbols": ("400", "normal")}
_BLANKS = frozenset(" \t\n")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file; `url` is the address under which the style sheet asks for it."""

    family: str
    file: str
    weight: str
    style: str

    @property
    def url(self) -> str:
        return f"{FONT_SCHEME}:{self.file}"


def faces(profile: Profile) -> tuple[Face, ...]:
    """The text's family first, then `symbols` (signs that the text's font lacks)."""
    files = dict(profile.font_files)
    missing = [kind for kind in files if kind not in _KINDS]
    if missing or "regular" not in files:
        accepted = ", ".join(_KINDS)
        raise TemplateError("[font_files] không dùng được", where=f"hồ sơ kiểu {profile.id}", accepted=accepted)
    kinds = [kind for kind in _KINDS if kind in files]
    return tuple(Face(_family(files[kind]), files[kind], *_KINDS[kind]) for kind in kinds)


def _family(file: str) -> str:
    """A name that no font of the machine bears, so that one that slips in is known by its name."""
    return f"{file.rpartition('.')[0].partition('-')[0]} cchc"


def unprintable(part: Part, profile: Profile) -> Iterator[tuple[str, str]]:
    """(block id, character) for characters that no font of the profile has."""
    covered = _BLANKS.union(*(advances(face.file) for face in faces(profile)))
    for block in part.blocks:
        for character in sorted(set(_text((*plain_lines(block), *notes_of(block)))) - covered):
            yield block.id, character


def _text(lines: Iterable[str]) -> str:
    return "".join(lines)
