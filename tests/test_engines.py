"""A test that needs a program of the machine never passes in silence where it is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ENGINES, Convert, engine

ROOT = Path(__file__).resolve().parents[1]
NEEDS_QPDF = """
import pytest

@pytest.mark.engine("qpdf")
def test_needs_qpdf():
    pass
"""


def run_without_engines(folder: Path, required: str) -> subprocess.CompletedProcess[str]:
    for name in ("conftest.py", "engines.txt"):
        shutil.copy(Path(__file__).parent / name, folder)
    (folder / "test_it.py").write_text(NEEDS_QPDF, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = engine", encoding="utf-8")
    environment = {**os.environ, "PATH": "", "CCHC_REQUIRE_ENGINES": required, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=folder, env=environment)


def test_a_missing_engine_is_skipped_aloud(tmp_path: Path) -> None:
    done = run_without_engines(tmp_path, "0")
    assert done.returncode == 0, done.stdout
    assert "BỎ QUA test_it.py::test_needs_qpdf: " in done.stdout
    assert "thiếu chương trình qpdf (Debian: qpdf)" in done.stdout


def test_a_missing_engine_is_a_failure_where_engines_are_required(tmp_path: Path) -> None:
    done = run_without_engines(tmp_path, "1")
    assert done.returncode == 1, done.stdout
    assert "thiếu chương trình qpdf" in done.stdout


def test_on_a_machine_with_nothing_setup_installs_every_engine(tmp_path: Path) -> None:
    for tool in ("dirname", "mkdir", "grep"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    command = [str(shutil.which("bash")), str(ROOT / "scripts" / "setup.sh"), "engines"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PATH": str(tmp_path)})
    assert set(done.stdout.split()) == {package for _, packages in ENGINES.values() for package in packages.split()}


def test_the_engines_listed_are_those_that_tests_name() -> None:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    marks = (mark for text in texts for mark in re.findall(r"mark\.engine\(([^)]*)\)", text))
    assert {name for mark in marks for name in re.findall(r"[\"'](\w+)", mark)} == set(ENGINES)


@pytest.mark.engine("soffice", "pdffonts")
def test_programs_see_the_fonts_that_we_ship_and_no_other(soffice: Convert, tmp_path: Path) -> None:
    source = tmp_path / "thu.html"
    families = ("Times New Roman", "Arial", "Calibri", "Liberation Serif", "serif")
    source.write_text("".join(f'<p style="font-family: {name}">Điều kiện ở xã</p>' for name in families), "utf-8")
    listed = subprocess.run(["pdffonts", soffice(source, "pdf")], capture_output=True, text=True, check=True).stdout
    assert {line.split()[0].partition("+")[2] for line in listed.splitlines()[2:]} == {"Tinos"}


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_is_a_program_or_nothing(name: str) -> None:
    assert engine(name) is None or Path(str(engine(name))).is_file()


@pytest.mark.engine("soffice")
def test_libreoffice_converts_in_a_profile_of_its_own(soffice: Convert, tmp_path: Path) -> None:
    source = tmp_path / "Đơn vị.csv"
    source.write_text("Huyện Đăk Hà;12,5", encoding="utf-8")
    assert soffice(source, "pdf").read_bytes().startswith(b"%PDF")
