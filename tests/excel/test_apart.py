"""Reading in processes of their own: whatever one workbook does to its reader, the others are read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from reporting.excel import limits
from reporting.excel.apart import _AHEAD, read_apart, read_one
from reporting.excel.folder import read_folder
from reporting.excel.read import read_grid
from tests.helpers.returned import workbook

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "sample_inputs" / "sau_thang_2023" / "bao_cao_nhan"


class Odd:
    """A workbook that does something to whoever looks at it."""

    def absolute(self) -> Any:
        return self

    def open(self, _mode: str) -> Any:
        raise OSError


class Aborts(Odd):
    """At whose sight native code ends the process."""

    def stat(self) -> Any:
        os.abort()


class Hangs(Odd):
    def stat(self) -> Any:
        time.sleep(600)


class Fails(Odd):
    def stat(self) -> Any:
        raise KeyError("formats")


class Swells(Odd):
    def stat(self) -> Any:
        return SimpleNamespace(st_size=len(bytearray(4 * limits.WORKER_MEMORY)))


def codes(answers: list[tuple[str, Any]]) -> list[str]:
    return [found[0].code if grid is None else "" for _, (grid, found) in answers]


@pytest.mark.parametrize(
    ("kind", "code"),
    [(Aborts, "file-damaged"), (Fails, "file-damaged"), (Hangs, "file-too-large"), (Swells, "file-too-large")],
)
def test_one_bad_workbook_never_stops_the_others(
    kind: type, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WORKER_PATIENCE", 1)
    good = tmp_path / "a.xlsx"
    good.write_bytes(workbook({}))
    files = [(good, "1.xlsx"), (cast(Path, kind()), "2.xlsx"), *((good, f"{n}.xlsx") for n in range(3, 12))]
    assert codes(list(read_apart(files))) == ["", code, *[""] * 9]


def test_what_is_read_apart_is_what_is_read_here() -> None:
    files = [(path, path.name) for path in sorted(FOLDER.rglob("*")) if path.is_file()]
    assert [outcome for _, outcome in read_apart(files)] == [read_grid(*file) for file in files]


def test_a_file_that_is_gone_is_a_finding(tmp_path: Path) -> None:
    grid, found = read_one(tmp_path / "x.xlsx", "x.xlsx")
    assert grid is None and found[0].code == "file-not-opened"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes and devices there")
def test_what_is_no_plain_file_is_told_and_never_opened(tmp_path: Path) -> None:
    folder = tmp_path / "job" / "nhan"
    (folder / "sub").mkdir(parents=True)
    (folder / "that.xlsx").write_bytes(workbook({}))
    (folder / "cung.xlsx").symlink_to(folder / "that.xlsx")
    os.mkfifo(folder / "ong.xlsx")
    (folder / "vo_tan.xlsx").symlink_to("/dev/zero")
    (folder / "ngoai.xlsx").symlink_to(tmp_path / "other.xlsx")
    (tmp_path / "other.xlsx").write_bytes(workbook({}))
    (folder / "gay.xlsx").symlink_to(folder / "khong_co.xlsx")
    (folder / "lk").symlink_to(tmp_path / "job")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.xlsx")).write_bytes(b"x")
    read = read_folder(folder, "nhan")
    told = {f.location.file for f in read.findings if f.code == "file-not-opened"}
    assert told == {"nhan/ong.xlsx", "nhan/vo_tan.xlsx", "nhan/ngoai.xlsx", "nhan/gay.xlsx", "nhan/lk", "nhan/?.xlsx"}
    assert [grid.file for grid in read.grids] == ["nhan/cung.xlsx", "nhan/that.xlsx"]


@pytest.mark.parametrize("name", ["M6-2023_SLDTBXH.xls", "M6-2023_SNV.xlsx"])
def test_modules_in_the_current_folder_are_never_run(name: str, tmp_path: Path) -> None:
    for module in ("json", "resource", "pickle", "xlrd", "python_calamine"):
        (tmp_path / f"{module}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()", encoding="utf-8")
    command = [sys.executable, str(ROOT / "cli.py"), "read", str(FOLDER / name)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert not (tmp_path / "ran").exists()


def test_no_more_is_asked_for_than_is_soon_taken() -> None:
    """Ten thousand workbooks that were read and wait would fill the memory."""
    asked = 0

    def files() -> Iterator[tuple[Path, str]]:
        nonlocal asked
        for number in range(2 * _AHEAD):
            asked += 1
            yield FOLDER / "M6-2023_SNV.xlsx", f"{number}.xlsx"

    for taken, _ in enumerate(read_apart(files())):
        assert asked <= _AHEAD + taken
    assert asked == 2 * _AHEAD


def test_equal_texts_of_many_workbooks_are_one() -> None:
    (_, (one, _)), (_, (other, _)) = read_apart([(FOLDER / "M6-2023_SNV.xlsx", name) for name in ("a.xlsx", "b.xlsx")])
    assert one and other
    kinds = [[[type(value) for value in row] for row in sheet.rows] for sheet in one.sheets]
    assert kinds == [[[type(value) for value in row] for row in sheet.rows] for sheet in other.sheets]
    first, second = one.sheets[0].rows, other.sheets[0].rows
    assert first == second
    assert all(mine is theirs for mine, theirs in zip(first, second, strict=True) if all(type(v) is str for v in mine))
