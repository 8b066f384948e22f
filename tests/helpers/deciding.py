"""An officer settles every open error of the real-life sample, in the workbook that `cchc check` wrote."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from reporting.pipeline import check
from tests.helpers.built import CLEAN, REAL, SAMPLES, silent

WHO, DAY = "Trần Thị C", date(2023, 6, 21)
FILE = "quyet_dinh.xlsx"

# Key of the finding → the value that holds; every other error is accepted as it stands.
CHOSEN: Mapping[str, str | int] = {
    "figure-missing|HTUMORONG|I.1.b.09/1|": "40/45",
    "value-approximate|SCT|I.1.b.19/1|I.1.b.19/1/numerator": 3180,
    "numerator-over-denominator|SGTVT|I.1.b.06/1|": "230/250",
    "value-ambiguous|TPKONTUM|I.1.b.06/1|I.1.b.06/1@commune/numerator": 6234,
    "communes-over|HKONRAY|I.1.b.19/1|reported@commune": "7",
    "item-silent|STTTT|II.6.09|": "Đang thực hiện",
    "return-rival|TTR||bao_cao_nhan/M6-2023_BDT.xlsx+bao_cao_nhan/M6-2023_TTR.xlsx": "M6-2023_TTR.xlsx",
}


def job_copy(folder: Path) -> Path:
    """Both sample jobs with their plan and registry; the real-life job's folder."""
    for name in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copy(SAMPLES / name, folder)
    for job in (CLEAN, REAL):
        shutil.copytree(job, folder / job.name)
    return folder / REAL.name


def decided_copy(folder: Path) -> Path:
    """A copy of the real-life job with its decisions filled in and laid beside job.toml."""
    job = job_copy(folder)
    check(job, folder / "check", silent)
    filled(folder / "check" / FILE, job / FILE)
    return job


def filled(written: Path, kept: Path) -> None:
    """Every row of the workbook answered; the reason names the row, so that each can be found again."""
    book = load_workbook(written)
    for cells in rows(book.active):
        key = cells["Mã lỗi"].value
        cells["Giá trị được chọn" if key in CHOSEN else "Chấp nhận"].value = CHOSEN.get(key, "Có")
        cells["Người quyết định"].value = WHO
        cells["Ngày"].value = datetime(DAY.year, DAY.month, DAY.day)
        cells["Lý do"].value = reason(cells["Mã lỗi"].row)
    book.save(kept)


def reason(row: int) -> str:
    return f"theo biên bản làm việc số {row}/BB"


def rows(sheet: Any) -> Iterator[dict[str, Any]]:
    """Rows below the heading, by column title."""
    titles = [cell.value for cell in sheet[2]]
    for row in sheet.iter_rows(min_row=3):
        if row[titles.index("Mã lỗi")].value:
            yield dict(zip(titles, row, strict=True))
