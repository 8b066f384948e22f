"""A body and those that report through it: their returns merged into its own, which stays one Excel file.

What the body itself typed stays; only the rows that ask for those below it are filled, each cell with its sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from reporting.agencies import Agency
from reporting.carried_job import form_sources
from reporting.checks import CheckInput, check
from reporting.completeness import Completeness
from reporting.consolidation import Total
from reporting.errors import JobError, OutputError
from reporting.excel.folder import FolderRead, named_files, read_folder
from reporting.excel.form_writer import form_workbook
from reporting.excel.read import read_bytes
from reporting.findings import Finding, finding
from reporting.forms.build import with_free_rows
from reporting.forms.form import FilledForm, Form
from reporting.forms.layout import CARRIED_JOB, MARK, MERGED_NOTE
from reporting.forms.texts import INVENTED
from reporting.grid import Grid
from reporting.inputs import Inputs, parse_inputs
from reporting.location import Location
from reporting.merge import consolidate
from reporting.merge.roll_up import MergedRow, nodes_of, roll_up
from reporting.merge_and_check import Progress
from reporting.numbers import format_number
from reporting.obligations import Campaign
from reporting.parse.answer_cells import filled_of, previous_in
from reporting.parse.digest import digest_of
from reporting.parse.folder import FileFate, fates, settle
from reporting.parse.identity import carried_in, lines_in, marks_of
from reporting.parse.merged_sources import merged_lines
from reporting.parse.returns import parse_all, parse_with
from reporting.returns import Answer, Below, Quantity, Return
from reporting.store.output_folder import write_all

_QUOTED = 20  # cells named in a note; all of them stand on the hidden sheet


@dataclass(frozen=True, slots=True)
class Merged:
    """What was written, and the check of the returns below; `filled` cells out of so many; `beside` as in a check."""

    body: Agency
    campaign: Campaign
    completeness: Completeness
    files: tuple[FileFate, ...]
    file: str
    filled: int
    beside: Mapping[str, str] = field(default_factory=dict)


def merge_below(
    form: Path,
    returns: Path,
    folder: Path,
    progress: Progress,
    passwords: tuple[str, ...] = (),
    *,
    beside: bool = False,
) -> Merged:
    """The body's return with the rows of those below it filled, written into `folder` under its own name. It is
    written whatever was found; the inputs stay as they are."""
    progress(1, 0, 0)
    sources = form_sources(form, passwords)
    returns = returns.resolve()  # the folder's name stands in front of its files'
    read = _without(form, returns, read_folder(returns, returns.name, lambda n, of: progress(1, n, of), passwords))
    progress(2, 0, 0)
    inputs = parse_inputs(sources)
    body, own = _body(inputs, sources.alone)
    below = inputs.campaign.below(body)
    kept, found, files = _returns(read, below, inputs)
    progress(3, 0, 0)
    rows, stray = roll_up(inputs.campaign, body, kept)
    consolidation, more = consolidate(below, kept)
    progress(4, 0, 0)
    cells = _Cells(inputs, own, rows)
    case = CheckInput(below, inputs.job.task.as_of, kept, consolidation, (*read.findings, *found, *stray, *more))
    completeness = check(replace(case, thresholds=inputs.thresholds))
    of_returns = (f for f in completeness.findings if f.agency or f.location.file in read.hashes)  # not of the plan
    completeness = replace(completeness, findings=(*of_returns, *cells.kept_findings()))
    progress(7, 0, 0)
    name = f"{form.stem}.xlsx"
    if (folder / name).resolve() == form.resolve():
        raise OutputError("tệp kết quả trùng với biểu đưa vào", where=name, action="Chọn thư mục khác bằng -o.")
    data = _workbook(inputs, body, sources.returns[0], own, cells, {one.file: one.sha256 for one in kept})
    lying = {file: path for file, path in named_files(returns, returns.name).items() if file in read.hashes}
    replace(sources, hashes={**sources.hashes, **read.hashes}, files={**sources.files, **lying}).must_be_as_read()
    moved = write_all(folder, {name: data}, beside=beside)
    return Merged(body, below, completeness, files, name, len(cells.written), moved)


def _without(form: Path, folder: Path, read: FolderRead) -> FolderRead:
    """The body's own form may lie in the same folder."""
    if not form.resolve().is_relative_to(folder):
        return read
    name = f"{folder.name}/{form.resolve().relative_to(folder).as_posix()}"
    hashes = {file: digest for file, digest in read.hashes.items() if file != name}
    findings = tuple(f for f in read.findings if f.location.file != name)
    return replace(read, grids=tuple(g for g in read.grids if g.file != name), hashes=hashes, findings=findings)


