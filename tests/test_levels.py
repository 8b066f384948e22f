"""Three levels end to end: 102 communes into 10 districts into the province, file by file; two levels of a department."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reporting.agencies import Agency
from reporting.blank_forms import blank_forms
from reporting.carried_job import carried_lines, sources_of
from reporting.commands import main
from reporting.compose.material import body_in_prose
from reporting.compose.own_report import proposed_head
from reporting.compose.provenance import provenance_json
from reporting.consolidation import Figure, Source
from reporting.document import Document, Paragraph, Part, Run
from reporting.errors import JobError
from reporting.excel.form_writer import form_workbook
from reporting.excel.read import read_bytes, read_grid
from reporting.forms.build import Forms, form_of
from reporting.forms.form import FilledForm
from reporting.forms.layout import MERGED, SHEET_NAMES
from reporting.inputs import parse_inputs
from reporting.location import Location
from reporting.merge import consolidate
from reporting.obligations import Campaign
from reporting.parse.answer_cells import filled_of as filled_of_grid
from reporting.parse.identity import lines_in, marks_of
from reporting.parse.returns import parse_all, parse_return
from reporting.returns import Below, Quantity, Return
from reporting.subordinates import Merged, merge_below
from sample_inputs.make.filled import filled_of, world
from tests.helpers.alone import put_form, sample_job
from tests.helpers.province import answers
from tests.helpers.trees import leaves

DISTRICTS = tuple(agency.code for agency in world().registry.agencies if "HUYEN" in agency.groups)


def quiet(*_: int) -> None:
    pass


def district_form(code: str) -> bytes:
    """As the district fills it before it merges: everything but the rows of its communes."""
    sources, inputs = sample_job()
    agency = inputs.registry.agency(code)
    assert agency
    head = proposed_head(inputs.job, inputs.registry, agency)
    form = replace(form_of(agency, inputs.campaign), carried=carried_lines(sources, inputs, agency), own_report=head)
    filled = filled_of(world(), code, "q1")
    return form_workbook(form, replace(filled, rows={r: c for r, c in filled.rows.items() if "@" not in r}))


def below_of(code: str) -> Iterator[tuple[Agency, Campaign]]:
    campaign = sample_job()[1].campaign
    body = campaign.registry.agency(code)
    assert body
    below = campaign.below(body)
    return ((agency, below) for agency in campaign.registry.children(code))


def write_communes(code: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    for agency, below in below_of(code):
        form = form_of(agency, below)
        (folder / form.file_name).write_bytes(form_workbook(form, commune_answers(agency, below)))


def commune_answers(agency: Agency, below: Campaign) -> FilledForm:
    filled = answers(agency, below.owed(agency))
    rows = {
        row: {**cells, "evidence": f"Báo cáo số {agency.order}/BC-UBND ngày 10/3/2023"}
        for row, cells in filled.rows.items()
    }
    return replace(filled, rows=rows, guide={**filled.guide, "sent": date(2023, 3, 14)})


def merge_district(code: str, folder: Path) -> Merged:
    form = folder / "cua_huyen" / f"Q1-2023_{code}.xlsx"
    form.parent.mkdir(parents=True, exist_ok=True)
    form.write_bytes(district_form(code))
    write_communes(code, folder / code)
    return merge_below(form, folder / code, folder / "gop", quiet)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("levels")
    for code in DISTRICTS:
        merged = merge_district(code, home)
        assert merged.filled > 0
    return home


def returns_in(*folders: Path) -> tuple[Return, ...]:
    inputs = sample_job()[1]
    grids = [read_grid(path, path.name)[0] for one in folders for path in sorted(one.glob("*.xlsx"))]
    flat = flat_campaign() if len(folders) > 2 else inputs.campaign
    parsed = parse_all(Forms(flat), [grid for grid in grids if grid], {})
    return tuple(returned for returned, _ in parsed if returned)


def flat_campaign() -> Campaign:
    campaign = sample_job()[1].campaign
    agencies = tuple(replace(a, parent="", expected=True) for a in campaign.registry.agencies)
    return Campaign(campaign.plan, replace(campaign.registry, agencies=agencies), campaign.period)


def figures(campaign: Campaign, returns: tuple[Return, ...]) -> dict[str, Figure | None]:
    consolidation, _ = consolidate(campaign, returns)
    return {m.measure: m.figure for item in consolidation.items for m in item.measures}


def test_the_province_has_102_communes_under_10_districts() -> None:
    assert (len(DISTRICTS), sum(1 for code in DISTRICTS for _ in below_of(code))) == (10, 102)


def test_three_levels_give_the_totals_of_all_returns_at_once(folder: Path) -> None:
    campaign, flat = sample_job()[1].campaign, flat_campaign()
    in_steps = figures(campaign, returns_in(folder / "gop"))
    at_once = figures(flat, returns_in(folder / "cua_huyen", *(folder / code for code in DISTRICTS)))
    compared = 0
    for measure, one in at_once.items():
        two = in_steps[measure]
        assert (one is None) == (two is None), measure
        if one and two:
            assert [o.value for o in one.operands] == [o.value for o in two.operands], measure
            assert cells(one) == cells(two), measure
            compared += 1
    assert compared >= 10


def cells(figure: Figure) -> list[set[Location]]:
    return [{place for source in operand.sources for place in lowest(source)} for operand in figure.operands]


def lowest(source: Source) -> Iterator[Location]:
    """Sheet and cell of the file, whatever its folder is called."""
    for leaf in leaves(Below(source.agency, source.location, source.value or 0, source.below)):  # type: ignore[arg-type]
        yield replace(leaf.location, file=leaf.location.file.rpartition("/")[2])


# --- one district, file by file -------------------------------------------------------------------


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def read(path: Path) -> tuple[Return, list[str]]:
    grid, found = read_grid(path, path.name)
    assert grid, found
    returned, findings = parse_return(grid, sample_job()[1].campaign)
    assert returned
    return returned, [f.code for f in findings]


def filled_again(path: Path, target: Path, **changes: Mapping[str, object]) -> Path:
    """The same workbook with other answers: row code → cells."""
    sources, inputs = sample_job()
    grid, _ = read_grid(path, path.name)
    agency = inputs.registry.agency("HDAKHA")
    assert grid and agency
    typed = filled_of_grid(grid)
    rows = dict(typed.rows) | {row: {**typed.rows.get(row, {}), **cells} for row, cells in changes.items()}
    start = "cchc:merged:"
    merged = tuple(line for line in lines_in(marks_of(grid)) if line[0].startswith(start))
    form = replace(form_of(agency, inputs.campaign), carried=carried_lines(sources, inputs, agency))
    target.write_bytes(form_workbook(form, replace(typed, rows=rows, merged=merged)))
    return target


ROW = "I.1.b.06/1@commune"


def test_the_merged_return_is_one_clean_file_with_its_sources(folder: Path) -> None:
    returned, findings = read(folder / "gop" / "Q1-2023_HDAKHA.xlsx")
    assert findings == []  # our notes are no remarks, our hidden sheet is no sheet of the sender's
    answer = returned.answer(ROW)
    assert answer and answer.numerator and answer.reported
    assert len(answer.numerator.below) == 11 == answer.reported.value
    assert sum(cell.value for cell in answer.numerator.below) == answer.numerator.value
    assert {cell.location.sheet for cell in answer.numerator.below} == {"Chỉ tiêu"}


def test_what_the_district_typed_is_as_it_was(folder: Path) -> None:
    before, _ = read(folder / "cua_huyen" / "Q1-2023_HDAKHA.xlsx")
    after, _ = read(folder / "gop" / "Q1-2023_HDAKHA.xlsx")
    own = {a.row: a for a in before.answers if a.level == "own"}
    assert len(own) > 10
    assert own == {a.row: a for a in after.answers if a.level == "own"}
    assert (after.assessment.keys(), after.sent, after.own_report) == (
        before.assessment.keys(),
        before.sent,
        before.own_report,
    )


def test_no_contact_of_a_commune_travels_on(folder: Path) -> None:
    grid, _ = read_grid(folder / "gop" / "Q1-2023_HDAKHA.xlsx", "g.xlsx")
    assert grid
    hidden = next(sheet for sheet in grid.sheets if sheet.name == SHEET_NAMES[MERGED])
    text = " ".join(str(value) for row in hidden.rows for value in row)
    assert "X23500" in text
    assert "Người lập biểu" not in text


def test_a_figure_typed_by_hand_is_kept_and_told(folder: Path, tmp_path: Path) -> None:
    form = filled_again(folder / "cua_huyen" / "Q1-2023_HDAKHA.xlsx", tmp_path / "h.xlsx", **{ROW: {"numerator": 7}})
    merged = merge_below(form, folder / "HDAKHA", tmp_path / "kq", quiet)
    told = [f for f in merged.completeness.findings if f.code == "merge-keeps-typed"]
    assert [(f.form_row, f.fields) for f in told] == [(ROW, ("numerator",))]
    answer = read(tmp_path / "kq" / "h.xlsx")[0].answer(ROW)
    assert answer and answer.numerator and answer.denominator
    assert answer.numerator.value == 7 and not answer.numerator.below
    assert len(answer.denominator.below) == 11


def test_a_later_return_changes_what_was_merged_before(folder: Path, tmp_path: Path) -> None:
    communes = tmp_path / "xa"
    shutil.copytree(folder / "HDAKHA", communes)
    late = sorted(communes.glob("*.xlsx"))[0]
    late.rename(tmp_path / late.name)
    form = folder / "cua_huyen" / "Q1-2023_HDAKHA.xlsx"
    first = merge_below(form, communes, tmp_path / "lan_1", quiet)
    assert [f.code for f in first.completeness.open_errors] == ["return-missing"]
    before = read(tmp_path / "lan_1" / form.name)[0].answer(ROW)
    assert before and before.reported and before.note
    assert before.reported.value == 10
    assert before.note.text.startswith("Chưa có số liệu: UBND ")
    (tmp_path / late.name).rename(late)
    merge_below(tmp_path / "lan_1" / form.name, communes, tmp_path / "lan_2", quiet)
    again, whole = (read(p)[0].answer(ROW) for p in (tmp_path / "lan_2" / form.name, folder / "gop" / form.name))
    assert again and whole
    assert (again.numerator, again.denominator, again.reported) == tuple(
        replace(q, below=again_below(q)) for q in (whole.numerator, whole.denominator, whole.reported) if q
    )


def again_below(quantity: Quantity) -> tuple[Below, ...]:
    """The same cells in the folder of the later merge."""
    return tuple(
        replace(c, location=replace(c.location, file=c.location.file.replace("HDAKHA/", "xa/"))) for c in quantity.below
    )


def test_a_merged_figure_changed_by_hand_is_a_finding(folder: Path, tmp_path: Path) -> None:
    changed = filled_again(folder / "gop" / "Q1-2023_HDAKHA.xlsx", tmp_path / "s.xlsx", **{ROW: {"numerator": 1}})
    returned, findings = read(changed)
    assert findings == ["merged-figure-changed"]
    answer = returned.answer(ROW)
    assert answer and answer.numerator and answer.numerator.below == ()


def test_a_hidden_sheet_of_sources_that_was_changed_is_named_and_not_believed(folder: Path) -> None:
    path = folder / "gop" / "Q1-2023_HDAKHA.xlsx"
    grid, _ = read_grid(path, path.name)
    assert grid
    (hidden,) = (sheet for sheet in grid.sheets if sheet.name == SHEET_NAMES[MERGED])
    rows = tuple(
        tuple(v.replace('"X23500"', '"X23503"') if isinstance(v, str) else v for v in row) for row in hidden.rows
    )
    changed = tuple(replace(s, rows=rows) if s is hidden else s for s in grid.sheets)
    returned, findings = parse_return(replace(grid, sheets=changed), sample_job()[1].campaign)
    assert [(f.code, f.location.sheet) for f in findings] == [("hidden-sheet-changed", SHEET_NAMES[MERGED])]
    answer = returned.answer(ROW) if returned else None
    assert answer and answer.numerator and not answer.numerator.below


def test_the_report_follows_a_figure_down_to_the_commune(folder: Path) -> None:
    sent = read(folder / "gop" / "Q1-2023_HDAKHA.xlsx")[0]
    found = figures(sample_job()[1].campaign, (sent,))["I.1.b.06/1"]
    assert found
    run_ = Paragraph("I.1.b.06/result", (Run("85%", figure=found),))
    document = Document("d", "t", (Part("main", "bao_cao", "t", (run_,)),))
    (figure,) = json.loads(provenance_json(document))["figures"]
    merged = next(s for s in figure["operands"][0]["sources"] if s["level"] == "commune")
    assert merged["file"] == "Q1-2023_HDAKHA.xlsx"
    assert len(merged["below"]) == 11
    assert merged["below"][0].keys() == {"agency", "file", "sheet", "cell", "value"}
    assert sum(int(cell["value"]) for cell in merged["below"]) == int(merged["value"])


def test_the_command_says_what_came_and_never_writes_into_its_input(folder: Path, tmp_path: Path) -> None:
    form = tmp_path / "Q1-2023_HDAKHA.xlsx"
    form.write_bytes(district_form("HDAKHA"))
    before = form.read_bytes()
    made = run("merge", form, folder / "HDAKHA", "-o", tmp_path / "kq")
    assert made.exit_code == 0, made.output
    assert "Đã tổng hợp 11/11 đơn vị trực thuộc của UBND huyện Đăk Hà" in made.output
    refused = run("merge", form, folder / "HDAKHA", "-o", tmp_path)
    assert (refused.exit_code, form.read_bytes()) == (2, before)


def test_the_bodys_own_form_may_lie_among_the_others(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder / "HDAKHA", tmp_path / "xa")
    form = tmp_path / "xa" / "Q1-2023_HDAKHA.xlsx"
    form.write_bytes(district_form("HDAKHA"))
    monkeypatch.chdir(tmp_path / "xa")
    merged = merge_below(form, Path(), tmp_path / "kq", quiet)
    assert [f.code for f in merged.completeness.open_errors] == []
    answer = read(tmp_path / "kq" / form.name)[0].answer(ROW)
    assert answer and answer.numerator
    assert {cell.location.file.partition("/")[0] for cell in answer.numerator.below} == {"xa"}


def test_who_has_nobody_below_cannot_merge(tmp_path: Path) -> None:
    form = put_form(tmp_path, "SYT")
    (tmp_path / "xa").mkdir()
    with pytest.raises(JobError, match="không có dòng nào tổng hợp từ đơn vị trực thuộc"):
        merge_below(form, tmp_path / "xa", tmp_path / "kq", quiet)


def test_a_district_makes_the_forms_of_its_communes_from_its_own(tmp_path: Path) -> None:
    form = put_form(tmp_path, "HDAKHA")
    _, files = blank_forms(form)
    assert len(files) == 11
    for agency, below in below_of("HDAKHA"):
        grid, _ = read_bytes(files[f"Q1-2023_{agency.code}.xlsx"], "x.xlsx")
        assert grid
        returned, findings = parse_return(grid, below)
        assert returned and returned.agency == agency.code
        assert [f.code for f in findings] == []
        own = parse_inputs(sources_of(grid))
        assert body_in_prose(own.job.report.issuing_body, own.job.report.place) == "Ủy ban nhân dân huyện Đăk Hà"
