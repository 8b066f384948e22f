"""Any plan that a workbook can hold, for property tests: invented codes, texts, roles and measures."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import strategies as st

from reporting.parse.plan_layout import PROPOSABLE
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
from reporting.text import clean, one_line

PARTIES = ("SNV", "STP", "SKHDT", "HDAKHA", "X1", "SBN", "HUYEN", "XA")

_CHARACTERS = st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co"), max_codepoint=0x1EFF) | st.sampled_from(
    "\n=;(%)"
)
texts = st.text(_CHARACTERS, max_size=40).map(clean)
filled = texts.filter(bool)
lines = st.text(_CHARACTERS, min_size=1, max_size=30).map(one_line).filter(bool)
# The cell of exemptions is a list in which a name is a name: what stands there in words names nobody.
nobody = texts.map(lambda text: "; ".join(filter(None, map(str.strip, re.split(r"[;\n]", text))))).filter(
    lambda text: not any(party.casefold() in text.casefold() for party in PARTIES)
)
days = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
numbers = st.decimals(0, 10**9, places=4, allow_nan=False, allow_infinity=False)
phrases = st.sampled_from(
    ("các đơn vị được giao nhiệm vụ", "các cơ quan (nếu có)", "Bộ Nội vụ", "sở, ban ngành có liên quan")
)


@st.composite
def assignments(draw: st.DrawFn) -> tuple[Assignment, ...]:
    named = draw(st.lists(st.tuples(st.sampled_from(Role), st.sampled_from(PARTIES)), unique=True, max_size=5))
    phrased = draw(st.lists(st.tuples(st.sampled_from(Role), phrases), unique=True, max_size=2))
    made = [
        Assignment(role, party, draw(st.booleans()), draw(texts), draw(texts), open=is_open)
        for group, is_open in ((named, False), (phrased, True))
        for role, party in group
    ]
    return by_role(made)


@st.composite
def dues(draw: st.DrawFn) -> Due:
    kind = draw(st.sampled_from(DueKind))
    day = draw(days) if kind is not DueKind.NONE else None
    return Due(kind, day, draw(texts), draw(st.booleans()))


@st.composite
def measures(draw: st.DrawFn, item: str) -> tuple[Measure, ...]:
    return tuple(
        Measure(  # type: ignore[call-arg, misc]  # mypy counts any number of * arguments
            f"{item}/{number}",
            item,
            draw(filled),
            draw(st.sampled_from(MeasureKind)),
            *(draw(texts) for _ in range(3)),  # type: ignore[arg-type]
            draw(st.none() | st.sampled_from(Comparator)),
            draw(st.none() | numbers),
            draw(texts),
            draw(st.sampled_from(Combine)),
            draw(st.booleans()),
            draw(nobody),
            draw(numbers),
            draw(texts),
            tuple(draw(st.lists(st.sampled_from(sorted(PROPOSABLE)), unique=True, max_size=3))),
            stock=draw(st.booleans()),
            adding=draw(st.sampled_from(Adding)),
            excluded=tuple(draw(st.lists(st.sampled_from(PARTIES), unique=True, max_size=2))),
        )
        for number in range(1, draw(st.integers(0, 2)) + 1)
    )


@st.composite
def items(draw: st.DrawFn, code: str) -> Item:
    return Item(
        code,
        draw(st.sampled_from(ItemKind)),
        draw(filled),
        draw(st.integers(0, 99)),
        draw(filled),
        draw(texts),
        draw(assignments()),
        draw(st.sampled_from(("", *PARTIES))),
        draw(measures(code)),
        draw(dues()),
        draw(texts),
        draw(texts),
        draw(st.integers(0, 9999)),
        roles_text=draw(texts),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any plan over the small registry of tests."""
    codes = draw(
        st.lists(st.from_regex(r"[IVX]{1,3}\.[1-9]\.[0-9]{2}", fullmatch=True), unique=True, min_size=1, max_size=4)
    )
    corrections = st.builds(Correction, filled, texts, texts, st.booleans())
    sections = st.builds(Section, filled, texts, texts, texts)
    return Plan(  # type: ignore[call-arg]
        draw(lines),
        draw(st.integers(2000, 2099)),
        draw(texts),
        *(draw(texts) for _ in range(5)),  # type: ignore[arg-type]
        draw(days),
        draw(texts),
        *(tuple(draw(st.lists(filled, max_size=3))) for _ in range(3)),
        tuple(draw(st.lists(sections, max_size=3, unique_by=lambda s: s.section))),
        tuple(draw(items(code)) for code in codes),
        tuple(draw(st.lists(corrections, max_size=2))),
        tuple(draw(st.lists(st.tuples(filled, filled), max_size=3))),
    )
