"""A copy of a sender's own file that says what is wrong in it: a first sheet, red cells, notes.

Changed are only the list of sheets, the styles, and the sheets that get colours or notes; every other
part stays byte for byte. What cannot be changed in place (.xls, .xlsb, .ods, a password) comes back as
a new form with the same answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reporting.codes import Severity
from reporting.compose.sent_back import SentBack, SentBackRemark
from reporting.excel.active import active_content
from reporting.excel.added_styles import AddedStyles
from reporting.excel.errors_sheet import NAME, ErrorsSheet, errors_sheet
from reporting.excel.form_writer import form_workbook
from reporting.excel.package_patch import MAIN, OFFICE_RELATIONS, CannotPatchError, Package
from reporting.excel.parts import sheet_parts
from reporting.excel.read import read_bytes
from reporting.excel.sheet_marks import NOTE_HEAD, CellMark, clear_sheet, mark_sheet
from reporting.findings import Finding
from reporting.forms.build import with_free_rows
from reporting.forms.form import Form
from reporting.forms.layout import errors_mark
from reporting.grid import Grid, Sheet
from reporting.location import NOWHERE, Location, place_of
from reporting.parse.answer_cells import cells_to_mend, filled_of, places_of_answers
from reporting.parse.identity import marks_of
from reporting.parse.sheets import tables_of

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RED, _AMBER = ("9C0006", "FF8080"), ("7F6000", "FFD966")
Cells = tuple[tuple[Location, ...], ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """`rebuilt`: made from the form, because the sender's file is of a kind that cannot be changed in place."""

    data: bytes
    rebuilt: bool = False


def annotated(data: bytes, grid: Grid, sent_back: SentBack, sequence: int, form: Form | None) -> Annotated | None:
    """The copy. `data` and `grid`: the sender's file and what was read from it; `sequence`: which send
    the copy will be; `form`: the agency's form, to fall back on: what could act in the sender's file does not go
    back. None: neither way is open."""
    tables, _ = tables_of(grid.sheets, marks_of(grid))
    cells = tuple(cells_to_mend(remark.finding, tables) for remark in sent_back.remarks)
    try:
        made = b"" if active_content(data) else _patched(data, grid, sent_back, cells, sequence)
        if made and _same_answers(made, grid):
            return Annotated(made)
    except CannotPatchError:
        pass
    return _rebuilt(grid, sent_back, cells, sequence, form) if form else None


# --- in place ---------------------------------------------------------------------------------


