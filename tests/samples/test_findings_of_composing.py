"""What only composing can see stands in the check, beside what the returns have."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from click.testing import CliRunner

from reporting.commands import main
from reporting.resources import resource
from tests.helpers.built import CLEAN, SAMPLES


def test_items_without_a_place_in_the_outline_are_a_warning_of_the_check(tmp_path: Path) -> None:
    for name in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copy(SAMPLES / name, tmp_path)
    job = tmp_path / "job"
    shutil.copytree(CLEAN, job)
    outline = resource("outlines", "theo_ke_hoach.toml").read_text(encoding="utf-8")
    kept = [part for part in outline.split("[[section]]") if '\nid = "III"\n' not in part]
    (job / "rut_gon.toml").write_text("[[section]]".join(kept), encoding="utf-8")
    settings = (job / "job.toml").read_text(encoding="utf-8")
    (job / "job.toml").write_text(re.sub(r"(?m)^outline = .*$", 'outline = "rut_gon"', settings), encoding="utf-8")

    result = CliRunner().invoke(main, ["check", str(job), "-o", str(tmp_path / "out")])

    assert result.exit_code == 0, result.output
    found = json.loads((tmp_path / "out" / "kiem_tra.json").read_text(encoding="utf-8"))["findings"]
    assert [f["finding"] for f in found] == ["outline-omits-items"]
    assert "III.12.01" in json.dumps(found[0], ensure_ascii=False)
    assert "cảnh báo: 1" in result.stdout
