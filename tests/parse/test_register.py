"""Sổ nhận báo cáo: received days come from it, else from the form, never from the file system."""

from __future__ import annotations

from datetime import date

from reporting.parse.register import parse_register, with_received
from reporting.returns import Return
from tests.helpers.grids import grid
from tests.helpers.small import REGISTRY

TABLE = """
| SỔ NHẬN BÁO CÁO |                   |            |
|                 |                   |            |
| Tệp             | Đơn vị            | Ngày nhận  |
| snv.xlsx        |                   | 2023-03-15 |
|                 | Sở Tư pháp        | 16/3/2023  |
|                 | Huyện Đắk Hà      | 14/3/2023  |
|                 | HDAKHA            | 17/3/2023  |
"""


def test_files_and_agencies_are_found_under_their_names() -> None:
    register, findings = parse_register(grid("so.xlsx", Sổ=TABLE), REGISTRY)
    assert findings == ()
    assert register.files == {"snv.xlsx": date(2023, 3, 15)}
    assert register.agencies == {"STP": date(2023, 3, 16), "HDAKHA": date(2023, 3, 17)}


def test_a_files_own_line_wins_then_the_agencys_then_the_send_date() -> None:
    register, _ = parse_register(grid("so.xlsx", Sổ=TABLE), REGISTRY)
    sent = date(2023, 3, 1)
    returns = [
        Return("SNV", "Q1-2023", "KH", "bao_cao_nhan/SNV.XLSX", sent=sent),
        Return("STP", "Q1-2023", "KH", "stp.xlsx", sent=sent),
        Return("SKHDT", "Q1-2023", "KH", "skhdt.xlsx", sent=sent),
        Return("SKHDT", "Q1-2023", "KH", "khac.xlsx"),
    ]
    dated = with_received(returns, register)
    assert [r.received for r in dated] == [date(2023, 3, 15), date(2023, 3, 16), sent, None]
    assert [r.received_from_register for r in dated] == [True, True, False, False]


def test_lines_that_cannot_be_used_are_told_with_their_cell() -> None:
    table = """
    | Đơn vị     | Ngày nhận |
    | Sở Tư pháp | hôm qua   |
    | Sở Lạ      | 16/3/2023 |
    |            | 16/3/2023 |
    """
    register, findings = parse_register(grid("so.xlsx", Sổ=table), REGISTRY)
    assert register.agencies == {}
    assert [(f.code, f.location.cell) for f in findings] == [
        ("register-unreadable", "B2"),
        ("register-unreadable", "B3"),
        ("register-unreadable", "B4"),
    ]


def test_a_workbook_without_a_day_column_is_told() -> None:
    _, findings = parse_register(grid("so.xlsx", Sổ="| Đơn vị | Ghi chú |"), REGISTRY)
    assert [f.code for f in findings] == ["register-unreadable"]
