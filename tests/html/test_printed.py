"""The check's page as PDF, for who prints it: every word of the page, fonts of the report, nothing fetched."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from reporting.commands import main
from tests.helpers.built import CLEAN


@pytest.mark.engine("pdftotext", "pdffonts")
def test_the_page_is_there_to_print(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", str(CLEAN), "--pdf", "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    pdf = tmp_path / "kiem_tra.pdf"
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    page = (tmp_path / "kiem_tra.html").read_text(encoding="utf-8")
    title = re.search(r"<h1>(.*?)</h1>", page)
    assert title
    assert title[1].split()[0] in text
    assert "36/36" in text
    fonts = subprocess.run(["pdffonts", str(pdf)], capture_output=True, check=True).stdout.decode()
    assert {line.split()[0].partition("+")[2].partition("-")[0] for line in fonts.splitlines()[2:]} <= {
        "Tinos",
        "Symbols",
        "NotoSansSymbols2",
    }
