"""Narratives, evidence, reasons and statuses of an item, each with everyone who sent it."""

from __future__ import annotations

import pytest

from reporting.consolidation import ItemResult
from reporting.merge import consolidate
from reporting.returns import Return, Status
from tests.helpers.answers import sent
from tests.helpers.full import FULL
from tests.helpers.small import CAMPAIGN


def item(code: str, *returns: Return) -> ItemResult:
    found = consolidate(CAMPAIGN, returns)[0].item(code)
    assert found
    return found


def said(agency: str, text: str, row: str = "II.1.01", status: str = "ongoing", note: str = "") -> Return:
    return sent(agency, f"| row | status | text | note |\n| {row} | {status} | {text} | {note} |")


def test_the_lead_speaks_first_then_the_registry_order() -> None:
    found = item("II.1.01", said("HDAKHA", "Huyện đã làm."), said("SNV", "Sở đã làm."), said("STP", "Chủ trì đã làm."))
    assert [n.agencies for n in found.narratives] == [("STP",), ("SNV",), ("HDAKHA",)]


def test_near_identical_texts_stand_once_with_all_their_senders() -> None:
    found = item(
        "II.1.01", said("SNV", "Đã ban hành kế hoạch rà soát năm."), said("STP", "Đã ban hành kế hoạch rà soát năm")
    )
    assert [(n.text, n.agencies) for n in found.narratives] == [("Đã ban hành kế hoạch rà soát năm", ("STP", "SNV"))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đã xử lý xong 125 hồ sơ tồn đọng của năm trước", "Đã xử lý xong 126 hồ sơ tồn đọng của năm trước"),
        ("Nhiệm vụ được giao đã hoàn thành đúng thời hạn", "Nhiệm vụ được giao chưa hoàn thành đúng thời hạn"),
        ("Tỷ lệ giải quyết hồ sơ tăng so với năm trước nhiều", "Tỷ lệ giải quyết hồ sơ giảm so với năm trước nhiều"),
        (
            "Đã kiểm tra công vụ tại huyện Đăk Hà trong tháng này",
            "Đã kiểm tra công vụ tại huyện Đăk Tô trong tháng này",
        ),
    ],
    ids=["figure", "negation", "direction", "name"],
)
def test_texts_that_differ_in_a_fact_are_never_one(one: str, other: str) -> None:
    assert len(item("II.1.01", said("SNV", one), said("STP", other)).narratives) == 2


def test_the_reason_of_not_arising_is_no_result() -> None:
    found = item("II.1.01", said("STP", "", status="not_arising", note="Không có văn bản phải rà soát."))
    assert (found.narratives, found.status) == ((), Status.NOT_ARISING)
    assert [(n.text, n.agencies) for n in found.reasons] == [("Không có văn bản phải rà soát.", ("STP",))]


def test_the_status_is_the_leads_with_its_cell() -> None:
    found = item("II.1.02", *FULL)
    assert found.status is Status.DONE
    assert found.status_source and str(found.status_source.location) == "STP.xlsx › Biểu › D5"


def test_an_item_of_many_implementers_has_no_status_of_its_own() -> None:
    found = item("III.1.01", *FULL)
    assert (found.status, found.status_source) == (None, None)
    assert found.statuses == tuple((a, Status.DONE) for a in ("SNV", "STP", "SKHDT", "HDAKHA"))
    assert [source.agency for source in found.status_sources] == ["SNV", "STP", "SKHDT", "HDAKHA"]


def test_evidence_keeps_its_cell_and_measure_the_leads_first() -> None:
    found = item("I.1.b.03", *FULL)
    assert [(e.agency, e.measure, e.source.location.cell) for e in found.evidence] == [
        ("STP", "I.1.b.03/1", "F3"),
        ("SNV", "I.1.b.03/1", "F4"),
    ]


def test_an_optional_answer_is_kept_but_nobody_waits_for_it() -> None:
    found = item("II.1.01", said("SNV", "Đã phối hợp."))
    assert [n.text for n in found.narratives] == ["Đã phối hợp."]
    assert (found.coverage.answered, found.coverage.owing, found.coverage.missing) == (0, 1, ("STP",))
