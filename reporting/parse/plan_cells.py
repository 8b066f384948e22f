"""Single cells of the plan workbook → values; what cannot be read becomes a finding, never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal
from difflib import SequenceMatcher

from reporting.findings import Finding, finding
from reporting.numbers import read_date, read_number
from reporting.parse.parties import Names
from reporting.parse.plan_layout import SYNONYMS, YES, E
from reporting.parse.tables import Layout, ReadRow
from reporting.text import fold

_FRACTION = re.compile(r"(\d{1,30})\s{0,9}/\s{0,9}([1-9]\d{0,30})")
_CENT = Decimal("0.01")
_EXCEPT = re.compile(r"^(?:trừ|không (?:bao )?gồm|không tính|loại trừ)\s+", re.IGNORECASE)
_NEARLY = 0.8


@dataclass(slots=True)
class Cells:
    """The reading of one sheet's cells: its layout, the names of agencies, the findings so far."""

    layout: Layout
    names: Names
    findings: list[Finding] = field(default_factory=list)

    def note(self, code: str, row: ReadRow, key: str, **values: object) -> None:
        """Record a finding about a cell; `value` and `column` are filled in when not given."""
        values = {"value": row.text(key), "column": self.layout.column(key).title} | values
        place = row.location(key)
        self.findings.append(finding(code, place, subject=f"{place.sheet} › {place.cell}", **values))

    def required(self, row: ReadRow, key: str) -> str:
        if not row.text(key):
            self.note("plan-missing-value", row, key, accepted=self.layout.column(key).title)
        return row.text(key)

    def choice(self, row: ReadRow, key: str, words: Mapping[E, str]) -> E | None:
        """The member that a word stands for; None for a blank or unknown word (a finding)."""
        text = row.text(key)
        if not text:
            return None
        known = {fold(word): member for member, word in words.items()}
        synonym = SYNONYMS.get(text.casefold())
        found = synonym if synonym in words else known.get(fold(text))
        if found is None:
            self.note("plan-unknown-choice", row, key, accepted=", ".join(words.values()))
        return found  # type: ignore[return-value]

    def chosen(self, row: ReadRow, key: str, words: Mapping[E, str]) -> E | None:
        """A choice that may not be blank."""
        return self.choice(row, key, words) if self.required(row, key) else None

    def yes(self, row: ReadRow, key: str) -> bool:
        text = fold(row.text(key))
        if text not in ("", fold(YES), "x", "khong", "chua"):
            self.note("plan-unknown-choice", row, key, accepted=f"{YES}, hoặc để trống")
        return text in (fold(YES), "x")

    def number(self, row: ReadRow, key: str) -> Decimal | None:
        """A number with comma or point; 1/3 as a percentage, rounded down so that 1 of 3 reaches it."""
        text = row.text(key)
        if not text:
            return None
        fraction = _FRACTION.fullmatch(text)
        if fraction:
            return (Decimal(fraction[1]) * 100 / Decimal(fraction[2])).quantize(_CENT, ROUND_DOWN)
        place = (row.number, row.columns[key])
        read = read_number(row.value(key), percent_cell=place in row.sheet.percents)
        if read.value is None:
            self.note("plan-bad-number", row, key)
        return read.value

    def whole(self, row: ReadRow, key: str, default: int) -> int:
        number = self.number(row, key)
        return default if number is None else int(number)

    def day(self, row: ReadRow, key: str) -> date | None:
        read = read_date(row.value(key))
        if read.day is None and not read.blank:
            self.note("plan-bad-date", row, key)
        return read.day

    def left_out(self, row: ReadRow, key: str) -> tuple[tuple[str, ...], str]:
        """(agencies and groups that are not asked, what else is left out in words). A name nearly as written in the
        registry is asked back: else its bearer would go on being asked."""
        codes, words = [], []
        for part in filter(None, (p.strip() for p in re.split(r"[;\n]", row.text(key)))):
            name = _EXCEPT.sub("", part)
            code = self.names.code(name)
            if code:
                codes.append(code)
            else:
                words.append(part)
                near = self.names.near(name)
                if near and SequenceMatcher(None, fold(near), fold(name)).ratio() > _NEARLY:
                    self.party(row, key, name)
        return tuple(codes), "; ".join(words) if codes else row.text(key)

    def party(self, row: ReadRow, key: str, name: str) -> str:
        """The code of a name; "" and a finding with a suggestion where nobody bears it."""
        code = self.names.code(name)
        if not code:
            near = self.names.near(name)
            hint = f"Có phải ý anh/chị là '{near}'?" if near else "Kiểm tra lại tên hoặc bổ sung vào danh mục đơn vị."
            self.note("plan-unknown-agency", row, key, value=name, hint=hint)
        return code
