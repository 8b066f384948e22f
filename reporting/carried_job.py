"""What of a job travels in one agency's form, and the job that such a form alone makes.

Only what concerns that agency goes along: the items of the plan that it answers, the bodies that these name, the
settings that reading, checking and typesetting need. No contacts, no other agency's figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from reporting.agencies import Agency, Registry
from reporting.errors import JobError
from reporting.excel.needed import read_needed
from reporting.excel.plan_workbook import plan_tables
from reporting.excel.registry_workbook import registry_tables
from reporting.excel.table_sheet import Filled
from reporting.forms.build import Forms
from reporting.forms.carried import Carried, Line, lines_of
from reporting.forms.form import FormRow
from reporting.forms.layout import CARRIED_JOB, MARK, SHEET_NAMES, sheet_tag
from reporting.grid import Grid, Sheet
from reporting.inputs import Inputs
from reporting.job import Job, parse_job
from reporting.location import Location
from reporting.numbers import read_date
from reporting.obligations import Campaign, Obligation
from reporting.parse.first_page import guide_values
from reporting.parse.identity import Mark, carried_in, identity_of, marks_of
from reporting.plan import Item, Plan
from reporting.returns import Answer
from reporting.sources import Data, Sources
from reporting.store.files import file_sha256, template_data
from reporting.store.sample import sample_job

_BESIDE = 200  # more of them would make the form large, and the making of all forms slow
_DATA = ("calendar", "holidays", "outline", "profile", "thresholds", "statistics")  # fields of Sources
_TITLES = {"plan": "kế hoạch kèm theo biểu", "registry": "danh mục đơn vị kèm theo biểu"}


# --- into the form ----------------------------------------------------------------------------


def carried_lines(sources: Sources, inputs: Inputs, agency: Agency) -> tuple[Line, ...]:
    """The hidden lines of this agency's form."""
    plan = _own_plan(inputs.plan, {row.item for row in _asked(inputs, agency)})
    registry = _own_registry(inputs, agency, plan)
    data = {name: getattr(sources, name) for name in _DATA}
    before = _last_period(inputs, agency)
    return lines_of(
        {
            "job": _job(inputs.job),
            **({"previous": before} if before else {}),
            "plan": dict(map(_packed, plan_tables(plan, registry)[:4])),
            "registry": dict(map(_packed, registry_tables(registry))),
            **{name: [one.name, one.values] for name, one in data.items() if one is not None},
        }
    )


def _job(job: Job) -> dict[str, Any]:
    """What of job.toml concerns others than its officer; neither its signer nor to whom it sends."""
    task, inputs, report = job.task, job.inputs, job.report
    own = {"deadline": task.deadline} if task.deadline != date.min else {}
    return {
        "job": {key: getattr(task, key) for key in ("name", "period", "year", "as_of", "invented", "agency")} | own,
        "inputs": {"calendar": inputs.calendar, "statistics": inputs.statistics}
        | ({"leads": dict(inputs.leads)} if inputs.leads else {}),
        "report": {
            key: getattr(report, key)
            for key in ("issuing_body", "place", "superior", "outline", "profile", "annex_reference")
        },
    }


_COLUMNS = ("row", "numerator", "denominator", "answer", "reported", "status", "narrative", "evidence", "note")


def _last_period(inputs: Inputs, agency: Agency) -> dict[str, Any] | None:
    """What the agency itself answered last period, under the same plan: large changes and copied texts show."""
    before = inputs.previous
    sent = next((one for one in before.inherited if one.agency == agency.code), None) if before else None
    if before is None or sent is None or before.plan.id != inputs.plan.id:
        return None
    answers = {answer.row: answer for answer in sent.answers}
    sheets = {}
    for sheet in Forms(Campaign(inputs.plan, inputs.registry, before.period)).blank(agency).sheets:
        rows = [_cells(answers[row.code], row) for row in sheet.rows if row.code in answers]
        if rows:
            sheets[sheet.key] = rows
    return {"job": _job(before.job), "sheets": sheets}


