"""Sổ nhận báo cáo: received days come from it, else from the form, never from the file system."""

from __future__ import annotations

from datetime import date

import pytest

from reporting.parse.register import parse_register, possible_days, with_received
from reporting.returns import Return
from tests.helpers.grids import grid
from tests.helpers.small import PERIOD, REGISTRY

TABLE = """
| SỔ NHẬN BÁO CÁO |                   |            |
|                 |                   |            |
| Tệp             | Đơn vị            | Ngày nhận  |
| snv.xlsx        |                   | 2023-03-15 |
|                 | Sở Tư pháp        | 16/3/2023  |
|                 | Huyện Đắk Hà      | 17/3/2023  |
|                 | HDAKHA            | 14/3/2023  |
|                 | SNV               | 10/3/2023  |
"""


def test_files_and_agencies_are_found_under_their_names() -> None:
    register, findings = parse_register(grid("so.xlsx", Sổ=TABLE), REGISTRY)
    assert findings == ()
    assert register.files == {"snv.xlsx": date(2023, 3, 15)}
    assert register.agencies == {"STP": date(2023, 3, 16), "HDAKHA": date(2023, 3, 17), "SNV": date(2023, 3, 10)}


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


def test_a_file_may_be_named_without_its_extension() -> None:
    register, _ = parse_register(grid("so.xlsx", Sổ="| Tệp | Ngày nhận |\n| Q1-2023_SNV | 17/3/2023 |"), REGISTRY)
    (dated,) = with_received([Return("SNV", "Q1-2023", "KH", "nhan/Q1-2023_SNV.xlsx", sent=date(2023, 3, 1))], register)
    assert dated.received == date(2023, 3, 17)


def test_a_file_that_is_not_in_the_folder_is_told_with_its_line() -> None:
    table = "| Tệp | Ngày nhận |\n| snv.xlsx | 16/3/2023 |\n| stp | 16/3/2023 |\n| Báo cáo STC.xlsx | 16/3/2023 |"
    register, _ = parse_register(grid("so.xlsx", Sổ=table), REGISTRY)
    lost = list(register.unmatched(["bao_cao_nhan/tre/SNV.xlsx", "bao_cao_nhan/stp.xls", "job.toml"]))
    assert [(f.code, f.location.cell) for f in lost] == [("register-unmatched", "B4")]
    assert "báo cáo stc.xlsx" in lost[0].wrong


def test_a_file_with_two_days_keeps_the_first_and_is_told() -> None:
    table = "| Tệp | Ngày nhận |\n| snv.xlsx | 15/3/2023 |\n| snv.xlsx | 17/3/2023 |\n| SNV.xlsx | 15/3/2023 |"
    register, findings = parse_register(grid("so.xlsx", Sổ=table), REGISTRY)
    assert register.files == {"snv.xlsx": date(2023, 3, 15)}
    assert [(f.code, f.location.cell) for f in findings] == [("register-unreadable", "B3")]
    assert "đã ghi ngày khác ở ô B2" in findings[0].wrong


@pytest.mark.parametrize("day", [date(2032, 3, 15), date(2022, 3, 15), date(2023, 3, 18)])
def test_a_day_on_which_nothing_can_have_come_praises_and_blames_nobody(day: date) -> None:
    sent = [Return("SNV", "Q1-2023", "KH", "snv.xlsx", received=day)]
    kept, findings = possible_days(sent, REGISTRY, PERIOD.start, date(2023, 3, 17))
    assert [(r.file, r.received) for r in kept] == [("snv.xlsx", None)]
    assert [(f.code, f.agency) for f in findings] == [("received-impossible", "SNV")]


def test_days_from_the_beginning_of_the_period_to_today_are_believed() -> None:
    days = (PERIOD.start, date(2023, 3, 17), None)
    sent = tuple(Return("SNV", "Q1-2023", "KH", "snv.xlsx", received=day) for day in days)
    assert possible_days(sent, REGISTRY, PERIOD.start, date(2023, 3, 17)) == (sent, ())
