"""A province of 140 reporting units, most of them communes that report directly: from the folder to the signed-ready
report, every unit's figure in the sums, and one missing commune noticed."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reporting.commands import main
from tests.helpers.built import names
from tests.helpers.province import DEPARTMENTS, answers, plan, registry, write_job

COMMUNES = 127
UNITS = COMMUNES + len(DEPARTMENTS)


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_job(tmp_path_factory.mktemp("province"), COMMUNES)


@pytest.fixture(scope="module")
def output(job: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    result = CliRunner().invoke(main, ["build", str(job), "-o", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def figures(output: Path) -> dict[str, dict[str, Any]]:
    listed = json.loads((output / "nguon_so_lieu.json").read_text("utf-8"))["figures"]
    return {figure["id"]: figure for figure in listed}


def test_the_whole_set_is_written(output: Path) -> None:
    assert {"bao_cao.docx", "bao_cao.pdf", "phu_luc_1.pdf", "phu_luc_2.pdf", "phu_luc_3.pdf"} <= names(output)
    assert len(json.loads((output / "kiem_tra.json").read_text("utf-8"))["agencies"]) == UNITS


def test_every_units_figure_is_in_the_sums(output: Path) -> None:
    """Held against what was typed, not against what was read."""
    from reporting.obligations import obligations

    place = registry(COMMUNES)
    typed = [answers(agency, obligations(plan(), place, agency)).rows for agency in place.expected()]
    found = figures(output)
    for measure in ("I.1.b.01/1", "I.1.b.02/1"):
        for operand, column in zip(found[measure]["operands"], ("numerator", "denominator"), strict=True):
            assert Decimal(operand["value"]) == sum(int(str(rows[measure][column])) for rows in typed)
            assert len({source["agency"] for source in operand["sources"]}) == UNITS
    count = found["I.1.b.03/1"]["operands"][0]
    assert Decimal(count["value"]) == sum(int(str(rows["I.1.b.03/1"]["numerator"])) for rows in typed)


def test_the_report_speaks_of_no_districts(output: Path) -> None:
    said = (output / "nguon_so_lieu.json").read_text("utf-8")
    assert "cấp huyện" not in said
    assert f"từ báo cáo của {UNITS}/{UNITS} cơ quan, đơn vị" in said


def test_a_silent_commune_stands_in_the_way(job: Path, output: Path, tmp_path: Path) -> None:
    silent = job / "bao_cao_nhan" / "X00077.xlsx"
    kept = silent.read_bytes()
    silent.unlink()
    try:
        result = CliRunner().invoke(main, ["check", str(job), "--format", "short", "-o", str(tmp_path)])
    finally:
        silent.write_bytes(kept)
    assert result.exit_code == 1
    assert "Mẫu 77" in result.stdout and "return-missing" in result.stdout
