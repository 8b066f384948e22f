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


def _dated(table: str, *returns: Return, **more: str) -> tuple[list[date | None], list[tuple[str, str]]]:
    """Received days of the returns, and (code, sheet and cell) of what the register was told."""
    register, findings = parse_register(grid("so.xlsx", Sổ=table, **more), REGISTRY)
    dated, about = with_received(returns, register)
    return [r.received for r in dated], [(f.code, f"{f.location.sheet}!{f.location.cell}") for f in (*findings, *about)]


def _sent(agency: str, file: str = "", sent: date | None = None) -> Return:
    return Return(agency, "Q1-2023", "KH", f"bao_cao_nhan/{file or agency.lower() + '.xlsx'}", sent=sent)


def test_files_and_agencies_are_found_under_their_names() -> None:
    register, findings = parse_register(grid("so.xlsx", Sổ=TABLE), REGISTRY)
    assert findings == ()
    assert [(line.file, line.day) for line in register.lines if line.file] == [("snv.xlsx", date(2023, 3, 15))]
    assert register.agencies() == {"STP": date(2023, 3, 16), "HDAKHA": date(2023, 3, 17), "SNV": date(2023, 3, 10)}


def test_a_files_own_line_wins_then_the_agencys_then_the_send_date() -> None:
    register, _ = parse_register(grid("so.xlsx", Sổ=TABLE), REGISTRY)
    sent = date(2023, 3, 1)
    returns = [
        Return("SNV", "Q1-2023", "KH", "bao_cao_nhan/SNV.XLSX", sent=sent),
        Return("STP", "Q1-2023", "KH", "stp.xlsx", sent=sent),
        Return("SKHDT", "Q1-2023", "KH", "skhdt.xlsx", sent=sent),
        Return("SKHDT", "Q1-2023", "KH", "khac.xlsx"),
    ]
    dated, findings = with_received(returns, register)
    assert [r.received for r in dated] == [date(2023, 3, 15), date(2023, 3, 16), sent, None]
    assert [r.received_from_register for r in dated] == [True, True, False, False]
    assert findings == ()


LATE, ON_TIME = date(2023, 3, 17), date(2023, 3, 14)


@pytest.mark.parametrize(
    ("table", "more"),
    [
        ("| Mã đơn vị | Ngày nhận |\n| SNV | 14/3/2023 |", {"Huyện": "| Mã đơn vị | Ngày nhận |\n| STP | 17/3/2023 |"}),
        (
            "| Đơn vị | Ngày nhận | Ghi chú | | STT | Đơn vị | Ngày nhận |\n| SNV | 14/3/2023 | | | 2 | STP | 17/3/2023 |",
            {},
        ),
        ("| Đơn vị | Ngày nhận | Đơn vị | Ngày nhận |\n| SNV | 14/3/2023 | STP | 17/3/2023 |", {}),
        ("| Đơn vị | Ngày nhận | | Tệp | Đơn vị | Ngày nhận |\n| SNV | 14/3/2023 | | stp.xlsx | | 17/3/2023 |", {}),
        (
            "| Ngày nhận | Đơn vị |\n| 14/3/2023 | SNV |\n| | |\n| Cấp huyện | |\n| Ngày nhận | Đơn vị |\n| 17/3/2023 | STP |",
            {},
        ),
        # below, its columns the other way round
        ("| Đơn vị | Ngày nhận |\n| SNV | 14/3/2023 |\n| Ngày nhận | Đơn vị |\n| 17/3/2023 | STP |", {}),
    ],
)
def test_every_table_counts(table: str, more: dict[str, str]) -> None:
    days, told = _dated(table, _sent("SNV"), _sent("STP"), **more)
    assert days == [ON_TIME, LATE]
    assert {where for code, where in told if code != "register-unreadable"} == set()


