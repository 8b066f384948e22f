"""What is wrong with a table of a return as a whole: columns gone or added, cells merged, rows hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reporting.findings import Finding, finding
from reporting.forms.form import Form, FormRow
from reporting.location import Location, column_letters, place_of
from reporting.parse.cell_words import as_words
from reporting.parse.outside import hides_a_copy
from reporting.parse.sheets import SheetTable, column_title, unknown_columns


def table_findings(
    table: SheetTable, form: Form, expected: Mapping[str, FormRow], known: Iterable[Finding]
) -> tuple[Finding, ...]:
    """`expected`: the form's rows by code; `known`: what was found before, so that nothing is told twice."""
    found = (
        *_columns_missing(table, form, known),
        *_columns_unknown(table, expected),
        *_merged(table),
        *_hidden(table),
    )
    return tuple(replace(one, agency=form.identity.agency) for one in found)


def _columns_missing(table: SheetTable, form: Form, known: Iterable[Finding]) -> Iterator[Finding]:
    wanted = next((s for s in form.sheets if s.key == table.kind), None)
    if wanted is None:
        return
    asked = {key for row in wanted.rows for key in row.fill}
    where = Location(table.sheet.file, table.sheet.name)
    copied = {f.subject for f in known if f.code == "column-copied"}
    for key in (c.key for c in wanted.columns if c.key in asked):
        subject = f"{table.sheet.file}/{table.sheet.name}/{key}"
        if key not in table.columns and subject not in copied:
            yield finding("column-missing", where, subject=subject, field=column_title(key))


def _columns_unknown(table: SheetTable, expected: Mapping[str, FormRow]) -> Iterator[Finding]:
    sheet = table.sheet
    for column, filled in unknown_columns(table, expected).items():
        where, letters = sheet.location(filled[0], column), column_letters(column)
        sample = as_words(sheet.at(filled[0], column))[:60]
        said = {"sheet": sheet.name, "column": letters, "count": len(filled), "sample": sample}
        yield finding("column-unknown", where, subject=f"{sheet.name}/{letters}", **said)


def _merged(table: SheetTable) -> Iterator[Finding]:
    sheet = table.sheet
    for area in sheet.merged:
        if _touches_answers(area, table):
            where = Location(sheet.file, sheet.name, area.partition(":")[0])
            yield finding("cell-merged", where, subject=f"{sheet.name}/{area}", area=area)


def _touches_answers(area: str, table: SheetTable) -> bool:
    """Whether a merged area covers answer cells of more than one row or column."""
    places = [place_of(corner) for corner in area.split(":")]
    if len(places) != 2:
        return False
    (top, left), (bottom, right) = places
    answers = {table.columns[key] for key in table.answers}
    covered = answers & set(range(left, right + 1))
    return bool(covered) and (bottom > top or len(covered) > 1) and bottom > table.heading


def _hidden(table: SheetTable) -> Iterator[Finding]:
    sheet = table.sheet
    hidden = [row for row in sheet.hidden_rows if row != table.heading and table.text(row, "row")]
    alike = sorted(row for row in hidden if hides_a_copy(table, row))
    if alike:
        first = table.location(alike[0], "numerator")
        related = tuple(table.location(row, "numerator") for row in alike)
        said = {"sheet": sheet.name, "rows": ", ".join(map(str, alike))}
        yield finding("rows-hidden-alike", first, subject=sheet.name, related=related, **said)
    if hidden:
        where = Location(sheet.file, sheet.name)
        yield finding("rows-hidden", where, subject=sheet.name, sheet=sheet.name, count=len(hidden))
