"""What a person wrote into an output folder is never blanked or overwritten: read from there, kept, or the run stops."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from reporting.commands import main
from reporting.parse.compiler_sheet import REPLACEMENTS, TEXTS
from reporting.parse.decisions import LAYOUT
from tests.helpers.built import REAL, SAMPLES, digests, names

ANSWERS: dict[str, Any] = {
    "accepted": "Có",
    "who": "Trần Văn A",
    "day": date(2023, 6, 17),
    "why": "Đã có công văn giải trình",
}


def cchc(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def job(tmp_path: Path) -> Path:
    for name in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copy(SAMPLES / name, tmp_path)
    shutil.copytree(SAMPLES / "quy_1_2023", tmp_path / "quy_1_2023")
    shutil.copytree(REAL, tmp_path / "sau_thang_2023")
    for sent in tmp_path.glob("*/bao_cao_nhan/*.xlsx"):
        if sent.stem.rpartition("_")[2] not in ("SNV", "STP", "SYT", "HDAKHA"):
            sent.unlink()
    return tmp_path / "sau_thang_2023"


def type_into(path: Path, sheet: str, row: int, cells: dict[int, Any]) -> None:
    book = openpyxl.load_workbook(path)
    for column, value in cells.items():
        book[sheet].cell(row, column).value = value
    book.save(path)


def decide(path: Path, row: int = 3, **answers: Any) -> str:
    """Fills a row of the decisions workbook; its key."""
    places = {column.key: number for number, column in enumerate(LAYOUT.columns, 1)}
    type_into(path, LAYOUT.sheet, row, {places[name]: value for name, value in answers.items()})
    return str(openpyxl.load_workbook(path)[LAYOUT.sheet].cell(row, places["key"]).value)


def row_of(path: Path, key: str) -> dict[str, Any]:
    sheet = openpyxl.load_workbook(path)[LAYOUT.sheet]
    titles = [cell.value for cell in sheet[2]]
    rows: list[dict[Any, Any]] = [
        dict(zip(titles, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=3)
    ]
    return next(row for row in rows if row["Mã lỗi"] == key)


def write_text(path: Path, key: str, text: str) -> None:
    """What the compiling officer types for a key in phan_tong_hop.xlsx, wherever that lies."""
    sheet = openpyxl.load_workbook(path)[TEXTS.sheet]
    row = next(r for r in range(3, sheet.max_row + 1) if sheet.cell(r, 1).value == key)
    type_into(path, TEXTS.sheet, row, {4: text})


def test_a_decision_filled_where_the_program_wrote_it_counts_and_stays(job: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert cchc("check", job, "-o", out).exit_code == 1
    before = cchc("check", job, "-o", out, "--format", "short").stdout
    key = decide(out / "quyet_dinh.xlsx", **ANSWERS)
    result = cchc("check", job, "-o", out, "--format", "short")
    assert result.stdout != before
    assert row_of(out / "quyet_dinh.xlsx", key)["Tình trạng"] == "Đã quyết định"
    assert cchc("check", job, "-o", out).exit_code == 1
    assert row_of(out / "quyet_dinh.xlsx", key)["Lý do"] == ANSWERS["why"]
    assert not (job / "quyet_dinh.xlsx").exists()


@pytest.mark.long
def test_a_half_filled_row_is_kept_too(job: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    cchc("check", job, "-o", out)
    key = decide(out / "quyet_dinh.xlsx", why="Chờ ý kiến lãnh đạo")
    for _ in range(2):
        cchc("check", job, "-o", out)
        row = row_of(out / "quyet_dinh.xlsx", key)
        assert (row["Tình trạng"], row["Lý do"]) == ("Chưa đủ", "Chờ ý kiến lãnh đạo")


@pytest.mark.long
def test_taking_a_decision_back_in_the_output_folder_holds(job: Path, tmp_path: Path) -> None:
    """The job's own file still has it: the officer emptied the row where the program wrote it."""
    out = tmp_path / "out"
    cchc("check", job, "-o", out)
    key = decide(out / "quyet_dinh.xlsx", **ANSWERS)
    shutil.copy(out / "quyet_dinh.xlsx", job)
    cchc("check", job, "-o", out)
    assert row_of(out / "quyet_dinh.xlsx", key)["Tình trạng"] == "Đã quyết định"
    number = next(r.row for r in openpyxl.load_workbook(out / "quyet_dinh.xlsx")[LAYOUT.sheet]["K"] if r.value == key)
    decide(out / "quyet_dinh.xlsx", number, accepted=None, who=None, day=None, why=None)
    for _ in range(2):
        cchc("check", job, "-o", out)
        assert row_of(out / "quyet_dinh.xlsx", key)["Tình trạng"] == "Đang mở"


