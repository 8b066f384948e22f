"""Formulas of cells as text, and what the simple ones come to: is the stored result the right one?

Sums, differences, products and shares of cells of the same workbook, a few functions, texts put together. What a
formula takes from elsewhere or makes anew each time (another workbook, RAND, TODAY) cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, DecimalException

from reporting.location import column_letters, column_number

Scalar = Decimal | str | bool | None
Cell = Callable[[str, int, int], object]  # sheet ("" the formula's own), row, column → value; raises Unknown

_MOVES = re.compile(r"""("[^"]*"|'[^']*')|(?<![A-Za-z0-9_.$])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![A-Za-z0-9_(.])""")
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
    |(?P<ref>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?)(?![\w(])
    |(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
    |(?P<name>[^\W\d][\w.]*)
    |(?P<sign><=|>=|<>|[-+*/^&=<>%(),;{}])
    )""",
    re.VERBOSE,
)
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_EXTERNAL = re.compile(r"\[[^\[\]]+\]|file:///|\\\\|https?://", re.IGNORECASE)
_VOLATILE = re.compile(r"\b(?:RAND|RANDBETWEEN|RANDARRAY|NOW|TODAY)\s*\(", re.IGNORECASE)
_MOST_CELLS, _DEEPEST, _LONGEST = 20_000, 20, 2_000


class UnknownError(Exception):
    """The formula cannot be worked out here."""


def moved(formula: str, rows: int, columns: int) -> str:
    """The formula as it stands so many rows further down and columns further right."""

    def shifted(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        column = match[3] if match[2] else column_letters(max(column_number(match[3]) + columns, 1))
        return f"{match[2]}{column}{match[4]}{int(match[5]) if match[4] else int(match[5]) + rows}"

    return _MOVES.sub(shifted, formula)


def external(formula: str) -> bool:
    """Whether it takes something from another workbook."""
    return bool(_EXTERNAL.search(re.sub(r'"[^"]*"', "", formula)))


def volatile(formula: str) -> bool:
    """Whether it makes another value at each opening."""
    return bool(_VOLATILE.search(re.sub(r'"[^"]*"', "", formula)))


def worked_out(formula: str, cell: Cell, depth: int = 0) -> Scalar:
    """What the formula comes to; Unknown where this cannot be told."""
    if depth > _DEEPEST or len(formula) > _LONGEST or external(formula) or volatile(formula):
        raise UnknownError
    try:
        reader = _Reader(list(_tokens(formula.removeprefix("="))), cell)
        made = reader.expression()
        if reader.at != len(reader.tokens):
            raise UnknownError
        return _one(made)
    except (DecimalException, RecursionError, ValueError, OverflowError) as problem:
        raise UnknownError from problem


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at, text = 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match or not match.lastgroup:
            raise UnknownError
        yield match.lastgroup, match[match.lastgroup]
        at = match.end()


def _one(value: object) -> Scalar:
    if isinstance(value, list):
        if len(value) != 1:
            raise UnknownError
        value = value[0]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(repr(value) if isinstance(value, float) else value)
    if value is None or isinstance(value, (Decimal, str, bool)):
        return value
    raise UnknownError  # dates and times


def _amount(value: object) -> Decimal:
    one = _one(value)
    if isinstance(one, str):
        raise UnknownError
    return Decimal(0) if one is None else Decimal(one)


def _words(value: object) -> str:
    one = _one(value)
    if isinstance(one, bool):
        return "TRUE" if one else "FALSE"
    if isinstance(one, Decimal):
        whole = one.normalize()
        return f"{whole:f}".replace(".", ",")
    return one or ""


def _numbers(values: list[object]) -> list[Decimal]:
    """The numbers of ranges: texts and blanks in them do not count."""
    flat = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return [_amount(one) for one in flat if isinstance(one, (int, float, Decimal)) and not isinstance(one, bool)]


def _rounded(how: str) -> Callable[[list[object]], object]:
    def run(values: list[object]) -> object:
        places = int(_amount(values[1])) if len(values) > 1 else 0
        return _amount(values[0]).quantize(Decimal(1).scaleb(-places), rounding=how)

    return run


def _average(values: list[object]) -> object:
    numbers = _numbers(values)
    return sum(numbers, Decimal(0)) / len(numbers)


def _subtotal(values: list[object]) -> object:
    kind = int(_amount(values[0])) % 100
    if kind not in (1, 2, 3, 4, 5, 6, 9):
        raise UnknownError
    name = ("", "AVERAGE", "COUNT", "COUNTA", "MAX", "MIN", "PRODUCT", "", "", "SUM")[kind]
    return _FUNCTIONS[name](values[1:])


def _product(values: list[object]) -> object:
    made = Decimal(1)
    for number in _numbers(values):
        made *= number
    return made


def _counted(values: list[object]) -> object:
    flat = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return Decimal(sum(one not in (None, "") for one in flat))


def _if(values: list[object]) -> object:
    chosen = values[1] if _amount(values[0]) else values[2] if len(values) > 2 else False
    return chosen


_FUNCTIONS: dict[str, Callable[[list[object]], object]] = {
    "SUM": lambda values: sum(_numbers(values), Decimal(0)),
    "SUBTOTAL": _subtotal,
    "AVERAGE": _average,
    "MIN": lambda values: min(_numbers(values), default=Decimal(0)),
    "MAX": lambda values: max(_numbers(values), default=Decimal(0)),
    "COUNT": lambda values: Decimal(len(_numbers(values))),
    "COUNTA": _counted,
    "PRODUCT": _product,
    "ROUND": _rounded(ROUND_HALF_UP),
    "ROUNDUP": _rounded(ROUND_UP),
    "ROUNDDOWN": _rounded(ROUND_DOWN),
    "ABS": lambda values: abs(_amount(values[0])),
    "INT": lambda values: _amount(values[0]).to_integral_value("ROUND_FLOOR"),
    "IF": _if,
    "CONCATENATE": lambda values: "".join(map(_words, values)),
    "TRUE": lambda values: True,
    "FALSE": lambda values: False,
}
_COMPARED: dict[str, Callable[[Scalar, Scalar], bool]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: _amount(a) < _amount(b),
    ">": lambda a, b: _amount(a) > _amount(b),
    "<=": lambda a, b: _amount(a) <= _amount(b),
    ">=": lambda a, b: _amount(a) >= _amount(b),
}


@dataclass(slots=True)
class _Reader:
    """Reads tokens by the order of operations of a spreadsheet."""

    tokens: list[tuple[str, str]]
    cell: Cell
    at: int = field(default=0)

    def next_is(self, *signs: str) -> str:
        if self.at < len(self.tokens) and self.tokens[self.at] in [("sign", sign) for sign in signs]:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def expression(self) -> object:
        made = self._joined()
        while sign := self.next_is("=", "<>", "<", ">", "<=", ">="):
            made = _COMPARED[sign](_plain(made), _plain(self._joined()))
        return made

    def _joined(self) -> object:
        made = self._sum()
        while self.next_is("&"):
            made = _words(made) + _words(self._sum())
        return made

    def _sum(self) -> object:
        made = self._term()
        while sign := self.next_is("+", "-"):
            other = _amount(self._term())
            made = _amount(made) + (other if sign == "+" else -other)
        return made

    def _term(self) -> object:
        made = self._power()
        while sign := self.next_is("*", "/"):
            other = _amount(self._power())
            made = _amount(made) * other if sign == "*" else _amount(made) / other
        return made

    def _power(self) -> object:
        made = self._signed()
        while self.next_is("^"):
            made = _amount(made) ** _amount(self._signed())
        return made

    def _signed(self) -> object:
        sign = self.next_is("-", "+")
        made = self._signed() if sign else self._single()
        while self.next_is("%"):
            made = _amount(made) / 100
        return -_amount(made) if sign == "-" else made

    def _single(self) -> object:
        if self.next_is("("):
            made = self.expression()
            self._closed()
            return made
        if self.at >= len(self.tokens):
            raise UnknownError
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return Decimal(text)
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "ref":
            return self._cells(text)
        if kind == "name" and text.upper() in _FUNCTIONS:
            return self._function(text.upper())
        raise UnknownError

    def _closed(self) -> None:
        if not self.next_is(")"):
            raise UnknownError

    def _function(self, name: str) -> object:
        if not self.next_is("("):
            raise UnknownError
        values: list[object] = []
        while not self.next_is(")"):
            values.append(self.expression())
            if not self.next_is(",", ";") and self.tokens[self.at : self.at + 1] != [("sign", ")")]:
                raise UnknownError
        try:
            return _FUNCTIONS[name](values)
        except (IndexError, TypeError) as problem:
            raise UnknownError from problem

    def _cells(self, text: str) -> object:
        sheet, _, area = text.rpartition("!")
        name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
        corners = [_CELL.fullmatch(corner) for corner in area.upper().split(":")]
        first, last = corners[0], corners[-1]
        if not first or not last:
            raise UnknownError
        (top, bottom), (left, right) = (
            sorted((int(first[2]), int(last[2]))),
            sorted((column_number(first[1]), column_number(last[1]))),
        )
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise UnknownError
        found = [self.cell(name, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        return found if ":" in area else found[0]


def _plain(value: object) -> Scalar:
    """For comparing: texts without regard to capitals, a blank is nothing or zero."""
    one = _one(value)
    return one.casefold() if isinstance(one, str) else Decimal(0) if one is None else one


def areas_of(formula: str, name: str) -> Iterator[tuple[int, int]]:
    """First and last row of every range that stands in a call of this function (of the formula's own sheet)."""
    for call in re.finditer(rf"\b{name}\s*\(([^()]*)\)", formula, re.IGNORECASE):
        for first, last in re.findall(r"\$?[A-Z]{1,3}\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})", call[1].upper()):
            yield min(int(first), int(last)), max(int(first), int(last))
