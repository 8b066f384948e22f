"""Labels: (cơ quan, đơn vị …) + what is done + any tail + a colon. `Đơn vị chủ trì tham mưu: Sở Tư pháp`.

The words are data (`[label]` in templates/plan_import/roles.toml); the form of a label is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reporting.plan import Role
from reporting.plan_import.keys import key, squeezed

_BEFORE = re.compile(r"(?:^|[.;:,()\[\n/•*+–—-]|(?<!\w)và)\s{0,40}$")
_TAIL_WORD = r"[^\W\d_]+"


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label stands in a text, its colon included. `roles` of those named after it, or a `field`."""

    start: int
    end: int
    text: str
    roles: tuple[Role, ...] = ()
    field: str = ""
    with_subject: bool = False


@dataclass(frozen=True, slots=True)
class LabelGrammar:
    """`meanings`: words of a label → roles or the name of a field; `pattern` finds candidates."""

    pattern: re.Pattern[str]
    meanings: Mapping[str, tuple[Role, ...] | str]
    tails: frozenset[str]
    not_in_tail: frozenset[str]

    def find(self, text: str) -> Iterator[Label]:
        """The labels of a text, in order. A label opens a clause and ends in a colon."""
        if ":" not in text:
            return
        wanted = key(text)
        for match in self.pattern.finditer(wanted):
            if _BEFORE.search(wanted[: match.start()]) and self._tail_fits(match):
                yield self._label(match)

    def opening(self, text: str, colon: bool = True) -> Label | None:
        """The label that opens a text; without `colon` also one that is the whole text."""
        body = text if colon or ":" in text else f"{text.rstrip(' .;')}:"
        found = next(self.find(body), None)
        return found if found is not None and not re.search(r"\w", body[: found.start]) else None

    def without_colon(self, text: str) -> Iterator[int]:
        """Where a label that opens a text may end when its colon is missing: `Đơn vị chủ trì thực hiện Văn phòng Sở`.
        Whether names or a date follow is for the caller to see."""
        words = text.split(" ")
        for count in range(2, min(8, len(words))):
            head = " ".join(words[:count])
            found = next(self.find(f"{head}:"), None)
            if found is not None and found.start == 0 and (found.with_subject or found.field == "due"):
                yield len(head)

    def _label(self, match: re.Match[str]) -> Label:
        meaning = self.meanings[squeezed(match["verb"])]
        name = meaning if isinstance(meaning, str) else ""
        text = squeezed(match.group().rstrip(" :"))
        roles = meaning if isinstance(meaning, tuple) else ()
        return Label(match.start(), match.end(), text, roles, name, bool(match["subject"]))

    def _tail_fits(self, match: re.Match[str]) -> bool:
        tail = squeezed(match["tail"] or "")
        words = re.findall(_TAIL_WORD, tail)
        if self.not_in_tail & set(words):
            return False
        if match["subject"] or isinstance(self.meanings[squeezed(match["verb"])], str):
            return True
        for phrase in sorted(self.tails, key=len, reverse=True):
            tail = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", tail)
        return not re.search(r"\w", tail)


def label_grammar(
    subjects: Iterable[str], meanings: Mapping[str, tuple[Role, ...] | str], tails: Iterable[str], not_in: Iterable[str]
) -> LabelGrammar:
    pattern = (
        rf"(?<!\w)(?:(?P<subject>{_any(subjects)})\s+)?(?P<verb>{_any(meanings)})(?!\w)"
        rf"(?P<tail>(?:[\s,/&-]+{_TAIL_WORD}){{0,8}}?)\s*(?:\([^()]*\)\s*)?:"
    )
    return LabelGrammar(re.compile(pattern), meanings, frozenset(tails), frozenset(not_in))


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(set(phrases), key=lambda p: (-len(p), p)))
