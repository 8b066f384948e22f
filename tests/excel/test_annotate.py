"""Annotated copies of the small district's return: what is added, and that nothing else is touched."""

from __future__ import annotations

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openxml_audit import OpenXmlValidator

from reporting.checks.explained import explained_key
from reporting.compose.sent_back import SentBack, SentBackRemark
from reporting.excel.annotate import Annotated, annotated
from reporting.excel.package_patch import MAIN, OFFICE_RELATIONS, Package
from reporting.excel.read import read_bytes
from reporting.excel.sheet_marks import NOTE_HEAD
from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.returns import Return
from tests.helpers.returned import FILE, edited, flat, form, place, understood, workbook

FIRST = "LỖI CẦN SỬA"
SHEET = "Chỉ tiêu"
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
)


def spoiled() -> bytes:
    """A return with two things to mend."""
    return workbook({"I.1.b.04/1": {"numerator": "khoảng 20"}, "I.1.b.01/1": {"numerator": "1.234"}})


def send_back(data: bytes, findings: tuple[Finding, ...], file: str = FILE, sequence: int = 2) -> Annotated:
    grid, _ = read_bytes(data, file)
    assert grid is not None
    back = SentBack(file, "HDAKHA", "UBND huyện Đăk Hà", "Quý I năm 2023", tuple(SentBackRemark(f) for f in findings))
    made = annotated(data, grid, back, sequence, form())
    assert made is not None
    return made


def found_in(data: bytes, file: str = FILE) -> tuple[Return, tuple[Finding, ...]]:
    returned, findings = understood(data, file)
    assert returned is not None
    return returned, findings


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def red(data: bytes) -> set[str]:
    """Cells with a colour of ours, by their conditional formats."""
    book = load_workbook(BytesIO(data))
    return {
        f"{sheet.title}!{area.sqref}"
        for sheet in book.worksheets
        for area in sheet.conditional_formatting
        if any('N("cchc")' in formula for rule in area.rules for formula in rule.formula)
    }


def notes(data: bytes) -> dict[str, str]:
    book = load_workbook(BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_the_copy_answers_as_the_file_did_and_has_the_same_findings() -> None:
    before, findings = found_in(spoiled())
    assert {f.code for f in findings} == {"value-approximate", "value-ambiguous"}
    copy = send_back(spoiled(), findings)
    after, again = found_in(copy.data)
    assert not copy.rebuilt
    assert flat(after) == flat(before) and after.digest == before.digest
    assert again == findings
    assert (before.sequence, after.sequence) == (1, 2)


def test_the_first_sheet_leads_to_each_cell() -> None:
    _, findings = found_in(spoiled())
    book = load_workbook(BytesIO(send_back(spoiled(), findings).data))
    first = book.worksheets[0]
    assert first.title == FIRST and book.active is first
    links = {link.location for row in (9, 10) if (link := first.cell(row, 5).hyperlink)}
    assert links == {f"'{f.location.sheet}'!{f.location.cell}" for f in findings}
    texts = {first.cell(row, 6).value for row in (9, 10)}
    assert texts == {f.wrong for f in findings}
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets].count(True) == 1


def test_red_cells_and_notes_stand_where_the_findings_say() -> None:
    _, findings = found_in(spoiled())
    copy = send_back(spoiled(), findings).data
    places = {f"{f.location.sheet}!{f.location.cell}" for f in findings}
    assert red(copy) == places
    written = notes(copy)
    assert set(written) == places
    assert all(text.startswith(NOTE_HEAD) for text in written.values())


def test_every_part_that_says_nothing_of_this_is_kept_byte_for_byte() -> None:
    _, findings = found_in(spoiled())
    before, after = parts(spoiled()), parts(send_back(spoiled(), findings).data)
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",  # was the open one
        "xl/worksheets/sheet2.xml",  # has the red cells
    }
    assert set(before) <= set(after)


def test_cells_keep_their_xml_also_on_sheets_with_red_cells() -> None:
    _, findings = found_in(spoiled())
    before, after = parts(spoiled()), parts(send_back(spoiled(), findings).data)
    name = "xl/worksheets/sheet2.xml"
    rows = [sheet[sheet.index(b"<sheetData>") : sheet.index(b"</sheetData>")] for sheet in (before[name], after[name])]
    assert rows[0] == rows[1]


def test_the_same_file_gives_the_same_bytes() -> None:
    _, findings = found_in(spoiled())
    assert send_back(spoiled(), findings) == send_back(spoiled(), findings)


def test_a_drawing_of_the_senders_is_kept() -> None:
    package = Package(spoiled())
    sheet = "xl/worksheets/sheet2.xml"
    package.put("xl/drawings/drawing1.xml", DRAWING.encode())
    package.declare("xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml")
    link = package.relate(sheet, "drawing", "xl/drawings/drawing1.xml")
    root = package.tree(sheet)
    drawing = root.makeelement(f"{{{MAIN}}}drawing", {f"{{{OFFICE_RELATIONS}}}id": link})
    root.append(drawing)
    data = package.packed()
    _, findings = found_in(data)
    copy = parts(send_back(data, findings).data)
    assert copy["xl/drawings/drawing1.xml"] == DRAWING.encode()
    children = [child.tag.rpartition("}")[2] for child in Package(send_back(data, findings).data).look(sheet)]
    assert children.index("drawing") < children.index("legacyDrawing")
    assert children.index("conditionalFormatting") < children.index("dataValidations")


