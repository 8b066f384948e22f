"""Annotated copy → mended → sent again: clears exactly what was mended, on the real-life sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from reporting.codes import Severity
from reporting.completeness import Completeness
from reporting.compose.sent_back import NOT_THE_SENDERS
from reporting.excel.read import read_bytes
from reporting.findings import Finding
from reporting.inputs import Inputs, parse_inputs
from reporting.merge_and_check import agreed
from reporting.outputs import COPIES_FOLDER, copy_files
from reporting.parse.answer_cells import places_of_answers
from reporting.pipeline import understood
from reporting.sources import Sources, return_files

REAL = Path(__file__).resolve().parents[1] / "sample_inputs" / "sau_thang_2023"
PROOF = "Báo cáo số 77/BC-CQ ngày 05/6/2023"

# Agency → what its officer types into the copy: (row, column) → value; a number is a share of the cell to its right.
MENDS: Mapping[str, Mapping[tuple[str, str], object]] = {
    "STC": {("II.5.02", "evidence"): PROOF},
    "SCT": {("I.1.b.19/1", "numerator"): 0.95},
    "SGTVT": {("I.1.b.06/1", "numerator"): 230, ("I.1.b.06/1", "denominator"): 250},
    "STTTT": {
        ("II.6.09", "status"): "Đang thực hiện",
        ("II.6.09", "narrative"): "Đã thử nghiệm 02 dịch vụ tại trung tâm điều hành.",
        ("II.6.09", "evidence"): PROOF,
    },
    "SYT": {("I.1.b.08/1", "denominator"): 1240, ("I.1.b.08/1", "numerator"): 0.93},
    "SNGV": {("I.1.b.12/1", "note"): "Trong kỳ không có hồ sơ chậm, muộn"},
    "TPKONTUM": {("I.1.b.06/1@commune", "numerator"): 0.9},
    "HKONRAY": {("I.1.b.19/1@commune", "reported"): 7},
    "HSATHAY": {("I.1.b.06/1", "evidence"): PROOF, ("I.1.b.19/1", "evidence"): PROOF},
    "DPTTH": {("III.12.01", "narrative"): "Trong quý II đã phát 14 chuyên mục mới về dịch vụ công trực tuyến."},
}


def silent(step: int, done: int = 0, of: int = 0) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The job as sent, and the annotated copies of what came."""

    sources: Sources
    inputs: Inputs
    before: Completeness
    copies: Mapping[str, bytes]
    failed: tuple[str, ...]

    def copy(self, agency: str) -> tuple[str, bytes]:
        return next((name, data) for name, data in self.copies.items() if f"_{agency}_lan_2" in name)


@cache
def sample() -> Sample:
    sources, inputs = understood(REAL, silent)
    _, before = agreed(inputs, silent)
    copies, failed = copy_files(inputs, sources, before, (), return_files(REAL, inputs.job))
    return Sample(sources, inputs, before, copies, failed)


def sent_again(mended: Mapping[str, bytes]) -> Completeness:
    """The check after these files (name → content) have been put beside the others."""
    job = sample()
    grids = [read_bytes(data, f"bao_cao_nhan/{name}")[0] for name, data in mended.items()]
    sources = replace(job.sources, returns=(*job.sources.returns, *(grid for grid in grids if grid)))
    return agreed(parse_inputs(sources), silent)[1]


def mend(agency: str, explanations: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The agency's copy as its officer sends it back."""
    name, data = sample().copy(agency)
    grid, _ = read_bytes(data, name)
    assert grid is not None
    cells = {code: place for place, code in places_of_answers(grid).items()}
    book = load_workbook(BytesIO(data))
    for where, value in MENDS.get(agency, {}).items():
        sheet, cell = cells[where]
        right = book[sheet][cell].offset(0, 1).value
        book[sheet][cell].value = round(value * right) if isinstance(value, float) else value
    first = book.worksheets[0]
    for row in first.iter_rows(min_row=9):
        for key, words in (explanations or {}).items():
            if str(row[0].value).startswith(key):
                row[8].value = words
    target = BytesIO()
    book.save(target)
    return {Path(name).name: target.getvalue()}


def grave(completeness: Completeness) -> Counter[str]:
    """Keys of errors and warnings, without the names of files (a copy has a new one)."""
    return Counter(_key(f) for f in completeness.findings if f.severity is not Severity.NOTE)


def _key(found: Finding) -> str:
    return "|".join((found.code, found.agency or found.location.file, found.measure or found.item))


def about_answers(completeness: Completeness) -> Counter[str]:
    """Without what is said of a file as a whole: a new form is up to date, a later send has another date."""
    return Counter({key: count for key, count in grave(completeness).items() if not key.endswith("|")})


def of(agency: str) -> Counter[str]:
    """What stands in the agency's answers (not what is said of its file as a whole)."""
    own = (f for f in sample().before.findings if f.agency == agency and f.item and f.severity is not Severity.NOTE)
    return Counter(map(_key, own))


def test_every_file_with_an_error_or_a_warning_has_a_copy_and_no_other() -> None:
    job = sample()
    read = {grid.file for grid in job.sources.returns}
    theirs = (f for f in job.before.findings if f.severity is not Severity.NOTE and f.code not in NOT_THE_SENDERS)
    misnamed = {f.location.file for f in job.before.findings if f.code == "return-name-conflict"}  # whose is it?
    assert misnamed
    wanted = {f.location.file for f in theirs} & read - misnamed
    assert len(job.copies) == len(wanted) and not job.failed
    assert all(name.startswith(f"{COPIES_FOLDER}/") for name in job.copies)


def test_copies_sent_back_untouched_change_nothing() -> None:
    """Every answer is read as before; only the copy is the later send."""
    untouched = {Path(name).name: data for name, data in sample().copies.items() if "_BDT" not in name}
    untouched = {name: data for name, data in untouched.items() if "_TTR" not in name and "_KBNN" not in name}
    again = sent_again(untouched)
    assert about_answers(again) == about_answers(sample().before)
    assert [a.cells and a.counts() for a in again.agencies] == [
        a.cells and a.counts() for a in sample().before.agencies
    ]


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.sets(st.sampled_from(sorted(MENDS)), min_size=1))
def test_what_is_mended_is_cleared_and_nothing_else(agencies: set[str]) -> None:
    mended: dict[str, bytes] = {}
    for agency in sorted(agencies):
        mended |= mend(agency)
    gone = sum((of(agency) for agency in agencies), Counter())
    assert grave(sent_again(mended)) == grave(sample().before) - gone


@pytest.mark.parametrize("agency", ["SKHDT", "VPUB"])
def test_an_explained_warning_stays_and_is_shown_with_its_explanation(agency: str) -> None:
    words = "Số liệu đúng, đã đối chiếu với Trung tâm Phục vụ hành chính công."
    (key,) = {f.code for f in sample().before.findings if f.agency == agency and f.item}
    again = sent_again(mend(agency, {key: words}))
    assert grave(again) == grave(sample().before)
    (found,) = (f for f in again.findings if f.agency == agency and f.item)
    assert found.explanation == words
    assert words in found.wrong