def test_a_decision_changed_in_both_places_is_asked(job: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    cchc("check", job, "-o", out)
    decide(out / "quyet_dinh.xlsx", **ANSWERS)
    shutil.copy(out / "quyet_dinh.xlsx", job)
    decide(out / "quyet_dinh.xlsx", why="Lý do khác")
    decide(job / "quyet_dinh.xlsx", why="Lý do thứ ba")
    assert "decision-duplicate" in cchc("check", job, "-o", out, "--format", "json").stdout


@pytest.mark.long
@pytest.mark.slow
def test_the_compilers_sheet_in_the_output_folder_counts_and_stays(job: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert cchc("build", job, "--draft", "-o", out).exit_code == 0
    untouched = digests(out)
    assert cchc("build", job, "--draft", "-o", out).exit_code == 0
    assert digests(out) == untouched
    write_text(out / "phan_tong_hop.xlsx", "ton_tai", "Viết ngay trong thư mục kết quả.")
    kept = (out / "phan_tong_hop.xlsx").read_bytes()
    for _ in range(2):
        assert cchc("build", job, "--draft", "-o", out).exit_code == 0
        assert "Viết ngay trong thư mục kết quả." in (out / "nguon_so_lieu.json").read_text(encoding="utf-8")
    assert kept in [path.read_bytes() for path in (out / ".cchc" / "giu_lai").iterdir()]
    write_text(job / "phan_tong_hop.xlsx", "ton_tai", "Viết cạnh job.toml.")
    told = cchc("build", job, "--draft", "-o", out)
    assert told.exit_code == 0
    assert "compiler-two-places" in (out / "kiem_tra.json").read_text(encoding="utf-8")
    assert "Viết ngay trong thư mục kết quả." in (out / "nguon_so_lieu.json").read_text(encoding="utf-8")


def test_any_other_file_that_somebody_changed_stops_the_run_before_it_writes(job: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    cchc("check", job, "-o", out)
    (out / "kiem_tra.html").write_text("ghi chú của tôi", encoding="utf-8")
    before = digests(out)
    result = cchc("check", job, "-o", out)
    assert result.exit_code == 2
    assert "kiem_tra.html" in result.stderr
    assert digests(out) == before
    beside = cchc("check", job, "-o", out, "--beside")
    assert beside.exit_code == 1 and "kiem_tra_moi.html" in beside.stderr
    assert (out / "kiem_tra.html").read_text(encoding="utf-8") == "ghi chú của tôi"
    assert (out / "kiem_tra_moi.html").is_file()


def test_the_jobs_own_folder_as_output_never_loses_the_officers_files(job: Path) -> None:
    cchc("check", job, "-o", job.parent / "x")
    shutil.copy(job.parent / "x" / "quyet_dinh.xlsx", job)
    decide(job / "quyet_dinh.xlsx", **ANSWERS)
    before = digests(job)
    result = cchc("check", job, "-o", job)
    assert result.exit_code == 2 and "quyet_dinh.xlsx" in result.stderr
    assert digests(job) == before


def test_a_strange_file_under_a_name_of_ours_is_no_output(job: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "kiem_tra.json").write_text("{}", encoding="utf-8")
    assert cchc("check", job, "-o", out).exit_code == 2
    assert names(out) == {"kiem_tra.json"}


def test_the_sheets_have_the_columns_that_tell_where_a_row_was_written() -> None:
    assert all(layout.columns[-1].key == "mark" for layout in (TEXTS, REPLACEMENTS, LAYOUT))
