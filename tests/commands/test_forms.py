"""cchc forms, and where commands write: every job in a folder of its own."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reporting.agencies import Registry
from reporting.commands import main
from reporting.commands.output import own_folder
from reporting.excel.plan_workbook import plan_workbook
from reporting.excel.registry_workbook import registry_workbook
from tests.helpers.province import JOB
from tests.helpers.small import PLAN, REGISTRY

SAMPLES = Path(__file__).parents[2] / "sample_inputs"


def cchc(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def _job(folder: Path, registry: Registry = REGISTRY, text: str = JOB) -> Path:
    """A job of the small province, which has districts."""
    (folder / "bao_cao_nhan").mkdir(parents=True)
    (folder / "plan.xlsx").write_bytes(plan_workbook(PLAN, registry))
    (folder / "don_vi.xlsx").write_bytes(registry_workbook(registry))
    text = text.replace("2026", "2023").replace('communes_report = "directly"\n', "")
    (folder / "job.toml").write_text(text, encoding="utf-8")
    return folder


def _asking(*asked: str) -> Registry:
    return replace(REGISTRY, agencies=tuple(replace(a, expected=a.code in asked) for a in REGISTRY.agencies))


def test_each_job_has_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("quy_1", "quy_2"):
        _job(tmp_path / name, text=JOB.replace("quy_1_2026", name))
        assert cchc("forms", name).exit_code == 0
        assert cchc("check", name).exit_code == 1
    assert sorted(p.name for p in (tmp_path / "output").iterdir()) == ["quy_1", "quy_2"]
    assert (tmp_path / "output" / "quy_1" / "bieu_mau" / "Q1-2023_SNV.xlsx").is_file()
    assert (tmp_path / "output" / "quy_2" / "kiem_tra.xlsx").is_file()


@pytest.mark.parametrize(
    ("name", "folder"),
    [("Quý I/2023", "Quý I_2023"), ("../../nơi khác", "_.._nơi khác"), ("..", "viec"), ("a:b*", "a_b_")],
)
def test_a_name_that_is_no_folders_name_stays_in_the_output_folder(tmp_path: Path, name: str, folder: str) -> None:
    job = _job(tmp_path / "viec", text=JOB.replace("quy_1_2026", name))
    assert own_folder(job) == Path("output", folder)


def test_a_folder_that_is_given_is_used(tmp_path: Path) -> None:
    job = _job(tmp_path / "viec")
    assert cchc("forms", job, "-o", tmp_path / "biểu").exit_code == 0
    assert (tmp_path / "biểu" / "Q1-2023_HDAKHA.xlsx").is_file()


def test_communes_that_report_through_nobody_are_told_how_to_report(tmp_path: Path) -> None:
    job = _job(tmp_path / "viec", _asking("X1", "X2"))
    result = cchc("forms", job, "-o", tmp_path / "ra")
    assert result.exit_code == 2
    assert "2 đơn vị ghi “Báo cáo” là “có” (X1, X2)" in result.stderr
    assert 'communes_report = "directly"' in result.stderr
    assert not (tmp_path / "ra").exists()


def test_they_have_forms_once_the_job_says_that_they_report_directly(tmp_path: Path) -> None:
    job = _job(tmp_path / "viec", _asking("X1", "X2"))
    said = (job / "job.toml").read_text(encoding="utf-8").replace("[inputs]", '[inputs]\ncommunes_report = "directly"')
    (job / "job.toml").write_text(said, encoding="utf-8")
    assert "Đã tạo 2 biểu" in cchc("forms", job, "-o", tmp_path / "ra").output


def test_nobody_who_has_to_report_is_told(tmp_path: Path) -> None:
    result = cchc("forms", _job(tmp_path / "viec", _asking()), "-o", tmp_path / "ra")
    assert result.exit_code == 2
    assert "không có đơn vị nào phải báo cáo" in result.stderr


def test_blank_forms_never_take_the_place_of_filled_ones(tmp_path: Path) -> None:
    folder = tmp_path / "bao_cao_nhan"
    shutil.copytree(SAMPLES / "quy_1_2023" / "bao_cao_nhan", folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = cchc("forms", SAMPLES / "quy_1_2023", "-o", folder)
    assert result.exit_code == 2 and "không ghi đè" in result.output + result.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
