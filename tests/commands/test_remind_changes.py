"""cchc remind and cchc changes from the command line, on the samples."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reporting.commands import main
from tests.helpers.built import names
from tests.helpers.pdfs import pages_text
from tests.helpers.word import squeezed

SAMPLES = Path(__file__).resolve().parents[2] / "sample_inputs"
CLEAN, REAL = SAMPLES / "quy_1_2023", SAMPLES / "sau_thang_2023"


def cchc(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def reminded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    result = cchc("remind", REAL, "-o", folder)
    assert result.exit_code == 0, result.output
    return folder


def test_letters_and_copies_lie_in_subfolders_of_their_own(reminded: Path) -> None:
    found = names(reminded)
    assert {name.partition("/")[0] for name in found} == {"don_doc", "tra_lai"}
    assert {"don_doc/don_doc_chung.docx", "don_doc/don_doc_chung.pdf", "don_doc/don_doc_HIAHDRAI.docx"} <= found
    assert {"tra_lai/M6-2023_STC_lan_2.xlsx", "tra_lai/bo_sung/M6-2023_SXD_lan_2.xlsx"} <= found
    assert not any("HIAHDRAI" in name for name in found if name.startswith("tra_lai/"))


@pytest.mark.engine("pdftotext")
def test_a_letter_is_one_page_and_says_whom_it_is_for(reminded: Path) -> None:
    (page,) = pages_text((reminded / "don_doc" / "don_doc_HTUMORONG.pdf").read_bytes())
    words = squeezed(page)
    assert squeezed("Kính gửi: Ủy ban nhân dân huyện Tu Mơ Rông") in words
    assert squeezed("I.1.b.09/1") in words and squeezed("Thiếu số liệu") in words


def test_the_same_job_gives_the_same_bytes(reminded: Path, tmp_path: Path) -> None:
    assert cchc("remind", REAL, "-o", tmp_path, "--agency", "STC").exit_code == 0
    made = names(tmp_path)
    assert made == {"don_doc/don_doc_STC.docx", "don_doc/don_doc_STC.pdf", "tra_lai/M6-2023_STC_lan_2.xlsx"}
    for name in made:
        assert (
            hashlib.sha256((tmp_path / name).read_bytes()).digest()
            == hashlib.sha256((reminded / name).read_bytes()).digest()
        ), name


def test_what_nobody_owes_any_more_is_taken_away_and_strange_files_stay(tmp_path: Path) -> None:
    for name in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copy(SAMPLES / name, tmp_path)
    shutil.copytree(CLEAN, tmp_path / "job")
    missing = tmp_path / "job" / "bao_cao_nhan" / "Q1-2023_SYT.xlsx"
    kept = missing.rename(tmp_path / "giu.xlsx")
    out = tmp_path / "out"
    assert cchc("remind", tmp_path / "job", "-o", out).exit_code == 0
    assert "don_doc/don_doc_SYT.docx" in names(out)
    (out / "don_doc" / "ghi_chu.txt").write_text("của văn thư", encoding="utf-8")
    kept.rename(missing)
    result = cchc("remind", tmp_path / "job", "-o", out)
    assert "Không có gì phải đôn đốc" in result.stdout
    assert names(out) == {"don_doc/manifest.json", "don_doc/ghi_chu.txt"}


def test_an_unknown_agency_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["remind", str(REAL), "--agency", "SYTE", "-o", str(tmp_path)])
    assert result.exit_code != 0 and names(tmp_path) == set()


def test_changes_between_two_checks(tmp_path: Path) -> None:
    assert cchc("check", CLEAN, "-o", tmp_path / "new").exit_code == 0
    for name in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copy(SAMPLES / name, tmp_path)
    shutil.copytree(CLEAN, tmp_path / "job")
    (tmp_path / "job" / "bao_cao_nhan" / "Q1-2023_SYT.xlsx").unlink()
    cchc("check", tmp_path / "job", "-o", tmp_path / "old")
    result = cchc("changes", tmp_path / "old", tmp_path / "new")
    assert result.exit_code == 0
    assert "Sở Y tế: Chưa gửi, 0/" in result.stdout
    data = json.loads(cchc("changes", tmp_path / "old", tmp_path / "new", "--format", "json").stdout)
    assert {change["kind"] for change in data["changes"]} == {"agency", "state", "finding"}
    assert {change["id"] for change in data["changes"] if change["kind"] == "agency"} == {"SYT"}
    assert cchc("changes", tmp_path / "new", tmp_path / "new").stdout == "Hai kết quả giống nhau.\n"


@pytest.mark.parametrize("content", [None, "{", "[]", "{}"])
def test_a_folder_that_no_run_has_written_is_refused(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "kiem_tra.json").write_text(content, encoding="utf-8")
    result = cchc("changes", tmp_path, tmp_path)
    assert type(result.exception).__name__ in ("OutputError", "SystemExit") and result.exit_code != 0
