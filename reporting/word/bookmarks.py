"""Hidden bookmarks: how a paragraph is found again after somebody edited the file.

Made from the block's id alone, so that another run finds the same block under the same name.
Word allows 40 characters (letters, digits, `_`) and hides names that begin with `_`.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from reporting.word.notes import Notes

PREFIX = "_b"
LONGEST = 40
_DIGEST = 8


def bookmark_name(block_id: str) -> str:
    """`II.2.03/result` → `_bII_2_03_result_` + 8 digits of its hash: readable, and never shared."""
    bare = unicodedata.normalize("NFD", block_id.replace("đ", "d").replace("Đ", "D"))
    readable = re.sub(r"[^A-Za-z0-9]+", "_", "".join(c for c in bare if not unicodedata.combining(c)))
    room = LONGEST - len(PREFIX) - _DIGEST - 1
    return f"{PREFIX}{readable[:room].strip('_')}_{sha256(block_id.encode()).hexdigest()[:_DIGEST]}"


class Bookmarks:
    """Hands out what is numbered through a file: bookmark elements, with numbers that nothing else in it has, and the
    marks of footnotes."""

    def __init__(self, first: int = 1) -> None:
        self._next = first
        self.notes = Notes()
        self._names: set[str] = set()

    def around(self, block_id: str, inside: str) -> str:
        """`inside` between the start and the end of the block's bookmark."""
        start, end = self.pair(block_id)
        return f"{start}{inside}{end}"

    def pair(self, block_id: str) -> tuple[str, str]:
        """Start and end elements; a second block of the same id gets a name of its own."""
        name, copy = bookmark_name(block_id), 1
        while name in self._names:
            copy += 1
            name = bookmark_name(f"{block_id}#{copy}")
        self._names.add(name)
        number = self.number()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def number(self) -> int:
        """A number that no bookmark and no shape of the file has."""
        number, self._next = self._next, self._next + 1
        return number
