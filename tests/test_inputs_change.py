"""An input that changes while the program is at work: nothing is written, and the file is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reporting.errors import JobError
from reporting.sources import read_sources
from tests.helpers.built import SAMPLES


@pytest.mark.parametrize("name", ["bao_cao_nhan/Q1-2023_SYT.xlsx", "../plan.xlsx", "job.toml"])
def test_a_file_saved_meanwhile_is_named(name: str, tmp_path: Path) -> None:
    job = tmp_path / "quy_1_2023"
    for part in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copy(SAMPLES / part, tmp_path)
    shutil.copytree(SAMPLES / "quy_1_2023", job)
    sources = read_sources(job)
    sources.must_be_as_read()
    with (job / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(JobError, match="thay đổi") as problem:
        sources.must_be_as_read()
    assert problem.value.where == name
