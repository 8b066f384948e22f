"""cchc lint from the command line: three formats, exit codes, what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reporting.commands import main
from tests.helpers.authors import direct
from tests.helpers.edits import Edit


def cchc(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["lint", *map(str, words)])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "dung.docx"
    path.write_bytes(direct())
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "sai.docx"
    path.write_bytes(Edit(direct()).margins(left=1134).look("BÁO CÁO", '<w:b w:val="0"/>').saved)
    return path


def test_a_good_document_is_told_so(good: Path) -> None:
    result = cchc(good)
    assert result.exit_code == 0
    assert result.output == "dung.docx: đúng thể thức theo Nghị định 30/2020/NĐ-CP (những điểm đo được)\n"


def test_every_finding_says_what_is_accepted_and_what_to_do(bad: Path) -> None:
    result = cchc(bad)
    assert result.exit_code == 1
    assert "sai.docx: 2 lỗi" in result.output
    assert "“BÁO CÁO”: tên loại văn bản không đậm" in result.output
    assert "Chấp nhận: chữ đậm (Phụ lục I, Mục II.5)" in result.output
    assert "Cách xử lý: " in result.output


def test_one_line_a_finding(bad: Path, good: Path) -> None:
    result = cchc(bad, good, "--format", "short")
    lines = result.output.splitlines()
    assert lines[:2] == [
        "sai.docx: 2 lỗi",
        "dung.docx: đúng thể thức theo Nghị định 30/2020/NĐ-CP (những điểm đo được)",
    ]
    assert all(line.startswith("sai.docx:") and "Lỗi:" in line for line in lines[2:])
    assert len(lines) == 4


def test_json_for_other_programs(bad: Path) -> None:
    data = json.loads(cchc(bad, "--format", "json").output)
    rows = data["files"][0]["findings"]
    assert data["profile"] == "nd30-2020"
    assert {(row["finding"], row["severity"]) for row in rows} == {
        ("lint-margins", "error"),
        ("lint-component-bold", "error"),
    }
    assert {(row["location"] or {}).get("file") for row in rows} == {"sai.docx"}


def test_a_file_that_cannot_be_read_is_2_and_the_others_are_still_linted(good: Path, tmp_path: Path) -> None:
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"khong phai docx")
    result = cchc(broken, good)
    assert result.exit_code == 2
    assert "dung.docx: đúng thể thức" in result.output
    assert "hong.docx: không phải tệp Word .docx" in result.stderr


def test_a_profile_of_looks_obeys_its_decree(good: Path) -> None:
    assert cchc(good, "--profile", "nd30-2020-co-nho").exit_code == 0


def test_an_unknown_profile_names_the_known(good: Path) -> None:
    result = cchc(good, "--profile", "nd30-2021")
    assert result.exit_code == 2
    assert "Chấp nhận: nd30-2020" in result.stderr
