"""Where something stands: file › sheet › cell, or file › paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in an input. `file` is a name relative to the job's folder, never an absolute path.

    `cell` is an A1 address; `paragraph` counts from 1 in a text document (0: none).
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    paragraph: int = 0

    def __str__(self) -> str:
        last = self.cell or (f"đoạn {self.paragraph}" if self.paragraph else "")
        return " › ".join(part for part in (self.file, self.sheet, last) if part)

    def __bool__(self) -> bool:
        return bool(self.file or self.sheet or self.cell or self.paragraph)

    def as_data(self) -> dict[str, object] | None:
        """For JSON; None where it is nowhere."""
        if not self:
            return None
        data: dict[str, object] = {"file": self.file, "sheet": self.sheet or None, "cell": self.cell or None}
        return data | ({"paragraph": self.paragraph} if self.paragraph else {})


NOWHERE = Location()


@cache
def column_letters(column: int) -> str:
    """1 → A, 27 → AA (columns count from 1, as in openpyxl)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def place_of(cell: str) -> tuple[int, int]:
    """A1 address, or the name of a column alone → row (0: none) and column, counted from 1."""
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :] or 0), column_number(letters)


def address(row: int, column: int) -> str:
    """Row and column, both counted from 1 → A1 address."""
    return f"{column_letters(column)}{row}"