def test_a_sheet_of_agencies_and_days_without_a_heading_is_told() -> None:
    table = "| Đơn vị | Ngày nhận |\n| SNV | 14/3/2023 |"
    days, told = _dated(table, _sent("STP"), Huyện="| 1 | Sở Tư pháp | 2023-03-17 |", Ghi_chú="| Liên hệ | 0123 |")
    assert (days, told) == ([None], [("register-unreadable", "Huyện!")])


def test_files_of_one_name_in_two_folders_are_told_apart_by_their_folders() -> None:
    table = """
    | Mã đơn vị | Ngày nhận | Tệp             |
    | STP       | 17/3/2023 | STP/bao_cao.xlsx |
    | SNV       | 14/3/2023 |                 |
    """
    returns = _sent("SNV", "SNV/bao_cao.xlsx"), _sent("STP", "STP/bao_cao.xlsx")
    assert _dated(table, *returns) == ([ON_TIME, LATE], [])


@pytest.mark.parametrize(
    "file", ["STP\\bao_cao", "./bao_cao_nhan/stp/BAO_CAO.XLSX", "C:/Việc/bao_cao_nhan/STP/bao_cao.xlsx"]
)
def test_a_path_may_be_written_as_windows_shows_it(file: str) -> None:
    returns = _sent("SNV", "SNV/bao_cao.xlsx"), _sent("STP", "STP/bao_cao.xlsx")
    table = f"| Tệp | Ngày nhận |\n| {file} | 17/3/2023 |"
    assert _dated(table, *returns) == ([None, LATE], [])


def test_a_bare_name_that_two_files_have_belongs_to_the_agency_of_its_line_or_is_told() -> None:
    returns = _sent("SNV", "SNV/bao_cao.xlsx"), _sent("STP", "STP/bao_cao.xlsx")
    named = "| Đơn vị | Tệp | Ngày nhận |\n| STP | bao_cao.xlsx | 17/3/2023 |"
    assert _dated(named, *returns) == ([None, LATE], [])
    bare = "| Đơn vị | Tệp | Ngày nhận |\n| | bao_cao.xlsx | 17/3/2023 |"
    assert _dated(bare, *returns) == ([None, None], [("register-unreadable", "Sổ!C2")])


def test_a_mistyped_file_leaves_its_agency_the_day() -> None:
    table = "| Đơn vị | Tệp | Ngày nhận |\n| STP | Q1-2O23_STP.xlsx | 17/3/2023 |"
    days, told = _dated(table, _sent("STP", "Q1-2023_STP.xlsx", sent=ON_TIME))
    assert (days, told) == ([LATE], [("register-unmatched", "Sổ!C2")])


def test_a_line_that_names_another_agencys_file_dates_its_own_agency_only() -> None:
    table = "| Đơn vị | Tệp | Ngày nhận |\n| STP | snv.xlsx | 17/3/2023 |"
    days, told = _dated(table, _sent("SNV", sent=ON_TIME), _sent("STP", sent=ON_TIME))
    assert (days, told) == ([ON_TIME, LATE], [("register-unreadable", "Sổ!C2")])


def test_two_files_in_one_line_have_one_day() -> None:
    table = "| Tệp | Ngày nhận |\n| snv.xlsx; stp.xlsx | 17/3/2023 |"
    assert _dated(table, _sent("SNV"), _sent("STP")) == ([LATE, LATE], [])


def test_a_code_and_a_name_of_two_agencies_in_one_line_are_told() -> None:
    table = "| Mã đơn vị | Tên đơn vị | Ngày nhận |\n| SNV | Sở Tư pháp | 17/3/2023 |"
    assert _dated(table, _sent("SNV"), _sent("STP")) == ([None, None], [("register-unreadable", "Sổ!C2")])


def test_a_book_kept_through_the_year_counts_up_to_the_day_of_the_job() -> None:
    table = "| Đơn vị | Ngày nhận |\n| SNV | 14/3/2023 |"
    later = "| Đơn vị | Ngày nhận |\n| SNV | 16/6/2023 |"
    register, _ = parse_register(grid("so.xlsx", Quý_I=table, Sáu_tháng=later), REGISTRY)
    (one,), _ = with_received([_sent("SNV")], register, until=date(2023, 3, 17))
    assert one.received == ON_TIME
    (one,), _ = with_received([_sent("SNV")], register, until=date(2023, 6, 20))
    assert one.received == date(2023, 6, 16)


