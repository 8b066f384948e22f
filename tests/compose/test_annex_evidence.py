"""The target annex loses nothing that agencies send beside their figures."""

from __future__ import annotations

from dataclasses import replace

from reporting.compose.annex_targets import target_blocks
from reporting.compose.material import Material
from reporting.consolidation import Consolidation, ItemResult
from reporting.document import Paragraph, Table
from reporting.plan import Role
from tests.helpers.consolidations import completeness, consolidation, files_target, job, outline, proof, said
from tests.helpers.small import CAMPAIGN

EVERYBODY = tuple(proof(code, f"Báo cáo số {n}/BC-{code} ngày 10/3/2023") for n, code in enumerate(("SNV", "STP"), 1))


def blocks(result: ItemResult, *, details: bool = True) -> tuple[Table, ...]:
    laid = replace(outline(), detail_by_agency=details)
    material = Material(job(), CAMPAIGN, consolidation(result), completeness(), laid)
    return tuple(block for block in target_blocks(material) if isinstance(block, Table))


def texts(table: Table) -> list[list[str]]:
    return [["\n".join("".join(r.text for r in p) for p in c.paragraphs) for c in row.cells] for row in table.rows]


def with_evidence() -> ItemResult:
    reason = said("SKHDT", "Không có hồ sơ.", Role.IMPLEMENT)
    return replace(files_target(), evidence=EVERYBODY, narratives=(said("STP", "Đã chấn chỉnh."),), reasons=(reason,))


def test_the_results_name_the_leads_document_and_count_the_others() -> None:
    results, *_ = blocks(with_evidence())
    notes = next(row[-1] for row in texts(results) if row[0] == "1")
    assert "cơ quan, đơn vị" in notes and notes.endswith("xem cuối Phụ lục")


def test_every_document_and_every_word_stands_in_the_last_table() -> None:
    for details in (True, False):
        last = blocks(with_evidence(), details=details)[-1]
        whole = "\n".join(cell for row in texts(last) for cell in row)
        assert "Báo cáo số 1/BC-SNV ngày 10/3/2023 (1)" in whole
        assert "Báo cáo số 2/BC-STP ngày 10/3/2023 (1)" in whole
        assert "1: Đã chấn chỉnh." in whole
        assert "1: không phát sinh (không có hồ sơ)" in whole


def test_one_document_for_several_targets_is_named_once() -> None:
    same = proof("SNV", "Báo cáo số 9/BC-SNV ngày 10/3/2023")
    results = (replace(files_target(), evidence=(same,)), ItemResult("I.1.b.02", evidence=(same,)))
    material = Material(job(), CAMPAIGN, consolidation(*results), completeness(), outline())
    last = [block for block in target_blocks(material) if isinstance(block, Table)][-1]
    assert "Báo cáo số 9/BC-SNV ngày 10/3/2023 (1, 2)" in [cell for row in texts(last) for cell in row]


def test_without_documents_there_is_no_such_table() -> None:
    bare = Consolidation("Q1-2023", (replace(files_target(), evidence=(), narratives=(), reasons=()),))
    material = Material(job(), CAMPAIGN, bare, completeness(), outline())
    labels = [b.plain for b in target_blocks(material) if isinstance(b, Paragraph)]
    assert not [label for label in labels if label.startswith("Minh chứng")]


def test_the_first_report_of_a_year_has_no_column_for_last_period() -> None:
    measure = replace(files_target().measures[0], previous=None)
    first, *_ = blocks(files_target(measure=measure))
    later, *_ = blocks(files_target())
    assert len(later.columns) == len(first.columns) + 1
    assert all(sum(c.span for c in row.cells) == len(first.columns) for row in first.rows)
