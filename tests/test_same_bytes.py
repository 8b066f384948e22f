"""The same inputs give the same bytes: another folder, process, clock zone, language and hash seed change nothing.

Both samples are built once inside the test run (fixtures) and once more by the command line in a process of its
own, in surroundings as unlike as they get.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.built import SAMPLES, Built, digests

CLI = SAMPLES.parent / "cli.py"
HERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}
THERE = {"PYTHONHASHSEED": "4242", "TZ": "America/Adak", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}


def build(job: str | Path, folder: Path, cwd: Path, surroundings: dict[str, str], *options: str) -> None:
    words = [sys.executable, str(CLI), "build", str(job), "-o", str(folder), *options]
    environment = {**os.environ, "CCHC_CACHE": "0", **surroundings}
    done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr


def test_the_final_report_of_the_clean_sample(clean_job: Built, tmp_path: Path) -> None:
    build(clean_job.job, tmp_path / "một thư mục khác", tmp_path, HERE)
    assert digests(tmp_path / "một thư mục khác") == digests(clean_job.folder)


def test_the_draft_of_the_real_life_sample(real_life_draft: Built, tmp_path: Path) -> None:
    """Started in the job's own folder, by relative path; the parts of the PDF in a fresh cache."""
    cache = tmp_path / "cache"
    build("job.toml", tmp_path / "out", real_life_draft.job, THERE | {"CCHC_CACHE": str(cache)}, "--draft")
    assert digests(tmp_path / "out") == digests(real_life_draft.folder)


@pytest.mark.parametrize("made", ["clean_job", "real_life_draft"])
def test_no_output_names_this_machine(made: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(made).folder
    names = [str(SAMPLES).encode(), str(folder).encode()]
    files = {file.name: unpacked(file) for file in folder.rglob("*") if file.is_file()}
    assert {"bao_cao.docx", "bao_cao.pdf", "manifest.json", "kiem_tra.xlsx"} <= set(files)
    assert [file for file, content in files.items() if any(name in content for name in names)] == []


def unpacked(file: Path) -> bytes:
    """A file's bytes; of a zip those of what is in it."""
    import zipfile

    if not zipfile.is_zipfile(file):
        return file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())
