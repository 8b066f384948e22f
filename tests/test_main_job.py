"""The main job from the command line: what is written, what is refused, and the exit codes."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reporting.commands import main
from tests.helpers.built import CLEAN, REAL, SAMPLES, Built, digests, names
from tests.helpers.pdfs import pages_text
from tests.helpers.word import W, body, paragraph_text, squeezed

REPORT = {"bao_cao.docx", "bao_cao.pdf", "phu_luc_1.pdf", "phu_luc_2.pdf", "phu_luc_3.pdf"}
BESIDE = {"nguon_so_lieu.json", "kiem_tra.xlsx", "kiem_tra.html", "kiem_tra.json", "manifest.json"}


def cchc(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def built(clean_job: Built) -> Path:
    return clean_job.folder


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A copy of the clean sample that a test may spoil."""
    for name in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copy(SAMPLES / name, tmp_path)
    shutil.copytree(CLEAN, tmp_path / "quy_1_2023")
    return tmp_path / "quy_1_2023" / "job.toml"


def test_the_clean_job_is_built_whole(built: Path) -> None:
    assert names(built) >= REPORT | BESIDE


def test_its_word_file_passes_our_own_lint(built: Path) -> None:
    assert "đúng thể thức" in cchc("lint", built / "bao_cao.docx").output


