"""cchc returns, cchc read, cchc forms on the real-life sample."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msoffcrypto.format.ooxml import OOXMLFile

from reporting.commands.check import command as check
from reporting.commands.door import HELP
from reporting.commands.forms import command as forms
from reporting.commands.read import command as read
from reporting.commands.returns import command as returns
from reporting.excel.read import read_grid

SAMPLES = Path(__file__).parents[2] / "sample_inputs"
JOB = SAMPLES / "sau_thang_2023"
FOLDER = JOB / "bao_cao_nhan"


def run(command: object, *arguments: object) -> Result:
    result = CliRunner().invoke(command, [str(a) for a in arguments], standalone_mode=False, help_option_names=HELP)  # type: ignore[arg-type]
    assert result.exception is None, result.exception
    return result


@pytest.fixture(scope="module")
def listed() -> dict[str, dict[str, object]]:
    result = run(returns, JOB, "--format", "json")
    assert result.return_value == 1
    return {line["file"].removeprefix("bao_cao_nhan/"): line for line in json.loads(result.output)["files"]}


def test_every_file_of_the_folder_is_listed_but_litter(listed: dict[str, dict[str, object]]) -> None:
    there = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file()}
    assert set(listed) == {name for name in there if not name.startswith("~$")}


@pytest.mark.parametrize(
    ("file", "agency", "state"),
    [
        ("M6-2023_SNV.xlsx", "SNV", "Được tính"),
        ("M6-2023_SLDTBXH.xls", "SLDTBXH", "Được tính"),
        ("M6-2023_SGDDT.ods", "SGDDT", "Được tính"),
        ("bo_sung/M6-2023_SXD.xlsx", "SXD", "Được tính"),
        ("M6-2023_SNNPTNT.xlsx", "SNNPTNT", "Bản cũ, đã thay"),
        ("M6-2023_SNNPTNT ban 2.xlsx", "SNNPTNT", "Được tính"),
        ("M6-2023_HDAKTO (1).xlsx", "HDAKTO", "Bản trùng"),
        ("M6-2023_KBNN.xlsx", "KBNN", "Kỳ khác"),
        ("M6-2023_HNGOCHOI.xlsx", "", "Không đọc được"),
        ("M6-2023_TTR.xlsx", "TTR", "Chưa rõ bản nào đúng"),
        ("M6-2023_BDT.xlsx", "TTR", "Chưa rõ bản nào đúng"),
        ("cong_van_gui_kem.pdf", "", "Tệp kèm theo"),
    ],
)
def test_each_file_has_its_state(listed: dict[str, dict[str, object]], file: str, agency: str, state: str) -> None:
    assert (listed[file]["agency"], listed[file]["state"]) == (agency, state)
    assert bool(listed[file]["why"]) == (state != "Được tính")


def test_the_listing_for_people_sums_up() -> None:
    output = run(returns, JOB).output
    assert "38 tệp, 31 tệp được tính." in output


def test_one_return_is_shown_with_cells_and_repairs() -> None:
    result = run(read, FOLDER / "M6-2023_SVHTTDL.xlsx")
    assert result.return_value == 0
    assert "Sở Văn hóa, Thể thao và Du lịch (SVHTTDL)" in result.output
    assert "← ô ghi “" in result.output
    assert "Ghi nhận: " in result.output


def test_one_return_as_data() -> None:
    data = json.loads(run(read, FOLDER / "M6-2023_SCT.xlsx", "--job", JOB, "--format", "json").output)
    assert data["return"]["agency"] == "SCT"
    assert [f["finding"] for f in data["findings"]] == ["value-approximate"]


def test_a_file_that_is_no_return_says_why_and_exits_1() -> None:
    result = run(read, FOLDER / "M6-2023_HNGOCHOI.xlsx")
    assert result.return_value == 1
    assert "Tệp bị hỏng" in result.output


def test_forms_are_made_for_the_agencies_asked_for(tmp_path: Path) -> None:
    run(forms, JOB, "-o", tmp_path, "--agency", "SYT", "--agency", "Sở Nội vụ")
    assert sorted(p.name for p in tmp_path.glob("*.xlsx")) == ["M6-2023_SNV.xlsx", "M6-2023_SYT.xlsx"]
    grid, _ = read_grid(tmp_path / "M6-2023_SYT.xlsx", "M6-2023_SYT.xlsx")
    assert grid
    sheet = grid.sheet("Chỉ tiêu")
    assert sheet
    previous = sheet.rows[0].index("cchc:previous")
    assert any("%)" in str(row[previous]) for row in sheet.rows[4:] if len(row) > previous), (
        "last period stands in grey"
    )


def test_a_form_for_nobody_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        forms, [str(JOB), "-o", str(tmp_path), "--agency", "KHONGCO"], standalone_mode=False, help_option_names=HELP
    )
    assert "không có đơn vị “KHONGCO”" in str(result.exception)
    assert not list(tmp_path.iterdir())


def test_a_locked_return_is_opened_with_a_password_that_is_kept_nowhere(tmp_path: Path) -> None:
    job, secret = shutil.copytree(SAMPLES, tmp_path / "mau") / "sau_thang_2023", "Mật-khẩu 0260"
    file = job / "bao_cao_nhan" / "M6-2023_SCT.xlsx"
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(file.read_bytes())).encrypt(secret, target)
    file.write_bytes(target.getvalue())
    words = tmp_path / "mat_khau.txt"
    words.write_text(f"sai\n\n{secret}\n", encoding="utf-16")
    asked, opened = (run(returns, job, *more, "--format", "json") for more in ((), ("--password-file", words)))
    states = [
        next(line["state"] for line in json.loads(result.output)["files"] if line["file"].endswith("M6-2023_SCT.xlsx"))
        for result in (asked, opened)
    ]
    assert states[0] != states[1]
    made = tmp_path / "ra"
    checked = CliRunner().invoke(
        check, [str(job), "-o", str(made), "--password-file", str(words)], help_option_names=HELP
    )
    assert checked.exit_code == 1
    said = (
        opened.output.encode()
        + checked.output.encode()
        + b"".join(p.read_bytes() for p in made.rglob("*") if p.is_file())
    )
    assert "Sở Công Thương".encode() in said
    assert secret.encode() not in said
    assert "file-password" not in checked.output
