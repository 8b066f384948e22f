"""What the sender sees in a cell, where it may differ from the value that is stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from reporting.formula import Scalar, UnknownError, areas_of, external, volatile, worked_out
from reporting.grid import Grid, Place, Sheet, Value
from reporting.number_format import names_month, shown
from reporting.numbers import Outcome, as_decimal, format_date, format_number, read_number
from reporting.text import clean, unmarked

ERROR_TEXT = re.compile(r"#[A-Z][A-Z_/0!?]+[!?]?|#N/A|Err:\d{3}")  # an error that is stored as a text
_FOREIGN = str.maketrans(",.", ".,")
_WHOLE_DAY = re.compile(r"\d{1,5}[/. -]\d{1,5}[/. -]\d{1,5}(?: 0?0:00(?::00)?)?")
_FRACTION = re.compile(r"^(?:(\d+) +)?(\d+)/(0*[1-9]\d*)$")
_DAY_PARTS = re.compile(r"[dy]|\d/\d", re.I)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E[+-]?\d{1,3}", re.I)
_FIRST_YEAR = 1930
_HIDDEN_BY = "SUBTOTAL"
_MOST_STEPS = 2_000
STRUCK = "[gạch bỏ: "

# Signs that few fonts have, or that turn what stands beside them around.
ODD_SIGNS = re.compile(
    "[\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufffc\ufffd\u2600-\u27bf\u2b00-\u2bff\U00010000-\U0010ffff]"
)


def seen(sheet: Sheet, place: Place) -> str:
    """The text that the cell shows: number format applied, crossed-out letters left out; a day as reports write it."""
    value = sheet.at(*place)
    if value is None:
        return ""
    if place in sheet.marked:
        return clean(unmarked(sheet.marked[place]))
    if isinstance(value, str) and place not in sheet.shown:
        return clean(value)
    told = as_shown(sheet, place, value)
    if told is None or isinstance(value, date) and _WHOLE_DAY.fullmatch(told.strip()):
        return _plainly(value)
    return clean(told)


def as_shown(sheet: Sheet, place: Place, value: Value) -> str | None:
    """A number or date under the format of its cell; None where that cannot be told."""
    known = sheet.shown.get(place)
    return known if known is not None else shown(value, sheet.formats.get(place, ""))


def is_made_by_excel(sheet: Sheet, place: Place, value: Value) -> bool:
    """Whether a text cell holds something else that its sender may not have meant: a tick box, a date such as
    Mar-23 that Excel made of a number, a number in a format that is not worked out here."""
    if (
        isinstance(value, bool) or isinstance(value, str) and place in sheet.shown
    ):  # a length of time, a day too far off
        return True
    if isinstance(value, date) and value.year < _FIRST_YEAR:  # a number in a cell that was made for days
        return True
    if isinstance(value, time) and _DAY_PARTS.search(sheet.shown.get(place) or sheet.formats.get(place, "")):
        return True
    if isinstance(value, (date, time)) and place in sheet.shown:
        return not _WHOLE_DAY.search(sheet.shown[place])
    if isinstance(value, (date, time)):
        return names_month(sheet.formats.get(place, "dd/mm/yyyy"))
    return not (as_shown(sheet, place, value) or "").strip()


def _plainly(value: Value) -> str:
    if isinstance(value, (datetime, date)):
        return format_date(value)
    number = as_decimal(value) if isinstance(value, (int, float)) else None
    return format_number(number) if number is not None else str(value)


# --- a number and what is shown of it -----------------------------------------------------------

Fit = Literal["same", "rounded", "other"]


def fit(value: Decimal, text: str, units: tuple[str, ...], *, percent: bool = False) -> Fit:
    """Whether the shown text says the value, says it rounded, or says something else (1/1000 of it, nothing)."""
    wanted = value * 100 if percent else value
    found: Fit = "other"
    for one in _readings(text, units):
        if abs(one - wanted) <= abs(wanted) / Decimal(10**9):
            return "same"
        exponent = one.as_tuple().exponent
        step = Decimal(1).scaleb(max(exponent, -12)) if isinstance(exponent, int) else Decimal(1)
        if abs(one - wanted) <= step / 2 and one:
            found = "rounded"
    return found


def _readings(text: str, units: tuple[str, ...]) -> list[Decimal]:
    """The shown number, read as Vietnamese and as English programs write it."""
    bare = clean(text)
    sign = -1 if bare.startswith("(") and bare.endswith(")") else 1
    bare = bare.strip("()").strip()
    found = [_mixed(parts) * sign for parts in _FRACTION.findall(bare)]
    if _SCIENTIFIC.fullmatch(bare):
        found.append(Decimal(bare.replace(",", ".")) * sign)
    for spelling in (bare, bare.translate(_FOREIGN)):
        read = read_number(spelling, units=units)
        if read.outcome is Outcome.NUMBER and read.value is not None and read.denominator is None:
            found.append(_as_spelt(spelling, read.value) * sign)
        elif read.outcome is Outcome.AMBIGUOUS:
            digits = re.sub(r"[^\d]", "", spelling)
            found += [Decimal(digits) * sign, Decimal(digits).scaleb(-3) * sign]
    return found


def _mixed(parts: tuple[str, str, str]) -> Decimal:
    """12 1/2, as a number under a format of fractions is shown."""
    whole, top, bottom = parts
    return Decimal(whole or 0) + Decimal(top) / Decimal(bottom)


def _as_spelt(spelling: str, value: Decimal) -> Decimal:
    """The value with as many decimals as are shown: 5,0 says more than 5."""
    decimals = re.search(r",(\d+)\D*$", spelling)
    places = len(decimals[1]) if decimals else 0
    return value.quantize(Decimal(1).scaleb(-places)) if places <= 12 and value < 10**15 else value


# --- a formula and its stored result --------------------------------------------------------------


@dataclass(slots=True)
class Formulas:
    """The formulas of one workbook, each worked out once."""

    grid: Grid
    known: dict[tuple[str, Place], Scalar | None] = field(default_factory=dict)
    steps: int = 0

    def doubt(self, sheet: Sheet, place: Place) -> tuple[bool, str]:
        """(whether the stored result must not be taken, why); ("" nothing speaks against it)."""
        text, value = sheet.formulas[place], sheet.at(*place)
        if volatile(text):
            return True, "công thức cho giá trị mới mỗi lần mở tệp (RAND, TODAY, NOW)"
        if any(not sheet.hidden_rows.isdisjoint(range(a, b + 1)) for a, b in areas_of(text, _HIDDEN_BY)):
            return True, "công thức SUBTOTAL tính theo các dòng đang hiện, trong khi có dòng đang bị lọc hoặc ẩn"
        if external(text):
            return False, "công thức lấy số từ tệp khác, không kiểm tra lại được"
        try:
            made = self._worked_out(sheet, place)
        except UnknownError:
            return False, "công thức không tính lại được ở đây"
        if _equal(made, value):
            return False, ""
        return True, f"công thức {self._told(text)} tính lại được {_written(made)}, tệp lưu {_written(value)}"

    @staticmethod
    def _told(text: str) -> str:
        return f"“={text if len(text) <= 60 else text[:59] + '…'}”"

    def _worked_out(self, sheet: Sheet, place: Place, depth: int = 0) -> Scalar:
        key = (sheet.name, place)
        if key in self.known:
            made = self.known[key]
            return made
        self.steps += 1
        if self.steps > _MOST_STEPS or not sheet.formulas.get(place):
            raise UnknownError
        made = worked_out(sheet.formulas[place], self._cells(sheet, depth + 1), depth)
        self.known[key] = made
        return made

    def _cells(self, own: Sheet, depth: int) -> Callable[[str, int, int], object]:
        def cell(name: str, row: int, column: int) -> object:
            sheet = self.grid.sheet(name) if name else own
            place = (row, column)
            if sheet is None or place in sheet.errors:
                raise UnknownError
            return self._worked_out(sheet, place, depth) if place in sheet.formulas else sheet.at(row, column)

        return cell


def _equal(made: Scalar, value: Value) -> bool:
    if isinstance(made, Decimal) and isinstance(value, (int, float)) and not isinstance(value, bool):
        stored = Decimal(str(value))
        return abs(made - stored) <= max(abs(made), Decimal(1)) / Decimal(10**9)
    if isinstance(made, str) or made is None:
        return clean(made or "") == (clean(value) if isinstance(value, str) else "" if value is None else None)
    return made == value and isinstance(made, bool) == isinstance(value, bool)


def _written(value: object) -> str:
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        number = as_decimal(value) if not isinstance(value, Decimal) else value
        return format_number(round(number, 6)) if number is not None else str(value)
    return f"“{value}”" if value not in (None, "") else "ô trống"