def _cells(answer: Answer, row: FormRow) -> list[Any]:
    """One row of last period in the order of `_COLUMNS`, blanks at the end cut off."""
    yes_no = "answer" in row.fill
    top, bottom = (None, None) if yes_no else (answer.numerator, answer.denominator)
    cells: list[Any] = [
        answer.row,
        top.value if top else None,
        bottom.value if bottom else None,
        answer.numerator.raw if yes_no and answer.numerator else None,
        answer.reported.value if answer.reported else None,
        answer.status.label if answer.status else None,
        *(text.text if text else None for text in (answer.narrative, answer.evidence, answer.note)),
    ]
    while cells[-1] is None:
        cells.pop()
    return cells


def _asked(inputs: Inputs, agency: Agency) -> Iterator[Obligation]:
    """The rows of the agency, and of those below it, whose returns it merges."""
    yield from inputs.campaign.owed(agency)
    below = inputs.campaign.roster.below(agency.code)
    for one in inputs.registry.agencies:
        if one.code in below:
            yield from inputs.campaign.owed(one)


def _own_plan(plan: Plan, asked: set[str]) -> Plan:
    """The items that are asked about, with the headings above them."""
    items = tuple(_own_item(item, asked) for item in plan.items if item.code in asked)
    above = {section.section for item in items for section in plan.path(item.section)}
    sections = tuple(section for section in plan.sections if section.section in above)
    return replace(plan, sections=sections, items=items, corrections=(), texts=(), recipients=(), legal_bases=())


def _own_item(item: Item, asked: set[str]) -> Item:
    measures = tuple(m if m.same_as in asked else replace(m, same_as="") for m in item.measures)
    roles = tuple(replace(a, verb="", why="") for a in item.assignments)
    return replace(item, source_text="", roles_text="", source_line=0, measures=measures, assignments=roles)


def _own_registry(inputs: Inputs, agency: Agency, plan: Plan) -> Registry:
    """The agency as it is; of the others, by name only, those below it, those that its items name, and those that
    report beside it where they are not too many (a file may bear the name of another's form)."""
    registry, beside = inputs.registry, inputs.campaign.expected
    below = inputs.campaign.roster.below(agency.code)
    kept = below | set(_named(plan)) | {inputs.job.task.agency} | (beside if len(beside) <= _BESIDE else set())
    agencies = tuple(
        one if one.code == agency.code else _by_name(one, below)
        for one in registry.agencies
        if one.code in kept or one.code == agency.code
    )
    return replace(registry, agencies=agencies)


def _named(plan: Plan) -> Iterator[str]:
    for item in plan.items:
        yield item.focal
        yield from (a.party for a in item.assignments)
        yield from (code for measure in item.measures for code in measure.excluded)


def _by_name(agency: Agency, below: frozenset[str]) -> Agency:
    parent = agency.parent if agency.code in below else ""
    expected = agency.expected and bool(not agency.parent)
    return Agency(
        agency.code,
        agency.name,
        agency.symbol,
        agency.short_name,
        agency.level,
        agency.groups,
        parent,
        expected,
        valid_from=agency.valid_from,
        valid_to=agency.valid_to,
    )


def _packed(table: Filled) -> tuple[str, list[list[Any]]]:
    """A sheet as its titles and rows, without the columns that are blank."""
    used = [c for c in table.layout.columns if c.required or any(row.get(c.key) not in _BLANK for row in table.rows)]
    return table.layout.sheet, [[c.title for c in used], *([row.get(c.key) for c in used] for row in table.rows)]


_BLANK = (None, "")


# --- out of the form --------------------------------------------------------------------------


def is_form(given: Path) -> bool:
    """Whether the user means a workbook instead of a job."""
    return given.is_file() and given.suffix.lower() != ".toml"


def form_sources(path: Path, passwords: tuple[str, ...] = ()) -> Sources:
    """The job that a filled form alone makes. JobError where the file does not carry one."""
    sources = sources_of(read_needed(path, path.name, JobError, passwords))
    return replace(sources, hashes={path.name: file_sha256(path)}, files={path.name: path})


