"""What holds for every check: declared codes, unique and stable keys, one state per owed cell."""

from __future__ import annotations

import tomllib
from collections import Counter
from decimal import Decimal
from operator import attrgetter
from random import Random
from string import Formatter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reporting.checks import CHECKS, Thresholds, parse_thresholds
from reporting.checks.decided import CODES as ABOUT_DECISIONS
from reporting.codes import CATALOGUE, Code
from reporting.codes.checks import CHECKS as CHECK_CODES
from reporting.codes.files import FILES
from reporting.codes.job import JOB
from reporting.codes.statistics import STATISTICS
from reporting.codes.values import VALUES
from reporting.completeness import CellState, fingerprint
from reporting.errors import TemplateError
from reporting.obligations import obligations
from reporting.resources import resource
from reporting.returns import Return
from tests.helpers.checking import HALF_YEAR, checked
from tests.helpers.small import PLAN, REGISTRY
from tests.merge.test_properties import returns

# merging and reading a decisions workbook yield these
ELSEWHERE = {"answer-not-asked", "denominator-zero", "leads-differ", "decisions-workbook-unreadable"}


def test_every_code_of_the_area_is_declared_by_exactly_one_check() -> None:
    declared = [code for codes, _ in CHECKS for code in codes] + list(ABOUT_DECISIONS)
    assert Counter(declared) == Counter({code.id for code in (*CHECK_CODES, *STATISTICS)} - ELSEWHERE)


@given(returns(), returns())
@settings(max_examples=60, deadline=None)
def test_checks_yield_only_what_they_declare_and_every_text_is_complete(
    now: tuple[Return, ...], before: tuple[Return, ...]
) -> None:
    declared = {code for codes, _ in CHECKS for code in codes} | ELSEWHERE
    findings = checked(*now, before=before, period=HALF_YEAR).findings
    assume(findings)
    for found in findings:
        assert found.code in declared
        assert "{" not in found.message()


@given(returns(), returns())
@settings(max_examples=60, deadline=None)
def test_a_key_names_one_gap(now: tuple[Return, ...], before: tuple[Return, ...]) -> None:
    keys = Counter(f.key for f in checked(*now, before=before, period=HALF_YEAR).findings)
    assume(keys)
    assert [key for key, number in keys.items() if number > 1] == []


@given(returns(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_returns_does_not_matter(some: tuple[Return, ...], random: Random) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)
    assert checked(*some) == checked(*shuffled)


@given(returns())
@settings(max_examples=60, deadline=None)
def test_every_owed_cell_is_in_exactly_one_state(some: tuple[Return, ...]) -> None:
    result = checked(*some)
    assert [state.agency for state in result.agencies] == [agency.code for agency in REGISTRY.expected()]
    for state, agency in zip(result.agencies, REGISTRY.expected(), strict=True):
        owed = [o for o in obligations(PLAN, REGISTRY, agency) if o.required]
        assert [c.obligation for c in state.cells] == owed
        assert sum(state.counts().values()) == len(owed)


@given(returns())
@settings(max_examples=60, deadline=None)
def test_what_is_not_settled_is_told_and_what_is_told_as_a_gap_is_not_settled(some: tuple[Return, ...]) -> None:
    """States and findings never disagree: an unsettled cell of a return has its finding, and the reverse."""
    result = checked(*some)
    gaps = {"item-silent", "figure-missing", "status-missing", "not-arising-no-reason", "evidence-missing"}
    gaps.add("done-without-evidence")
    told = {(f.agency, f.item) for f in result.findings if f.code in gaps}
    open_items = {
        (state.agency, cell.obligation.item)
        for state in result.agencies
        if state.sent
        for cell in state.cells
        if not cell.state.settled
    }
    assert told == open_items


def test_a_fingerprint_follows_the_figures_not_the_words() -> None:
    from reporting.findings import finding

    def found(**params: object) -> str:
        return fingerprint(finding("communes-partial", agency="A", **params), "Q1-2023")  # type: ignore[arg-type]

    assert found(name="A", reported=1, total=2) == found(name="Khác", reported=1, total=2)
    assert found(name="A", reported=1, total=2) != found(name="A", reported=2, total=2)


# What a text names without quoting it: a decision holds when such a word changes.
NAMING = {"key", "name", "other_name", "title", "role", "which", "what", "kind", "level", "period", "parts"}
NAMING |= {
    "part",
    "place",
    "unit",
    "owed",
    "cells",
    "limit",
    "agency",
    "item",
    "measure",
    "subject",
    "location",
    "related",
}


@pytest.mark.parametrize("code", [*FILES, *VALUES, *CHECK_CODES, *JOB], ids=attrgetter("id"))
def test_every_value_in_a_text_is_quoted(code: Code) -> None:
    """Else an officer's decision would go on standing for figures that have changed since."""
    named = {name for _, name, _, _ in Formatter().parse(code.wrong) if name}
    assert named - NAMING <= set(code.quoted)


def test_states_have_words_for_the_officer() -> None:
    assert [state.label for state in CellState] == [
        "Đầy đủ",
        "Thiếu số liệu",
        "Thiếu minh chứng",
        "Chưa báo cáo",
        "Không phát sinh (có lý do)",
    ]


# ── thresholds are data ──────────────────────────────────────────────────────────────────────────


def test_the_thresholds_shipped_are_the_defaults() -> None:
    data = tomllib.loads(resource("checks", "nguong.toml").read_text("utf-8"))
    assert parse_thresholds(data, "nguong.toml") == Thresholds()


def test_a_threshold_can_be_changed_alone() -> None:
    assert parse_thresholds({"thay_doi": {"so_lan": 2.5}}, "x") == Thresholds(factor=Decimal("2.5"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"thay_doi": {"so_lam": 2}}, "Có phải ý anh/chị là '[thay_doi] so_lan'"),
        ({"thay_doi": {"so_lan": "nhiều"}}, "giá trị 'nhiều' không dùng được"),
        ({"thay_doi": {"so_lan": True}}, "giá trị 'True' không dùng được"),
        ({"thay_doi": 5}, "'thay_doi' phải là một bảng"),
    ],
)
def test_a_wrong_threshold_is_refused_with_a_hint(data: dict[str, object], said: str) -> None:
    with pytest.raises(TemplateError) as refused:
        parse_thresholds(data, "nguong.toml")
    assert said in refused.value.message


def test_all_texts_of_the_area_are_there() -> None:
    assert all(CATALOGUE[code.id].title and CATALOGUE[code.id].wrong for code in CHECK_CODES)
