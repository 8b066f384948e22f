"""A returns folder: every file a grid or a finding, in the order of names."""

from __future__ import annotations

import os
from pathlib import Path

from reporting.excel.folder import read_folder
from tests.helpers.returned import workbook


def folder(path: Path) -> Path:
    for name in ("b.xlsx", "a.xlsx", "duoi/c.xlsx"):
        target = path / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(workbook())
    for name in ("~$a.xlsx", "Thumbs.db", "desktop.ini", ".DS_Store", ".~lock.a.xlsx#"):
        (path / name).write_bytes(b"x")
    (path / "cong_van.pdf").write_bytes(b"%PDF-1.4")
    (path / "bo_sung.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    (path / "rong.xlsx").write_bytes(b"")
    return path


def test_every_file_is_a_grid_or_a_finding(tmp_path: Path) -> None:
    read = read_folder(folder(tmp_path), "nhan")
    assert [grid.file for grid in read.grids] == ["nhan/a.xlsx", "nhan/b.xlsx", "nhan/duoi/c.xlsx"]
    assert [(f.code, f.location.file) for f in read.findings] == [
        ("file-archive", "nhan/bo_sung.zip"),
        ("file-attachment", "nhan/cong_van.pdf"),
        ("file-empty", "nhan/rong.xlsx"),
    ]
    assert sorted(read.hashes) == [
        f"nhan/{name}" for name in ("a.xlsx", "b.xlsx", "bo_sung.zip", "cong_van.pdf", "duoi/c.xlsx", "rong.xlsx")
    ]


def test_modification_times_change_nothing(tmp_path: Path) -> None:
    before = read_folder(folder(tmp_path), "nhan")
    for number, path in enumerate(sorted(tmp_path.rglob("*.xlsx"))):
        os.utime(path, (number * 1000, number * 1000))
    assert read_folder(tmp_path, "nhan") == before


def test_progress_counts_every_file(tmp_path: Path) -> None:
    ticks: list[tuple[int, int]] = []
    read_folder(folder(tmp_path), "nhan", lambda done, of: ticks.append((done, of)))
    assert ticks == [(n, 6) for n in range(1, 7)]
