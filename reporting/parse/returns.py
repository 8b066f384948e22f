"""Step 2, parsing a return: Grid → Return with every answer's cell, and all findings at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reporting.agencies import Agency
from reporting.findings import Finding, finding
from reporting.forms.build import Forms
from reporting.forms.form import Form, FormRow
from reporting.forms.layout import FREE
from reporting.forms.statistics import NO_STATISTICS, Statistics
from reporting.gc_pause import gc_paused
from reporting.grid import Grid
from reporting.location import NOWHERE, Location
from reporting.numbers import as_decimal, format_number
from reporting.obligations import Campaign
from reporting.parse import other_sheets
from reporting.parse.appearance import Formulas
from reporting.parse.cell_words import as_words
from reporting.parse.cells import RowReader
from reporting.parse.digest import ANSWER_PARTS, digest_of, plain
from reporting.parse.first_page import frame_findings, frame_of, name_conflict
from reporting.parse.identity import Mark, identity_of, marks_of
from reporting.parse.merged_sources import with_sources
from reporting.parse.outside import outside_of_cells
from reporting.parse.row_codes import homes_of, is_elsewhere, misfit
from reporting.parse.sheets import SheetTable, content, is_heading, rows_of, tables_of
from reporting.parse.table_findings import table_findings
from reporting.returns import Answer, Quantity, Return, Status
from reporting.text import fold, one_line

Parsed = tuple[Return | None, tuple[Finding, ...]]
_PART_TITLES = {
    "numerator": "tử số hoặc giá trị",
    "denominator": "mẫu số",
    "reported": "số xã đã báo cáo",
    "total": "tổng số xã",
    "status": "trạng thái",
    "narrative": "kết quả",
    "evidence": "minh chứng",
    "note": "ghi chú",
}


def parse_return(
    grid: Grid,
    campaign: Campaign,
    *,
    statistics: Statistics = NO_STATISTICS,
    previous: Mapping[str, Return] | None = None,
) -> Parsed:
    """One workbook as a Return. None when it cannot be told whose it is.

    A form of another period or plan comes back without answers: `settle` says so and leaves it out.
    `previous`: last period's returns by agency, quoted where a number is ambiguous.
    """
    return parse_with(Forms(campaign, statistics), grid, previous or {})


def parse_all(forms: Forms, grids: Iterable[Grid], previous: Mapping[str, Return]) -> tuple[Parsed, ...]:
    """A folder of them."""
    with gc_paused():
        return tuple(parse_with(forms, grid, previous) for grid in grids)


def parse_with(forms: Forms, grid: Grid, previous: Mapping[str, Return]) -> Parsed:
    """The same for many workbooks of one plan and period: `forms` are made once for all of them."""
    plan, registry, period = forms.plan, forms.registry, forms.period
    marks = marks_of(grid)
    identity, findings = identity_of(grid, marks)
    if identity is None:
        return None, findings
    agency = registry.agency(identity.agency)
    if agency is None:
        where = Location(grid.file)
        return None, (finding("return-unknown-agency", where, subject=grid.file, value=identity.agency),)
    empty = frame_of(grid, identity, marks)
    notes = (*frame_findings(grid, identity, marks), *name_conflict(grid, agency, registry))
    if identity.period != period.id or identity.plan not in ("", plan.id):
        return empty, notes
    work = _Work(grid, forms.blank(agency), agency, previous.get(agency.code), marks)
    return work.filled(empty), (*notes, *work.findings)


# --- the tables -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of the workbook that carries a code of the form."""

    table: SheetTable
    number: int
    row: FormRow
    answer: Answer