def _body(inputs: Inputs, code: str) -> tuple[Agency, Return]:
    body = inputs.registry.agency(code)
    own = next((one for one in inputs.returns if one.agency == code), None)
    if body is None or own is None:
        wrong = next((found.wrong for found in inputs.findings), "không đọc được biểu của đơn vị")
        raise JobError(wrong, where=inputs.files[0].file if inputs.files else "")
    if not any(row.level == "commune" for row in inputs.campaign.owed(body)):
        raise JobError(
            f"{body.label} không có dòng nào tổng hợp từ đơn vị trực thuộc",
            where=own.file,
            accepted="biểu của đơn vị mà danh mục ghi là “Đơn vị cấp trên” của đơn vị khác",
        )
    return body, own


def _returns(
    read: FolderRead, below: Campaign, inputs: Inputs
) -> tuple[tuple[Return, ...], tuple[Finding, ...], tuple[FileFate, ...]]:
    parsed = parse_all(replace(inputs, campaign=below).forms, read.grids, {})
    dated = (replace(one, received=one.sent) for one, _ in parsed if one)
    kept, about = settle(dated, below)
    older = (
        finding("return-older-form", Location(grid.file), agency=one.agency, subject=grid.file)
        for grid, (one, _) in zip(read.grids, parsed, strict=True)
        if one and carried_in(marks_of(grid)) is None
    )
    found = (*(f for _, findings in parsed for f in findings), *older, *about)
    received = (*read.hashes, *read.litter)
    return kept, found, fates(received, read.litter, kept, (*read.findings, *found))


# --- cells ------------------------------------------------------------------------------------


