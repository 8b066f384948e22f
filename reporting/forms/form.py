"""The form as a value: what one agency is asked, sheet by sheet, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reporting.forms.layout import FormColumn
from reporting.numbers import format_date
from reporting.obligations import Obligation


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose form it is. `fingerprint`: 8 hex digits of the rows asked, changes when the plan does."""

    version: str
    agency: str
    period: str
    plan: str
    fingerprint: str

    @property
    def code(self) -> str:
        """The visible short code: `SNV · Q1-2023 · KH-CCHC-2023 · 3f2a91c0`."""
        return " · ".join((self.agency, self.period, self.plan, self.fingerprint))

    @property
    def items(self) -> tuple[tuple[str, str], ...]:
        return (
            ("version", self.version),
            ("agency", self.agency),
            ("period", self.period),
            ("plan", self.plan),
            ("fingerprint", self.fingerprint),
        )


@dataclass(frozen=True, slots=True)
class FormRow:
    """`code` "" is a heading. `cells`: fixed texts by column key; `fill`: keys of the cells to fill,
    `must` those of them that an owed row cannot do without; `whole`: its numbers count things and have no decimals;
    `unit` "%" when a percentage is asked; `choices`: the words that stand for its numbers."""

    code: str
    cells: Mapping[str, str | int]
    fill: frozenset[str] = frozenset()
    required: bool = True
    whole: bool = False
    unit: str = ""
    obligation: Obligation | None = None
    must: frozenset[str] = frozenset()
    choices: Mapping[str, int] = field(default_factory=dict)

    @property
    def heading(self) -> bool:
        return not self.code

    @property
    def example(self) -> str:
        """Numbers that the row would take: a percentage typed as such, whole things, or any number."""
        if self.unit == "%" and "denominator" not in self.fill:
            return "85 hoặc 85,5"
        return "1234" if self.whole else "1234 hoặc 12,5"


@dataclass(frozen=True, slots=True)
class FormSheet:
    """`title` is printed at its head, `lines` under it."""

    key: str
    name: str
    title: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    lines: tuple[str, ...] = ()

    def column(self, key: str) -> FormColumn | None:
        return next((c for c in self.columns if c.key == key), None)


@dataclass(frozen=True, slots=True)
class Form:
    """One agency's form for one period. `notice` stands out on the first page; `created` stands in the file instead of
    the time of the run, and is the period's last day; `deadline`: when the form must be back (as_of where none is);
    `carried`: the lines of the hidden sheet that holds what its agency needs of the job; `own_report`: what is proposed
    for the head and end of its own report, by field; `short`: of a unit that owes few rows: task and duty rows on one
    sheet, what is outside the plan on the assessment, the own report's fields on the first page."""

    identity: Identity
    agency_name: str
    title: str
    period_title: str
    facts: tuple[tuple[str, str], ...]
    guide: tuple[str, ...]
    notice: str
    sheets: tuple[FormSheet, ...]
    created: date
    deadline: date | None = None
    carried: tuple[tuple[str, str], ...] = ()
    own_report: Mapping[str, str] = field(default_factory=dict)
    short: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.identity.period}_{self.identity.agency}.xlsx"

    def said(self, words: str, number: str = "1234") -> str:
        """A hint with examples that this form would take: a number, days of this very period."""
        days = {"{day}": format_date(self.created), "{deadline}": format_date(self.deadline or self.created)}
        for place, example in (days | {"{number}": number}).items():
            words = words.replace(place, example)
        return words

    def rows(self) -> dict[str, FormRow]:
        """Rows with a code, by code."""
        return {row.code: row for sheet in self.sheets for row in sheet.rows if row.code}

    @property
    def required(self) -> int:
        """How many rows must be answered: the denominator of the progress count."""
        return sum(row.required and row.obligation is not None for row in self.rows().values())


@dataclass(frozen=True, slots=True)
class FilledForm:
    """Answers to write into a form: `rows` by row code then column key (assessment and statistics
    rows too: `danh_gia/ket_qua`, `thong_ke/1.1.1`), `guide` by field, `free` rows in order.
    `notes`: what is noted on a cell, by row code and column key; `merged`: lines of the hidden sheet with its sources."""

    rows: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    guide: Mapping[str, object] = field(default_factory=dict)
    free: tuple[Mapping[str, object], ...] = ()
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    merged: tuple[tuple[str, str], ...] = ()


NOTHING_FILLED = FilledForm()
