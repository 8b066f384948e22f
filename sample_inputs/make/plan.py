"""ke_hoach_2023.toml (facts checked by eye) + the scanned plan → sample_inputs/plan.xlsx.

No importer: which lines make an item, who owes it and what it measures stand in the TOML file; the
words come from the scan. `python -m sample_inputs.make.plan` writes the same bytes every time.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from reporting.excel.plan_workbook import plan_workbook
from reporting.plan import (
    Adding,
    Assignment,
    Combine,
    Comparator,
    Correction,
    Due,
    DueKind,
    Item,
    ItemKind,
    Measure,
    MeasureKind,
    Plan,
    Role,
    Section,
    by_role,
)
from reporting.text import one_line
from sample_inputs.make.registry import registry

HERE = Path(__file__).parent
SCAN = HERE.parent / "ke_hoach_2023" / "ke_hoach_cchc_2023.txt"
TARGET = HERE.parent / "plan.xlsx"

_BULLET = re.compile(r"^(?:[-*]+|⁽¹⁾)\s*")
_NUMBERED = re.compile(r"^(?P<number>[IVX]+\.|\d+\.|[a-z]\))\s+(?P<title>[^:]+)(?::\s*(?P<rest>.*))?$")


class Scan:
    """The scanned plan by line numbers, as an editor counts them."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    def text(self, lines: list[int]) -> str:
        """The lines as one paragraph, without bullet, emphasis marks and the footnote's mark (which
        in a Word file is no text either)."""
        joined = _BULLET.sub("", " ".join(self._lines[line - 1] for line in lines))
        return one_line(joined.replace("*", "").replace("⁽¹⁾", ""))

    def heading(self, line: int) -> tuple[str, str, str]:
        """Number, title, and the text behind the colon (III.9–III.12 have their duty there)."""
        match = _NUMBERED.match(self._lines[line - 1])
        assert match, f"dòng {line} không phải đề mục"
        return match["number"], one_line(match["title"]), one_line(match["rest"] or "")


def plan() -> Plan:
    """The 2023 plan: 23 targets, 40 tasks, 34 duties."""
    data = tomllib.loads((HERE / "ke_hoach_2023.toml").read_text("utf-8"))
    scan = Scan(SCAN.read_text("utf-8"))
    corrections = tuple(Correction(c["where"], c["wrong"], c["right"]) for c in data["correction"])
    head = data["plan"]
    items = (*_targets(data, scan), *_tasks(data, scan), *_duties(data, scan))
    return Plan(
        id=head["id"],
        year=head["year"],
        title=scan.text(head["title"]),
        type_name=head["type_name"],
        symbol=head["symbol"],
        issuer=head["issuer"],
        place=head["place"],
        legal_bases=tuple(scan.text(lines) for lines in head["legal_bases"]),
        signing=tuple(scan.text([line]) for line in head["signing"]),
        recipients=tuple(_corrected(_recipient(scan, n), "Nơi nhận", corrections) for n in head["recipients"]),
        sections=tuple(_sections(data, scan)),
        items=tuple(_with_corrections(item, corrections) for item in items),
        corrections=corrections,
        texts=tuple((text["section"], scan.text(text["lines"])) for text in data["text"]),
    )


def _recipient(scan: Scan, line: int) -> str:
    return scan.text([line]).rstrip(";.")


def _sections(data: dict[str, Any], scan: Scan) -> Iterator[Section]:
    for section, line in data["sections"].items():
        number, title, _ = scan.heading(line)
        yield Section(section, number, title, section.rpartition(".")[0])


def _corrected(text: str, where: str, corrections: tuple[Correction, ...]) -> str:
    for correction in corrections:
        if correction.where == where:
            text = text.replace(correction.wrong, correction.right)
    return text


def _with_corrections(item: Item, corrections: tuple[Correction, ...]) -> Item:
    return replace(item, text=_corrected(item.source_text, item.code, corrections))


