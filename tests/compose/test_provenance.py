"""nguon_so_lieu.json: whoever doubts a number can recompute it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from reporting.compose.material import Material
from reporting.compose.provenance import provenance_json
from reporting.compose.report import compose_report
from reporting.document import Document
from tests.helpers.consolidations import completeness, consolidation, job, opinions, outline
from tests.helpers.figures import same, worked_out
from tests.helpers.small import CAMPAIGN, PLAN


def document() -> Document:
    full = consolidation(assessments=opinions())
    settings = job(annexes=("I", "II", "III", "IV"))
    return compose_report(Material(settings, CAMPAIGN, full, completeness(), outline())).document


def data() -> dict[str, Any]:
    return json.loads(provenance_json(document(), {"job": "thu"}))  # type: ignore[no-any-return]


def test_every_operand_is_the_sum_of_its_cells() -> None:
    operands = [o for figure in data()["figures"] for o in figure["operands"]]
    assert operands
    for operand in operands:
        assert sum(Decimal(s["value"]) for s in operand["sources"]) == Decimal(operand["value"])


def test_every_figure_follows_from_its_operands() -> None:
    figures = data()["figures"]
    assert {figure["formula"] for figure in figures} == {"value", "ratio", "ratio_difference"}
    for figure in figures:
        operands = [Decimal(operand["value"]) for operand in figure["operands"]]
        assert same(Decimal(figure["value"]), worked_out(figure["formula"], operands))


def test_a_figure_says_where_it_is_printed_and_which_cells_it_comes_from() -> None:
    figure = next(f for f in data()["figures"] if f["text"] == "77,5%")
    assert (figure["block"], figure["code"]) == ("I.1.b.01/result", "I.1.b.01")
    first = figure["operands"][0]["sources"][0]
    assert (first["agency"], first["file"], first["sheet"], first["cell"]) == ("SNV", "SNV.xlsx", "Chỉ tiêu", "H7")


def test_only_items_have_a_code() -> None:
    codes = {entry["code"] for entries in ("figures", "paragraphs") for entry in data()[entries] if "code" in entry}
    assert codes == {item.code for item in PLAN.items}


def test_every_paragraph_of_the_main_text_is_there() -> None:
    from reporting.compose.replacements import replaceable

    listed = {p["block"]: p["text"] for p in data()["paragraphs"] if p["part"] == "main"}
    assert listed == {p.id: p.plain for p in replaceable(document())}


def test_the_same_document_gives_the_same_text() -> None:
    assert provenance_json(document()) == provenance_json(document())
