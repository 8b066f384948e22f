"""What LibreOffice shows in an answer cell is what the report prints, or the cell is named in a finding."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from reporting.excel.form_writer import form_workbook
from reporting.excel.read import read_bytes
from reporting.forms.build import form_of
from reporting.location import address
from reporting.obligations import Campaign
from reporting.parse.returns import parse_return
from reporting.returns import Quantity, Text
from sample_inputs.make.filled import period_of, world
from tests.conftest import Convert

SHEET, NUMBERS, TEXTS = "Chỉ tiêu", ("numerator", "denominator"), ("evidence", "narrative", "note")
FORMATS = (
    *("General", "0", "0.0", "0.00", "#,##0", "#,##0.0", "0%", "0.0%", "0.00%", "0.00E+00", "@", "# ?/?", '0" hồ sơ"'),
    *("dd/mm/yyyy", "d/m/yy", "mmm-yy", "yyyy-mm-dd", "hh:mm", "dd/mm/yyyy hh:mm", "[$-42A]dd mmmm yyyy", "00000"),
    *("#,##0;[Red]-#,##0", '#,##0.0,"k"', '"Số "0', "[$-409]d-mmm-yyyy", "#,##0 [$₫-42A]", "General"),
)
# LibreOffice writes a sheet as it is shown: UTF-8, "as shown", no formulas, the second sheet.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,2"


def values(chance: random.Random) -> Iterator[object]:
    """Numbers, days, words and switches, more of the kinds that are shown in many ways."""
    while True:
        yield chance.choice(
            (
                chance.randrange(0, 10_000),
                round(chance.uniform(0, 2_000), chance.randrange(0, 4)),
                round(chance.random(), 3),
                chance.choice((0, 1, 0.85, 45000, 2023, 1e9, 1234567.891)),
                date(2023, chance.randrange(1, 4), chance.randrange(1, 28)),
                datetime(2023, 3, 10, 8, 15),
                bool(chance.randrange(2)),
                chance.choice(("1.234", "1,234", "85%", " 12 ", "Công văn số 5", "Báo\ncáo", "12,5", "'01", "=", "-3")),
            )
        )


@cache
def campaign() -> Campaign:
    place = world()
    return Campaign(place.plan, place.registry, period_of("q1"))


def random_form(seed: int) -> tuple[bytes, dict[tuple[str, str], tuple[int, int]]]:
    """A form whose answer cells hold any value under any number format; each cell's place by row and column key."""
    agency = campaign().registry.agency("SYT")
    assert agency
    form = form_of(agency, campaign())
    rows = form.rows()
    book: Any = load_workbook(BytesIO(form_workbook(form)))
    sheet, chance = book[SHEET], random.Random(seed)
    made, places = values(chance), {}
    keys = {str(cell.value).removeprefix("cchc:"): cell.column for cell in sheet[1] if cell.value}
    for number in range(5, sheet.max_row + 1):
        code = str(sheet.cell(number, 1).value or "")
        for key in (*NUMBERS, *TEXTS) if code in rows else ():
            if key in rows[code].fill:
                cell = sheet.cell(number, keys[key])
                cell.value, cell.number_format = next(made), chance.choice(FORMATS)
                places[code, key] = (number, keys[key])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue(), places


def number_shown(words: str) -> Decimal | None:
    """What an English LibreOffice shows, as a number; its format may add a unit. None for words and days."""
    try:
        return Decimal(re.sub(r"^(Số |')|( hồ sơ|%| ₫)$|,", "", words).strip())
    except InvalidOperation:
        return None


def agrees(read: object, words: str) -> bool:
    if isinstance(read, Quantity):
        return read.raw == words or read.value is not None and number_shown(words) in (read.value, read.value * 100)
    return isinstance(read, Text) and _alike(read.text, words)


def day_in(words: str) -> tuple[int, int, int] | None:
    """The day that is all of these words, its year by two digits."""
    found = re.match(r"(\d{1,2})/(\d{1,2})/(?:\d\d)?(\d\d)(?: 00:00)?$", words.strip())
    found = found or re.match(r"\d\d(?P<y>\d\d)-(?P<m>\d\d)-(?P<d>\d\d)$", words.strip())
    if not found:
        return None
    day, month, year = found.groups() if "d" not in found.re.groupindex else found.group("d", "m", "y")
    return int(day), int(month), int(year)


def _alike(printed: str, words: str) -> bool:
    return bare(printed) == bare(words) or day_in(words) is not None and day_in(printed) == day_in(words)


def bare(words: str) -> str:
    """Words without blanks and without what is an English or a Vietnamese way to group digits and to part decimals."""
    return re.sub(r"[\s.,]", "", words)


@pytest.mark.engine("soffice")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "format"),
    [pytest.param(1, "xlsx", marks=pytest.mark.long), (2, "ods"), pytest.param(3, "xls", marks=pytest.mark.long)],
)
def test_what_is_shown_is_printed_or_named(seed: int, format: str, soffice: Convert, tmp_path: Path) -> None:
    data, places = random_form(seed)
    source = tmp_path / "Q1-2023_SYT.xlsx"
    source.write_bytes(data)
    saved = soffice(source, format)
    shown = list(csv.reader(StringIO(soffice(saved, AS_SHOWN).read_text(encoding="utf-8"))))
    grid, unread = read_bytes(saved.read_bytes(), saved.name)
    assert grid
    returned, findings = parse_return(grid, campaign())
    assert returned
    answers = {answer.row: answer for answer in returned.answers}
    named = {f.location.cell for f in (*unread, *findings)}
    silent = []
    for (code, key), (row, column) in places.items():
        words = shown[row - 1][column - 1]
        read = getattr(answers[code], key) if code in answers else None
        blank = read is None and not any(map(str.isalnum, words))
        if not blank and address(row, column) not in named and not agrees(read, words):
            silent.append((address(row, column), words, read))
    assert silent == []
    assert len(places) > 60
