"""Two results compared: figures, words, states, findings, each with its cells."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.listings.output_changes import Changes, SourceChange, changes_between, in_words, word_pieces


def source(agency: str, cell: str, value: str, file: str = "") -> dict[str, Any]:
    name = file or f"nhan/{agency}.xlsx"
    return {"agency": agency, "file": name, "sheet": "Chỉ tiêu", "cell": cell, "raw": value, "level": "own"}


def figure(text: str, *sources: dict[str, Any], part: str = "main", id: str = "I.1.b.01/1") -> dict[str, Any]:
    operands = [{"value": text, "sources": list(sources)}]
    return {"id": id, "part": part, "block": "I.1.b.01/result", "text": text, "value": text, "operands": operands}


def paragraph(text: str, *sources: dict[str, Any]) -> dict[str, Any]:
    return {"part": "main", "block": "I.1.b.01/result", "code": "I.1.b.01", "text": text, "sources": list(sources)}


def agency(code: str, state: str = "full", file: str = "a.xlsx", timeliness: str = "on_time") -> dict[str, Any]:
    cell = {
        "item": "I.1.b.01",
        "measure": "I.1.b.01/1",
        "level": "own",
        "state": state,
        "location": {"file": file, "sheet": "Chỉ tiêu", "cell": "K7"} if file else None,
    }
    return {
        "agency": code,
        "name": f"Sở {code}",
        "file": file or None,
        "timeliness": timeliness,
        "settled": int(state == "full"),
        "owed": 1,
        "cells": [cell],
    }


def found(key: str, severity: str = "error") -> dict[str, Any]:
    return {
        "key": key,
        "severity": severity,
        "title": "Thiếu số liệu",
        "message": f"thiếu {key}",
        "agency": "A",
        "location": None,
    }


def check(*agencies: dict[str, Any], findings: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"agencies": list(agencies), "findings": list(findings)}


def report(figures: list[dict[str, Any]], paragraphs: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {"figures": figures, "paragraphs": paragraphs or []}


def compared(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Changes:
    return changes_between(check(), check(), report(old), report(new))


def test_equal_results_have_no_changes() -> None:
    data = (
        check(agency("A"), findings=(found("k"),)),
        report([figure("80%", source("A", "K7", "8"))], [paragraph("a b")]),
    )
    made = changes_between(data[0], deepcopy(data[0]), data[1], deepcopy(data[1]))
    assert made == Changes((), 1)


def test_a_figure_names_old_new_and_the_cells_that_came() -> None:
    old = figure("80%", source("A", "K7", "8"))
    new = figure("85%", source("A", "K7", "8"), source("B", "K7", "9"))
    (change,) = compared([old], [new]).of("figure")
    assert (change.before, change.after) == ("80%", "85%")
    assert change.sources == (SourceChange("B", "nhan/B.xlsx › Chỉ tiêu › K7", "", "9"),)


def test_a_cell_of_a_file_sent_again_under_another_name_is_the_same_place() -> None:
    old = figure("80%", source("A", "K7", "8"), source("A", "L7", "10"))
    new = figure("90%", source("A", "K7", "9", "nhan/A_lan_2.xlsx"), source("A", "L7", "10", "nhan/A_lan_2.xlsx"))
    (change,) = compared([old], [new]).of("figure")
    assert change.sources == (SourceChange("A", "nhan/A_lan_2.xlsx › Chỉ tiêu › K7", "8", "9"),)


def test_the_same_cell_of_last_periods_file_is_another_place() -> None:
    before = source("A", "K7", "3", "ky_truoc/A.xlsx")
    (change,) = compared([figure("1", before)], [figure("2", before, source("A", "K7", "50"))]).of("figure")
    assert change.sources == (SourceChange("A", "nhan/A.xlsx › Chỉ tiêu › K7", "", "50"),)


def test_withdrawing_a_return_shows_what_went() -> None:
    (change,) = compared([figure("8", source("A", "K7", "8"))], [figure("0")]).of("figure")
    assert change.sources == (SourceChange("A", "nhan/A.xlsx › Chỉ tiêu › K7", "8", ""),)


def test_a_figure_printed_in_text_and_annex_is_told_once() -> None:
    made = compared([figure("1"), figure("1", part="annex-I")], [figure("2"), figure("2", part="annex-I")])
    (change,) = made.of("figure")
    assert change.parts == ("main", "annex-I")
    assert made.same == 0


def test_a_figure_that_came_or_went() -> None:
    came, went = compared([figure("1", id="x")], [figure("2", id="y")]).of("figure")
    assert (came.id, came.before, came.after) == ("y", "", "2")
    assert (went.id, went.before, went.after) == ("x", "1", "")


def test_paragraphs_differ_by_words() -> None:
    old, new = paragraph("Đạt 80% (8/10 hồ sơ)."), paragraph("Đạt 85% (9/10 hồ sơ).")
    made = changes_between(check(), check(), report([], [old]), report([], [new]))
    (change,) = made.of("paragraph")
    assert [(p.kind, p.text) for p in change.pieces] == [
        ("", "Đạt "), ("-", "80% (8/10 "), ("+", "85% (9/10 "), ("", "hồ sơ).")
    ]  # fmt: skip


def test_states_of_agencies_and_of_their_items() -> None:
    made = changes_between(check(agency("A", "silent", "", "missing")), check(agency("A", file="a.xlsx")))
    (whole,), (cell,) = made.of("agency"), made.of("state")
    assert (whole.before, whole.after) == ("Chưa gửi, 0/1 nội dung đầy đủ", "Đúng hạn, 1/1 nội dung đầy đủ")
    assert (cell.name, cell.before, cell.after) == ("Sở A: I.1.b.01/1", "Chưa báo cáo", "Đầy đủ")
    assert cell.sources[0].place == "a.xlsx › Chỉ tiêu › K7"


def test_findings_that_came_and_went_but_no_notes() -> None:
    old, new = (
        check(findings=(found("x"), found("both"))),
        check(findings=(found("both"), found("y"), found("n", "note"))),
    )
    assert [(c.before, c.after) for c in changes_between(old, new).of("finding")] == [("thiếu x", ""), ("", "thiếu y")]


def test_input_files_by_their_hashes() -> None:
    def manifest(**files: str) -> dict[str, Any]:
        return {"inputs": [{"file": name, "sha256": digest} for name, digest in files.items()]}

    old, new = manifest(a="1", b="1", c="1"), manifest(a="1", b="2", d="1")
    made = changes_between(check(), check(), manifests=(old, new)).of("input")
    assert [(c.id, c.before, c.after) for c in made] == [
        ("b", "nội dung cũ", "nội dung mới"),
        ("c", "có", ""),
        ("d", "", "có"),
    ]


@pytest.mark.parametrize("data", [{}, {"agencies": [{}], "findings": []}, {"agencies": None, "findings": []}])
def test_data_of_another_make_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError)):
        changes_between(data, data)


TEXTS = st.lists(st.sampled_from(["đạt", "80%", "85%", "hồ sơ", "và", "tỉnh\n"]), max_size=12).map(" ".join)


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = word_pieces(before, after)
    assert "".join(p.text for p in pieces if p.kind != "+").split() == before.split()
    assert "".join(p.text for p in pieces if p.kind != "-").split() == after.split()
    assert bool([p for p in pieces if p.kind]) == (before.strip().split() != after.strip().split()) or before != after


NAMES = {
    "II.1": "Cải cách thể chế",
    "II.1.03": "Rà soát văn bản",
    "I.1.b.07/2": "Tỷ lệ giao dịch trực tuyến",
    "SYT": "Sở Y tế",
}


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("I.1.b.07/2", "Tỷ lệ giao dịch trực tuyến (I.1.b.07/2)"),
        ("I.1.b.07/2#tu", "Tỷ lệ giao dịch trực tuyến (I.1.b.07/2), tử số"),
        ("I.1.b.07/2@SYT#mau", "Tỷ lệ giao dịch trực tuyến (I.1.b.07/2), Sở Y tế, mẫu số"),
        ("I.1.b.07/2@luy_ke", "Tỷ lệ giao dịch trực tuyến (I.1.b.07/2), lũy kế"),
        ("II.1.03/result", "Rà soát văn bản (II.1.03), kết quả"),
        ("II.1/overview#ongoing", "Cải cách thể chế (II.1), tổng quan, số nội dung đang thực hiện"),
        ("annex-IV#SYT", "Phụ lục IV, Sở Y tế"),
        ("I.1.b.99/1", "I.1.b.99/1"),  # of an older result, without names
    ],
)
def test_a_change_is_told_in_words(id: str, words: str) -> None:
    assert in_words(id, NAMES) == words
