"""A new period begins with what stays and with nothing of the old one."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reporting.errors import JobError, OutputError
from reporting.next_period import open_next

SAMPLES = Path(__file__).parent.parent / "sample_inputs"


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A job of Quý I that is not a sample's, with everything that a period gathers."""
    for name in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copyfile(SAMPLES / name, tmp_path / name)
    folder = tmp_path / "quy_1"
    shutil.copytree(SAMPLES / "quy_1_2023", folder)
    text = (folder / "job.toml").read_text("utf-8").replace("invented = true", "invented = false")
    text = text.replace("\n[inputs]", "\ndeadline = 2023-03-17\n\n[inputs]", 1)
    text = text.replace("\n[signing]\n", '\nnumber = "92"\nissued = 2023-03-20\n\n[signing]\n')
    (folder / "job.toml").write_text(text, "utf-8")
    (folder / "quyet_dinh.xlsx").write_bytes(b"decisions of the old period")
    return folder / "job.toml"


def _data(path: Path) -> dict[str, dict[str, object]]:
    return tomllib.loads(path.read_text("utf-8"))


def test_what_stays_and_what_goes(job: Path) -> None:
    before = job.read_bytes()
    opened = open_next(job, "M6")
    data = _data(opened.job)
    assert opened.job.parent.name == "6_thang_dau_nam_2023"
    assert data["job"] == {"name": "6_thang_dau_nam_2023", "period": "M6", "year": 2023, "as_of": date(2023, 6, 16)}
    assert data["inputs"]["previous"] == "../quy_1/job.toml" and data["inputs"]["plan"] == "../plan.xlsx"
    assert "number" not in data["report"] and "issued" not in data["report"] and "until" not in data["reminder"]
    assert data["signing"] == _data(job)["signing"]
    assert list((opened.job.parent / "bao_cao_nhan").iterdir()) == []
    assert not (opened.job.parent / "quyet_dinh.xlsx").exists()
    assert job.read_bytes() == before


def test_the_officers_words_and_the_register_begin_anew(job: Path) -> None:
    folder = open_next(job, "M6").job.parent
    texts = load_workbook(folder / "phan_tong_hop.xlsx")["Nội dung tổng hợp"]
    assert [row[3] for row in texts.iter_rows(min_row=3, values_only=True) if row[3]] == []
    assert load_workbook(folder / "so_nhan_bao_cao.xlsx").active.max_row == 2  # type: ignore[union-attr]


def test_the_year_goes_on_where_the_period_does_not_come_later(job: Path) -> None:
    opened = open_next(job, "Q1")
    assert opened.period.id == "Q1-2024"
    assert any("Năm mới" in note for note in opened.notes)


def test_a_sample_is_no_last_period_of_a_real_one(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "quy_1_2023", tmp_path / "mau")
    opened = open_next(tmp_path / "mau", "M6")
    data = _data(opened.job)
    assert "previous" not in data["inputs"] and "invented" not in data["job"]
    assert any("minh họa" in note for note in opened.notes)


def test_a_period_that_is_not_later_is_refused(job: Path) -> None:
    with pytest.raises(JobError, match="không sau"):
        open_next(job, "Q1", 2023)


def test_a_folder_with_content_is_left_alone(job: Path, tmp_path: Path) -> None:
    taken = tmp_path / "6_thang_dau_nam_2023"
    taken.mkdir()
    (taken / "a.txt").write_text("x")
    with pytest.raises(OutputError, match="đã có nội dung"):
        open_next(job, "M6")
    assert [path.name for path in taken.iterdir()] == ["a.txt"]


def test_the_new_job_can_be_checked_at_once(job: Path) -> None:
    from reporting.inputs import parse_inputs
    from reporting.sources import read_sources

    (job.parent / "quyet_dinh.xlsx").unlink()
    inputs = parse_inputs(read_sources(open_next(job, "M6").job))
    assert inputs.period.id == "M6-2023" and inputs.previous is not None and inputs.previous.period.id == "Q1-2023"
    assert inputs.returns == () and inputs.compiler.texts == () and inputs.decisions == ()


def test_a_day_off_moves_the_new_periods_day_as_it_moves_its_deadline(job: Path) -> None:
    (job.parent / "ngay_nghi.toml").write_text("every_year = [[6, 16]]\n", encoding="utf-8")
    assert _data(open_next(job, "M6").job)["job"]["as_of"] == date(2023, 6, 19)
