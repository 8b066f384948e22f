"""cchc plan show on the sample plan, and on files that are no plan."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from click.testing import CliRunner, Result

from reporting.commands.door import HELP
from reporting.commands.plan_show import command
from reporting.errors import PlanError, RegistryError
from reporting.excel.plan_workbook import plan_workbook
from reporting.excel.registry_workbook import registry_workbook
from tests.helpers.small import PLAN, REGISTRY

SAMPLES = Path(__file__).parents[2] / "sample_inputs"


def show(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(a) for a in arguments], standalone_mode=False, help_option_names=HELP)


def test_the_sample_lists_23_targets_40_tasks_34_duties() -> None:
    result = show(SAMPLES / "plan.xlsx", "--format", "json")
    data = json.loads(result.stdout)
    assert Counter(i["kind"] for i in data["items"]) == {"target": 23, "task": 40, "duty": 34}
    assert (data["findings"], result.return_value, result.stderr) == ([], 0, "")


def test_the_registry_beside_the_plan_gives_the_names() -> None:
    assert "Đầu mối tổng hợp: Văn phòng UBND tỉnh (đề xuất)" in show(SAMPLES / "plan.xlsx").stdout


def test_without_a_registry_codes_are_shown(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(plan_workbook(PLAN, REGISTRY))
    result = show(tmp_path / "plan.xlsx")
    assert "Đầu mối tổng hợp: SNV (đề xuất)" in result.stdout and result.return_value == 0


def test_a_plan_of_another_registry_is_shown_with_its_errors(tmp_path: Path) -> None:
    registry = tmp_path / "don_vi_khac.xlsx"
    registry.write_bytes(registry_workbook(REGISTRY))
    result = show(SAMPLES / "plan.xlsx", "--registry", registry, "--format", "json")
    assert result.return_value == 1
    assert "plan-unknown-agency" in {f["finding"] for f in json.loads(result.stdout)["findings"]}
    assert "Lỗi: plan.xlsx › Chỉ tiêu, nhiệm vụ › " in result.stderr


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_text("Kế hoạch", encoding="utf-8")
    result = show(tmp_path / "plan.xlsx")
    assert isinstance(result.exception, PlanError) and "không phải bảng tính" in result.exception.message


def test_a_workbook_that_is_no_plan_is_refused() -> None:
    result = show(SAMPLES / "don_vi.xlsx")
    assert isinstance(result.exception, PlanError) and "thiếu trang 'Thông tin'" in result.exception.message


def test_a_registry_that_is_none_is_refused() -> None:
    result = show(SAMPLES / "plan.xlsx", "--registry", SAMPLES / "plan.xlsx")
    assert isinstance(result.exception, RegistryError)