def _patched(data: bytes, grid: Grid, sent_back: SentBack, cells: Cells, sequence: int, rebuilt: bool = False) -> bytes:
    package = Package(data)
    parts = sheet_parts({name: package.read(name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")})
    styles = AddedStyles(package)
    colours = {Severity.ERROR: styles.conditional(*_RED), Severity.WARNING: styles.conditional(*_AMBER)}
    own = _own_sheet(grid)
    for name, part in parts.items():
        if name != own and package.has(part):
            clear_sheet(package, part)
            marks = _marks(grid.sheet(name), sent_back.remarks, cells, colours)
            if marks:
                mark_sheet(package, part, marks)
    linked = tuple(_linked(remark.finding, where) for remark, where in zip(sent_back.remarks, cells, strict=True))
    sheet = errors_sheet(ErrorsSheet(sent_back, linked, sequence, rebuilt), styles)
    if own and parts.get(own):
        package.put(parts[own], sheet)
    else:
        _add_sheet(package, sheet, tuple(parts))
    _open_first(package, parts, own)
    return package.packed()


def _linked(found: Finding, cells: Sequence[Location]) -> Location:
    """Where the link of a remark leads: its first cell, else its sheet."""
    return cells[0] if cells else replace(found.location, cell="") if found.location.sheet else NOWHERE


def _marks(
    sheet: Sheet | None, remarks: Iterable[SentBackRemark], cells: Cells, colours: dict[Severity, int]
) -> list[CellMark]:
    """One mark a cell: the gravest colour, all texts. Notes for the record are only listed."""
    if sheet is None:
        return []
    texts: dict[str, list[str]] = {}
    style: dict[str, int] = {}
    for remark, where in zip(remarks, cells, strict=True):
        if remark.finding.severity in colours:
            for place in (p for p in where if p.sheet == sheet.name):
                texts.setdefault(place.cell, []).append(_note(remark.finding))
                style.setdefault(place.cell, colours[remark.finding.severity])
    made = []
    for cell, said in texts.items():
        row, column = place_of(cell)
        note = f"{NOTE_HEAD}\n" + "\n\n".join(dict.fromkeys(said))
        made.append(
            CellMark(cell, row, column, sheet.errors.get((row, column)) or sheet.at(row, column), style[cell], note)
        )
    return made


def _note(found: Finding) -> str:
    lines = [replace(found, explanation="").wrong]
    if found.accepted:
        lines.append(f"Chấp nhận: {found.accepted}")
    return "\n".join(lines)


# --- the list of sheets -----------------------------------------------------------------------


def _own_sheet(grid: Grid) -> str:
    """The first sheet of an earlier annotated copy, by its mark."""
    wanted = errors_mark("key")
    return next((s.name for s in grid.sheets if any(wanted in row for row in s.rows)), "")


def _add_sheet(package: Package, sheet: bytes, names: Sequence[str]) -> None:
    """In front of all others; names that belong to a sheet by its position move along."""
    from lxml import etree

    part = package.fresh("xl/worksheets/sheet{}.xml")
    package.put(part, sheet)
    package.declare(part, _SHEET_TYPE)
    book = package.tree("xl/workbook.xml")
    sheets = book.find(f"{{{MAIN}}}sheets")
    number = max((int(one.get("sheetId")) for one in sheets), default=0) + 1
    name = next(n for n in (NAME, *(f"{NAME} ({i})" for i in range(2, 99))) if n.lower() not in map(str.lower, names))
    link = package.relate("xl/workbook.xml", "worksheet", part)
    attributes = {"name": name, "sheetId": str(number), f"{{{OFFICE_RELATIONS}}}id": link}
    sheets.insert(0, etree.Element(f"{{{MAIN}}}sheet", attributes))
    for defined in book.iter(f"{{{MAIN}}}definedName"):
        if defined.get("localSheetId") is not None:
            defined.set("localSheetId", str(int(defined.get("localSheetId")) + 1))


def _open_first(package: Package, parts: dict[str, str], own: str) -> None:
    """The copy opens on its first sheet; two sheets selected at once would be typed into together."""
    sheets = package.tree("xl/workbook.xml").find(f"{{{MAIN}}}sheets")
    names = [one.get("name") for one in sheets]
    first = str(names.index(own) if own in names else 0)
    for view in package.tree("xl/workbook.xml").iter(f"{{{MAIN}}}workbookView"):
        view.set("activeTab", first)
        view.set("firstSheet", first)
    for name, part in parts.items():
        if name != own and b"tabSelected" in package.read(part):
            for view in package.tree(part).iter(f"{{{MAIN}}}sheetView"):
                view.attrib.pop("tabSelected", None)


# --- anew -------------------------------------------------------------------------------------


def _rebuilt(grid: Grid, sent_back: SentBack, cells: Cells, sequence: int, form: Form) -> Annotated:
    """The agency's form with the answers as typed; the cells to mend are found again by row code and column."""
    filled = filled_of(grid)
    plain = form_workbook(with_free_rows(form, len(filled.free)), filled)
    anew, _ = read_bytes(plain, grid.file)
    assert anew is not None
    there = {code: Location(grid.file, *place) for place, code in places_of_answers(anew).items()}
    here = places_of_answers(grid)
    moved = tuple(
        tuple(there[code] for place in where if (code := here.get((place.sheet, place.cell))) in there)
        for where in cells
    )
    return Annotated(_patched(plain, anew, _placed(sent_back, anew), moved, sequence, rebuilt=True), rebuilt=True)


def _placed(sent_back: SentBack, anew: Grid) -> SentBack:
    """Remarks about a sheet that the new workbook has not lead nowhere."""
    remarks = tuple(
        remark
        if anew.sheet(remark.finding.location.sheet)
        else replace(remark, finding=replace(remark.finding, location=Location(remark.finding.location.file)))
        for remark in sent_back.remarks
    )
    return replace(sent_back, remarks=remarks)


# --- nothing was changed ----------------------------------------------------------------------


def _same_answers(made: bytes, grid: Grid) -> bool:
    """The copy read again says in every sheet of the sender's what the file said."""
    again, _ = read_bytes(made, grid.file)
    if again is None or again.names != grid.names or again.properties != grid.properties:
        return False
    own = {_own_sheet(grid), _own_sheet(again)}
    before, after = ([replace(s, remarks=()) for s in g.sheets if s.name not in own] for g in (grid, again))
    return before == after
