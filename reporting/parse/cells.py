"""Cells of one row → quantities, status and texts, with a finding for all that is not as expected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache

from reporting.findings import Finding, finding
from reporting.forms.form import FormRow
from reporting.forms.layout import COLUMNS, NO, YES
from reporting.grid import Place, Value
from reporting.location import Location, column_letters
from reporting.numbers import NumberRead, Outcome, as_decimal, format_number, read_number
from reporting.parse.appearance import (
    ERROR_TEXT,
    ODD_SIGNS,
    STRUCK,
    Formulas,
    as_shown,
    fit,
    is_made_by_excel,
    seen,
)
from reporting.parse.cell_words import (
    LABELS,
    STATUSES,
    YES_NO_WORDS,
    as_words,
    fraction_of,
    grouped,
    impossible_days,
    is_no_proof,
    offered,
    quoted,
    row_name,
)
from reporting.parse.sheets import SheetTable, column_title
from reporting.returns import LONGEST_PRINTED, Quantity, Status, Text
from reporting.text import clean, fold, one_line

_ROUNDING = Decimal("0.05")
_PAIRS = {"numerator": "denominator", "reported": "communes"}

_CODES = {
    Outcome.APPROXIMATE: "value-approximate",
    Outcome.DASH: "value-dash",
    Outcome.NOTHING: "value-nothing",
    Outcome.UNIT: "value-unit",
    Outcome.UNREADABLE: "value-unreadable",
}


@dataclass(slots=True)
class RowReader:
    """Reads one row of a table against what the form asks there; collects findings on the way.

    `name` is how findings call the row; `hint(row code, key)` last period's number, if known; `unavailable`: a dash
    with a reason stands for the number, where the row may have none.
    """

    table: SheetTable
    number: int
    row: FormRow
    agency: str
    hint: Callable[[str, str], str]
    findings: list[Finding] = field(default_factory=list)
    said_not_arising: list[tuple[str, Location]] = field(default_factory=list)
    unavailable: bool = False
    formulas: Formulas | None = None
    _cells: tuple[Value, ...] = field(init=False)

    def __post_init__(self) -> None:
        sheet = self.table.sheet
        self._cells = sheet.rows[self.number - 1] if self.number <= len(sheet.rows) else ()

    @property
    def blank(self) -> bool:
        """Whether no cell for answers holds anything: half of all rows, most of them voluntary."""
        cells, columns = self._cells, self.table.columns
        filled = [1 for key in self.table.answers if columns[key] <= len(cells) and cells[columns[key] - 1] is not None]
        special = self.table.special
        return not filled and not (
            special and any((self.number, columns[key]) in special for key in self.table.answers)
        )

    # --- texts and choices ---

    def text(self, key: str) -> Text | None:
        """What the cell shows; lone dashes and dots are no text."""
        value = self._value(key)
        if value is None:
            return None
        words = self._seen(key, value)
        return Text(words, self._at(key)) if any(map(str.isalnum, words)) else None

    def _seen(self, key: str, value: Value) -> str:
        sheet, place = self.table.sheet, self._place(key)
        if type(value) is str and place not in sheet.marked and place not in sheet.shown:
            words = clean(value)
        else:
            words = seen(sheet, place)
            if place in sheet.marked and STRUCK in sheet.marked[place]:
                self._report("text-struck", key, raw=quoted(sheet.marked[place]), kept=quoted(words))
            elif is_made_by_excel(sheet, place, value):
                self._report("text-of-value", key, raw=words, value=as_words(value))
        if len(words) > LONGEST_PRINTED:
            self._report("text-too-long", key, count=format_number(len(words)), limit=format_number(LONGEST_PRINTED))
        odd = ODD_SIGNS.findall(value) if isinstance(value, str) else None
        if odd:
            signs = ", ".join(dict.fromkeys(f"U+{ord(sign):04X}" for sign in odd[:5]))
            self._report("text-odd-signs", key, count=len(odd), signs=signs)
        return words

    def evidence(self) -> Text | None:
        """A proof; "không có", "chưa có văn bản", a lone "x", "0" or a tick are none, and said so."""
        ticked = self._value("evidence") if self._raw("evidence") in ("TRUE", "FALSE", YES, NO) else None
        if isinstance(ticked, bool):
            self._report("evidence-nothing", "evidence", raw="TRUE" if ticked else "FALSE")
            return None
        text = self.text("evidence")
        if text and is_no_proof(text.text):
            self._report("evidence-nothing", "evidence", raw=text.text)
            return None
        for day in impossible_days(text.text) if text else ():
            self._report("evidence-impossible-date", "evidence", raw=day)
        return text

    def status(self) -> Status | None:
        raw = quoted(as_words(self._value("status")))
        known = LABELS.get(raw)
        if known or not raw or raw in ("-", "–", "—"):
            return known
        status = STATUSES.get(fold(raw))
        if status is None:
            self._report("status-unknown", "status", raw=raw)
        elif fold(raw) != fold(status.label):
            self._report("status-repaired", "status", raw=raw, meant=status.label)
        return status

    def yes_no(self) -> Quantity | None:
        """Có → 1, Không → 0."""
        value = self._value("answer")
        raw = quoted(as_words(value))
        if not raw or self._not_arising(raw, "answer"):
            return None
        said = YES_NO_WORDS.get(fold(raw))
        if said is None:
            self._report("yes-no-unknown", "answer", raw=raw)
            return None
        return Quantity(Decimal(int(said)), self._at("answer"), raw)

    # --- numbers ---

    def pair(self, key: str) -> tuple[Quantity | None, Quantity | None]:
        """A number and the one it is compared with, which may have been typed as "12/15" in one cell."""
        other = _PAIRS[key]
        plain = self._plain(key)
        top = None if plain else self._read(key)
        below = self._number(other) if other in self.row.fill else None
        if plain:
            return plain, below
        if top is None or top.value is None:
            return None, below
        if top.denominator is None:
            return self._checked(key, top), below
        if other not in self.row.fill:
            self._report("value-unreadable", key, raw=self._raw(key))
            return None, below
        if below is not None and below.value != top.denominator and not self._blank(other):
            self._report("value-fraction-conflict", key, related=(below.location,), raw=self._raw(key), other=below.raw)
            return None, None
        quantity = self._checked(key, top)
        return quantity, below or Quantity(top.denominator, self._at(key), self._raw(key), top.repair)

    def single(self, key: str) -> Quantity | None:
        return self._number(key)

    def _number(self, key: str) -> Quantity | None:
        if self.row.choices and key == "numerator":
            return self._chosen(key)
        plain = self._plain(key)
        if plain:
            return plain
        read = self._read(key)
        if read is None or read.value is None:
            return None
        if read.denominator is not None:
            self._report("value-unreadable", key, raw=self._raw(key))
            return None
        return self._checked(key, read)

    def _chosen(self, key: str) -> Quantity | None:
        """One of the numbers that the row offers, or the words that stand for it."""
        value = self._value(key)
        raw, number = quoted(as_words(value)), offered(value, self.row.choices)
        if number is None and read_number(value).outcome not in (Outcome.BLANK, Outcome.DASH):
            choices = "; ".join(f"{one} ({word})" for word, one in self.row.choices.items())
            self._report("statistic-not-offered", key, raw=raw, offered=choices)
        elif number is None:
            self._read(key)
        return None if number is None else Quantity(Decimal(number), self._at(key), raw)

    def _plain(self, key: str) -> Quantity | None:
        """The most frequent case, with little ado: a whole number in a cell without % format fits everywhere."""
        column = self.table.columns.get(key, 0)
        value = self._cells[column - 1] if 0 < column <= len(self._cells) else None
        if type(value) is not int or value < 0 or self._asks_percent(key):
            return None
        if (self.number, column) in self.table.special:
            return None
        number = as_decimal(value)
        return None if number is None else Quantity(number, self._at(key), format_number(value))

    def _read(self, key: str) -> NumberRead | None:
        """The cell as a number, or None with the finding that says why not."""
        value = self._value(key)
        place = self._place(key)
        units = (self.row.unit,) if self.row.unit else ()
        if place in self.table.special and not self._fits(key, value, units):
            return None
        read = read_number(value, percent_cell=place in self.table.sheet.percents, units=units)
        if read.outcome is Outcome.NUMBER:
            return read
        if read.outcome is Outcome.NOT_ARISING:
            self._not_arising(self._raw(key), key)
        elif read.outcome is Outcome.AMBIGUOUS:
            hint = self.hint(self.row.code, key)
            said = f"; kỳ trước là {hint}" if hint else ""
            self._report("value-ambiguous", key, raw=self._raw(key), meanings=" hoặc ".join(read.meanings), hint=said)
        elif read.outcome is Outcome.DATE:
            self._report("value-date", key, raw=as_words(value), guess=fraction_of(value))
        elif read.outcome is Outcome.UNIT:
            self._report("value-unit", key, raw=self._raw(key), unit=self.row.unit or "số lượng, không kèm đơn vị tính")
        elif read.outcome is Outcome.DASH and self._seen_nowhere_else(key):
            self.unavailable = bool(self.text("note"))
            if not self.unavailable:
                self._report("statistic-dash", key, raw=self._raw(key))
        elif read.outcome is not Outcome.BLANK:
            self._report(_CODES[read.outcome], key, raw=self._raw(key))
        return None

    def _fits(self, key: str, value: Value, units: tuple[str, ...]) -> bool:
        """Whether the cell shows the number that it stores; one that is shown rounded is told."""
        sheet, place = self.table.sheet, self._place(key)
        number = as_decimal(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
        if number is None or place not in sheet.formats and place not in sheet.shown:
            return True
        told = as_shown(sheet, place, value)
        found = "same" if told is None else fit(number, told, units, percent=place in sheet.percents)
        if found == "rounded" and not (self.row.whole and number != number.to_integral_value()):
            self._report("value-rounded", key, raw=told, value=format_number(number))
        elif found == "other":
            self._report("value-shown-otherwise", key, raw=told or "(trống)", value=format_number(number))
        return found != "other"

    def _checked(self, key: str, read: NumberRead) -> Quantity | None:
        """A number that fits its cell: no percentage where things are counted, no halves of things."""
        assert read.value is not None
        raw, value = self._raw(key), read.value
        asks_percent = self._asks_percent(key)
        if read.percent and not asks_percent:
            self._report("value-percent", key, raw=f"{format_number(value)}%")
            return None
        if asks_percent and not read.percent and 0 < abs(value) <= 1:  # 1 may be all of it, too
            self._report("value-share", key, raw=format_number(value), percent=f"{format_number(value * 100)}%")
            return None
        counts = self.row.whole or key in ("reported", "communes")
        if counts and value != value.to_integral_value():
            self._report(
                "value-not-whole", key, raw=format_number(value), unit=self._counted(key), guess=grouped(value)
            )
            return None
        if value < 0 and counts and self._seen_nowhere_else(key):
            self._report("value-negative", key, raw=format_number(value))
            return None
        if read.repair:
            self._report("value-repaired", key, raw=raw, repair=read.repair)
        return Quantity(value, self._at(key), raw, read.repair)

    def _seen_nowhere_else(self, key: str) -> bool:
        """A figure of the plan is judged by the checks; statistics and numbers of communes only here."""
        return self.row.obligation is None or key in ("reported", "communes")

    def _asks_percent(self, key: str) -> bool:
        return "%" in self.row.unit and key == "numerator"

    def _counted(self, key: str) -> str:
        return "xã" if key in ("reported", "communes") else self.row.unit or "đơn vị"

    def computed(self) -> None:
        """A rate of the sender's own in the cell that works it out."""
        column = self.table.columns.get("rate", 0)
        typed = self._cells[column - 1] if 0 < column <= len(self._cells) else None
        if typed in (None, "", -1, 0) or "ISNUMBER" in self.table.sheet.formulas.get((self.number, column), ""):
            return
        read = read_number(typed, percent_cell=(self.number, column) in self.table.sheet.percents)
        top, bottom = (self.table.value(self.number, key) for key in ("numerator", "denominator"))
        numbers = [value for value in (top, bottom) if isinstance(value, (int, float)) and not isinstance(value, bool)]
        rate = Decimal(str(numbers[0])) * 100 / Decimal(str(numbers[1])) if len(numbers) == 2 and numbers[1] else None
        if rate is None or read.value is None or abs(read.value - rate) > _ROUNDING:
            shown = "chưa tính được" if rate is None else f"{format_number(rate, 2)}%"
            self._report("cell-computed-typed", "rate", raw=quoted(as_words(typed)), computed=shown)

    def unexpected(self) -> None:
        """Content in cells that the form does not ask on this row."""
        columns, cells = self.table.columns, self._cells
        for key in _others(self.table.answers, self.row.fill):
            if columns[key] > len(cells) or cells[columns[key] - 1] is None or key in self.row.cells:
                continue
            raw = as_words(cells[columns[key] - 1])
            if raw and raw not in ("-", "–", "—", "x", "X"):
                self._report("cell-unexpected", key, raw=raw[:80])

    def _value(self, key: str) -> Value:
        """The cell's value; None, with the finding that says why, where it must not be taken."""
        column = self.table.columns.get(key, 0)
        place, value = (self.number, column), self._cells[column - 1] if 0 < column <= len(self._cells) else None
        if place in self.table.special and self._bad(key, place, value):
            return None
        if type(value) is str and value[:1] in "#E" and ERROR_TEXT.fullmatch(value.strip()):
            self._once("value-error-cell", key, raw=value.strip())
            return None
        return value

    def _bad(self, key: str, place: Place, value: Value) -> bool:
        sheet = self.table.sheet
        if place in sheet.errors:
            self._once("value-error-cell", key, raw=quoted(sheet.errors[place]))
        elif place in sheet.uncalculated:
            self._once("value-uncalculated", key)
        elif place in sheet.marked and not _is_text(key):
            self._once("value-marked", key, raw=quoted(sheet.marked[place]))
        elif place in sheet.formulas and self.formulas:
            wrong, why = self.formulas.doubt(sheet, place)
            if why:
                self._once("value-formula" if wrong else "value-formula-unchecked", key, raw=as_words(value), why=why)
            return wrong
        else:
            return False
        return True

    def _once(self, code: str, key: str, **params: object) -> None:
        """A cell may be asked for its value twice."""
        if not any(f.code == code and f.location == self._at(key) for f in self.findings):
            self._report(code, key, (), **params)

    def _blank(self, key: str) -> bool:
        return not as_words(self.table.value(self.number, key))

    def _place(self, key: str) -> tuple[int, int]:
        return self.number, self.table.columns.get(key, 0)

    def _at(self, key: str) -> Location:
        sheet, column = self.table.sheet, self.table.columns.get(key)
        if not column:
            return Location(sheet.file, sheet.name)
        return Location(sheet.file, sheet.name, f"{column_letters(column)}{self.number}")

    def _raw(self, key: str) -> str:
        value = self.table.value(self.number, key)
        return quoted(one_line(value)) if isinstance(value, str) else as_words(value)

    def _not_arising(self, raw: str, key: str) -> bool:
        if STATUSES.get(fold(raw)) is not Status.NOT_ARISING:
            return False
        self.said_not_arising.append((raw, self._at(key)))
        return True

    def _report(self, code: str, key: str, related: tuple[Location, ...] = (), **params: object) -> None:
        obligation = self.row.obligation
        self.findings.append(
            finding(
                code,
                self._at(key),
                agency=self.agency,
                item=obligation.item if obligation else "",
                measure=obligation.measure if obligation else "",
                form_row=obligation.row if obligation else "",
                asked=obligation.asked if obligation else (),
                fields=(key,),
                subject=f"{self.row.code}/{key}",
                related=related,
                name=row_name(self.row),
                field=column_title(key, self.table.kind),
                **params,
            )
        )


@cache
def _is_text(key: str) -> bool:
    return any(column.kind == "text" for columns in COLUMNS.values() for column in columns if column.key == key)


@lru_cache(256)
def _others(answers: tuple[str, ...], asked: frozenset[str]) -> tuple[str, ...]:
    return tuple(key for key in answers if key not in asked)
