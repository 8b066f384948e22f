"""check → the officer fills quyet_dinh.xlsx → build: the final report goes out, says what was accepted and by whom,
and is refused again as soon as a cell behind a decision changes."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from reporting.chosen_values import chosen_values
from reporting.commands import main
from reporting.completeness import Completeness
from reporting.document import Table
from reporting.merge_and_check import agreed
from reporting.pipeline import understood
from tests.conftest import Convert
from tests.helpers.built import CLEAN, REAL, Built, names, silent
from tests.helpers.deciding import CHOSEN, FILE, WHO, filled, job_copy, reason, rows


def cchc(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def completeness(job: Path) -> Completeness:
    return agreed(understood(job, silent)[1], silent)[1]


def decided_rows(job: Path) -> list[dict[str, Any]]:
    return list(rows(load_workbook(job / FILE).active))


def figures(built: Built) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads((built.folder / "nguon_so_lieu.json").read_text("utf-8"))["figures"]
    return listed


def test_every_error_of_the_sample_had_a_row_and_none_stands_open(decided_job: Built) -> None:
    found = completeness(decided_job.job)
    assert found.open_errors == ()
    assert {cells["Mã lỗi"].value for cells in decided_rows(decided_job.job)} == found.decided_keys
    assert set(CHOSEN) < found.decided_keys
    assert not [f.message() for f in found.findings if f.code.startswith("decision-")]


def test_the_final_report_is_written_and_bears_no_draft_mark(decided_job: Built) -> None:
    assert {"bao_cao.docx", "bao_cao.pdf", "phu_luc_4.pdf", "manifest.json"} <= names(decided_job.folder)
    manifest = json.loads((decided_job.folder / "manifest.json").read_text("utf-8"))
    assert not decided_job.document.draft and manifest["draft"] is False
    assert FILE in {row["file"] for row in manifest["inputs"]}
    assert not [run for run in runs(decided_job) if run.mark == "gap"]


def runs(built: Built) -> list[Any]:
    from tests.test_provenance import all_runs

    return list(all_runs(built.document))


def test_annex_iv_says_everything_that_was_accepted(decided_job: Built) -> None:
    """Who decided, when and why, of each row: beside the agency, or at the end where no agency is meant."""
    (table,) = (b for b in decided_job.document.blocks() if isinstance(b, Table) and b.id == "annex-IV/table")
    said = "".join(f"{cell.plain}\n" for row in table.rows for cell in row.cells)
    rows = decided_rows(decided_job.job)
    assert len(rows) >= 20
    for cells in rows:
        key = cells["Mã lỗi"].value
        what = f"chọn “{CHOSEN[key]}”" if key in CHOSEN else "chấp nhận"
        assert f"{WHO} quyết định {what} ngày 21/6/2023, lý do: {reason(cells['Mã lỗi'].row)}\n" in said, key


def test_chosen_values_are_in_the_figures_with_who_chose_them(decided_job: Built) -> None:
    by_whom = {
        (source["agency"], figure["id"].split("#")[0].split("@")[0], source["value"], source["decided_by"])
        for figure in figures(decided_job)
        for operand in figure["operands"]
        for source in operand["sources"]
        if source.get("decided_by")
    }
    expected = {("HTUMORONG", "I.1.b.09/1", n, WHO) for n in ("40", "45")}
    expected |= {("SGTVT", "I.1.b.06/1", n, WHO) for n in ("230", "250")}
    expected |= {("SCT", "I.1.b.19/1", "3180", WHO), ("TPKONTUM", "I.1.b.06/1", "6234", WHO)}
    assert expected <= by_whom
    assert {who for *_, who in by_whom} == {WHO}


def test_a_chosen_value_moves_the_figure_by_just_that_much(decided_job: Built, real_life_draft: Built) -> None:
    """Of HTUMORONG's chosen figure, the file chosen of TTR and nothing else: the sums differ by what was decided."""

    def operands(built: Built, id: str) -> list[Decimal]:
        figure = next(f for f in figures(built) if f["id"] == id)
        return [Decimal(operand["value"]) for operand in figure["operands"]]

    undecided, decided = operands(real_life_draft, "I.1.b.09/1"), operands(decided_job, "I.1.b.09/1")
    assert [after - before for after, before in zip(decided, undecided, strict=True)] == [
        47,
        59,
    ]  # HTUMORONG's 40/45 and TTR's own 7/14


@pytest.mark.long
@pytest.mark.engine("soffice")
def test_a_decisions_workbook_saved_by_libreoffice_means_the_same(
    decided_job: Built, tmp_path: Path, soffice: Convert
) -> None:
    job = job_copy(tmp_path)
    assert cchc("check", job, "-o", tmp_path / "out").exit_code == 1
    filled(tmp_path / "out" / FILE, tmp_path / FILE)
    soffice(tmp_path / FILE, "xlsx").replace(job / FILE)
    ours, theirs = completeness(decided_job.job), completeness(job)
    assert theirs.open_errors == ()
    assert chosen_values(theirs.decided) == chosen_values(ours.decided)


def own_copy(decided_job: Built, folder: Path) -> Path:
    """The decided job, to be spoiled."""
    for name in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copy(decided_job.job.parent / name, folder)
    for job in (CLEAN.name, REAL.name):
        shutil.copytree(decided_job.job.parent / job, folder / job)
    return folder / REAL.name


def test_a_changed_cell_behind_a_decision_makes_it_stale_and_the_build_refuses_again(
    decided_job: Built, tmp_path: Path
) -> None:
    job = own_copy(decided_job, tmp_path)
    sent = job / "bao_cao_nhan" / "M6-2023_SGTVT.xlsx"
    book = load_workbook(sent)
    cell = next(c for row in book["Chỉ tiêu"].iter_rows() for c in row if c.value == "I.1.b.06/1")
    book["Chỉ tiêu"][f"K{cell.row}"] = book["Chỉ tiêu"][f"K{cell.row}"].value + 1
    book.save(sent)
    result = cchc("build", job, "-o", tmp_path / "output")
    assert result.exit_code == 1
    assert not (tmp_path / "output").exists()
    stale = [f for f in completeness(job).findings if f.code == "decision-stale"]
    assert {(f.location.file, f.subject) for f in stale} == {
        (FILE, "numerator-over-denominator|SGTVT|I.1.b.06/1|"),
        (FILE, "rate-implausible|SGTVT|I.1.b.06/1|"),
    }
    assert all(WHO in f.wrong for f in stale)


def test_the_next_check_carries_every_decision_on(decided_job: Built, tmp_path: Path) -> None:
    """The workbook of the next run holds the officer's rows, whatever became of them: nothing is lost."""
    job = own_copy(decided_job, tmp_path)
    (job / "bao_cao_nhan" / "M6-2023_HKONRAY.xlsx").unlink()
    before = {cells["Lý do"].value: cells["Mã lỗi"].value for cells in decided_rows(job)}
    assert cchc("check", job, "-o", tmp_path / "again").exit_code == 1
    after = {c["Lý do"].value: c["Mã lỗi"].value for c in rows(load_workbook(tmp_path / "again" / FILE).active)}
    assert before.items() <= after.items()
    assert "return-missing|HKONRAY||" in {f.key for f in completeness(job).open_errors}
