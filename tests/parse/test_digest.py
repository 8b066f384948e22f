"""Two files are one return only when nothing that was answered differs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from reporting.location import Location
from reporting.parse.digest import digest_of
from reporting.returns import Answer, FreeRow, Quantity, Return, Statistic, Status, Text

HERE, ELSEWHERE = Location("a.xlsx", "Biểu", "B2"), Location("b.xlsx", "Biểu", "C9")


def number(value: str, where: Location = HERE) -> Quantity:
    return Quantity(Decimal(value), where, raw=value)


ROW = Answer(
    "I.1.b.01/1",
    "I.1.b.01",
    "I.1.b.01/1",
    numerator=number("1"),
    denominator=number("2"),
    reported=number("3"),
    total=number("4"),
    status=Status.DONE,
    narrative=Text("Đã làm"),
    evidence=Text("12/BC"),
    note=Text("Ghi chú"),
)
SENT = Return(
    "SNV",
    "Q1-2023",
    "KH",
    "a.xlsx",
    answers=(ROW,),
    free_rows=(FreeRow(Text("Việc khác"), Text("Kết quả"), Text("13/BC")),),
    statistics=(Statistic("TK.01", number("5"), Text("Ghi chú")),),
    assessment={"ton_tai": Text("Còn chậm")},
)


def changed_row(**fields: Any) -> Return:
    return replace(SENT, answers=(replace(ROW, **fields),))


@pytest.mark.parametrize(
    "other",
    [
        *(changed_row(**{part: number("9")}) for part in ("numerator", "denominator", "reported", "total")),
        *(changed_row(**{part: None}) for part in ("numerator", "status", "narrative", "evidence", "note")),
        *(changed_row(**{part: Text("khác")}) for part in ("narrative", "evidence", "note")),
        changed_row(status=Status.ONGOING),
        changed_row(row="I.1.b.01/1@commune"),
        replace(SENT, free_rows=()),
        *(replace(SENT, free_rows=(replace(SENT.free_rows[0], **{p: Text("khác")}),)) for p in ("title", "result")),
        replace(SENT, free_rows=(replace(SENT.free_rows[0], evidence=None),)),
        replace(SENT, statistics=(Statistic("TK.01", number("6"), Text("Ghi chú")),)),
        replace(SENT, statistics=(Statistic("TK.01", number("5")),)),
        replace(SENT, assessment={"ton_tai": Text("Còn rất chậm")}),
        replace(SENT, assessment={"nguyen_nhan": Text("Còn chậm")}),
    ],
)
def test_every_part_of_an_answer_counts(other: Return) -> None:
    assert digest_of(other) != digest_of(SENT)


def test_the_file_its_places_and_the_send_do_not_count() -> None:
    row = replace(ROW, numerator=number("1", ELSEWHERE), location=ELSEWHERE, status_at=ELSEWHERE)
    again = replace(SENT, file="b.xlsx", sequence=2, filled_by="B", answers=(row,))
    assert digest_of(again) == digest_of(SENT)


def test_the_order_of_rows_does_not_count() -> None:
    second = replace(ROW, row="I.1.b.02/1")
    assert digest_of(replace(SENT, answers=(ROW, second))) == digest_of(replace(SENT, answers=(second, ROW)))
