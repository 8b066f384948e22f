"""What is the same for many agencies is told once, with all of them and their places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reporting.agencies import Agency, Registry
from reporting.completeness import Completeness
from reporting.findings import Finding, finding
from reporting.listings.check_matrix import at_once
from reporting.listings.check_text import human
from reporting.location import Location
from tests.helpers.small import PLAN, REGISTRY

COMMUNES = tuple(Agency(f"X{n:03d}", f"Ủy ban nhân dân xã {n}", f"UBND xã {n}", level="commune") for n in range(1, 97))
PLACE = Registry(COMMUNES, REGISTRY.groups, REGISTRY.levels)


def overdue(agency: Agency, item: str = "II.1.02") -> Finding:
    where = Location(f"{agency.code}.xlsx", "Nhiệm vụ", "K7")
    said = {
        "name": agency.label,
        "title": "Ban hành kế hoạch",
        "which": item,
        "level": "",
        "role": "",
        "due": "",
        "status": "",
    }
    return finding("overdue", where, agency=agency.code, item=item, form_row=item, **said)


def test_one_overdue_duty_of_96_communes_is_one_entry_with_96_places() -> None:
    findings = tuple(map(overdue, COMMUNES))
    (entry,) = at_once(findings, frozenset())
    assert entry == findings
    text = human(Completeness("Q1-2023", date(2023, 3, 17), (), findings), PLAN, PLACE)
    joined = " ".join(text.split())
    assert joined.count("Ban hành kế hoạch") == 1
    assert "96 đơn vị" in joined
    assert all(f"{c.code}.xlsx › Nhiệm vụ › K7" in joined for c in COMMUNES)


@pytest.mark.parametrize(("count", "entries"), [(9, 9), (10, 1), (96, 1)])
def test_few_are_told_one_by_one(count: int, entries: int) -> None:
    assert len(at_once(map(overdue, COMMUNES[:count]), frozenset())) == entries


def test_other_items_and_what_is_decided_stand_alone() -> None:
    findings = [*map(overdue, COMMUNES), overdue(COMMUNES[0], "II.1.01")]
    assert [len(members) for members in at_once(findings, frozenset())] == [96, 1]
    decided = findings[5].key
    assert sorted(len(members) for members in at_once(findings, frozenset({decided}))) == [1, 1, 95]


def test_the_order_is_kept() -> None:
    alone = [replace(overdue(COMMUNES[n]), item=f"II.1.{n:02d}") for n in range(20)]
    assert [members[0] for members in at_once(alone, frozenset())] == alone
