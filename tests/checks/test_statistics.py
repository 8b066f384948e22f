"""The statistics forms: what real reports got wrong is found, and what is right is left alone. Figures invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reporting.agencies import Agency, Group, Level, Registry
from reporting.checks import CheckInput, check
from reporting.checks.check_input import Previous
from reporting.consolidation import Consolidation
from reporting.findings import Finding
from reporting.forms.statistics import Statistics, parse_statistics
from reporting.forms.topics import Topic
from reporting.location import Location
from reporting.merge import consolidate
from reporting.obligations import Campaign
from reporting.plan import Assignment, Item, ItemKind, Plan, Role, Section
from reporting.resources import resource
from reporting.returns import Answer, Quantity, Return, Statistic, Status, Text, TopicText
from reporting.store.files import read_toml
from tests.helpers.small import PERIOD

FORMS = "bnv-4625-2025.toml"
BODIES = ("SNV", "STP", "STC", "VPUB", "SKHCN", "SYT", "SXD", "SCT", "SNN", "SVH", "SGD", "SNG", "TTR", "BQL", "SDT")
REGISTRY = Registry(
    (
        *(Agency(code, f"Sở {code}", level="province") for code in BODIES),
        *(Agency(f"X{n:02d}", f"UBND xã {n:02d}", level="commune") for n in range(1, 5)),
    ),
    (Group("SBN", "Các sở"),),
    (Level("province", "Cấp tỉnh"), Level("commune", "Cấp xã")),
)
PLAN = Plan(
    "KH",
    2023,
    "Cải cách hành chính",
    sections=(Section("I", "I.", "NHIỆM VỤ"),),
    items=tuple(
        Item(f"I.{n:02d}", ItemKind.TASK, "I", n, f"Việc {n}.", assignments=(Assignment(Role.LEAD, "SNV"),))
        for n in range(1, 5)
    ),
)
CAMPAIGN = Campaign(PLAN, REGISTRY, PERIOD)


def table() -> Statistics:
    return parse_statistics(read_toml(resource("forms", FORMS)), FORMS)


def sent(agency: str, *rows: tuple[str, object], topics: tuple[TopicText, ...] = (), done: int = 0) -> Return:
    """A return with these rows: a number as typed, or `-` with its reason."""
    statistics = []
    for n, (code, typed) in enumerate(rows, 6):
        where = Location(f"{agency}.xlsx", "Thống kê", f"E{n}")
        if isinstance(typed, tuple):
            statistics.append(Statistic(code, None, Text(str(typed[1])), True, where))
        else:
            value = Decimal(str(typed).replace(".", "").replace(",", ".")) if isinstance(typed, str) else typed
            statistics.append(Statistic(code, Quantity(Decimal(str(value)), where, str(typed)), None, False, where))
    answers = tuple(
        Answer(f"I.{n:02d}", f"I.{n:02d}", status=Status.DONE if n <= done else Status.ONGOING) for n in range(1, 5)
    )
    return Return(
        agency,
        PERIOD.id,
        "KH",
        f"{agency}.xlsx",
        statistics=tuple(statistics),
        topics=topics,
        answers=answers if agency == "SNV" else (),
    )


def made(*returns: Return, statistics: Statistics | None = None) -> Consolidation:
    return consolidate(CAMPAIGN, returns, statistics=statistics or table())[0]


def found(*returns: Return, before: tuple[Return, ...] = (), topics: tuple[Topic, ...] = ()) -> list[Finding]:
    case = CheckInput(
        CAMPAIGN,
        date(2023, 3, 17),
        returns,
        made(*returns),
        statistics=table(),
        topics=topics,
        previous=Previous(replace(PERIOD, code="Q0"), before) if before else None,
    )
    wanted = ("statistic-", "topic-")
    return [f for f in check(case).findings if f.code.startswith(wanted) and f.code != "statistic-missing"]


def codes(*returns: Return, before: tuple[Return, ...] = ()) -> list[str]:
    return sorted({f"{f.code} {f.subject.partition('@')[0]}" for f in found(*returns, before=before)})


# what a sender typed → what is found
TYPED = {
    "bodies in a percent row": (sent("SNV", ("4/1.1", 15)), ["statistic-bodies-count 4/1.1"]),
    "communes in a percent row": (sent("SNV", ("4/1.2", 124)), ["statistic-over-hundred 4/1.2"]),
    "no share of so many": (sent("SNV", ("4/1.1", 50)), ["statistic-bodies-share 4/1.1"]),
    "all of them": (sent("SNV", ("4/1.1", 100), ("4/1.2", 75)), []),
    "fourteen of fifteen": (sent("SNV", ("4/1.1", "93,33")), []),
    "one unit of the last place": (
        sent("VPUB", ("3/3.3.1", 195197), ("3/3.3.2", 193457), ("3/3.3", "99,10")),
        ["statistic-rate-differs 3/3.3"],
    ),
    "as printed": (sent("VPUB", ("3/3.3.1", 195197), ("3/3.3.2", 193457), ("3/3.3", "99,11")), []),
    "fewer decimals": (
        sent("VPUB", ("3/3.3.1", 195197), ("3/3.3.2", 193457), ("3/3.3", 99.1)),
        ["statistic-rate-rounded 3/3.3"],
    ),
    "whole percent": (sent("VPUB", ("3/3.3.1", 4), ("3/3.3.2", 3), ("3/3.3", 75)), []),
    "hundred of nothing": (
        sent("VPUB", ("3/3.3.1", 0), ("3/3.3.2", 0), ("3/3.3", 100)),
        ["statistic-rate-of-nothing 3/3.3"],
    ),
    "nothing of nothing": (sent("VPUB", ("3/3.3.1", 0), ("3/3.3.2", 0)), []),
    "part above whole": (sent("VPUB", ("3/3.3.1", 3), ("3/3.3.2", 4)), ["statistic-part-above-whole 3/3.3"]),
    "parts above their total": (
        sent("VPUB", ("1/4.1", 9), ("1/4.1.1", 8), ("1/4.1.2", 1), ("1/4.1.3", 1)),
        ["statistic-parts-above 1/4.1"],
    ),
    "the rest is within its time": (sent("VPUB", ("1/4.1", 9), ("1/4.1.1", 5), ("1/4.1.2", 1), ("1/4.1.3", 1)), []),
    "total is not its parts": (
        sent("SNV", ("5/4", 5), ("5/4.1", 1), ("5/4.2", 1), ("5/4.3", 1), ("5/4.4", 1)),
        ["statistic-total-differs 5/4"],
    ),
    "total is its parts": (sent("SNV", ("5/4", 4), ("5/4.1", 1), ("5/4.2", 1), ("5/4.3", 1), ("5/4.4", 1)), []),
    "a dash with a reason": (sent("SNV", ("4/3.4", ("-", "Chưa có số của năm 2015"))), []),
}


@pytest.mark.parametrize(("typed", "wanted"), TYPED.values(), ids=TYPED)
def test_what_reports_get_wrong_is_found_and_nothing_else(typed: Return, wanted: list[str]) -> None:
    assert codes(typed) == wanted


def test_one_quantity_in_two_forms_by_two_senders() -> None:
    parts = (("4/1.5.1", 5), ("4/1.5.2", 100), ("4/1.5.3", 700))
    rows = (("6/2.2", 1), ("6/2.3", 4), ("6/2.4.1", 10), ("6/2.4.2", 20), ("6/2.4.3", 30))
    assert codes(sent("SNV", *parts), sent("STC", *rows, ("6/2.5", 740))) == []
    assert codes(sent("SNV", *parts), sent("STC", *rows, ("6/2.5", 741))) == ["statistic-same-differs 6/2.1"]


def test_year_to_date_does_not_fall() -> None:
    now, before = sent("SNV", ("1/3.1", 4)), sent("SNV", ("1/3.1", 5))
    assert codes(now, before=(before,)) == ["statistic-falls 1/3.1"]
    assert codes(before, before=(now,)) == []


def topic(text: str, section: str = "II.5.a") -> TopicText:
    return TopicText(section, Text(text, Location("STC.xlsx", "Nội dung báo cáo", "E6")))


TEXTS = {
    "Giải ngân vốn đầu tư công đạt 1,75% kế hoạch.": ["statistic-text-differs 6/1"],
    "Giải ngân vốn đầu tư công đạt 1,9% kế hoạch.": [],
    "Giải ngân vốn đầu tư công đạt 1,90% kế hoạch, cùng kỳ đạt 3,1%.": [],
    "Giải ngân vốn đầu tư công theo Kế hoạch số 15/KH-UBND ngày 02/3/2023.": [],
    "Thu ngân sách đạt 25% dự toán.": [],
    "Toàn tỉnh có 805 đơn vị sự nghiệp công lập, trong đó 30 đơn vị tự bảo đảm chi thường xuyên.": [],
    "Toàn tỉnh có 812 đơn vị sự nghiệp công lập.": ["statistic-text-differs 6/2.1"],
    "Tổng số đơn vị sự nghiệp công lập là 812 đơn vị, gồm 12 đơn vị cấp tỉnh.": ["statistic-text-differs 6/2.1"],
}


@pytest.mark.parametrize(("text", "wanted"), TEXTS.items())
def test_a_text_that_contradicts_its_row_is_shown_with_it(text: str, wanted: list[str]) -> None:
    rows = (("6/1.1", 1000), ("6/1.2", 19), ("6/2.2", 5), ("6/2.3", 0), ("6/2.4.1", 0), ("6/2.4.2", 0), ("6/2.4.3", 0))
    assert codes(sent("STC", *rows, ("6/2.5", 800), topics=(topic(text),))) == wanted


def test_rows_of_the_plan_come_from_the_plan() -> None:
    results = {one.code: one for one in made(sent("SNV", done=3)).statistics}
    assert [results[code].figure.value for code in ("1/2.1", "1/2.2", "1/2")] == [4, 3, 75]  # type: ignore[union-attr]
    assert codes(sent("SNV", ("1/2.2", 4), done=3)) == ["statistic-plan-differs 1/2.2"]


def test_the_sum_of_the_communes_stands_beside_the_leads_own_count() -> None:
    communes = [sent(f"X{n:02d}", ("3/3.2.1", 10), ("3/3.2.2", 9)) for n in range(1, 5)]
    lead = sent("VPUB", ("3/3.2.1@chung", 41), ("3/3.2.2@chung", 36))
    result = made(*communes, lead).statistic("3/3.2.1")
    assert result and result.figure and result.lead
    assert [int(result.figure.value), len(result.figure.operands[0].sources), int(result.lead.value)] == [40, 4, 41]
    assert codes(*communes, lead) == ["statistic-lead-differs 3/3.2.1"]
    early = made(*communes[:3], lead).statistic("3/3.2.1")
    assert early and early.figure and early.by_lead
    assert [int(early.figure.value), *early.owing] == [41, "X04"]
    rate = made(*communes, lead).statistic("3/3.2")
    assert rate and rate.figure and rate.figure.value == 90


def test_a_dash_is_never_a_zero() -> None:
    reason = ("-", "Chưa thống kê")
    total = made(sent("SNV", ("4/1.5.1", 5), ("4/1.5.2", 9), ("4/1.5.3", reason))).statistic("4/1.5")
    assert total and total.figure and total.figure.value == 14
    blank = made(sent("SNV", ("4/1.5.1", 5), ("4/1.5.2", 9))).statistic("4/1.5")
    assert blank and blank.figure is None


def test_what_is_left_blank_is_named_once_for_each_sender() -> None:
    case = CheckInput(
        CAMPAIGN, date(2023, 3, 17), (sent("X01", ("3/3.2.1", 4)),), made(sent("X01")), statistics=table()
    )
    missing = [f for f in check(case).findings if f.code == "statistic-missing"]
    assert [(f.agency, dict(f.params)["rows"]) for f in missing] == [("X01", "biểu 2, dòng 1.2; biểu 3, dòng 3.2.2")]


def test_a_subsection_that_its_lead_did_not_write() -> None:
    asked = (Topic("II.5.a", "II.5.a", "II.5.a. Tài chính", "STC"), Topic("II.1.a", "II.1.a", "Thể chế", "STP"))
    wrong = found(sent("STC", topics=(topic("Đã giải ngân."),)), sent("STP"), topics=asked)
    assert [(f.code, f.agency, f.subject) for f in wrong] == [("topic-missing", "STP", "II.1.a")]
