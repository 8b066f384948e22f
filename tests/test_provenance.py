"""Nobody need believe a figure: every number that the samples' reports print is found in nguon_so_lieu.json
with its cells, and comes out again from those very cells, read by other libraries and added up anew here.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from reporting.agencies import Registry
from reporting.compose.grammar import due_words
from reporting.document import Cell, Document, Heading, Paragraph, Run, Table
from reporting.inputs import Inputs, parse_inputs
from reporting.obligations import obligations
from reporting.plan import ItemKind, Plan
from reporting.sources import read_sources
from reporting.text import lower_first
from tests.helpers.built import Built
from tests.helpers.cells import cells_of, number_in
from tests.helpers.figures import rounded, same, worked_out

Entry = dict[str, Any]
ONE = Decimal(1)

# Figures that count answers ("I.1.b.16/1#don_vi"): each cell named is one of them, whatever it holds. The
# others after "#" are parts of a figure, its difference from last period, and communes, a number in each cell.
COUNTED = re.compile(r"#(?!(tu|mau|so_ky_truoc|don_vi_.+)$)")
WORDS = {"Có": ONE, "Không": Decimal(0), "Hoàn thành": ONE, "Đang thực hiện": Decimal(0), "Chưa thực hiện": Decimal(0)}
SAID = {"Có": ONE, "Chưa": Decimal(0), "Hoàn thành": ONE, "Chưa hoàn thành": Decimal(0)}


def _in_long(name: str) -> Any:
    return pytest.param(name, marks=pytest.mark.long)


@pytest.fixture(
    scope="module", params=["clean_job", "real_life_draft", *map(_in_long, ("decided_job", "third_quarter"))]
)
def built(request: pytest.FixtureRequest) -> Built:
    made: Built = request.getfixturevalue(request.param)
    return made


@pytest.fixture(scope="module")
def provenance(built: Built) -> Entry:
    data: Entry = json.loads((built.folder / "nguon_so_lieu.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def inputs(built: Built) -> Inputs:
    return parse_inputs(read_sources(built.job, with_previous=False))


# ── every figure, from its cells ─────────────────────────────────────────────────────────────────


def value_of(source: Entry, built: Built, counted: bool, below: bool) -> Decimal:
    """What one cell contributes, read from the file itself. `below`: it stands under the fraction line,
    where an answer in words ("Có", "Hoàn thành") is one unit."""
    path = built.job / source["file"]
    assert path.is_file(), source
    if "cell" not in source:
        assert counted, source
        return ONE
    held = cells_of(path)[source["sheet"]].get(source["cell"])
    assert held is not None, source
    if counted:
        return ONE
    if isinstance(held, str) and held.strip() in WORDS:
        return ONE if below else WORDS[held.strip()]
    if isinstance(held, str) and "/" in held:  # chosen by an officer: both parts in one cell
        held = held.split("/")[below]
    return number_in(held)


def operands(figure: Entry, built: Built) -> Iterator[Decimal]:
    counted = bool(COUNTED.search(figure["id"]))
    for index, operand in enumerate(figure["operands"]):
        below = index % 2 == 1 or figure["id"].endswith("#mau")
        values = [value_of(source, built, counted, below) for source in operand["sources"]]
        assert values or counted and operand["value"] == "0", figure["id"]
        assert [Decimal(s["value"]) for s in operand["sources"]] == values, figure["id"]
        assert sum(values) == Decimal(operand["value"]), figure["id"]
        yield sum(values, Decimal(0))


def printed(text: str) -> tuple[Decimal, int]:
    """What a reader understands, and to how many decimals: `82,4%` · `12.345` · `02` · `không có` · `Có`."""
    said = text.strip().capitalize()
    if said in ("Không có", "Chưa có", "Chưa phát sinh"):
        return Decimal(0), 0
    if said in SAID:
        return 100 * SAID[said], 0
    number = text.rstrip("%").replace(".", "").replace(",", ".")
    return Decimal(number), len(number.partition(".")[2])


def test_every_figure_comes_out_again_from_its_cells(provenance: Entry, built: Built) -> None:
    assert len(provenance["figures"]) > 1000
    for figure in provenance["figures"]:
        value = worked_out(figure["formula"], list(operands(figure, built)))
        assert same(Decimal(figure["value"]), value), figure["id"]
        shown, places = printed(figure["text"])
        assert shown == rounded(abs(value), places), (figure["id"], figure["text"], value)


def test_every_printed_figure_is_in_the_file_in_reading_order(provenance: Entry, built: Built) -> None:
    runs = [(run.figure.id, run.text) for run in all_runs(built.document) if run.figure]
    assert runs == [(figure["id"], figure["text"]) for figure in provenance["figures"]]


def test_every_file_named_is_an_input_of_the_manifest(provenance: Entry, built: Built) -> None:
    manifest = json.loads((built.folder / "manifest.json").read_text(encoding="utf-8"))
    known = {row["file"] for row in manifest["inputs"]}
    named = {s["file"] for f in provenance["figures"] for o in f["operands"] for s in o["sources"]}
    named |= {s["file"] for p in provenance["paragraphs"] for s in p["sources"]}
    assert named <= {os.path.normpath(name).replace(os.sep, "/") for name in known} | known


def test_texts_quote_the_cells_they_name(provenance: Entry, built: Built) -> None:
    texts = (p for p in provenance["paragraphs"] if not p["block"].startswith("annex-IV/"))  # they name rows
    quoted = [s for p in texts for s in p["sources"] if "cell" in s]
    assert len(quoted) > 100
    for source in quoted:
        held = cells_of(built.job / source["file"])[source["sheet"]].get(source["cell"])
        assert held is not None, source
        if isinstance(held, str) and not held[:1].isdigit():
            assert squeezed(source["raw"]) == squeezed(held), source


def squeezed(text: str) -> str:
    return "".join(text.split())


# ── the sums, from the returns as such ───────────────────────────────────────────────────────────


def test_a_summed_figure_leaves_no_return_out(clean_job: Built) -> None:
    """All forms of the clean sample, by the hidden codes of their rows: nobody's cell is missing from a sum."""
    inputs = parse_inputs(read_sources(clean_job.job, with_previous=False))
    provenance = json.loads((clean_job.folder / "nguon_so_lieu.json").read_text(encoding="utf-8"))
    figures = {figure["id"]: figure for figure in provenance["figures"]}
    sums = [m.id for item in inputs.plan.items for m in item.measures if m.combine.value == "sum"]
    checked = 0
    for measure in sums:
        if measure not in figures:
            continue
        for operand, column in zip(figures[measure]["operands"], ("numerator", "denominator"), strict=False):
            total = sum(column_of(clean_job, measure, column), Decimal(0))
            assert total == Decimal(operand["value"]), (measure, column)
            checked += 1
    assert checked > 20


