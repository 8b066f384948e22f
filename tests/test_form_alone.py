"""An agency with nothing but its form: the job that travels in it, and what `read`, `check`, `section` make of it."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from reporting.agencies import Agency
from reporting.carried_job import carried_lines, form_sources, sources_of
from reporting.completeness import Completeness
from reporting.compose.section import compose_section
from reporting.document import Document
from reporting.errors import JobError
from reporting.excel.form_writer import form_workbook
from reporting.forms.build import Forms, form_of
from reporting.forms.carried import carried_by, lines_of
from reporting.forms.layout import CARRIED_JOB, SHEET_NAMES
from reporting.grid import Grid, Sheet
from reporting.inputs import parse_inputs
from reporting.merge_and_check import agreed
from reporting.obligations import Campaign
from reporting.parse.returns import parse_return
from reporting.sources import read_sources
from sample_inputs.make.filled import SAMPLES, filled_of, world
from tests.helpers.alone import AGENCIES, alone, filled_form, grid_of, put_form, run, sample_job

LARGEST = 60_000  # bytes of a form


def quiet(*_: int) -> None:
    pass


@cache
def whole_check() -> Completeness:
    return agreed(sample_job()[1], quiet)[1]


def texts_of(document: Document) -> str:
    """Everything but the folder in which the sources lie."""
    return repr(document).replace("bao_cao_nhan/", "")


def test_the_sample_has_36_agencies() -> None:
    assert len(AGENCIES) == 36


@pytest.mark.parametrize("code", AGENCIES)
def test_section_and_check_of_a_form_alone_are_those_of_the_job(code: str) -> None:
    _, job = sample_job()
    own = alone(code)
    agency = job.registry.agency(code)
    assert agency
    assert Forms(own.campaign).blank(agency).identity == Forms(job.campaign).blank(agency).identity
    (sent,), there = own.returns, next(r for r in job.returns if r.agency == code)
    mine, theirs = compose_section(own.job, own.campaign, sent), compose_section(job.job, job.campaign, there)
    assert len(mine.main.blocks) >= 6
    assert texts_of(mine) == texts_of(theirs)
    here, province = agreed(own, quiet)[1].of(code), whole_check().of(code)
    assert [f.key for f in here.findings] == [f.key for f in province.findings]
    assert [a.settled() for a in here.agencies] == [a.settled() for a in province.agencies]


@pytest.mark.parametrize("code", ["SNV", "TPKONTUM", "HTUMORONG"])  # the longest ones
def test_a_form_stays_small(code: str) -> None:
    assert len(filled_form(code)) <= LARGEST
    sources = read_sources(SAMPLES / "sau_thang_2023")  # with last period in it
    inputs = parse_inputs(sources)
    agency = inputs.registry.agency(code)
    assert agency
    form = replace(form_of(agency, inputs.campaign), carried=carried_lines(sources, inputs, agency))
    assert any("previous" in mark for mark, _ in form.carried)
    assert len(form_workbook(form, filled_of(world(), code, "m6"))) <= LARGEST


def test_a_ministrys_form_stays_small_too() -> None:
    sources, job = sample_job()
    others = (Agency(f"C{n}", f"Cục số {n} thuộc Bộ", f"C{n}", level="province", groups=("SBN",)) for n in range(1000))
    registry = replace(job.registry, agencies=(*job.registry.agencies, *others))
    whole = replace(job, campaign=Campaign(job.plan, registry, job.period))
    agency = registry.agency("SNV")
    assert agency
    form = replace(form_of(agency, whole.campaign), carried=carried_lines(sources, whole, agency))
    assert len(form_workbook(form, filled_of(world(), "SNV", "q1"))) <= LARGEST


def test_no_other_agency_is_known_but_by_name() -> None:
    own, job = alone("SYT"), sample_job()[1]
    agency = job.registry.agency("SYT")
    assert agency
    others = [agency for agency in own.registry.agencies if agency.code != "SYT"]
    assert others
    assert not any(agency.organ_id or agency.gso_code or agency.aliases for agency in others)
    assert {item.code for item in own.plan.items} == {o.item for o in job.campaign.owed(agency)}
    assert not own.job.signing.lines and not own.job.report.recipients


# --- real life: what is wrong in a return is found by its sender too -------------------------------

NEEDS_OTHERS = {"lead-below-parts", "return-late"}  # figures of other agencies; the register of received returns
OF_LAST_PERIOD = {"large-change", "cumulative-falls", "text-copied", "rate-implausible"}  # it travels too


def test_the_sender_sees_what_the_province_sees() -> None:
    sources = read_sources(SAMPLES / "sau_thang_2023")
    inputs = parse_inputs(sources)
    _, province = agreed(inputs, quiet)
    grids = {grid.file: grid for grid in sources.returns}
    compared, codes = 0, set[str]()
    for returned in inputs.returns:
        agency = inputs.registry.agency(returned.agency)
        assert agency
        grid = with_lines(grids[returned.file], carried_lines(sources, inputs, agency))
        _, here = agreed(parse_inputs(sources_of(grid)), quiet)
        found = {f.key for f in here.of(agency.code).findings}
        there = {
            f.key
            for f in province.of(agency.code).findings
            if f.location.file in ("", returned.file) and f.code not in NEEDS_OTHERS
        }
        assert found == there, agency.code
        compared += len(found)
        codes |= {f.code for f in here.of(agency.code).findings}
    assert compared > 15
    assert codes >= OF_LAST_PERIOD


def with_lines(grid: Grid, lines: tuple[tuple[str, str], ...]) -> Grid:
    """The form as it would be made today: what it brought from the day on which the sample was made goes."""
    name = SHEET_NAMES[CARRIED_JOB]
    others = tuple(sheet for sheet in grid.sheets if sheet.name != name)
    return replace(grid, sheets=(*others, Sheet(grid.file, name, lines, "very_hidden")))


def test_the_sender_is_told_of_what_his_file_brings_along(folder: Path) -> None:
    """Sheets and comments of his own, hidden ones too, before he sends them on."""
    book = load_workbook(BytesIO(filled_form("SYT")))
    extra = book.create_sheet("Nháp")
    extra["A1"], extra.sheet_state = "số chưa duyệt", "hidden"
    book["Chỉ tiêu"]["K6"].comment = Comment("hỏi lại anh Nam", "x")
    path = folder / "Q1-2023_SYT.xlsx"
    book.save(path)
    told = run("check", path, "-o", "kq").output
    assert "Nháp" in told and "đang ẩn" in told
    assert "hỏi lại anh Nam" in told


# --- what travels ---------------------------------------------------------------------------------

PARTS = {"plan": {"Đề mục": [["Mã", "Tên"], ["I.1", "Mục  tiêu  " * 9_000]]}, "job": {"as_of": date(2023, 3, 17)}}


def test_parts_come_back_from_their_lines() -> None:
    lines = lines_of(PARTS)
    assert max(len(text) for _, text in lines) <= 32_767
    assert not any(text != text.strip() for _, text in lines)
    for order in (lines, lines[::-1]):
        carried = carried_by(order)
        assert carried and carried.intact
        assert carried.parts == PARTS


def test_decomposed_letters_and_lost_blanks_are_no_change() -> None:
    lines = tuple((mark, unicodedata.normalize("NFD", text)) for mark, text in lines_of(PARTS))
    carried = carried_by(lines)
    assert carried and carried.intact


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_changed_line_is_noticed(number: int) -> None:
    lines = list(lines_of(PARTS))
    mark, text = lines[number]
    lines[number] = (mark, text[:-2] + "0" + text[-1:])
    carried = carried_by(lines)
    assert carried and not carried.intact


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_line_that_is_gone_is_noticed(number: int) -> None:
    lines = list(lines_of(PARTS))
    del lines[number]
    carried = carried_by(lines)
    assert carried and not carried.intact


def test_nothing_carried_is_no_change() -> None:
    assert carried_by([("cchc:identity:agency", "SYT"), ("cchc:numerator", "")]) is None


# --- the commands in an empty folder --------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_read_check_and_section_of_a_form_alone(folder: Path) -> None:
    form = put_form(folder, "SYT")
    assert "Sở Y tế" in run("read", form).output
    checked = run("check", form)
    assert (checked.exit_code, "30/30 nội dung đầy đủ" in checked.output) == (0, True), checked.output
    assert sorted(p.name for p in Path("output/Q1-2023_SYT").glob("*.*") if p.is_file()) == [
        "kiem_tra.html",
        "kiem_tra.json",
        "kiem_tra.xlsx",
    ]
    assert run("section", form).exit_code == 0
    assert sorted(p.name for p in Path("output/Q1-2023_SYT/phan_co_quan/SYT").iterdir()) == [
        "nguon_so_lieu.json",
        "phan_SYT.docx",
        "phan_SYT.pdf",
    ]


def test_an_unfinished_form_is_told_to_its_sender(folder: Path) -> None:
    sources, inputs = sample_job()
    agency = inputs.registry.agency("SYT")
    assert agency
    form = replace(form_of(agency, inputs.campaign), carried=carried_lines(sources, inputs, agency))
    (folder / "trong.xlsx").write_bytes(form_workbook(form))
    checked = run("check", folder / "trong.xlsx", "--format", "short")
    assert checked.exit_code == 1
    assert "Còn lỗi: sửa trong biểu" in checked.output
    assert "quyet_dinh" not in checked.output
    assert run("section", folder / "trong.xlsx").exit_code == 1


def test_a_form_without_its_job_says_what_to_do(folder: Path) -> None:
    _, inputs = sample_job()
    agency = inputs.registry.agency("SYT")
    assert agency
    (folder / "cu.xlsx").write_bytes(form_workbook(form_of(agency, inputs.campaign)))
    with pytest.raises(JobError, match="không mang theo kế hoạch") as told:
        form_sources(folder / "cu.xlsx")
    assert "job.toml" in told.value.action


def test_a_changed_hidden_sheet_is_named(folder: Path) -> None:
    grid, name = grid_of("SYT"), SHEET_NAMES[CARRIED_JOB]
    (hidden,) = (sheet for sheet in grid.sheets if sheet.name == name)
    (mark, text), *rest = hidden.rows[1:]
    edited = replace(hidden, rows=(hidden.rows[0], (mark, f"{text}0"), *rest))
    changed = replace(grid, sheets=tuple(edited if sheet is hidden else sheet for sheet in grid.sheets))
    with pytest.raises(JobError, match="đã bị sửa") as told:
        sources_of(changed)
    assert name in str(told.value.where)
    inputs = sample_job()[1]
    assert [f.code for f in parse_return(grid, inputs.campaign)[1]] == []
    (found,) = parse_return(changed, inputs.campaign)[1]
    assert (found.code, found.location.sheet, found.agency) == ("hidden-sheet-changed", name, "SYT")