def _targets(data: dict[str, Any], scan: Scan) -> Iterator[Item]:
    for row in data["target"]:
        code: str = row["code"]
        yield Item(
            code,
            ItemKind.TARGET,
            "I.1.b",
            int(code[-2:]),
            "",
            source_text=scan.text(row["lines"]),
            assignments=_assignments(row["roles"]),
            focal=row.get("focal", ""),
            measures=tuple(_measure(code, n, m) for n, m in enumerate(row["measure"], 1)),
            due=_due(row),
            evidence=row["evidence"],
            footnote=scan.text(row["footnote"]) if "footnote" in row else "",
            source_line=row["lines"][0],
            roles_text=scan.text(row["assigned"]),
        )


def _assignments(roles: list[dict[str, Any]]) -> tuple[Assignment, ...]:
    """Open phrases after the named parties; a party with `why` is proposed."""
    found = []
    for row in roles:
        role, verb, why = Role(row["role"]), row.get("verb", ""), row.get("why", "")
        found += [Assignment(role, party, bool(why), why, verb) for party in row.get("of", ())]
        found += [Assignment(role, phrase, verb=verb, open=True) for phrase in row.get("open", ())]
    return by_role(found)


def _measure(item: str, number: int, row: dict[str, Any]) -> Measure:
    return Measure(
        f"{item}/{number}",
        item,
        row["name"],
        MeasureKind(row["kind"]),
        row["unit"],
        row.get("numerator", ""),
        row.get("denominator", ""),
        Comparator(row["comparator"]) if "comparator" in row else None,
        Decimal(row["threshold"]) if "threshold" in row else None,
        row.get("threshold_text", ""),
        Combine(row.get("combine", "sum")),
        row.get("standing", False),
        row.get("exemption", ""),
        same_as=row.get("same_as", ""),
        proposed=tuple(row.get("proposed", ())),
        stock=row.get("stock", False),
        adding=Adding(row.get("adding", "unsaid")),
    )


def _due(row: dict[str, Any]) -> Due:
    due = row.get("due", {"kind": "none"})
    return Due(DueKind(due["kind"]), due.get("day"), due.get("text", ""), due.get("added", False))


def _tasks(data: dict[str, Any], scan: Scan) -> Iterator[Item]:
    for field in data["task"]:
        for number, row in enumerate(field["items"], 1):
            yield Item(
                f"{field['section']}.{number:02}",
                ItemKind.TASK,
                field["section"],
                number,
                "",
                source_text=scan.text(row["lines"]),
                assignments=_task_roles(field | row, data["tasks"]),
                due=_due(row),
                evidence=row["evidence"],
                source_line=row["lines"][0],
            )


def _task_roles(row: dict[str, Any], all_tasks: dict[str, Any]) -> tuple[Assignment, ...]:
    """All proposed: the lead from part III, groups as coordinating; phrases of the text as written."""
    roles = [Assignment(Role.LEAD, row["lead"], True, row["why"])]
    roles += [Assignment(Role.COORDINATE, phrase, verb=row["verb"], open=True) for phrase in row.get("open", ())]
    if "with" in row:
        roles.append(Assignment(Role.COORDINATE, row["with"], True, row["with_why"]))
    roles += [Assignment(Role.COORDINATE, group, True, all_tasks["why"]) for group in all_tasks["coordinate"]]
    return tuple(roles)


def _duties(data: dict[str, Any], scan: Scan) -> Iterator[Item]:
    for agency in data["duty"]:
        section = agency["section"]
        for number, row in enumerate(agency["items"], 1):
            rest = scan.heading(row["lines"][0])[2] if row["lines"][0] == data["sections"][section] else ""
            yield Item(
                f"{section}.{number:02}",
                ItemKind.DUTY,
                section,
                number,
                "",
                source_text=rest or scan.text(row["lines"]),
                assignments=_assignments(row["roles"]),
                due=_due(row),
                evidence=row["evidence"],
                source_line=row["lines"][0],
            )


if __name__ == "__main__":
    TARGET.write_bytes(plan_workbook(plan(), registry()))