def test_a_note_of_the_senders_own_stays() -> None:
    def remark(book: object) -> None:
        for row in ("I.1.b.04/1", "I.1.b.01/1@commune"):
            sheet, at, column = place(book, row, "numerator")
            sheet.cell(at, column).comment = Comment("Số của phòng Nội vụ", "Bình")

    data = edited(remark, spoiled())
    _, findings = found_in(data)
    findings = tuple(f for f in findings if f.code.startswith("value-"))
    before, after = notes(data), notes(send_back(data, findings).data)
    assert len(before) == 2 and len(after) == 3
    for where, text in before.items():
        assert after[where].startswith(text.rstrip())
    assert sum(NOTE_HEAD in text for text in after.values()) == 2


def test_a_copy_of_a_copy_shows_only_what_still_stands() -> None:
    """The second round: red, notes and rows of the first are gone, explanations stay."""
    _, findings = found_in(spoiled())
    first = send_back(spoiled(), findings).data

    def work(book: object) -> None:
        sheet, row, column = place(book, "I.1.b.04/1", "numerator")
        sheet.cell(row, column).value = 20
        book[FIRST].cell(10, 9).value = "Đúng như sổ theo dõi"  # type: ignore[index]

    resent = edited(work, first)
    returned, left = found_in(resent)
    assert [f.code for f in left if f.code.startswith("value-")] == ["value-ambiguous"]
    assert returned.sequence == 2 and len(returned.explanations) == 1
    still = tuple(f for f in left if f.code.startswith("value-"))
    second = send_back(resent, still, sequence=3).data
    places = {f"{f.location.sheet}!{f.location.cell}" for f in still}
    assert red(second) == set(notes(second)) == places
    book = load_workbook(BytesIO(second))
    assert book.sheetnames.count(FIRST) == 1 and book.sheetnames[0] == FIRST
    assert book[FIRST].cell(10, 2).value is None
    assert found_in(second)[0].sequence == 3


def test_explanations_come_back_by_the_key_of_their_finding() -> None:
    _, findings = found_in(spoiled())

    def explain(book: object) -> None:
        for row in (9, 10):
            book[FIRST].cell(row, 9).value = f"Lý do {row}"  # type: ignore[index]

    returned, _ = found_in(edited(explain, send_back(spoiled(), findings).data))
    assert {key for key, _ in returned.explanations} == {explained_key(f) for f in findings}
    assert [text.text for _, text in returned.explanations] == ["Lý do 9", "Lý do 10"]


def test_evidence_is_asked_for_in_its_own_column() -> None:
    returned, _ = found_in(workbook({"I.1.b.04/1": {"evidence": ""}}))
    answer = returned.answer("I.1.b.04/1")
    assert answer is not None
    gap = finding(
        "evidence-missing",
        answer.location,
        agency="HDAKHA",
        item="I.1.b.04",
        measure="I.1.b.04/1",
        name="",
        title="",
        which="",
    )
    copy = send_back(workbook({"I.1.b.04/1": {"evidence": ""}}), (gap,)).data
    sheet, row, column = place(load_workbook(BytesIO(copy)), "I.1.b.04/1", "evidence")
    assert red(copy) == {f"{sheet.title}!{sheet.cell(row, column).coordinate}"}


def test_a_finding_about_the_whole_file_has_a_row_without_a_link() -> None:
    late = finding("return-late", Location(FILE), agency="HDAKHA", name="UBND huyện", received="20/3", deadline="16/3")
    book = load_workbook(BytesIO(send_back(workbook(), (late,)).data))
    first = book.worksheets[0]
    assert first["E9"].value == "Cả tệp" and first["E9"].hyperlink is None
    assert not red(send_back(workbook(), (late,)).data)


def test_openxml_audit_finds_nothing(tmp_path: Path) -> None:
    _, findings = found_in(spoiled())
    path = tmp_path / "ban.xlsx"
    path.write_bytes(send_back(spoiled(), findings).data)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


@pytest.mark.engine("soffice")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_an_older_format_comes_back_as_a_new_form_with_the_same_answers(kind: str, tmp_path: Path) -> None:
    data = converted(spoiled(), kind, tmp_path)
    before, findings = found_in(data, f"a.{kind}")
    findings = tuple(f for f in findings if f.code.startswith("value-"))
    copy = send_back(data, findings, f"a.{kind}")
    after, again = found_in(copy.data)
    assert copy.rebuilt
    assert flat(after) == flat(before)
    assert {(f.code, f.measure) for f in again} == {(f.code, f.measure) for f in findings}
    assert red(copy.data) == {f"{f.location.sheet}!{f.location.cell}" for f in again}
    assert "lập lại" in str(load_workbook(BytesIO(copy.data))[FIRST]["B4"].value)


@pytest.mark.engine("soffice")
def test_libreoffice_opens_the_copy_and_saves_it_whole(tmp_path: Path) -> None:
    _, findings = found_in(spoiled())
    copy = send_back(spoiled(), findings).data
    saved = converted(copy, "xlsx", tmp_path)
    returned, _ = found_in(saved)
    assert flat(returned) == flat(found_in(spoiled())[0])
    assert returned.sequence == 2
    assert len(red(saved)) == 2
    assert converted(copy, "pdf", tmp_path).startswith(b"%PDF")


def converted(data: bytes, kind: str, folder: Path) -> bytes:
    source = folder / "in" / "ban.xlsx"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"ban.{kind}").read_bytes()