def test_a_cumulative_figure_adds_the_cells_of_both_jobs(third_quarter: Built) -> None:
    """Beside Quý III's own figure, from its own files, stands the sum with 6 tháng, each return in it once."""
    figures = figures_of(third_quarter)
    before = {f["id"]: f for f in figures.values() if f["id"].endswith("@M6-2023")}
    whole = {id.removesuffix("@luy_ke"): f for id, f in figures.items() if id.endswith("@luy_ke")}
    assert len(whole) == 16  # 13 ratios that the plan lets add up, and the three numbers
    fixed = {"I.1.b.01/1", "I.1.b.23/1"}  # of all agencies: their number does not add up
    for measure, figure in whole.items():
        for place, operand in enumerate(figure["operands"]):
            alone = measure in fixed and place == 1
            parts = [f["operands"][place] for f in (before[f"{measure}@M6-2023"], figures[measure])][alone:]
            assert operand["sources"] == [source for part in parts for source in part["sources"]], measure
            assert Decimal(operand["value"]) == sum(Decimal(part["value"]) for part in parts)
            jobs = {source["file"].startswith("../sau_thang/") for source in operand["sources"]}
            assert jobs == ({False} if alone else {True, False})


def figures_of(built: Built) -> Entry:
    data = json.loads((built.folder / "nguon_so_lieu.json").read_text(encoding="utf-8"))
    return {figure["id"]: figure for figure in data["figures"]}


def column_of(built: Built, measure: str, column: str) -> Iterator[Decimal]:
    """One column of every row that carries the measure's code, in all files of the returns folder."""
    for path in sorted((built.job / "bao_cao_nhan").iterdir()):
        cells = cells_of(path).get("Chỉ tiêu", {})
        letter = {key: re.sub(r"\d", "", at) for at, key in cells.items() if re.fullmatch(r"[A-Z]+1", at)}
        for at, code in cells.items():
            if re.fullmatch(r"A\d+", at) and code in (measure, f"{measure}@commune"):
                yield from row_value(cells, at[1:], letter, column)


def row_value(cells: dict[str, object], row: str, letter: dict[object, str], column: str) -> Iterator[Decimal]:
    held = cells.get(f"{letter[f'cchc:{column}']}{row}")
    answer = cells.get(f"{letter['cchc:answer']}{row}")
    if held is not None:
        yield number_in(held)
    elif answer is not None:
        yield ONE if column == "denominator" else WORDS[str(answer)]


# ── every number in the text, from somewhere ─────────────────────────────────────────────────────

NUMBER = re.compile(r"\d+(?:[.,/]\d+)*%?")
FIGURE = "\x00"  # stands where a figure does

