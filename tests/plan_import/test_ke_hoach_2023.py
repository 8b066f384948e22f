"""The 2023 plan against its hand-checked workbook; prints how much is the same (pytest -s)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from pathlib import Path

import pytest

from reporting.agencies import Registry
from reporting.commands.plan_import import read_document
from reporting.excel.read import read_grid
from reporting.parse.plan_workbook import parse_plan
from reporting.plan import Item, Plan, with_confirmed_corrections
from reporting.plan_import.importer import Imported, import_plan
from reporting.plan_import.rules import ImportRules
from reporting.text import one_line
from tests.plan_import.conftest import SAMPLES

SOURCES = ("ke_hoach_cchc_2023.txt", "ke_hoach_cchc_2023.docx")
ENOUGH = 0.95

Facts = set[tuple[Hashable, ...]]


@pytest.fixture(scope="module")
def checked() -> Plan:
    grid, _ = read_grid(SAMPLES / "plan.xlsx", "plan.xlsx")
    assert grid is not None
    return parse_plan(grid)[0]


@pytest.fixture(scope="module", params=SOURCES)
def found(request: pytest.FixtureRequest, rules: ImportRules, registry_2023: Registry) -> Imported:
    path: Path = SAMPLES / "ke_hoach_2023" / request.param
    return import_plan(read_document(path), rules, registry_2023)


def test_all_items_with_their_codes_and_whole_texts(found: Imported, checked: Plan) -> None:
    expected = [(i.code, i.kind, one_line(i.source_text)) for i in checked.items]
    assert [(i.code, i.kind, one_line(i.source_text)) for i in found.plan.items] == expected
    print(f"\n{len(expected)}/{len(checked.items)} mục đúng mã và nguyên văn")


def test_corrected_texts_are_those_of_the_officer(found: Imported, checked: Plan) -> None:
    mended = confirmed(found.plan)
    assert [i.text for i in mended.items] == [i.text for i in checked.items]
    assert all(i.text.rstrip(" ./") in i.source_text for i in found.plan.items)


def test_headings(found: Imported, checked: Plan) -> None:
    assert found.plan.sections == checked.sections


def roles(item: Item) -> Facts:
    made: Facts = {(item.code, a.role.value, a.party.casefold() if a.open else a.party) for a in item.assignments}
    return made | ({(item.code, "focal", item.focal)} if item.focal else set())


def measures(item: Item) -> Facts:
    return {(m.id, m.kind, m.comparator, m.threshold, m.combine, m.exemption) for m in item.measures}


@pytest.mark.parametrize(("what", "facts"), [("vai trò", roles), ("phép đo", measures)])
def test_enough_is_equal_and_the_rest_is_listed(
    found: Imported, checked: Plan, what: str, facts: Callable[[Item], Facts]
) -> None:
    expected: Facts = set().union(*(facts(i) for i in checked.items))
    got: Facts = set().union(*(facts(i) for i in found.plan.items))
    share = len(expected & got) / len(expected)
    print(f"\n{what}: {len(expected & got)}/{len(expected)} ({share:.1%}), thừa {len(got - expected)}")
    for fact in sorted(map(str, expected ^ got)):
        print("  khác:", fact)
    assert share >= ENOUGH
    assert len(got - expected) <= (1 - ENOUGH) * len(expected)


def confirmed(plan: Plan) -> Plan:
    """With every slip mended, as when an officer has confirmed them all."""
    return with_confirmed_corrections(
        replace(plan, corrections=tuple(replace(c, confirmed=True) for c in plan.corrections))
    )


def test_the_frame(found: Imported, checked: Plan) -> None:
    plan = confirmed(found.plan)
    assert (plan.id, plan.year, plan.title) == (checked.id, checked.year, checked.title)
    assert (plan.number, plan.symbol, plan.day) == ("", "KH-UBND", None)
    assert plan.issuer == checked.issuer
    assert plan.legal_bases == checked.legal_bases
    assert plan.signing == checked.signing
    assert plan.recipients == checked.recipients


def test_slips_are_proposed_and_none_is_silent(found: Imported, checked: Plan) -> None:
    places = {(c.where, c.wrong.split()[0]) for c in found.plan.corrections}
    assert places == {(c.where, c.wrong.split()[0]) for c in checked.corrections}
    assert not any(c.confirmed for c in found.plan.corrections)


def test_the_footnote_belongs_to_its_item(found: Imported, checked: Plan) -> None:
    assert [i.code for i in found.plan.items if i.footnote] == [i.code for i in checked.items if i.footnote]


def test_everything_proposed_says_why(found: Imported) -> None:
    assert all(a.why for i in found.plan.items for a in i.assignments if a.proposed)


def test_the_missing_annex_is_reported(found: Imported) -> None:
    assert "import-annex-missing" in [f.code for f in found.findings]


def test_every_item_keeps_its_line(found: Imported) -> None:
    lines = [i.source_line for i in found.plan.items]
    assert lines == sorted(lines)
    assert lines[0] > 0


def test_without_a_registry_codes_are_proposed(rules: ImportRules) -> None:
    found = import_plan(read_document(SAMPLES / "ke_hoach_2023" / SOURCES[0]), rules)
    assert found.registry_proposed
    assert found.registry.find("Sở Thông tin và Truyền thông") == "STTTT"
    assert next(i.code for i in found.plan.items) == "I.1.b.01"
    unknown = {a.party for i in found.plan.items for a in i.assignments if not a.open}
    assert all(found.registry.agency(p) or found.registry.group(p) for p in unknown)