def sources_of(grid: Grid) -> Sources:
    """The same for a form that was read."""
    marks = marks_of(grid)
    agency, parts = _carried(grid, marks)
    data = {name: Data(parts[name][1], parts[name][0]) for name in _DATA if name in parts}
    sent = read_date(guide_values(marks)["sent"], date_1904=grid.date_1904).day
    letter, letter_name = template_data("letters", "don_doc", Path())
    own = Sources(
        job=_job_of(parts["job"], sent),
        name=Path(grid.file).stem,
        plan=_grid(parts["plan"], f"{grid.file} › {_TITLES['plan']}"),
        registry=_grid(parts["registry"], f"{grid.file} › {_TITLES['registry']}"),
        letter=Data(letter, letter_name),
        sample=sample_job(),
        returns=(grid,),
        hashes={grid.file: grid.sha256},
        received=(grid.file,),
        alone=agency,
        calendar=data["calendar"],
        holidays=data["holidays"],
        outline=data["outline"],
        profile=data["profile"],
        thresholds=data["thresholds"],
        statistics=data.get("statistics"),
    )
    return replace(own, previous=_before(own, parts["previous"])) if "previous" in parts else own


def _carried(grid: Grid, marks: tuple[Mark, ...]) -> tuple[str, dict[str, Any]]:
    """Whose form it is, and the parts that it carries."""
    identity, findings = identity_of(grid, marks)
    if identity is None:
        raise JobError(findings[0].wrong, where=grid.file, accepted=findings[0].accepted, action=findings[0].action)
    carried = carried_in(marks)
    if carried is None or not carried.intact:
        raise _unusable(grid, carried)
    return identity.agency, carried.parts


def _before(own: Sources, data: Mapping[str, Any]) -> Sources:
    """Last period's job with the agency's one return, as far as it travelled."""
    name = f"{own.returns[0].file} › kỳ trước"
    job = _job_of(data["job"], None)
    period = f"{job.task.period}-{job.task.year}"
    sheets = tuple(
        _sheet_before(name, key, rows, sheet_tag(key, own.alone, period, "")) for key, rows in data["sheets"].items()
    )
    return replace(own, job=job, name=name, returns=(Grid(name, sheets),), hashes={}, received=())


def _sheet_before(name: str, key: str, rows: list[list[Any]], tag: str) -> Sheet:
    heads = (tag, *(f"{MARK}{column}" for column in _COLUMNS[1:]))
    return Sheet(name, SHEET_NAMES[key], (heads, *map(tuple, rows)))


def _unusable(grid: Grid, carried: Carried | None) -> JobError:
    if carried is None:
        return JobError(
            "tệp không mang theo kế hoạch (biểu do bản cũ của chương trình tạo, hoặc trang ẩn đã bị xóa)",
            where=grid.file,
            accepted="biểu do cchc forms tạo, còn nguyên các trang ẩn",
            action="Xin cơ quan tổng hợp biểu mới, hoặc dùng tệp này cùng với job.toml của kỳ báo cáo.",
        )
    return JobError(
        "trang ẩn mang kế hoạch của biểu đã bị sửa, không thể dùng để kiểm tra",
        where=Location(grid.file, SHEET_NAMES[CARRIED_JOB]),
        accepted="trang ẩn như khi nhận biểu",
        action="Chép số liệu sang biểu gốc đã nhận rồi chạy lại; không sửa các trang ẩn.",
    )


def _job_of(data: Mapping[str, Any], sent: date | None) -> Job:
    inputs = {"plan": _TITLES["plan"], "registry": _TITLES["registry"], "returns": "."} | data["inputs"]
    job = parse_job({**data, "inputs": inputs, "signing": {"lines": []}}, _TITLES["plan"])
    task = job.task
    # the day of sending is later than the day on which the forms were made; another year is a slip of the hand
    today = sent if sent and sent.year in (task.year, task.year + 1) else task.as_of
    return replace(job, task=replace(task, as_of=max(task.as_of, today)))


def _grid(sheets: Mapping[str, list[list[Any]]], name: str) -> Grid:
    return Grid(name, tuple(Sheet(name, title, tuple(map(tuple, rows))) for title, rows in sheets.items()))
