"""The sheets of a return beside its tables: statistics, the report's subsections, assessment, what the plan does not list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporting.forms.build import assessment_code
from reporting.forms.layout import FREE_LINES
from reporting.parse.appearance import seen
from reporting.parse.sheets import SheetTable, is_heading, rows_of
from reporting.returns import Answer, FreeRow, Statistic, Status, Text, TopicText


def statistics(answers: Iterable[Answer]) -> Iterator[Statistic]:
    for answer in answers:
        group, _, code = answer.row.partition("/")
        unavailable = answer.status is Status.NOT_ARISING
        if group == "thong_ke" and (answer.numerator or answer.note or unavailable):
            yield Statistic(code, answer.numerator, answer.note, unavailable and not answer.numerator, answer.location)


def topics(answers: Iterable[Answer]) -> Iterator[TopicText]:
    for answer in answers:
        group, _, section = answer.row.partition("/")
        if group == "noi_dung" and (answer.narrative or answer.evidence or answer.note):
            yield TopicText(section, answer.narrative, answer.evidence, answer.note)


def assessment(answers: Iterable[Answer]) -> dict[str, Text]:
    found = {a.row.partition("/")[2]: a.narrative for a in answers if a.row.startswith("danh_gia/")}
    return {key: text for key, text in found.items() if text and key != FREE_LINES[0]}


FREE_ROW = assessment_code(FREE_LINES[0])  # a form made before had a sheet instead


def free_lines(answers: Iterable[Answer]) -> Iterator[FreeRow]:
    """What a short form says of things outside the plan: one to a line of one cell."""
    for text in (a.narrative for a in answers if a.row == FREE_ROW and a.narrative):
        for line in filter(None, map(str.strip, text.text.splitlines())):
            yield FreeRow(Text(line, text.location))


def free_rows(tables: Iterable[SheetTable]) -> tuple[FreeRow, ...]:
    """What stands on these sheets, each thing once: a sheet is easily copied."""
    found: dict[tuple[str, ...], FreeRow] = {}
    for row in (row for table in tables for row in _rows(table)):
        found.setdefault(tuple(part.text if part else "" for part in (row.title, row.result, row.evidence)), row)
    return tuple(found.values())


def _rows(table: SheetTable) -> Iterator[FreeRow]:
    for number in rows_of(table):
        keys = [key for key in ("text", "narrative", "evidence") if key in table.columns]
        cells = dict.fromkeys(("text", "narrative", "evidence"), "")
        cells |= {key: seen(table.sheet, (number, table.columns[key])) for key in keys}
        if any(cells.values()) and not is_heading(table, number):
            title, result, evidence = (Text(text, table.location(number, key)) for key, text in cells.items())
            yield FreeRow(title, result if result.text else None, evidence if evidence.text else None)
