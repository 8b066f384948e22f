"""Invents the answers of the sample returns: plausible, repeatable, and nobody's real figures.

Everything is drawn from the tables beside this file with a generator seeded by agency and row, so
that the same row always gets the same number, and 6 tháng never falls below Quý I.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from reporting.agencies import Agency, Registry
from reporting.obligations import Obligation
from reporting.plan import MeasureKind, Plan
from reporting.returns import Status

HERE = Path(__file__).parent
FIGURES: dict[str, Any] = tomllib.loads((HERE / "so_lieu.toml").read_text(encoding="utf-8"))
RESULTS: dict[str, Any] = tomllib.loads((HERE / "ket_qua.toml").read_text(encoding="utf-8"))
OPINIONS: dict[str, Any] = tomllib.loads((HERE / "danh_gia.toml").read_text(encoding="utf-8"))

PERIODS = ("q1", "m6")
DAYS = {
    "q1": ("08/3/2023", "09/3/2023", "10/3/2023", "13/3/2023"),
    "m6": ("07/6/2023", "08/6/2023", "09/6/2023", "12/6/2023"),
}


@dataclass(frozen=True, slots=True)
class Invented:
    """What a person would type into one row of the form."""

    numerator: int | None = None
    denominator: int | None = None
    yes: bool | None = None
    reported: int | None = None
    status: Status | None = None
    narrative: str = ""
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """The plan and registry that the returns answer to."""

    plan: Plan
    registry: Registry


def invent(world: World, agency: Agency, duty: Obligation, period: str) -> Invented | None:
    """The answer to one row, or None where this agency leaves an optional row blank."""
    if duty.answer is None:
        return _told(agency, duty, period)
    row = FIGURES[duty.measure]
    told = _figure(world, agency, duty, period, row)
    text = FIGURES["narratives"].get(duty.item)
    if text and (duty.total or duty.focal) and duty.measure.endswith("/1"):
        told = replace(told, narrative=text[PERIODS.index(period)]) if told else told
    return told


def _seeded(agency: Agency, duty: Obligation, what: str = "") -> Random:
    return Random(f"{agency.code}|{duty.row}|{what}")


def _figure(world: World, agency: Agency, duty: Obligation, period: str, row: dict[str, Any]) -> Invented | None:
    if not duty.required:
        return None
    proof = evidence(agency, duty, period)
    reason = _absent(agency, duty, row, period)
    if reason:
        return Invented(status=Status.NOT_ARISING, note=reason)
    if duty.total:
        lead = row["lead"][period]
        return Invented(lead[0], lead[1] if len(lead) > 1 else None, evidence=proof)
    match duty.answer:
        case MeasureKind.UNITS if duty.level == "commune":
            wards = len(world.registry.children(agency.code))
            yes = wards - (_seeded(agency, duty).random() < 0.3 and period == "q1")
            return Invented(yes, wards, reported=wards, evidence=proof)
        case MeasureKind.UNITS:
            return Invented(yes=_seeded(agency, duty).random() < row["yes"] or period == "m6", evidence=proof)
        case MeasureKind.MILESTONE:
            done = agency.code in row["done"][period]
            return Invented(status=Status.DONE if done else Status.ONGOING, evidence=proof)
        case MeasureKind.COUNT:
            below = len(world.registry.children(agency.code)) if duty.level == "commune" else None
            return Invented(
                0 if row.get("zero") else row["count"][agency.code][PERIODS.index(period)],
                reported=below,
                evidence=proof,
            )
    return replace(_fraction(world, agency, duty, period, row), evidence=proof)


def _absent(agency: Agency, duty: Obligation, row: dict[str, Any], period: str) -> str:
    """Why there is nothing to report here, "" where there is something."""
    if duty.total:
        return "" if period in row["lead"] else row["reason"]
    only = row.get("only") or row.get("count")
    district = duty.level == "commune" or "huyen" in row and "HUYEN" in agency.groups
    return row["reason"] if only and agency.code not in only and not district else ""


def _fraction(world: World, agency: Agency, duty: Obligation, period: str, row: dict[str, Any]) -> Invented:
    first = _share(world, agency, duty, "q1", row)
    if period == "q1":
        return first
    later = _share(world, agency, duty, "m6", row)
    assert first.numerator is not None and later.numerator is not None and later.denominator is not None
    return replace(later, numerator=min(later.denominator, max(first.numerator, later.numerator)))


def _share(world: World, agency: Agency, duty: Obligation, period: str, row: dict[str, Any]) -> Invented:
    dice = _seeded(agency, duty)
    wards = len(world.registry.children(agency.code)) if duty.level == "commune" else None
    low, high = row["xa"] if wards else row["huyen"] if "HUYEN" in agency.groups else row["sbn"]
    size = dice.randint(low, high) * (wards or 1)
    growth = dice.uniform(1.85, 2.3)
    size = round(size * growth) if period == "m6" and not row.get("stock") else size
    share = _seeded(agency, duty, "share").uniform(*row["q1"])
    if period == "m6":
        share = min(row["m6"][1], share + _seeded(agency, duty, "rise").uniform(0, row.get("rise", 0.08)))
    return Invented(round(size * share), size, reported=wards)


def evidence(agency: Agency, duty: Obligation, period: str) -> str:
    """A document number such as an office would cite."""
    dice = _seeded(agency, duty, "evidence")
    day = dice.choice(DAYS[period])
    return f"Báo cáo số {dice.randint(20, 95) + 100 * PERIODS.index(period)}/BC-{agency.symbol} ngày {day}"


def _told(agency: Agency, duty: Obligation, period: str) -> Invented | None:
    row = RESULTS.get(duty.item)
    turn = PERIODS.index(period)
    if row is None:
        return None
    if not duty.required:
        return _helped(agency, duty, period)
    texts = row[period]
    dice = _seeded(agency, duty, period)
    text = texts if isinstance(texts, str) else dice.choice(texts)
    proof = row["evidence"][turn].format(n=dice.randint(20, 320), s=agency.symbol)
    return Invented(status=Status(row["status"][turn]), narrative=text, evidence=proof)


def _helped(agency: Agency, duty: Obligation, period: str) -> Invented | None:
    """Now and then a coordinating agency says what it did."""
    dice = _seeded(agency, duty, "coordinate")
    if duty.item.startswith("I.") or dice.random() > 0.04:
        return None
    return Invented(status=Status.ONGOING, narrative=dice.choice(_HELPED[period]))


_HELPED = {
    "q1": (
        "Phối hợp cung cấp số liệu, tài liệu theo đề nghị của cơ quan chủ trì.",
        "Cử công chức tham gia và góp ý dự thảo theo đề nghị của cơ quan chủ trì.",
        "Phối hợp triển khai đến các đơn vị trực thuộc.",
    ),
    "m6": (
        "Đã phối hợp rà soát, hoàn thiện nội dung thuộc phạm vi quản lý trong 06 tháng.",
        "Tham gia 02 cuộc họp, góp ý bằng văn bản đối với dự thảo.",
        "Quán triệt đến 100% đơn vị trực thuộc và kiểm tra việc thực hiện.",
    ),
}
