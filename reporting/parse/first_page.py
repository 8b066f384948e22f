"""The first page of a return: who filled it, when, which send it is; and whether its file name says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reporting.agencies import Agency, Registry
from reporting.findings import Finding, finding
from reporting.forms.form import Identity
from reporting.forms.layout import GUIDE_FIELDS, OWN_REPORT_FIELDS, SHEET_NAMES, field_mark, own_report_mark
from reporting.grid import Grid, Value
from reporting.location import Location
from reporting.numbers import read_date
from reporting.parse.cell_words import as_words
from reporting.parse.explanations import copy_sequence, explanations_of
from reporting.parse.identity import Mark
from reporting.returns import Return
from reporting.text import clean, fold, one_line


def name_conflict(grid: Grid, agency: Agency, registry: Registry) -> Iterator[Finding]:
    """A file that still bears the name given to another agency's form (`Q1-2023_BDT.xlsx`)."""
    given = _GIVEN_NAME.search(grid.file)
    named = registry.agency(given[1]) if given else None
    if named and named.code != agency.code:
        params = {"guess": named.label, "name": agency.label}
        yield finding("return-name-conflict", Location(grid.file), agency=agency.code, subject=grid.file, **params)


_GIVEN_NAME = re.compile(r"(?:^|/)[A-Z]+\d*-\d{4}_([A-Z0-9]+)(?![A-Za-z0-9])[^/]*$")


def frame_of(grid: Grid, identity: Identity, marks: tuple[Mark, ...]) -> Return:
    """A Return without answers: whose, of which period and plan, which send."""
    fields = guide_values(marks)
    return Return(
        identity.agency,
        identity.period,
        identity.plan,
        grid.file,
        send_number(marks),
        sent=read_date(fields["sent"], date_1904=grid.date_1904).day,
        filled_by=as_words(fields["filled_by"]),
        sha256=grid.sha256,
        form=f"{identity.version}/{identity.fingerprint}",
        explanations=explanations_of(marks),
        own_report=own_report_of(marks),
    )


def send_number(marks: tuple[Mark, ...]) -> int:
    """Which send a file is: as typed, but an annotated copy that comes back is the one it says it is."""
    return max(_whole(guide_values(marks)["sequence"]) or 1, copy_sequence(marks))


def _whole(typed: Value) -> int | None:
    """A send number; None for what is none: a date that Excel made of "1/2", 2.5, "lần 2", a number nobody reaches."""
    if isinstance(typed, str):
        words = one_line(typed)
        typed = int(words) if words.isdecimal() and len(words) < _DIGITS else None
    if isinstance(typed, bool) or not isinstance(typed, (int, float)):
        return None
    return int(typed) if 1 <= typed < 10**_DIGITS and int(typed) == typed else None


_DIGITS = 4


def guide_values(marks: tuple[Mark, ...]) -> dict[str, Value]:
    """The first page's fields as typed, by key."""
    titles = {field_mark(key): (key, fold(title)) for key, title, _ in GUIDE_FIELDS}
    return dict.fromkeys((key for key, _, _ in GUIDE_FIELDS), None) | _beside(marks, titles)


def own_report_of(marks: tuple[Mark, ...]) -> tuple[tuple[str, str], ...]:
    """How the agency's own report is headed and signed, lines kept; () for a form without that sheet."""
    titles = {own_report_mark(key): (key, fold(title)) for key, title, _ in OWN_REPORT_FIELDS}
    found = _beside(marks, titles).items()
    return tuple((key, clean(value) if isinstance(value, str) else as_words(value)) for key, value in found)


def _beside(marks: tuple[Mark, ...], titles: Mapping[str, tuple[str, str]]) -> dict[str, Value]:
    """What stands right of the marked cells, the field's title left out; `titles`: mark → key, folded title."""
    values: dict[str, Value] = {}
    for mark in marks:
        known = titles.get("cchc:" + mark.text)
        if known:
            cells = mark.sheet.rows[mark.row - 1][mark.column :]
            right = [v for v in cells if v is not None and not (isinstance(v, str) and fold(v) == known[1])]
            values[known[0]] = right[0] if right else None
    return values


def frame_findings(grid: Grid, identity: Identity, marks: tuple[Mark, ...]) -> Iterator[Finding]:
    """What cannot be read on the first page."""
    where = Location(grid.file, SHEET_NAMES["guide"])
    fields = guide_values(marks)
    sent, sequence = fields["sent"], fields["sequence"]
    read = read_date(sent, date_1904=grid.date_1904)
    if read.day is None and not read.blank:
        yield finding("date-unreadable", where, agency=identity.agency, subject="sent", field="Ngày gửi", raw=sent)
    if read.repair:
        made = {"name": "Hướng dẫn", "field": "Ngày gửi", "raw": as_words(sent), "repair": read.repair}
        yield finding("value-repaired", where, agency=identity.agency, subject="sent", **made)
    if sequence is not None and _whole(sequence) is None and one_line(str(sequence)):
        yield finding("sequence-unreadable", where, agency=identity.agency, subject="sequence", raw=sequence)