@dataclass(slots=True)
class _Work:
    """One workbook being read against the form that its agency was given."""

    grid: Grid
    form: Form
    agency: Agency
    previous: Return | None
    marks: tuple[Mark, ...]
    findings: list[Finding] = field(default_factory=list)
    torn: set[str] = field(default_factory=set)
    homes: dict[str, str] = field(init=False)
    formulas: Formulas = field(init=False)

    def __post_init__(self) -> None:
        self.homes, self.formulas = homes_of(self.form), Formulas(self.grid)

    def filled(self, frame: Return) -> Return:
        self._check_fingerprint(frame)
        tables, odd = tables_of(self.grid.sheets, self.marks)
        self.findings.extend(replace(f, agency=self.agency.code) for f in odd)
        expected = self.form.rows()
        found = [one for table in tables if table.kind != FREE for one in self._rows(table, expected)]
        for table in tables:
            self.findings.extend(table_findings(table, self.form, expected, self.findings))
        self.findings.extend(outside_of_cells(self.grid, self.marks, tables, self.agency.code))
        answers, changed = with_sources(self._settled(found), self.marks, self.agency.code)
        self.findings.extend(changed)
        self._rows_missing(expected, self.torn | {a.row for a in answers})
        whole = replace(
            frame,
            answers=tuple(a for a in answers if expected[a.row].obligation),
            statistics=tuple(other_sheets.statistics(answers)),
            assessment=other_sheets.assessment(answers),
            topics=tuple(other_sheets.topics(answers)),
            free_rows=(
                *other_sheets.free_rows(table for table in tables if table.kind == FREE),
                *other_sheets.free_lines(answers),
            ),
        )
        return replace(whole, digest=digest_of(whole))

    def _check_fingerprint(self, frame: Return) -> None:
        mine, theirs = self.form.identity.fingerprint, frame.form.partition("/")[2]
        if theirs and theirs != mine:
            self._report("return-older-plan", Location(self.grid.file), subject="plan", value=theirs, expected=mine)

    def _report(self, code: str, where: Location, **fields: object) -> None:
        self.findings.append(finding(code, where, agency=self.agency.code, **fields))

    # --- rows ---

    def _rows(self, table: SheetTable, expected: Mapping[str, FormRow]) -> Iterator[_Found]:
        by_words = {} if "row" in table.columns else _by_words(expected)
        misplaced: list[tuple[int, str]] = []
        recovered = 0
        for number in rows_of(table):
            value = table.value(number, "row")
            code = value if isinstance(value, str) and value in expected else table.text(number, "row")
            if by_words:
                code = by_words.get(_words(table, number), "")
                recovered += bool(code)
            if code in expected:
                if is_elsewhere(self.homes[code], table.kind):
                    misplaced.append((number, code))
                elif self._code_agrees(table, number, expected[code], expected):
                    yield _Found(table, number, expected[code], self._answer(table, number, expected[code]))
            else:
                self._stray_row(table, number, code)
        if misplaced:
            self._misplaced(table, misplaced)
        if recovered:
            where = Location(table.sheet.file, table.sheet.name)
            self._report("row-recovered", where, subject=table.sheet.name, count=recovered)

    def _misplaced(self, table: SheetTable, rows: list[tuple[int, str]]) -> None:
        """Rows of another sheet pasted here: which of their cells answers what cannot be told."""
        self.torn.update(code for _, code in rows)
        sheet, where = table.sheet.name, table.location(rows[0][0], "item")
        self._report("rows-misplaced", where, subject=sheet, sheet=sheet, count=len(rows), row=rows[0][1])

    def _code_agrees(self, table: SheetTable, number: int, row: FormRow, expected: Mapping[str, FormRow]) -> bool:
        """Sorting only part of the table would tear answers from their codes."""
        shown = misfit(table, number, row, expected.values())
        if shown and content(table, number):
            where = table.location(number, "item" if "item" in table.columns else "text")
            self.torn.add(row.code)
            self._report("row-code-conflict", where, subject=f"{row.code}/{number}", shown=shown, row=row.code)
        return not shown

    def _stray_row(self, table: SheetTable, number: int, code: str) -> None:
        filled = content(table, number)
        said = {key: value for key, value in filled.items() if key != "communes"}
        if not said or is_heading(table, number):
            return
        where = table.location(number, next(iter(said)))
        sample = as_words(next(iter(said.values())))[:60]
        if code:
            self._report("row-unknown", where, subject=f"{table.sheet.name}/{code}", row=code, sample=sample)
            return
        numbers = any(key in ("numerator", "denominator", "answer", "reported") for key in said)
        kind = "row-without-code" if numbers else "row-without-code-text"
        self._report(kind, where, subject=f"{table.sheet.name}/{sample}", sample=sample)

    def _answer(self, table: SheetTable, number: int, row: FormRow) -> Answer:
        reader = RowReader(table, number, row, self.agency.code, self._hint, formulas=self.formulas)
        reader.computed()
        if reader.blank:
            self.findings.extend(reader.findings)
            return self._unanswered(table, number, row)
        status = reader.status() if "status" in row.fill else None
        numerator, denominator = self._figure(reader, row)
        reported, total = reader.pair("reported") if "reported" in row.fill else (None, None)
        status, status_at = self._status(reader, table, number, status)
        if reader.unavailable:
            status, status_at = Status.NOT_ARISING, table.location(number, "numerator")
        obligation = row.obligation
        answer = Answer(
            row.code,
            obligation.item if obligation else "",
            obligation.measure if obligation else "",
            obligation.level if obligation else "own",
            numerator=numerator,
            denominator=denominator,
            reported=reported,
            total=total,
            status=status,
            status_at=status_at,
            narrative=reader.text("narrative") if "narrative" in row.fill else None,
            evidence=reader.evidence() if "evidence" in row.fill else None,
            note=reader.text("note") if "note" in row.fill else None,
            location=table.location(number, next(iter(table.answers), "item")),
        )
        reader.unexpected()
        self.findings.extend(reader.findings)
        return answer

    @staticmethod
    def _unanswered(table: SheetTable, number: int, row: FormRow) -> Answer:
        where, asked = table.location(number, next(iter(table.answers), "item")), row.obligation
        return (
            Answer(row.code, asked.item, asked.measure, asked.level, location=where)
            if asked
            else Answer(row.code, "", location=where)
        )

    @staticmethod
    def _figure(reader: RowReader, row: FormRow) -> tuple[Quantity | None, Quantity | None]:
        if "answer" in row.fill:
            said = reader.yes_no()
            return said, replace(said, value=as_decimal(1)) if said else None  # type: ignore[arg-type]
        if "denominator" in row.fill:
            return reader.pair("numerator")
        return (reader.single("numerator"), None) if "numerator" in row.fill else (None, None)

    def _status(
        self, reader: RowReader, table: SheetTable, number: int, status: Status | None
    ) -> tuple[Status | None, Location]:
        """ "Không phát sinh" typed where a number belongs is an answer too."""
        where = table.location(number, "status") if status else NOWHERE
        if not reader.said_not_arising:
            return status, where
        raw, at = reader.said_not_arising[0]
        asked = reader.row.obligation
        common = {
            "item": reader.row.cells.get("item", ""),
            "form_row": asked.row if asked else "",
            "fields": ("status",),
            "subject": f"{reader.row.code}/status",
            "name": reader.row.code,
        }
        if status is None:
            self._report("status-repaired", at, raw=raw, meant=Status.NOT_ARISING.label, **common)
            return Status.NOT_ARISING, at
        if status is not Status.NOT_ARISING:
            self._report("status-conflict", at, related=(where,), raw=raw, status=status.label, **common)
        return status, where

    def _hint(self, row: str, key: str) -> str:
        answer = self.previous.answer(row) if self.previous else None
        quantity = getattr(answer, "total" if key == "communes" else key, None) if answer else None
        return format_number(quantity.value) if quantity else ""

    # --- the same row twice ---

    def _settled(self, found: Iterable[_Found]) -> Iterator[Answer]:
        """One answer per code: copies that agree count once; where they differ, that cell counts for none."""
        by_code: dict[str, list[_Found]] = {}
        for one in found:
            by_code.setdefault(one.row.code, []).append(one)
        for copies in by_code.values():
            if len(copies) == 1:
                yield copies[0].answer
                continue
            filled = [one for one in copies if not one.answer.empty] or copies[:1]
            yield filled[0].answer if len(filled) == 1 else self._merged(filled)

    def _merged(self, copies: list[_Found]) -> Answer:
        first = copies[0].answer
        others = [one.answer for one in copies[1:]]
        differing = [
            part for part in ANSWER_PARTS if any(plain(getattr(first, part)) != plain(getattr(o, part)) for o in others)
        ]
        code, asked = "row-conflict" if differing else "row-copied", copies[0].row.obligation
        self._report(
            code,
            others[0].location,
            item=first.item,
            measure=first.measure,
            form_row=first.row if asked else "",
            asked=asked.asked if asked else (),
            fields=_columns(differing, copies[0].row),
            subject=first.row,
            related=tuple(one.answer.location for one in copies),
            name=first.row,
            parts=", ".join(_PART_TITLES[part] for part in differing),
        )
        cleared: dict[str, Any] = dict.fromkeys(differing)
        return replace(first, **cleared)

    # --- what is not there ---

    def _rows_missing(self, expected: Mapping[str, FormRow], there: set[str]) -> None:
        for sheet in self.form.sheets:
            owed = [row for row in sheet.rows if row.code and row.code != other_sheets.FREE_ROW]
            missing = [row for row in owed if row.code not in there]
            if not missing or sheet.key == FREE:
                continue
            if len(missing) == len(owed):
                self._report(
                    "sheet-missing", Location(self.grid.file), subject=sheet.key, sheet=sheet.name, count=len(owed)
                )
                continue
            for row in missing:
                title = one_line(str(row.cells.get("text", "")))[:80]
                owner = row.obligation
                about = {"item": owner.item, "form_row": owner.row} if owner else {}
                where = Location(self.grid.file, sheet.name)
                self._report("row-missing", where, **about, subject=row.code, row=row.code, title=title)


def _columns(parts: Iterable[str], row: FormRow) -> tuple[str, ...]:
    """The form's columns of these parts of an answer; a yes or no is kept as a numerator over one."""
    if "answer" in row.fill:
        parts = dict.fromkeys("answer" if part in ("numerator", "denominator") else part for part in parts)
    return tuple("communes" if part == "total" else part for part in parts)


def _words(table: SheetTable, number: int) -> tuple[str, ...]:
    return tuple(fold(table.text(number, key)) for key in ("item", "measure", "level"))


def _by_words(expected: Mapping[str, FormRow]) -> dict[tuple[str, ...], str]:
    """Codes by what a row shows: its item, its measure, its level. For forms without the hidden column."""
    found: dict[tuple[str, ...], str] = {}
    for code, row in expected.items():
        shown = "measure" in row.cells
        keys = ("item", "measure", "level") if shown else ("item",)
        words = tuple(fold(str(row.cells.get(key, ""))) for key in keys) + ("",) * (3 - len(keys))
        if words[0]:
            found[words] = code
            if not shown:
                found[(words[0], "", fold(str(row.cells.get("level", ""))))] = code
    return found
