"""Whose return it is: several carriers that must agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from reporting.excel.form_writer import form_workbook
from reporting.excel.read import read_bytes
from reporting.parse.identity import identity_of, marks_of
from tests.helpers.grids import grid
from tests.helpers.returned import FULL_CAMPAIGN, edited, form, understood, workbook


def test_every_carrier_alone_is_enough() -> None:
    whole, _ = read_bytes(workbook(), "a.xlsx")
    assert whole
    bare = replace(whole, properties={}, names={}, sheets=())
    carriers = [
        replace(bare, properties=whole.properties),
        replace(bare, names=whole.names),
        *(replace(bare, sheets=(sheet,)) for sheet in whole.sheets),
    ]
    for one in carriers:
        identity, findings = identity_of(one, marks_of(one))
        assert identity
        assert (identity.agency, identity.period, findings) == ("HDAKHA", "Q1-2023", ())


@pytest.mark.parametrize("what", ["agency", "period", "plan"])
def test_carriers_that_disagree_are_asked_back(what: str) -> None:
    one, _ = read_bytes(workbook(), "a.xlsx")
    assert one
    odd = replace(one, properties={**one.properties, f"cchc_{what}": "KHÁC"})
    identity, findings = identity_of(odd, marks_of(odd))
    assert identity is None
    assert [(f.code, f.subject) for f in findings] == [("return-identity-conflict", f"a.xlsx/{what}")]


def test_a_sheet_copied_from_another_agency_is_a_conflict() -> None:
    other, _ = read_bytes(form_workbook(form("STP")), "stp.xlsx")
    mine, _ = read_bytes(workbook(), "a.xlsx")
    assert mine
    assert other
    mixed = replace(mine, sheets=(*mine.sheets, other.sheets[1]))
    identity, findings = identity_of(mixed, marks_of(mixed))
    assert identity is None
    assert findings[0].location.sheet == "Chỉ tiêu"
    assert "STP (1 chỗ)" in findings[0].wrong


def test_a_workbook_without_any_carrier_is_no_form() -> None:
    returned, findings = understood(edited(_strip))
    assert returned is None
    assert [f.code for f in findings] == ["return-not-a-form"]


def _strip(book: Any) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and (cell.value.startswith("cchc:") or " · " in cell.value):
                    cell.value = None
    book.defined_names.clear()
    book.custom_doc_props.props.clear()


def test_an_agency_without_a_period_is_not_enough() -> None:
    one = grid("a.xlsx", _cchc="| cchc:identity:agency | SNV |")
    identity, findings = identity_of(one, marks_of(one))
    assert identity is None
    assert [f.code for f in findings] == ["return-identity-missing"]


@pytest.mark.parametrize(
    ("file", "codes"),
    [
        ("Q1-2023_HDAKHA.xlsx", []),
        ("Q1-2023_HDAKHA v2 final (1).xlsx", []),
        ("bao cao cua huyen.xlsx", []),
        ("thu_muc/Q1-2023_STP.xlsx", ["return-name-conflict"]),
        ("Q1-2023_STP (ban 2).xlsx", ["return-name-conflict"]),
    ],
)
def test_a_name_given_to_another_agency_is_asked_back(file: str, codes: list[str]) -> None:
    returned, findings = understood(workbook(), file)
    assert returned
    assert [f.code for f in findings] == codes


Change = Callable[[str], str]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("Q1-2023", "M6-2023", ""), ("HDAKHA", "KHONGCO", "return-unknown-agency")],
    ids=["kỳ khác", "đơn vị lạ"],
)
def test_another_period_is_understood_and_another_agency_is_not(old: str, new: str, code: str) -> None:
    one, _ = read_bytes(workbook(), "a.xlsx")
    assert one
    sheets = tuple(replace(s, rows=tuple(tuple(_swap(v, old, new) for v in row) for row in s.rows)) for s in one.sheets)
    made = replace(
        one,
        sheets=sheets,
        names={k: v.replace(old, new) for k, v in one.names.items()},
        properties={k: v.replace(old, new) for k, v in one.properties.items()},
    )
    from reporting.parse.returns import parse_return

    returned, findings = parse_return(made, FULL_CAMPAIGN)
    assert [f.code for f in findings] == ([code] if code else [])
    assert (returned.period if returned else "") == ("" if code else "M6-2023")


def _swap(value: object, old: str, new: str) -> Any:
    return value.replace(old, new) if isinstance(value, str) else value


@pytest.mark.parametrize("typed", ["²", "①", "lần 2", 2.5, 1e308, -1, True, "2.0", "99999"])
def test_a_send_number_that_is_none_counts_as_the_first_and_is_told(typed: object) -> None:
    returned, findings = understood(edited(lambda book: _type(book, typed)))
    assert returned
    assert returned.sequence == 1
    assert [f.code for f in findings] == ["sequence-unreadable"]


@pytest.mark.parametrize(("typed", "meant"), [(2, 2), (3.0, 3), (" 4 ", 4), ("２", 2), ("02", 2), (None, 1), (" ", 1)])
def test_a_send_number_may_be_typed_in_many_ways(typed: object, meant: int) -> None:
    returned, findings = understood(edited(lambda book: _type(book, typed)))
    assert returned
    assert (returned.sequence, findings) == (meant, ())


def _type(book: Any, value: object) -> None:
    book["Hướng dẫn"]["C14"] = value
