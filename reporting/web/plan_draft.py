"""A plan on its way in: read from its own document, looked through on the page, then kept as plan.xlsx.

The document is read by `cchc plan import` in a process of its own. The draft is its workbook, in the workspace's state
folder: what the page changes is changed in that workbook, row by row, and every other cell stays. An answer to a
question has the document read again, and all changes made so far are made again.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reporting.child_process import module_command, module_environment
from reporting.errors import PlanError
from reporting.excel.needed import read_needed
from reporting.excel.plan_review import REVIEW
from reporting.excel.table_edit import with_row
from reporting.findings import Finding, ordered
from reporting.grid import Grid
from reporting.numbers import read_date
from reporting.parse.plan_layout import DUES, ITEMS, KINDS, PROPOSED
from reporting.parse.plan_workbook import parse_plan
from reporting.parse.registry_workbook import parse_registry
from reporting.parse.tables import Layout, ReadRow, find_sheet, read_table
from reporting.plan import Plan, Role
from reporting.plan_import.review import ASKED, UNCLEAR
from reporting.store.files import replace_file
from reporting.web.uploads import free_path
from reporting.web.workspace import Workspace

PLAN, REGISTRY = "plan.xlsx", "don_vi.xlsx"
_SOURCE, _CHANGES, _ANSWERS = "nguon.json", "sua.json", "tra_loi.csv"
PROPOSED_MARK = f" ({PROPOSED})"
_PATIENCE = 300  # seconds for one document
ROLES = tuple((role.value, ITEMS.column(role.value).title) for role in Role)
CHOICES = {"kind": tuple(KINDS.values()), "due_kind": tuple(DUES.values())}
_FIELDS = ("kind", "text", *(key for key, _ in ROLES), "focal", "due_kind", "due_day", "due_text")


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One item: `cells` as the workbook holds them, beside what the document says; `asked`: what the import is unsure
    of; `proposed`: some agency in it is the importer's proposal."""

    code: str
    cells: Mapping[str, str]
    source: str
    roles: str
    line: str
    asked: tuple[str, ...]

    @property
    def proposed(self) -> bool:
        return any(PROPOSED_MARK in self.cells[key] for key, _ in ROLES)


@dataclass(frozen=True, slots=True)
class DraftQuestion:
    """What settles several items at once: `items` as the sheet lists them; `done`: answered and understood."""

    id: str
    what: str
    text: str
    items: str
    action: str
    answer: str
    done: bool


@dataclass(frozen=True, slots=True)
class Draft:
    name: str
    plan: Plan
    items: tuple[DraftItem, ...]
    open: tuple[tuple[str, str, str], ...]  # what was not understood: place, text, what to do
    findings: tuple[Finding, ...]
    registry_proposed: bool
    questions: tuple[DraftQuestion, ...] = ()


def draft_folder(workspace: Workspace) -> Path:
    return workspace.state / "ke_hoach"


def read_in(workspace: Workspace, document: Path, name: str) -> None:
    """Reads the plan's document into a new draft. Raises PlanError with the importer's own words."""
    room = _new_room(workspace)
    kept = room / f"van_ban{document.suffix}"
    shutil.copyfile(document, kept)
    _import(workspace, room, kept, name)
    (room / _SOURCE).write_text(json.dumps({"name": name, "document": kept.name}), "utf-8")
    _take_place(workspace, room)


def answer(workspace: Workspace, given: Mapping[str, str]) -> None:
    """Takes answers to questions of the draft: the document is read again with all answers, and what was corrected on
    the page before is corrected again. Raises PlanError, and the draft stays as it was."""
    folder, known = draft_folder(workspace), draft_of(workspace)
    if known is None:
        raise PlanError("không có kế hoạch nào đang nhập", where="Nhập kế hoạch")
    source = json.loads((folder / _SOURCE).read_text("utf-8"))
    if "document" not in source:
        raise PlanError("văn bản của bản nhập này không còn", where=known.name, action="Đọc lại văn bản kế hoạch.")
    room = _new_room(workspace)
    for name in (source["document"], _SOURCE, _CHANGES):
        if (folder / name).is_file():
            shutil.copyfile(folder / name, room / name)
    with (room / _ANSWERS).open("w", encoding="utf-8-sig", newline="") as out:
        rows = ((q.id, given.get(q.id, q.answer).strip()) for q in known.questions)
        csv.writer(out).writerows((("Mã câu hỏi", "Trả lời"), *rows))
    _import(workspace, room, room / source["document"], known.name, "--answers", str(room / _ANSWERS))
    data = (room / PLAN).read_bytes()
    for change in _changes(room):
        data = with_row(data, PLAN, ITEMS, "code", change)
    replace_file(room / PLAN, data)
    _take_place(workspace, room)


def _new_room(workspace: Workspace) -> Path:
    room = draft_folder(workspace).with_name("ke_hoach.moi")
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir()
    return room


def _take_place(workspace: Workspace, room: Path) -> None:
    folder = draft_folder(workspace)
    shutil.rmtree(folder, ignore_errors=True)
    room.rename(folder)


