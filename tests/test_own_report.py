"""The report of an agency that has nothing but its form: `cchc report`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reporting.carried_job import carried_lines, form_sources
from reporting.compose.own_report import compose_own_report, proposed_head
from reporting.compose.section import compose_section
from reporting.consolidation import Figure
from reporting.document import Addressees, Closing, Document, Letterhead
from reporting.errors import JobError
from reporting.excel.form_writer import form_workbook
from reporting.forms.build import form_of
from reporting.forms.layout import OWN_REPORT_FIELDS
from reporting.inputs import Inputs
from reporting.location import Location
from reporting.merge import consolidate
from reporting.pdf.render import PdfOptions, render_pdfs
from reporting.returns import Answer, Quantity
from reporting.word.render import render_docx
from sample_inputs.make.filled import SAMPLES
from tests.helpers.alone import AGENCIES, alone, put_form, run, sample_job
from tests.helpers.linting import lint
from tests.helpers.pdfs import broken_rules


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def own_document(code: str) -> Document:
    own = alone(code)
    return compose_own_report(own.job, own.campaign, own.returns[0])


@pytest.mark.parametrize("code", AGENCIES)
def test_every_agency_gets_its_own_report(code: str) -> None:
    document = own_document(code)
    own, (main, *annexes) = alone(code), document.parts
    assert lint(render_docx(document, own.profile)) == ()
    section = compose_section(own.job, own.campaign, own.returns[0]).main
    there = {block.id: block for block in main.blocks}
    assert [b for b in section.blocks if b.id != "main/opening"] == [b for i, b in there.items() if i != "main/opening"]
    agency = own.registry.agency(code)
    assert agency
    rows = {row.id.partition("/")[2] for part in annexes for row in part.blocks[1].rows}  # type: ignore[union-attr]
    assert {o.item for o in own.campaign.owed(agency) if o.required} <= rows


def test_pdfs_of_an_own_report_are_whole(folder: Path) -> None:
    made = run("report", put_form(folder, "HDAKHA"), "-o", "kq")
    assert made.exit_code == 0, made.output
    assert sorted(p.name for p in Path("kq").glob("*.*") if p.is_file()) == [
        "bao_cao.docx",
        "bao_cao.pdf",
        "manifest.json",
        "nguon_so_lieu.json",
        "phu_luc_1.pdf",
        "phu_luc_2.pdf",
        "phu_luc_3.pdf",
    ]
    checked = run("verify", "kq")
    assert checked.exit_code == 0, checked.output
    assert checked.output.count("PDF/A-2a, PDF/UA-1") == 4


@pytest.mark.long
def test_the_pdfs_of_all_36_own_reports_conform(folder: Path) -> None:
    files: list[Path] = []
    for code in AGENCIES:
        for name, data in render_pdfs(own_document(code), alone(code).profile, PdfOptions()).items():
            files.append(folder / f"{code}_{name}")
            files[-1].write_bytes(data)
    assert len(files) > 100
    assert {key: rules for key, rules in broken_rules(*files).items() if rules} == {}


def test_every_cell_behind_the_provinces_figures_is_the_agencys_own() -> None:
    """What the province adds up of an agency is what the agency's own section and report are made of."""
    sent = {code: alone(code).returns[0] for code in AGENCIES}
    compared = set[str]()
    for figure in figures_of(sample_job()[1]):
        for source in (source for total in figure.operands for source in total.sources):
            cell = replace(source.location, file=source.location.file.removeprefix("bao_cao_nhan/"))
            answers = sent[source.agency].answers
            said: set[tuple[Location, object]] = {(q.location, q.value) for a in answers for q in quantities(a)}
            said |= {(a.status_at, a.status.label) for a in answers if a.status}
            assert {(cell, source.value), (cell, source.raw)} & said, cell
            compared.add(source.agency)
    assert len(compared) >= 30


def figures_of(inputs: Inputs) -> Iterator[Figure]:
    consolidation = consolidate(inputs.campaign, inputs.returns)[0]
    return (m.figure for item in consolidation.items for m in item.measures if m.figure)


def quantities(answer: Answer) -> Iterator[Quantity]:
    return (q for q in (answer.numerator, answer.denominator, answer.total, answer.reported) if q)


def test_the_sheet_of_the_form_heads_and_signs_the_report() -> None:
    words = {
        "issuing_body": "SỞ Y TẾ TỈNH MẪU",
        "symbol": "BC-SYT-VP",
        "number": "7",
        "issued": "16/3/2023",
        "place": "Mẫu",
        "addressees": "Ủy ban nhân dân tỉnh\nSở Nội vụ",
        "signing": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
        "signer": "Nguyễn Thị C",
        "recipients": "Như trên\nLưu: VT, KHTC",
    }
    own = alone("SYT")
    sent = replace(own.returns[0], own_report=tuple(words.items()))
    blocks = {block.id: block for block in compose_own_report(own.job, own.campaign, sent).main.blocks}
    head, closing = blocks["main/letterhead"], blocks["main/closing"]
    assert isinstance(head, Letterhead) and isinstance(closing, Closing)
    assert (head.superior, head.body) == ("", "SỞ Y TẾ TỈNH MẪU")
    assert (head.number_line, head.place_date) == ("Số: 07/BC-SYT-VP", "Mẫu, ngày 16 tháng 3 năm 2023")
    assert (closing.signing, closing.signer) == (("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Nguyễn Thị C")
    assert closing.recipients == ("Như trên", "Lưu: VT, KHTC")
    assert blocks["main/addressees"] == Addressees("main/addressees", ("Ủy ban nhân dân tỉnh", "Sở Nội vụ"))


def test_what_the_form_proposes_is_read_back() -> None:
    own, job = alone("SYT"), sample_job()[1]
    agency = job.registry.agency("SYT")
    assert agency
    proposed = proposed_head(job.job, job.registry, agency)
    read = dict(own.returns[0].own_report)
    assert read == {key: proposed.get(key, "") for key, *_ in OWN_REPORT_FIELDS}
    assert proposed["signing"] == "GIÁM ĐỐC"


def test_an_unfinished_own_report_is_a_draft_only(folder: Path) -> None:
    sources, inputs = sample_job()
    agency = inputs.registry.agency("SYT")
    assert agency
    form = replace(form_of(agency, inputs.campaign), carried=carried_lines(sources, inputs, agency))
    (folder / "trong.xlsx").write_bytes(form_workbook(form))
    refused = run("report", folder / "trong.xlsx", "-o", "kq")
    assert (refused.exit_code, Path("kq").exists()) == (1, False)
    assert "cchc check trong.xlsx" in refused.output
    assert run("report", folder / "trong.xlsx", "-o", "kq", "--draft").exit_code == 0


@pytest.mark.parametrize("command", ["build", "remind", "returns"])
def test_what_is_the_provinces_work_is_not_done_from_a_form(folder: Path, command: str) -> None:
    form = put_form(folder, "SYT")
    refused = run(command, form, *(["-o", "kq"] if command != "returns" else []))
    assert refused.exit_code == 2
    assert not Path("kq").exists()


def test_a_workbook_that_is_no_form_is_told_as_such(folder: Path) -> None:
    for command in ("check", "section", "report"):
        refused = run(command, SAMPLES / "don_vi.xlsx", "-o", "kq")
        assert refused.exit_code == 2, refused.output
    with pytest.raises(JobError, match="biểu mẫu"):
        form_sources(SAMPLES / "don_vi.xlsx")
