"""Bodies below bodies, as many levels as one likes, and what each of them answers. Invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from reporting.agencies import Agency, Group, Level, Registry
from reporting.location import Location
from reporting.merge.roll_up import MergedRow, nodes_of, roll_up
from reporting.obligations import Campaign, Obligation
from reporting.plan import Assignment, Combine, Item, ItemKind, Measure, MeasureKind, Plan, Role, Section
from reporting.returns import Answer, Below, Quantity, Return, Status
from tests.helpers.small import PERIOD

# One measure of each kind that adds up.
KINDS = {
    1: (MeasureKind.RATIO, Combine.SUM),
    2: (MeasureKind.COUNT, Combine.SUM),
    3: (MeasureKind.UNITS, Combine.COUNT),
    4: (MeasureKind.DECREASE, Combine.SUM),
}


def _item(number: int, kind: MeasureKind, combine: Combine) -> Item:
    code = f"I.1.b.{number:02d}"
    measure = Measure(f"{code}/1", code, f"Phép đo {number}", kind, "hồ sơ", "Số đạt", "Tổng số", combine=combine)
    roles = (Assignment(Role.IMPLEMENT, "TATCA"),)
    return Item(code, ItemKind.TARGET, "I.1.b", number, f"Chỉ tiêu {number}.", assignments=roles, measures=(measure,))


PLAN = Plan(
    "KH-CAY-2023",
    2023,
    "Thực hiện công tác cải cách hành chính",
    "KẾ HOẠCH",
    sections=(Section("I.1.b", "b)", "Các chỉ tiêu"),),
    items=tuple(_item(number, *kind) for number, kind in KINDS.items()),
)


def campaign(parents: Mapping[str, str]) -> Campaign:
    """Code → the code that it reports through ("": directly)."""
    agencies = tuple(
        Agency(code, f"Đơn vị {code}", level="L", groups=("TATCA",), parent=parent, order=number)
        for number, (code, parent) in enumerate(parents.items(), 1)
    )
    return Campaign(PLAN, Registry(agencies, (Group("TATCA", "Tất cả"),), (Level("L", "Cấp"),)), PERIOD)


def own_answers(code: str, figures: Mapping[int, tuple[int, int] | Status]) -> Return:
    """What a unit answers for itself: by number of the target, numerator and denominator, or "không phát sinh"."""
    answers = []
    for number, said in figures.items():
        item = f"I.1.b.{number:02d}"
        answer = Answer(f"{item}/1", item, f"{item}/1")
        where = Location(f"{code}.xlsx", "Chỉ tiêu", f"K{number}")
        if isinstance(said, Status):
            answers.append(replace(answer, status=said, status_at=where))
            continue
        top, bottom = (
            Quantity(Decimal(value), replace(where, cell=f"{c}{number}")) for c, value in zip("KL", said, strict=True)
        )
        answers.append(replace(answer, numerator=top, denominator=None if number == 2 else bottom))
    return Return(code, PERIOD.id, PLAN.id, f"{code}.xlsx", answers=tuple(answers), digest=code)


def rolled_up(place: Campaign, returns: Mapping[str, Return]) -> tuple[Return, ...]:
    """Level by level from below: the returns that reach the top."""

    def of(code: str) -> Return:
        body = place.registry.agency(code)
        assert body
        below = [of(child.code) for child in place.registry.children(code)]
        rows, stray = roll_up(place, body, below)
        assert not stray
        own = returns[code]
        return replace(own, answers=(*own.answers, *(_answer(row, code) for row in rows)))

    return tuple(of(agency.code) for agency in place.registry.agencies if not agency.parent)


def _answer(row: MergedRow, code: str) -> Answer:
    asked: Obligation = row.obligation
    where = Location(f"{code}.xlsx", "Chỉ tiêu", f"M{asked.item[-2:]}")
    cells = {key: Quantity(cell.value, where, below=nodes_of(cell)) for key, cell in row.cells.items()}
    return Answer(asked.row, asked.item, asked.measure, "commune", status=row.status, status_at=where, **cells)  # type: ignore[arg-type]


def leaves(cell: Below) -> tuple[Below, ...]:
    return tuple(leaf for one in cell.below for leaf in leaves(one)) if cell.below else (cell,)