def _import(workspace: Workspace, room: Path, document: Path, name: str, *more: str) -> None:
    known = workspace.folder / REGISTRY
    agencies = ["--registry", str(known)] if known.is_file() else ["--registry-output", str(room / REGISTRY)]
    options = ["plan", "import", str(document), "-o", str(room / PLAN), *agencies, *more]
    try:
        done = subprocess.run(
            module_command("reporting.commands", *options), env={**module_environment(), "NO_COLOR": "1"}, cwd=room,
            capture_output=True, encoding="utf-8", errors="replace", timeout=_PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as problem:
        raise PlanError(
            "văn bản quá dài, đọc chưa xong", where=name, action="Tách phần kế hoạch ra tệp riêng."
        ) from problem
    if not (room / PLAN).is_file():
        said = " ".join(line.strip() for line in done.stderr.splitlines() if line.strip())
        raise PlanError(said.removeprefix("Lỗi: ") or "không đọc được văn bản", where="Nhập kế hoạch")


def _changes(folder: Path) -> list[dict[str, str | date | None]]:
    """What the page changed, one row of cells after the other; a day is kept as yyyy-mm-dd."""
    path = folder / _CHANGES
    made = json.loads(path.read_text("utf-8")) if path.is_file() else []
    for change in made:
        if change.get("due_day"):
            change["due_day"] = date.fromisoformat(change["due_day"])
    return made


def draft_of(workspace: Workspace) -> Draft | None:
    """The draft as it stands; None where no plan is on its way in."""
    folder = draft_folder(workspace)
    if not (folder / PLAN).is_file():
        return None
    grid = read_needed(folder / PLAN, PLAN, PlanError)
    agencies = next((p for p in (folder / REGISTRY, workspace.folder / REGISTRY) if p.is_file()), None)
    registry = parse_registry(read_needed(agencies, REGISTRY, PlanError)) if agencies else None
    plan, findings = parse_plan(grid, registry)
    rows = _table(grid, REVIEW)
    review = [row for row in rows if row.text("state") == UNCLEAR]
    asked: dict[str, list[str]] = {}
    for row in review:
        asked.setdefault(row.text("item"), []).append(row.text("text"))
    items = tuple(_item(row, tuple(asked.get(row.text("code"), ()))) for row in _table(grid, ITEMS))
    codes = {item.code for item in items}
    open_ = tuple((r.text("what"), r.text("text"), r.text("action")) for r in review if r.text("item") not in codes)
    name = json.loads((folder / _SOURCE).read_text("utf-8"))["name"]
    questions = tuple(_question(row) for row in rows if row.text("question"))
    return Draft(name, plan, items, open_, ordered(findings), (folder / REGISTRY).is_file(), questions)


def _question(row: ReadRow) -> DraftQuestion:
    id_, what, text, items, action, said = map(row.text, ("question", "what", "text", "item", "action", "answer"))
    return DraftQuestion(id_, what, text, items, action, said, row.text("state") != ASKED)


def _table(grid: Grid, layout: Layout) -> tuple[ReadRow, ...]:
    sheet = find_sheet(grid, layout.sheet)
    return read_table(sheet, layout).rows if sheet else ()


def _item(row: ReadRow, asked: tuple[str, ...]) -> DraftItem:
    cells = {key: row.text(key) for key in _FIELDS}
    day = read_date(row.value("due_day")).day
    if day:
        cells["due_day"] = _shown(day)
    code, source, roles, line = map(row.text, ("code", "source_text", "roles_text", "source_line"))
    return DraftItem(code, cells, source, roles, line, asked)


def correct(workspace: Workspace, code: str, given: Mapping[str, str], confirm: bool) -> None:
    """Sets one item's cells to what was typed; `confirm` takes the importer's proposals as the officer's own."""
    path = draft_folder(workspace) / PLAN
    values: dict[str, str | date | None] = {key: given[key].strip() or None for key in _FIELDS if key in given}
    if confirm:
        values |= {key: str(values[key]).replace(PROPOSED_MARK, "") for key, _ in ROLES if values.get(key)}
    typed = values.get("due_day")
    if isinstance(typed, str):
        day = read_date(typed).day
        if day is None:
            raise PlanError(f"ngày “{typed}” không đọc được", where=f"mục {code} › Hạn (ngày)", accepted="30/06/2026")
        values["due_day"] = day
    known = draft_of(workspace)
    item = next((one for one in known.items if one.code == code), None) if known else None
    if item is None:
        raise PlanError(f"không có mục {code} trong kế hoạch đang nhập", where="Nhập kế hoạch")
    replace_file(path, with_row(path.read_bytes(), PLAN, ITEMS, "code", {"code": code, **values}))
    changed = {key: value for key, value in values.items() if _shown(value) != item.cells[key]}
    made = json.dumps([*_changes(path.parent), {"code": code, **changed}], ensure_ascii=False, default=date.isoformat)
    replace_file(path.with_name(_CHANGES), made.encode())


def _shown(value: str | date | None) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value or ""


def keep(workspace: Workspace) -> tuple[str, ...]:
    """The draft into the workspace, under names that are free: nothing there is replaced. The names."""
    folder, kept = draft_folder(workspace), []
    for name in (PLAN, REGISTRY):
        if (folder / name).is_file():
            target = free_path(workspace.folder, name)
            replace_file(target, (folder / name).read_bytes())
            kept.append(target.name)
    shutil.rmtree(folder)
    return tuple(kept)
