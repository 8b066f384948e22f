"""Edits made in the report's Word file: taken into the compiler's sheet, or named; in Word and PDF from then on."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from reporting.commands import main
from reporting.edited_report import Did, Told, absorb, edits
from reporting.errors import CchcError, OutputError
from reporting.excel.read import read_grid
from reporting.parse.compiler_sheet import Composed, composed_paragraphs
from reporting.sources import COMPILER_NAME
from reporting.word.bookmarks import bookmark_name
from reporting.word.edited import EditedParagraph, read_edited
from reporting.word.markup import W, parse_fragment, text_of
from tests.helpers.built import Built
from tests.helpers.edits import Edit
from tests.helpers.formats import converter
from tests.helpers.word import parts

BLOCK, OTHER = "I.1.b.01", "I.1.b.02"


@pytest.fixture
def folder(clean_job: Built, tmp_path: Path) -> Path:
    """The clean quarter as built, to be edited."""
    return Path(shutil.copytree(clean_job.folder, tmp_path / "kq"))


def written(folder: Path) -> tuple[Composed, ...]:
    grid, _ = read_grid(folder / COMPILER_NAME, COMPILER_NAME)
    assert grid
    return composed_paragraphs(grid)


def said(folder: Path) -> dict[str, str]:
    return {one.block: one.text for one in written(folder) if one.text}


def composed(folder: Path, number: int) -> Composed:
    """A long paragraph of the report: short ones may say what others say."""
    return [one for one in written(folder) if len(one.composed) > 120][number]


def edited(folder: Path, change: Callable[[Any, Any], None], number: int = 0) -> tuple[Composed, tuple[Told, ...]]:
    """The Word file with `change` made to the paragraph of one block (given the paragraph and the body)."""
    one = composed(folder, number)
    document = Edit((folder / "bao_cao.docx").read_bytes())
    body = document.root.find(f"{W}body")
    change(of_block(body, one.block), body)
    (folder / "sua.docx").write_bytes(document.saved)
    return one, absorb(folder / "sua.docx", folder)


def of_block(body: Any, block: str) -> Any:
    return next(
        p
        for p in body.iter(f"{W}p")
        if bookmark_name(block) in p.xpath("w:bookmarkStart/@w:name", namespaces={"w": W[1:-1]})
    )


def retype(paragraph: Any, text: str) -> None:
    """All runs replaced by one, as when a person types the sentence anew; bookmarks stay."""
    for run in list(paragraph.iter(f"{W}r")):
        run.getparent().remove(run)
    paragraph.append(parse_fragment(f"<w:r><w:t>{text}</w:t></w:r>")[0])


NEW = "Sở Nội vụ đã hoàn thành việc này trước thời hạn và tiếp tục theo dõi trong các quý sau."


def tracked(paragraph: Any) -> None:
    """Everything deleted and something inserted, as Word tracks it."""
    for run in list(paragraph.iterchildren(f"{W}r")):
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
        gone = parse_fragment('<w:del w:id="901" w:author="A" w:date="2023-03-20T00:00:00Z"/>')[0]
        run.addprevious(gone)
        gone.append(run)
    paragraph.append(
        parse_fragment(
            f'<w:ins w:id="902" w:author="A" w:date="2023-03-20T00:00:00Z"><w:r><w:t>{NEW}</w:t></w:r></w:ins>'
        )[0]
    )


def in_pieces(paragraph: Any) -> None:
    """Split over runs with proofing marks between, as Word leaves a sentence that was typed into."""
    retype(paragraph, NEW[:7])
    for piece in (NEW[7:20], NEW[20:]):
        paragraph.append(parse_fragment("<w:proofErr w:type='spellStart'/>")[0])
        paragraph.append(parse_fragment(f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{piece}</w:t></w:r>')[0])


def boxed(paragraph: Any) -> None:
    """Inside a content control."""
    retype(paragraph, NEW)
    box = parse_fragment("<w:sdt><w:sdtContent/></w:sdt>")[0]
    paragraph.addprevious(box)
    box[0].append(paragraph)


def restyled(paragraph: Any) -> None:
    retype(paragraph, NEW)
    paragraph.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Normal")


REWORDINGS: dict[str, Callable[[Any], None]] = {
    "retyped": lambda paragraph: retype(paragraph, NEW),
    "tracked": tracked,
    "in pieces": in_pieces,
    "in a content control": boxed,
    "another style": restyled,
}


def test_a_file_as_written_has_no_edit(folder: Path) -> None:
    before = (folder / COMPILER_NAME).read_bytes()
    assert absorb(folder / "bao_cao.docx", folder) == ()
    assert (folder / COMPILER_NAME).read_bytes() == before


@pytest.mark.parametrize("kind", REWORDINGS)
def test_a_reworded_paragraph_is_taken(folder: Path, kind: str) -> None:
    one, told = edited(folder, lambda paragraph, _: REWORDINGS[kind](paragraph))
    assert told == (Told(Did.REWORDED, one.block, one.composed, NEW),)
    assert said(folder) == {one.block: NEW}


def test_without_its_bookmark_it_is_found_by_likeness(folder: Path) -> None:
    def change(paragraph: Any, _: Any) -> None:
        text = text_of(paragraph)
        for mark in paragraph.xpath("w:bookmarkStart|w:bookmarkEnd", namespaces={"w": W[1:-1]}):
            paragraph.remove(mark)
        retype(paragraph, text.replace("&", "&amp;") + " Đã báo cáo Chủ tịch.")

    one, told = edited(folder, change)
    assert [(t.did, t.block) for t in told] == [(Did.REWORDED, one.block)]
    assert said(folder)[one.block].endswith("Đã báo cáo Chủ tịch.")


def test_what_the_sheet_cannot_hold_is_named(folder: Path) -> None:
    def delete(paragraph: Any, body: Any) -> None:
        body.remove(paragraph)

    def add(paragraph: Any, _: Any) -> None:
        paragraph.addnext(parse_fragment(f"<w:p><w:r><w:t>{NEW}</w:t></w:r></w:p>")[0])

    def move(paragraph: Any, body: Any) -> None:
        body.insert(len(body) - 40, paragraph)

    one, told = edited(folder, delete)
    assert [(t.did, t.block) for t in told] == [(Did.GONE, one.block)]
    assert edited(folder, add)[1] == (Told(Did.ADDED, "", "", NEW),)
    assert {t.did for t in edited(folder, move)[1]} == {Did.MOVED}
    assert said(folder) == {}


def test_enter_in_the_middle_loses_neither_half(folder: Path) -> None:
    def split(paragraph: Any, _: Any) -> None:
        end = paragraph.find(f"{W}bookmarkEnd")
        second = deepcopy(paragraph)
        for mark in second.xpath("w:bookmarkStart|w:bookmarkEnd", namespaces={"w": W[1:-1]}):
            second.remove(mark)
        retype(paragraph, "Nửa đầu của đoạn văn này, khá dài, đã tách ra.")
        retype(second, NEW)
        second.append(end)  # as Word does
        paragraph.addnext(second)

    one, told = edited(folder, split)
    assert [(t.did, t.block, t.after) for t in told] == [
        (Did.REWORDED, one.block, "Nửa đầu của đoạn văn này, khá dài, đã tách ra."),
        (Did.ADDED, "", NEW),
    ]


def test_near_identical_paragraphs_are_never_swapped_in_silence() -> None:
    rows = tuple(Composed(f"b{n}", f"Sở số {n} đã rà soát {n}0 thủ tục theo kế hoạch của tỉnh.") for n in (1, 2))
    file = (EditedParagraph("Sở số 3 đã rà soát 30 thủ tục theo kế hoạch của tỉnh."),)
    found = tuple(edits(rows, file))
    assert Did.DOUBT in {one.did for one in found} and Did.REWORDED not in {one.did for one in found}
    assert Told(Did.ADDED, "", "", file[0].text) in found


def test_a_deleted_paragraph_takes_no_words_of_its_neighbour(folder: Path) -> None:
    """Word leaves the bookmark of deleted text, empty, where the next paragraph begins: here a heading."""

    def delete(paragraph: Any, body: Any) -> None:
        heading = next(
            p for p in paragraph.itersiblings(f"{W}p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "CCHCKhoan"
        )
        start, end = (paragraph.find(f"{W}bookmark{which}") for which in ("Start", "End"))
        heading.find(f"{W}pPr").addnext(start)
        start.addnext(end)
        body.remove(paragraph)

    one, told = edited(folder, delete)
    assert [(t.did, t.block) for t in told] == [(Did.GONE, one.block)]
    assert said(folder) == {}


def test_a_paragraph_added_behind_a_table_is_named(folder: Path) -> None:
    document = Edit((folder / "bao_cao.docx").read_bytes())
    table = document.root.find(f"{W}body").findall(f"{W}tbl")[-2]
    table.addnext(parse_fragment(f"<w:p><w:r><w:t>{NEW}</w:t></w:r></w:p>")[0])
    (folder / "sua.docx").write_bytes(document.saved)
    assert absorb(folder / "sua.docx", folder) == (Told(Did.ADDED, "", "", NEW),)


def test_what_was_changed_outside_the_sheet_is_named(folder: Path) -> None:
    """A heading, a cell and a row of a table, the signature: no paragraph of the sheet holds them."""
    document = Edit((folder / "bao_cao.docx").read_bytes())
    body = document.root.find(f"{W}body")
    heading = next(s.getparent().getparent() for s in body.iter(f"{W}pStyle") if s.get(f"{W}val") == "CCHCKhoan")
    table = next(t for t in body.findall(f"{W}tbl") if len(t.findall(f"{W}tr")) > 6)
    rows = table.findall(f"{W}tr")
    cell = list(rows[3].iter(f"{W}p"))[-1]
    signer = next(s.getparent().getparent() for s in body.iter(f"{W}pStyle") if s.get(f"{W}val") == "CCHCNguoiKy")
    before = [text_of(heading), text_of(signer)]
    for paragraph in (heading, cell, signer):
        retype(paragraph, NEW)
    gone = text_of(next(rows[5].iter(f"{W}p")))
    table.remove(rows[5])
    (folder / "sua.docx").write_bytes(document.saved)
    sheet = (folder / COMPILER_NAME).read_bytes()
    told = absorb(folder / "sua.docx", folder)
    assert {one.did for one in told} <= {Did.OUTSIDE, Did.ADDED} and (folder / COMPILER_NAME).read_bytes() == sheet
    outside = [one for one in told if one.did is Did.OUTSIDE]
    assert all(any(text in one.before for one in outside) for text in before)
    assert any(NEW in one.after and " | " in one.after for one in outside)
    assert any(one.before.startswith(gone) and not one.after for one in outside)


@pytest.mark.parametrize("generation", [b"", b"0123456789abcdef"])
def test_a_file_of_another_build_is_refused(folder: Path, generation: bytes) -> None:
    """Its figures are others: taken as an edit, they would stand in this report."""
    found = parts((folder / "bao_cao.docx").read_bytes())
    custom = found["docProps/custom.xml"]
    mine = read_edited((folder / "bao_cao.docx").read_bytes(), "x").generation.encode()
    assert mine and mine in custom
    sheet = (folder / COMPILER_NAME).read_bytes()
    with zipfile.ZipFile(folder / "sua.docx", "w") as archive:
        for name, data in found.items():
            archive.writestr(name, data.replace(mine, generation) if name == "docProps/custom.xml" else data)
    with pytest.raises(OutputError, match="không phải của lần lập"):
        absorb(folder / "sua.docx", folder)
    assert (folder / COMPILER_NAME).read_bytes() == sheet


def test_a_sheet_open_in_excel_is_not_written(folder: Path) -> None:
    (folder / f"~${COMPILER_NAME}").touch()
    with pytest.raises(OutputError, match="đang mở trong Excel"):
        edited(folder, lambda paragraph, _: retype(paragraph, NEW))


def test_words_taken_back_in_word_are_named_not_dropped(folder: Path) -> None:
    one, _ = edited(folder, lambda paragraph, _: retype(paragraph, NEW))
    assert [(t.did, t.block, t.after) for t in absorb(folder / "bao_cao.docx", folder)] == [
        (Did.BOTH, one.block, one.composed)
    ]
    assert said(folder) == {one.block: NEW}


def test_words_typed_into_the_sheet_since_are_kept(folder: Path) -> None:
    one = composed(folder, 0)
    book = load_workbook(folder / COMPILER_NAME)
    sheet = book["Thay đoạn"]
    row = next(r for r in range(3, sheet.max_row + 1) if sheet.cell(r, 1).value == one.block)
    sheet.cell(row, 3).value = "Lời ghi trong bảng sau khi lập."
    book.save(folder / COMPILER_NAME)
    told = edited(folder, lambda paragraph, _: retype(paragraph, NEW))[1]
    assert [(t.did, t.after) for t in told] == [(Did.BOTH, NEW)]
    assert said(folder) == {one.block: "Lời ghi trong bảng sau khi lập."}


@pytest.mark.long
@pytest.mark.engine("soffice")
def test_saved_as_odt_and_back(folder: Path, tmp_path: Path) -> None:
    convert = converter(tmp_path)
    assert convert
    one, _ = edited(folder, lambda paragraph, _: retype(paragraph, NEW))
    shutil.copy(folder / "sua.docx", tmp_path / "sua.docx")
    back = convert(convert(tmp_path / "sua.docx", "odt"), "docx")
    assert absorb(back, folder) == ()  # all of it was taken before, nothing else came
    assert said(folder) == {one.block: NEW}


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.long
@pytest.mark.slow
def test_the_next_build_says_it_in_word_and_pdf(clean_job: Built, folder: Path) -> None:
    document = Edit((folder / "bao_cao.docx").read_bytes())
    one = composed(folder, 0)
    retype(of_block(document.root, one.block), NEW)
    (folder / "bao_cao.docx").write_bytes(document.saved)
    refused = run("build", clean_job.job, "-o", folder)
    assert refused.exit_code == 2 and "cchc absorb" in refused.output
    his = (folder / "bao_cao.docx").read_bytes()
    made = run("build", clean_job.job, "-o", folder, "--beside")
    assert made.exit_code == 0 and f"Đã lấy {one.block}" in made.output, made.output
    assert (folder / "bao_cao.docx").read_bytes() == his
    new = (folder / "bao_cao_moi.docx").read_bytes()
    assert any(NEW in paragraph.text for paragraph in read_edited(new, "x").paragraphs)
    from pypdfium2 import PdfDocument

    text = " ".join(page.get_textpage().get_text_bounded() for page in PdfDocument(folder / "bao_cao.pdf"))
    assert NEW[:40] in " ".join(text.split())
    sheet = (folder / COMPILER_NAME).read_bytes()
    told = run("absorb", clean_job.job, folder / "bao_cao.docx", "-o", folder)
    assert told.exit_code == 2 and "không phải của lần lập báo cáo mới nhất" in told.output, told.output
    assert run("build", clean_job.job, "-o", folder, "--beside").exit_code == 0  # his file is of an older build now
    assert said(folder) == {one.block: NEW} and (folder / COMPILER_NAME).read_bytes() == sheet


def test_what_is_no_report_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"khong phai Word")
    with pytest.raises(CchcError):
        absorb(tmp_path / "a.docx", folder)
    with pytest.raises(OutputError, match="không có phan_tong_hop"):
        absorb(folder / "bao_cao.docx", tmp_path)
    assert "word/document.xml" in parts((folder / "bao_cao.docx").read_bytes())


TEXTS = st.text("abcdefghik ", min_size=30, max_size=60).filter(lambda t: len(t.strip()) > 25)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=8, unique_by=str.strip), st.data())
def test_no_edit_is_lost(texts: list[str], data: st.DataObject) -> None:
    """Whatever is reworded, deleted or added: every text of the file is as written, taken, or named; every paragraph
    that was written is there, taken, or named."""
    rows = tuple(Composed(f"b{n}", text.strip()) for n, text in enumerate(texts))
    file: list[EditedParagraph] = []
    for row in rows:
        what = data.draw(st.sampled_from(["as it was", "reworded", "gone", "without bookmark", "one more"]))
        names = (bookmark_name(row.block),)
        if what in ("as it was", "one more"):
            file.append(EditedParagraph(row.composed, names))
        if what == "reworded":
            file.append(EditedParagraph(data.draw(TEXTS), names))
        if what == "without bookmark":
            file.append(EditedParagraph(row.composed + " x"))
        if what == "one more":
            file.append(EditedParagraph(data.draw(TEXTS)))
    told = tuple(edits(rows, file))
    shown = {" ".join(t.after.split()).lstrip("- ") for t in told} | {row.composed for row in rows}
    for paragraph in file:
        assert " ".join(paragraph.text.split()).lstrip("- ") in {" ".join(s.split()).lstrip("- ") for s in shown}
    there = {" ".join(p.text.split()) for p in file}
    for row in rows:
        assert " ".join(row.composed.split()) in there or row.block in {t.block for t in told}
