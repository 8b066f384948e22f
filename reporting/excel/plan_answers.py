"""An officer's answers to the questions of an import: the sheet "Cần xem", or any list of question and answer."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from reporting.errors import PlanError
from reporting.excel.needed import read_needed
from reporting.excel.plan_review import REVIEW
from reporting.grid import Grid, Sheet
from reporting.parse.tables import Layout, ReadColumn, ReadRow, read_table
from reporting.plan_import.questions import QuestionAnswer

_LIST = Layout(
    REVIEW.sheet,
    REVIEW.note,
    tuple(
        ReadColumn(c.key, c.title, c.width, True, aliases=c.aliases)
        for c in (REVIEW.column("question"), REVIEW.column("answer"))
    ),
)
_LARGEST = 5_000_000


def read_answers(path: Path) -> tuple[QuestionAnswer, ...]:
    """The answers of a workbook (any sheet with the two columns) or of a .csv. PlanError where there is no such table."""
    grid = _csv(path) if path.suffix.lower() == ".csv" else read_needed(path, path.name, PlanError)
    tables = [(sheet, table) for sheet in grid.sheets if not (table := read_table(sheet, _LIST)).missing]
    if not tables:
        raise PlanError(
            "không có bảng câu trả lời", where=path.name,
            accepted="tệp kế hoạch có trang 'Cần xem', hoặc bảng có hai cột 'Câu hỏi' và 'Trả lời' (.xlsx, .csv)",
        )  # fmt: skip
    return tuple(answer for _, table in tables for answer in _answers(table.rows))


def _answers(rows: Iterable[ReadRow]) -> Iterator[QuestionAnswer]:
    for row in rows:
        if row.text("question") and row.text("answer"):
            yield QuestionAnswer(row.text("question"), row.text("answer"), row.location("answer"))


def _csv(path: Path) -> Grid:
    """A list as Excel saves it: UTF-8, with commas, semicolons or tabs between the cells."""
    data = path.read_bytes()[:_LARGEST]
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as problem:
        raise PlanError("không đọc được chữ trong tệp .csv", where=path.name, accepted="CSV UTF-8") from problem
    head = text.split("\n", 1)[0]
    between = max("\t;,", key=head.count)
    rows = tuple(tuple(cell or None for cell in row) for row in csv.reader(StringIO(text), delimiter=between))
    return Grid(path.name, (Sheet(path.name, "", rows),))