def test_the_manifest_is_true_and_names_no_machine(built: Path) -> None:
    text = (built / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    digest = digests(built)
    assert {row["file"]: row["sha256"] for row in manifest["outputs"]} == {
        name: digest[name] for name in digest if name != "manifest.json"
    }
    inputs = {row["file"] for row in manifest["inputs"]}
    assert {"job.toml", "../plan.xlsx", "../don_vi.xlsx", "so_nhan_bao_cao.xlsx", "phan_tong_hop.xlsx"} <= inputs
    assert len([name for name in inputs if name.startswith("bao_cao_nhan/")]) == 36
    assert str(SAMPLES) not in text and str(built) not in text


@pytest.mark.engine("pdftotext")
def test_word_and_pdf_say_the_same(built: Path) -> None:
    """The one .docx equals main PDF plus annex PDFs, paragraph for paragraph and cell for cell: nothing is
    missing, and nothing is left over but page numbers and heading rows repeated on the next page."""
    docx = (built / "bao_cao.docx").read_bytes()
    headings, lines = split_headings(docx)
    files = [pages_text((built / name).read_bytes()) for name in sorted(REPORT - {"bao_cao.docx"})]
    pages = [without_number(page) for pages in files for page in pages]
    for heading in sorted(set(headings), key=lambda cells: len("".join(cells)), reverse=True):
        before, pages = pages, [without_heading(page, heading) for page in pages]
        assert sum(page.count("\n") for page in pages) >= sum(page.count("\n") for page in before) + headings.count(
            heading
        )
    # Short pieces last: "8", or the last word of a paragraph that runs on, stands in many a longer one.
    longest = sorted(lines, key=len, reverse=True)
    left = [line for line in longest if len(line) < SHORT or not take(line, pages, SHORT)]
    assert [line for line in left if not take(line, pages, 1)] == []
    assert [page.replace("\n", "") for page in pages if page.strip()] == []


SHORT = 12


def take(line: str, pages: list[str], shortest: int) -> bool:
    """Take a paragraph or cell out of the first page that says it; one that runs on out of both pages, where
    each has at least `shortest` letters of it."""
    for number, page in enumerate(pages):
        if line in page:
            pages[number] = page.replace(line, "\n", 1)
            return True
    for number, (here, after) in enumerate(pairwise(pages)):
        cuts = range(shortest, len(line) - shortest + 1)
        cut = next((n for n in cuts if line[:n] in here and line[n:] in after), 0)
        if cut:
            above, below = here.rpartition(line[:cut]), after.partition(line[cut:])
            pages[number : number + 2] = f"{above[0]}\n{above[2]}", f"{below[0]}\n{below[2]}"
            return True
    return False


def without_number(page: str) -> str:
    return squeezed(re.sub(r"^\d+\n|\n\d+\n*$", "\n", page))


def without_heading(page: str, cells: tuple[str, ...]) -> str:
    """A line break in place of each run of just these cells; cells that span others may be drawn before them."""
    any_cell = "|".join(map(re.escape, sorted(set(cells), key=len, reverse=True)))

    def taken(run: re.Match[str]) -> str:
        return "\n" if sorted(re.findall(any_cell, run[0])) == sorted(cells) else run[0]

    return re.sub(f"(?:{any_cell}){{{len(cells)}}}", taken, page)


def split_headings(docx: bytes) -> tuple[list[tuple[str, ...]], list[str]]:
    """The cells of each table's heading rows; every other paragraph and cell."""
    tree = body(docx)
    headings: list[tuple[str, ...]] = []
    inside = set()
    for table in tree.iter(f"{W}tbl"):
        rows = (row for row in table.iter(f"{W}tr") if row.find(f".//{W}tblHeader") is not None)
        cells = [paragraph for row in rows for paragraph in row.iter(f"{W}p")]
        inside.update(cells)
        headings.append(tuple(text for cell in cells if (text := squeezed(paragraph_text(cell)))))
    lines = (squeezed(paragraph_text(paragraph)) for paragraph in tree.iter(f"{W}p") if paragraph not in inside)
    return [heading for heading in headings if heading], [line for line in lines if line]


def test_the_real_life_job_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    result = cchc("build", REAL, "-o", tmp_path / "output")
    assert result.exit_code == 1
    assert not (tmp_path / "output").exists()
    assert "không ghi tệp nào" in result.stderr


def test_the_draft_of_the_real_life_job_is_written_and_shows_its_gaps(real_life_draft: Built) -> None:
    folder = real_life_draft.folder
    assert names(folder) >= REPORT | BESIDE | {"phu_luc_4.pdf"}
    provenance = (folder / "nguon_so_lieu.json").read_text(encoding="utf-8")
    assert "UBND huyện Ia H'Drai" in provenance
    assert "đúng thể thức" in cchc("lint", folder / "bao_cao.docx").output


def test_check_writes_its_files_and_says_that_errors_stand(tmp_path: Path) -> None:
    result = cchc("check", REAL, "--format", "json", "-o", tmp_path)
    assert result.exit_code == 1
    assert names(tmp_path) == {"kiem_tra.xlsx", "kiem_tra.html", "kiem_tra.json", "quyet_dinh.xlsx"}
    data = json.loads(result.stdout)
    assert data == json.loads((tmp_path / "kiem_tra.json").read_text(encoding="utf-8"))
    assert cchc("check", CLEAN, "-o", tmp_path / "clean").exit_code == 0


def test_a_section_is_one_agencys_own_report(tmp_path: Path) -> None:
    result = cchc("section", CLEAN, "--agency", "SYT", "-o", tmp_path)
    assert result.exit_code == 0, result.output
    assert names(tmp_path) >= {"phan_co_quan/SYT/phan_SYT.docx", "phan_co_quan/SYT/phan_SYT.pdf"}
    assert "đúng thể thức" in cchc("lint", tmp_path / "phan_co_quan/SYT/phan_SYT.docx").output


def test_a_late_return_clears_its_gap(job: Path, tmp_path: Path) -> None:
    late = job.parent / "bao_cao_nhan" / "Q1-2023_SYT.xlsx"
    kept = late.read_bytes()
    late.unlink()
    assert cchc("build", job, "-o", tmp_path / "output").exit_code == 1
    assert not (tmp_path / "output").exists()
    late.write_bytes(kept)
    assert cchc("check", job, "-o", tmp_path / "output").exit_code == 0


def test_inputs_are_never_written_to(decided_job: Built) -> None:
    """A job that was checked, decided and built still holds the sample's own files, byte for byte."""
    before, after = digests(REAL), digests(decided_job.job)
    assert {name: after[name] for name in after if name != "quyet_dinh.xlsx"} == before


def test_init_makes_a_job_that_works(tmp_path: Path) -> None:
    assert cchc("init", tmp_path / "moi").exit_code == 0
    assert cchc("check", tmp_path / "moi" / "quy_1_2023", "-o", tmp_path / "out").exit_code == 0
    assert cchc("init", tmp_path / "moi").exit_code == 2


# ── what cannot be used: one clear message, exit code 2, no traceback ─────────────────────────────


def spoil_key(job: Path) -> None:
    job.write_text(job.read_text(encoding="utf-8").replace("period =", "perod ="), encoding="utf-8")


def spoil_toml(job: Path) -> None:
    job.write_text("[job\nname=", encoding="utf-8")


def spoil_period(job: Path) -> None:
    job.write_text(job.read_text(encoding="utf-8").replace('"Q1"', '"Q9"'), encoding="utf-8")


def lose_plan(job: Path) -> None:
    (job.parent.parent / "plan.xlsx").unlink()


def spoil_plan(job: Path) -> None:
    (job.parent.parent / "plan.xlsx").write_bytes(b"PK\x03\x04 not a workbook")


def wrong_plan(job: Path) -> None:
    shutil.copy(job.parent.parent / "don_vi.xlsx", job.parent.parent / "plan.xlsx")


def spoil_registry(job: Path) -> None:
    (job.parent.parent / "don_vi.xlsx").write_bytes(b"")


def lose_returns(job: Path) -> None:
    shutil.rmtree(job.parent / "bao_cao_nhan")


def lose_register(job: Path) -> None:
    (job.parent / "so_nhan_bao_cao.xlsx").unlink()


def wrong_outline(job: Path) -> None:
    job.write_text(job.read_text(encoding="utf-8").replace("theo_ke_hoach", "theo_ke_hoac"), encoding="utf-8")


def invented_past(job: Path) -> None:
    """A real job that is told to go on from the sample."""
    shutil.copytree(job.parent, job.parent.parent / "mau")
    text = re.sub(r"(?m)^invented = .*\n", "", job.read_text(encoding="utf-8"))
    job.write_text(text.replace("[inputs]", '[inputs]\nprevious = "../mau/job.toml"', 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_key, "Có phải ý anh/chị là 'period'"),
        (spoil_toml, "sai cú pháp TOML"),
        (spoil_period, "'Q9'"),
        (lose_plan, "plan.xlsx"),
        (spoil_plan, "plan.xlsx"),
        (wrong_plan, "plan.xlsx"),
        (spoil_registry, "don_vi.xlsx"),
        (lose_returns, "bao_cao_nhan"),
        (lose_register, "so_nhan_bao_cao.xlsx"),
        (wrong_outline, "theo_ke_hoac"),
        (invented_past, "số liệu minh họa"),
    ],
)
def test_what_cannot_be_used_is_said_once_and_clearly(job: Path, tmp_path: Path, spoil, said: str) -> None:  # type: ignore[no-untyped-def]
    spoil(job)
    result = cchc("check", job, "-o", tmp_path / "output")
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not (tmp_path / "output").exists()


def test_a_missing_job_and_an_unknown_agency(tmp_path: Path) -> None:
    assert cchc("check", tmp_path / "khong_co").exit_code == 2
    result = cchc("section", CLEAN, "--agency", "SYTE", "-o", tmp_path)
    assert result.exit_code == 2
    assert "SYT" in result.stderr


def test_an_unreadable_return_is_a_finding_and_the_others_are_still_read(job: Path, tmp_path: Path) -> None:
    broken = job.parent / "bao_cao_nhan" / "Q1-2023_SYT.xlsx"
    broken.write_bytes(broken.read_bytes()[:5000])
    result = cchc("check", job, "--format", "short", "-o", tmp_path / "output")
    assert result.exit_code == 1
    assert "Q1-2023_SYT.xlsx" in result.stdout and "[file-damaged]" in result.stdout
    assert "return-missing" in result.stdout