class _Cells:
    """What is written into which cell, and what was typed there already and stays."""

    def __init__(self, inputs: Inputs, own: Return, rows: tuple[MergedRow, ...]) -> None:
        self.inputs, self.own = inputs, own
        self.typed = {answer.row: answer for answer in own.answers}
        self.rows = {row.obligation.row: row for row in rows}
        every = [
            (row, key, cell)
            for row, one in self.rows.items()
            for key, cell in one.cells.items()
            if self._counts(one, cell)
        ]
        self.written = {(row, key): cell for row, key, cell in every if self._free(row, key, cell)}
        self.kept = {(row, key): cell for row, key, cell in every if (row, key) not in self.written}

    @staticmethod
    def _counts(row: MergedRow, cell: Total) -> bool:
        return bool(cell.sources) or row.numerator is not None

    def _free(self, row: str, key: str, cell: Total) -> bool:
        """Blank, filled by an earlier merge, or equal to what is merged."""
        there = self._there(row, key)
        return there is None or bool(there.below) or there.value == cell.value

    def _there(self, row: str, key: str) -> Quantity | None:
        answer = self.typed.get(row)
        return getattr(answer, key) if answer else None

    def kept_findings(self) -> Iterator[Finding]:
        for (row, key), cell in self.kept.items():
            there, asked = self._there(row, key), self.rows[row].obligation
            assert there is not None
            yield finding(
                "merge-keeps-typed",
                there.location,
                agency=self.own.agency,
                item=asked.item,
                measure=asked.measure,
                form_row=asked.row,
                fields=(key,),
                subject=f"{row}/{key}",
                which=asked.measure or asked.item,
                level="",
                shown=format_number(there.value),
                total=format_number(cell.value),
            )

    def values(self, row: str) -> dict[str, object]:
        """Column → what is written into the row's cells; words only where nothing was typed."""
        made: dict[str, object] = {key: _plain(cell.value) for (at, key), cell in self.written.items() if at == row}
        merged, answer = self.rows[row], self.typed.get(row)
        if merged.status and not (answer and answer.status):
            made["status"] = merged.status.label
        words = self._words(merged)
        if words and not (answer and answer.note):
            made["note"] = words
        return made

    def _words(self, row: MergedRow) -> str:
        names = self.inputs.registry.name_of
        said = [("Chưa có số liệu: ", row.missing), ("Không phát sinh: ", row.not_arising)]
        return "; ".join(title + ", ".join(map(names, codes)) for title, codes in said if codes)

    def notes(self) -> dict[tuple[str, str], str]:
        return {place: self._note(cell) for place, cell in self.written.items()}

    def _note(self, cell: Total) -> str:
        names = self.inputs.registry.name_of
        lines = [
            f"{names(s.agency)}: {format_number(s.value or Decimal(0))} ({_last(s.location)})"
            for s in cell.sources[:_QUOTED]
        ]
        more = len(cell.sources) - len(lines)
        return "\n".join([MERGED_NOTE, *lines, *([f"và {more} đơn vị khác (trang ẩn của biểu)"] if more else [])])

    def nodes(self) -> dict[str, dict[str, tuple[Below, ...]]]:
        found: dict[str, dict[str, tuple[Below, ...]]] = {}
        for (row, key), cell in self.written.items():
            found.setdefault(row, {})[key] = nodes_of(cell)
        return found


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _last(where: Location) -> str:
    return str(replace(where, file=where.file.rpartition("/")[2]))


# --- the workbook -----------------------------------------------------------------------------


def _workbook(inputs: Inputs, body: Agency, grid: Grid, own: Return, cells: _Cells, files: Mapping[str, str]) -> bytes:
    typed = filled_of(grid)
    rows = dict(typed.rows) | {row: {**typed.rows.get(row, {}), **cells.values(row)} for row in cells.rows}
    filled = FilledForm(rows, typed.guide, typed.free, cells.notes(), merged_lines(cells.nodes(), files))
    data = form_workbook(with_free_rows(_form(inputs, body, grid, own), len(filled.free)), filled)
    _proven(data, inputs, own, cells)
    return data


def _form(inputs: Inputs, body: Agency, grid: Grid, own: Return) -> Form:
    notice = INVENTED if inputs.job.task.invented else ""
    form = inputs.forms.made(body, previous_in(grid), notice)
    start = f"{MARK}{CARRIED_JOB}:"
    carried = tuple(line for line in lines_in(marks_of(grid)) if line[0].startswith(start))
    return replace(form, carried=carried, own_report=dict(own.own_report))


def _proven(data: bytes, inputs: Inputs, own: Return, cells: _Cells) -> None:
    """Read again, the new file says what the old one said, and the sums that were written."""
    grid, _ = read_bytes(data, own.file)
    again = parse_with(inputs.forms, grid, {})[0] if grid else None
    if again is None or _others(again) != _others(own) or not _sums_agree(again, cells):
        raise OutputError(
            "biểu tổng hợp đọc lại không khớp với biểu đưa vào, chưa ghi gì",
            where=own.file,
            action="Lưu lại biểu dạng .xlsx rồi làm lại; vẫn không được thì báo cho người phát triển.",
        )


def _others(returned: Return) -> str:
    return digest_of(replace(returned, answers=tuple(a for a in returned.answers if a.level != "commune")))


def _sums_agree(again: Return, cells: _Cells) -> bool:
    answers: dict[str, Answer] = {answer.row: answer for answer in again.answers}
    found = ((getattr(answers[row], key), cell.value) for (row, key), cell in cells.written.items())
    return all(quantity is not None and quantity.value == value for quantity, value in found)
