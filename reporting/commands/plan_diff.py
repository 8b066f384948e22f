"""cchc plan diff: what a corrected or next year's plan changes, item by item."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from reporting.agencies import Registry
    from reporting.plan import Plan
    from reporting.plan_import.difference import Difference, ItemChange, PlanChange

_KINDS = {"added": "THÊM", "removed": "BỎ", "changed": "SỬA", "moved": "ĐỔI MÃ"}
_ASPECTS = {
    "text": "Lời văn",
    "kind": "Loại",
    "roles": "Vai trò",
    "focal": "Đầu mối",
    "measures": "Phép đo",
    "due": "Thời hạn",
    "evidence": "Minh chứng",
    "title": "Trích yếu",
    "number": "Số",
    "symbol": "Ký hiệu",
    "issuer": "Cơ quan ban hành",
    "day": "Ngày ban hành",
    "legal_bases": "Căn cứ",
    "recipients": "Nơi nhận",
    "sections": "Đề mục",
}


@click.command(name="diff")
@click.argument("old", metavar="CŨ.xlsx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", metavar="MỚI.xlsx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="human: để đọc; json: cho chương trình khác.",
)
def command(old: Path, new: Path, form: str) -> None:
    """So hai tệp kế hoạch: mục thêm, bỏ, sửa lời văn, vai trò, phép đo, thời hạn.

    Trong lời văn, [-chữ bỏ-] và {+chữ thêm+}.
    """
    from reporting.plan_import.difference import difference

    found = difference(_plan(old), _plan(new))
    names = _names(old, new)
    click.echo(_as_json(found, names) if form == "json" else "\n".join(_human(found, names)))


def _plan(path: Path) -> Plan:
    from reporting.commands.plan_show import REGISTRY_FILE
    from reporting.errors import PlanError
    from reporting.excel.needed import read_needed
    from reporting.findings import errors_of
    from reporting.parse.plan_workbook import parse_plan

    plan, findings = parse_plan(read_needed(path, path.name, PlanError), _registry(path.parent / REGISTRY_FILE))
    for error in errors_of(findings):
        click.echo(f"{error.severity.label}: {error.message()}", err=True)
    return plan


def _registry(path: Path) -> Registry | None:
    from reporting.errors import RegistryError
    from reporting.excel.needed import read_needed
    from reporting.parse.registry_workbook import parse_registry

    return parse_registry(read_needed(path, path.name, RegistryError)) if path.is_file() else None


def _names(*paths: Path) -> Registry | None:
    from reporting.commands.plan_show import REGISTRY_FILE

    return next((r for p in paths if (r := _registry(p.parent / REGISTRY_FILE))), None)


def _human(found: Difference, names: Registry | None) -> Iterator[str]:
    if found.empty:
        yield f"Hai kế hoạch giống nhau ({found.same} mục)."
        return
    counts = {kind: sum(c.kind == kind for c in found.items) for kind in _KINDS}
    shown = ", ".join(f"{label.lower()} {counts[kind]}" for kind, label in _KINDS.items() if counts[kind])
    yield f"Mục: {shown or 'không đổi'}; giữ nguyên {found.same}."
    for change in found.facts:
        yield f"  {_ASPECTS[change.aspect]}: {change.before or '(trống)'} → {change.after or '(trống)'}"
    for item in found.items:
        yield ""
        yield from _item(item, names)


def _item(item: ItemChange, names: Registry | None) -> Iterator[str]:
    code = item.code
    if item.old and item.new and item.old.code != item.new.code:
        code = f"{item.old.code} → {item.new.code}"
    text = (item.new or item.old).text.replace("\n", " ")  # type: ignore[union-attr]
    if item.kind in ("added", "removed", "moved"):
        yield f"{_KINDS[item.kind]} {code}: {text}"
        return
    yield f"{_KINDS[item.kind]} {code}"
    for change in item.changes:
        yield f"  {_ASPECTS[change.aspect]}: {_change(change, names)}"


def _change(change: PlanChange, names: Registry | None) -> str:
    if change.pieces:
        marks = {"": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
        return " ".join(f"{marks[p.kind][0]}{p.text}{marks[p.kind][1]}" for p in change.pieces)
    before, after = _named(change.before, change, names), _named(change.after, change, names)
    if change.aspect in ("roles", "measures"):
        return " ".join(filter(None, (f"[-{before}-]" if before else "", f"{{+{after}+}}" if after else "")))
    return f"{before or '(trống)'} → {after or '(trống)'}"


def _named(text: str, change: PlanChange, names: Registry | None) -> str:
    """Agencies by name where a registry stands beside the plans."""
    if names is None or not text:
        return text
    if change.aspect == "focal":
        return names.name_of(text)
    if change.aspect != "roles":
        return text
    parts = (part.partition(": ") for part in text.split("; "))
    return "; ".join(f"{role}: {names.name_of(party)}" for role, _, party in parts)


def _as_json(found: Difference, names: Registry | None) -> str:
    def change(one: PlanChange) -> dict[str, Any]:
        return {
            "aspect": one.aspect,
            "before": _named(one.before, one, names),
            "after": _named(one.after, one, names),
            **({"words": [{"kind": p.kind, "text": p.text} for p in one.pieces]} if one.pieces else {}),
        }

    items = [
        {
            "code": item.code,
            "old_code": item.old.code if item.old else None,
            "change": item.kind,
            "text": (item.new or item.old).text,  # type: ignore[union-attr]
            "changes": [change(c) for c in item.changes],
        }
        for item in found.items
    ]
    return json.dumps(
        {"same": found.same, "facts": [change(c) for c in found.facts], "items": items}, ensure_ascii=False, indent=2
    )
