"""Answers written into the sheet "Cần xem", as an officer types them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

from reporting.excel.plan_review import REVIEW


def answered(path: Path, answers: Mapping[str, str]) -> None:
    """Writes each answer beside the id of its question."""
    book = load_workbook(path)
    sheet = book[REVIEW.sheet]
    rows = list(sheet.iter_rows())
    header = next([str(cell.value) for cell in row] for row in rows if row[0].value == REVIEW.column("state").title)
    question, answer = (header.index(REVIEW.column(key).title) for key in ("question", "answer"))
    for row in rows:
        said = answers.get(str(row[question].value))
        if said is not None:
            row[answer].value = said
    book.save(path)
