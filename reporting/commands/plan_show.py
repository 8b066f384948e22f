"""cchc plan show: the plan's items, roles and measures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reporting.agencies import Registry

REGISTRY_FILE = "don_vi.xlsx"


@click.command(name="show")
@click.argument("plan", metavar="PLAN.xlsx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="human: để đọc; json: cho chương trình khác.",
)
@click.option(
    "--registry",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"Danh mục đơn vị; mặc định là {REGISTRY_FILE} cạnh tệp kế hoạch, nếu có.",
)
def command(plan: Path, form: str, registry: Path | None) -> int:
    """Liệt kê các mục của kế hoạch: cơ quan, vai trò, cách đo, thời hạn.

    Mã thoát 1 khi kế hoạch còn ô phải sửa.
    """
    from reporting.errors import PlanError
    from reporting.excel.needed import read_needed
    from reporting.findings import errors_of, ordered
    from reporting.listings.plan_listing import as_json, human
    from reporting.parse.plan_workbook import parse_plan

    names = _registry(registry or plan.parent / REGISTRY_FILE)
    result, found = parse_plan(read_needed(plan, plan.name, PlanError), names)
    findings = ordered(found)
    click.echo(as_json(result, names, findings) if form == "json" else human(result, names), nl=False)
    for finding in findings:
        click.echo(f"{finding.severity.label}: {finding.message()}", err=True)
    return 1 if errors_of(findings) else 0


def _registry(path: Path) -> Registry | None:
    from reporting.errors import RegistryError
    from reporting.excel.needed import read_needed
    from reporting.parse.registry_workbook import parse_registry

    return parse_registry(read_needed(path, path.name, RegistryError)) if path.is_file() else None