# What may stand in the text without a cell behind it, and why.
ALLOWED = (
    r"^.+: .+ quyết định (chấp nhận|chọn “.+”) ngày \S+, lý do: .+$",  # an officer's own words (annex IV)
    r"^\d+[a-đ]?: |\(\d+[a-đ]?(, \d+[a-đ]?)*\)",  # which target a document or remark is about (evidence by agency)
    r"ngày \d{1,2}/\d{1,2}/\d{4}",  # the period's own days
    r"\b6 tháng (đầu|cuối) năm \d{4}",
    r"năm \d{4}",
    r"^\d{1,2}/\d{1,2}/\d{4}$",  # the day on which a return was received (annex IV), from the job's register
    r"và \d+ cơ quan, đơn vị khác\)",  # senders of one opinion beyond those named: all are the paragraph's sources
    r"^Tổng số: \d+ (nhiệm vụ|nội dung)",  # the plan's items, counted
    r"Trong \d+ (chỉ tiêu|nhiệm vụ|nội dung)",
    r"\d+ (chỉ tiêu|nhiệm vụ|nội dung) (còn lại|chưa có báo cáo)",  # the plan's items less the figures before
)


def all_runs(document: Document) -> Iterator[Run]:
    for _, runs, _ in texts(document):
        yield from runs


def texts(document: Document) -> Iterator[tuple[str, tuple[Run, ...], tuple[Any, ...]]]:
    """(block or row, runs, sources) of every paragraph and of every cell's paragraphs."""
    for block in document.blocks():
        if isinstance(block, Paragraph):
            yield block.id, block.runs, block.sources
        elif isinstance(block, Table):
            for row in block.rows:
                for number, cell in enumerate(row.cells):
                    yield from ((row.id if number else "", runs, cell.sources) for runs in cell_lines(cell))


def cell_lines(cell: Cell) -> Iterator[tuple[Run, ...]]:
    yield from cell.paragraphs


def test_every_number_is_a_figure_or_quoted_or_the_plans_own(built: Built, inputs: Inputs) -> None:
    unexplained = []
    seen = 0
    for where, runs, sources in texts(built.document):
        if not where:
            continue  # the first cell of a row: its number in the table
        # a draft's marks name who is missing: no figures
        rest = "".join(FIGURE if run.figure else run.text for run in runs if run.mark != "gap")
        seen += len(NUMBER.findall(rest))
        for phrase in plan_phrases(inputs.plan, where):
            rest = rest.replace(phrase, "")
        for allowed in ALLOWED:
            rest = re.sub(allowed, "", rest)
        quoted = {token for source in sources for token in NUMBER.findall(cell_text(built, source))}
        quoted |= titles(inputs.plan, where)
        rest = re.sub(FIGURE + r"/(\d+)", lambda m: "" if owing(int(m[1]), inputs) else m[0], rest)
        unexplained += [(where, token, rest) for token in NUMBER.findall(rest) if token not in quoted]
    assert seen > 500
    assert not unexplained, "\n" + "\n".join(map(str, unexplained))


def plan_phrases(plan: Plan, where: str) -> list[str]:
    """The plan's own words about the item that a block is about, longest first: they may hold numbers."""
    item = next((i for i in plan.items if where.startswith(f"{i.code}/")), None)
    if item is None:
        return []
    phrases = [item.text, item.code, due_words(item.due), lower_first(due_words(item.due))]
    for measure in item.measures:
        wanted = measure.threshold_text
        phrases += [measure.name, measure.id, wanted, wanted.removeprefix("đạt ")]
    phrases += [phrase[:1].lower() + phrase[1:] for phrase in phrases] + [p[:1].upper() + p[1:] for p in phrases]
    return sorted(filter(None, phrases), key=len, reverse=True)


def titles(plan: Plan, where: str) -> set[str]:
    """Numbers in the title of a task or duty, which is made of the plan's text by shortening it."""
    item = next((i for i in plan.items if where.startswith(f"{i.code}/")), None)
    return set(NUMBER.findall(item.text)) if item and item.kind is not ItemKind.TARGET else set()


def cell_text(built: Built, source: Any) -> str:
    place = source.location
    if not place.cell:
        return ""
    return str(cells_of(built.job / place.file)[place.sheet].get(place.cell, ""))


def owing(number: int, inputs: Inputs) -> bool:
    """Whether as many agencies (or communes) owe some item of the plan: what "26/30 cơ quan" is held against."""
    return number in owed_by(inputs.plan, inputs.registry)


def owed_by(plan: Plan, registry: Registry) -> set[int]:
    expected = registry.expected()
    rows = [
        (row.item, row.measure, agency.code)
        for agency in expected
        for row in obligations(plan, registry, agency)
        if row.required
    ]
    counts = {len(expected), sum(1 for a in registry.agencies if a.parent)}
    for key in {(item, measure) for item, measure, _ in rows} | {(item, "") for item, _, _ in rows}:
        counts.add(len({code for item, measure, code in rows if item == key[0] and key[1] in ("", measure)}))
    return counts | {len([row for row in rows if row[2] == agency.code]) for agency in expected}


def test_no_heading_carries_a_figure(built: Built) -> None:
    """A number in a heading would escape the provenance: only the plan's own numbering and years stand there."""
    headings = [block.text for block in built.document.blocks() if isinstance(block, Heading)]
    assert len(headings) > 20
    rests = [re.sub(r"năm \d{4}|6 THÁNG (ĐẦU|CUỐI) NĂM \d{4}|NĂM \d{4}", "", text) for text in headings]
    assert [rest for rest in rests if NUMBER.search(rest)] == []
