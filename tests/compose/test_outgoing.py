from __future__ import annotations

from dataclasses import replace

from reporting.compose.outgoing import outgoing
from tests.helpers.consolidations import job as sample_job

JOB = sample_job()


def test_the_names_of_the_decrees_annex_with_number_and_date_left_open() -> None:
    told = dict(outgoing(JOB, "Báo cáo", "Ủy ban nhân dân tỉnh", "Kết quả Quý I"))
    assert told["TypeName"] == "Báo cáo"
    assert told["CodeNumber"] == told["IssuedDate"] == ""
    assert told["CodeNotation"] == JOB.report.symbol
    assert told["FullName"] == JOB.signing.name


def test_texts_are_no_longer_than_the_decree_allows() -> None:
    long = replace(JOB, signing=replace(JOB.signing, name="Nguyễn " * 20))
    told = dict(outgoing(long, "Báo cáo", "Ủy ban " * 60, "kết quả " * 200))
    assert (len(told["Subject"]), len(told["OrganName"]), len(told["FullName"])) == (500, 200, 50)