def test_lines_that_cannot_be_used_are_told_with_their_cell() -> None:
    table = """
    | Đơn vị     | Ngày nhận |
    | Sở Tư pháp | hôm qua   |
    | Sở Lạ      | 16/3/2023 |
    |            | 16/3/2023 |
    """
    register, findings = parse_register(grid("so.xlsx", Sổ=table), REGISTRY)
    assert register.lines == ()
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
    sent = Return("SNV", "Q1-2023", "KH", "nhan/Q1-2023_SNV.xlsx", sent=date(2023, 3, 1))
    (dated,), _ = with_received([sent], register)
    assert dated.received == date(2023, 3, 17)


def test_a_file_that_is_not_in_the_folder_is_told_with_its_line() -> None:
    table = "| Tệp | Ngày nhận |\n| snv.xlsx | 16/3/2023 |\n| stp | 16/3/2023 |\n| Báo cáo STC.xlsx | 16/3/2023 |"
    register, _ = parse_register(grid("so.xlsx", Sổ=table), REGISTRY)
    _, lost = with_received((), register, ["bao_cao_nhan/tre/SNV.xlsx", "bao_cao_nhan/stp.xls", "bao_cao_STC.xlsx"])
    assert [(f.code, f.location.cell) for f in lost] == [("register-unmatched", "B4")]
    assert "“Báo cáo STC.xlsx”" in lost[0].wrong
    assert "trong thư mục có “bao_cao_STC.xlsx”" in lost[0].action


def test_a_file_with_two_days_keeps_the_first_and_is_told() -> None:
    table = "| Tệp | Ngày nhận |\n| snv.xlsx | 15/3/2023 |\n| snv.xlsx | 17/3/2023 |\n| SNV.xlsx | 15/3/2023 |"
    register, _ = parse_register(grid("so.xlsx", Sổ=table), REGISTRY)
    (one,), findings = with_received([_sent("SNV")], register)
    assert one.received == date(2023, 3, 15)
    assert [(f.code, f.location.cell) for f in findings] == [("register-unreadable", "B3")]
    assert "đã ghi ngày khác ở ô B2" in findings[0].wrong


@pytest.mark.parametrize("day", [date(2032, 3, 15), date(2022, 3, 15), date(2023, 3, 18)])
def test_a_day_on_which_nothing_can_have_come_praises_and_blames_nobody(day: date) -> None:
    sent = [Return("SNV", "Q1-2023", "KH", "snv.xlsx", received=day)]
    kept, findings = possible_days(sent, REGISTRY, PERIOD, date(2023, 3, 17))
    assert [(r.file, r.received) for r in kept] == [("snv.xlsx", None)]
    assert [(f.code, f.agency) for f in findings] == [("received-impossible", "SNV")]


def test_days_from_the_cut_off_to_today_are_believed() -> None:
    days = (PERIOD.cutoff, date(2023, 3, 17), None)
    sent = tuple(Return("SNV", "Q1-2023", "KH", "snv.xlsx", received=day) for day in days)
    assert possible_days(sent, REGISTRY, PERIOD, date(2023, 3, 17)) == (sent, ())


def test_a_day_before_the_cut_off_is_perhaps_last_periods() -> None:
    sent = Return("SNV", "Q1-2023", "KH", "snv.xlsx", received=date(2023, 3, 13))
    kept, findings = possible_days([sent], REGISTRY, PERIOD, date(2023, 3, 17))
    assert kept == (sent,)
    assert [(f.code, f.agency) for f in findings] == [("received-early", "SNV")]
    assert "13/3/2023, trước ngày chốt số liệu của kỳ này (14/3/2023)" in findings[0].wrong
