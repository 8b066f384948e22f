"""quyet_dinh.xlsx: written, filled, read, written again; no row of an officer is ever lost."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from reporting.completeness import Completeness, Decision
from reporting.excel.decisions_workbook import decisions_workbook
from reporting.excel.read import read_grid
from reporting.grid import Grid
from reporting.parse.decisions import LAYOUT, decision_rows, parse_decisions
from tests.helpers.answers import sent
from tests.helpers.checking import checked
from tests.helpers.full import FULL
from tests.helpers.small import REGISTRY

SNV, STP, SKHDT, HDAKHA = FULL
COLUMN = {column.key: number for number, column in enumerate(LAYOUT.columns, 1)}
MISSING = "return-missing|STP||"


def grid(content: bytes, folder: Path) -> Grid:
    path = folder / "quyet_dinh.xlsx"
    path.write_bytes(content)
    read, findings = read_grid(path, path.name)
    assert read and not findings
    return read


def fill(content: bytes, row: int, **cells: object) -> bytes:
    """What an officer types, in Excel."""
    book = openpyxl.load_workbook(BytesIO(content))
    for key, value in cells.items():
        book.active.cell(row, COLUMN[key]).value = value  # type: ignore[union-attr]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def shown(content: bytes, folder: Path) -> list[tuple[str, str, str]]:
    """(state, key, why) of every row."""
    rows = decision_rows(grid(content, folder))
    assert rows is not None
    return [(row.cells["state"], row.cells["key"], row.cells["why"]) for row in rows]


def taken(of: Grid) -> tuple[Decision, ...]:
    return tuple(row.decision for row in parse_decisions(of)[0])


def missing() -> Completeness:
    return checked(SNV, SKHDT, HDAKHA)


FILLED = {"accepted": "Có", "who": "Trần Văn A", "day": date(2023, 6, 20), "why": "Đã giải thể"}


def test_one_row_for_each_open_error(tmp_path: Path) -> None:
    assert shown(decisions_workbook(missing(), REGISTRY), tmp_path) == [("Đang mở", MISSING, "")]


def test_a_complete_check_gives_an_empty_table(tmp_path: Path) -> None:
    assert shown(decisions_workbook(checked(*FULL), REGISTRY), tmp_path) == []


def test_an_untouched_workbook_decides_nothing(tmp_path: Path) -> None:
    assert parse_decisions(grid(decisions_workbook(missing(), REGISTRY), tmp_path)) == ((), ())


def test_a_filled_row_settles_its_error_and_survives_rewriting(tmp_path: Path) -> None:
    old = grid(fill(decisions_workbook(missing(), REGISTRY), 3, **FILLED), tmp_path)
    rows, findings = parse_decisions(old)
    decisions = tuple(row.decision for row in rows)
    assert findings == ()
    settled = checked(SNV, SKHDT, HDAKHA, decisions=decisions)
    assert settled.open_errors == ()
    again = decisions_workbook(settled, REGISTRY, parse_decisions(old)[0])
    assert shown(again, tmp_path) == [("Đã quyết định", MISSING, "Đã giải thể")]
    assert taken(grid(again, tmp_path)) == decisions


def test_a_row_whose_error_has_gone_is_kept_and_says_so(tmp_path: Path) -> None:
    old = grid(fill(decisions_workbook(missing(), REGISTRY), 3, **FILLED), tmp_path)
    decisions = taken(old)
    whole = checked(*FULL, decisions=decisions)
    assert [f.code for f in whole.findings] == ["decision-unmatched"]
    assert shown(decisions_workbook(whole, REGISTRY, parse_decisions(old)[0]), tmp_path) == [
        ("Không còn", MISSING, "Đã giải thể")
    ]


def test_a_row_on_figures_that_changed_is_kept_beside_a_fresh_one(tmp_path: Path) -> None:
    def wrong(top: str) -> Completeness:
        return checked(
            sent("SNV", f"| row | top | bottom | evidence |\n| I.1.b.01/1 | {top} | 10 | x |"), STP, SKHDT, HDAKHA
        )

    key = "numerator-over-denominator|SNV|I.1.b.01/1|"
    content = decisions_workbook(wrong("12"), REGISTRY)
    row = 3 + [found for _, found, _ in shown(content, tmp_path)].index(key)
    old = grid(fill(content, row, **FILLED), tmp_path)
    rows = [
        r for r in shown(decisions_workbook(wrong("13"), REGISTRY, parse_decisions(old)[0]), tmp_path) if r[1] == key
    ]
    assert rows == [("Đang mở", key, ""), ("Đã cũ", key, "Đã giải thể")]


def test_a_half_filled_row_is_kept_as_it_is(tmp_path: Path) -> None:
    old = grid(fill(decisions_workbook(missing(), REGISTRY), 3, why="Chờ ý kiến"), tmp_path)
    decisions = taken(old)
    result = checked(SNV, SKHDT, HDAKHA, decisions=decisions)
    assert len(result.open_errors) == 1
    assert shown(decisions_workbook(result, REGISTRY, parse_decisions(old)[0]), tmp_path) == [
        ("Chưa đủ", MISSING, "Chờ ý kiến")
    ]


def test_rows_sorted_by_the_officer_are_found_by_key(tmp_path: Path) -> None:
    both = checked(SNV, SKHDT)
    content = fill(fill(decisions_workbook(both, REGISTRY), 4, **FILLED), 3, why="")
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.active
    assert sheet
    sheet.move_range("A4:L4", rows=5)  # the second row further down, behind blank rows
    out = BytesIO()
    book.save(out)
    (decision,) = taken(grid(out.getvalue(), tmp_path))
    assert decision.key == "return-missing|HDAKHA||"


@pytest.mark.parametrize(
    ("typed", "value"),
    [(1234, "1234"), (1234.5, "1234,5"), (1.234, "1,2340"), ("85/100", "85/100"), ("1.234", "1.234")],
)
def test_a_number_typed_as_a_number_keeps_its_one_meaning(typed: object, value: str, tmp_path: Path) -> None:
    content = fill(decisions_workbook(missing(), REGISTRY), 3, **FILLED | {"value": typed})
    (decision,) = taken(grid(content, tmp_path))
    assert decision.value == value


@pytest.mark.parametrize("typed", ["20/6/2023", "2023-06-20", date(2023, 6, 20)])
def test_days_are_read_as_people_write_them(typed: object, tmp_path: Path) -> None:
    content = fill(decisions_workbook(missing(), REGISTRY), 3, **FILLED | {"day": typed})
    (decision,) = taken(grid(content, tmp_path))
    assert decision.day == date(2023, 6, 20)


def test_a_workbook_that_is_none_of_ours_is_a_finding(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Tên", "Tuổi"])  # type: ignore[union-attr]
    out = BytesIO()
    book.save(out)
    decisions, findings = parse_decisions(grid(out.getvalue(), tmp_path))
    assert decisions == ()
    assert [f.code for f in findings] == ["decisions-workbook-unreadable"]


def test_keys_are_locked_and_the_officers_cells_are_open() -> None:
    book = openpyxl.load_workbook(BytesIO(decisions_workbook(missing(), REGISTRY)))
    sheet = book.active
    assert sheet and sheet.protection.sheet and not sheet.protection.password
    locked = {key: sheet.cell(3, column).protection.locked for key, column in COLUMN.items()}
    assert [key for key, closed in locked.items() if not closed] == ["accepted", "value", "who", "day", "why"]


def test_the_same_check_gives_the_same_bytes() -> None:
    assert decisions_workbook(missing(), REGISTRY) == decisions_workbook(missing(), REGISTRY)


def test_a_formula_without_a_result_is_no_value_and_is_told(tmp_path: Path) -> None:
    """Accepting and choosing a value are two things: the value must not get lost between them."""
    old = grid(fill(decisions_workbook(missing(), REGISTRY), 3, **FILLED, value="=85+15"), tmp_path)
    decisions = taken(old)
    settled = checked(SNV, SKHDT, HDAKHA, decisions=decisions)
    assert [f.code for f in settled.findings if f.code.startswith("decision-")] == ["decision-value-unreadable"]
    assert [f.code for f in settled.open_errors] == ["return-missing"]
