"""A late return comes after the report was edited in Word: `build --into` loses no edit and leaves no figure unsaid."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openxml_audit import OpenXmlValidator

from reporting.commands import main
from reporting.merged_report import MERGED_NAME, SUMMARY_NAME
from reporting.word.bookmarks import PREFIX, bookmark_name
from reporting.word.edited import generation_of_file
from reporting.word.markup import W, parse, parse_fragment
from reporting.word.merged import MergedDocument, What, merge
from reporting.word.package import DOCUMENT, read_package
from reporting.word.tracked import text_said
from tests.helpers.built import CLEAN, SAMPLES, Built, once, shared_folder, silent
from tests.helpers.edits import Edit
from tests.helpers.formats import converter
from tests.helpers.tracked import comments, lines

AGENCY, FIGURE = "SYT", "I.1.b.06/result"  # whose return came again, and a block that tells what it changed
NEW = "Lãnh đạo đã xem đoạn này và viết lại như sau, không theo mẫu nào."
_NUMBERS = count(8000)  # of his changes
_ANSWERS: dict[tuple[str, str, int], int | str] = {
    ("Chỉ tiêu", "I.1.b.06/1", 11): 1502,
    ("Tổ chức thực hiện", "III.10.01", 10): "Đã khảo sát xong tại 12 nơi.",
}


@dataclass(frozen=True, slots=True)
class Late:
    """The report as written, the job with the late return, and the report that it gives."""

    base: bytes
    job: Path
    now: bytes

    @property
    def changed(self) -> dict[str, str]:
        """Bookmark → the words that the late return gave, of paragraphs."""
        before, after = (_named(parse(read_package(one, "x")[DOCUMENT])) for one in (self.base, self.now))
        return {name: text for name, text in after.items() if before.get(name) != text}


def _named(root: Any) -> dict[str, str]:
    return {
        mark.get(f"{W}name"): text_said(mark.getparent())
        for mark in root.iter(f"{W}bookmarkStart")
        if mark.getparent().tag == f"{W}p" and mark.get(f"{W}name").startswith(PREFIX)
    }


@pytest.fixture(scope="module")
def late(clean_job: Built, tmp_path_factory: pytest.TempPathFactory) -> Late:
    def make(home: Path) -> None:
        from reporting.pipeline import build

        for name in ("plan.xlsx", "don_vi.xlsx"):
            shutil.copy(SAMPLES / name, home)
        job = Path(shutil.copytree(CLEAN, home / CLEAN.name))
        sent = next(job.glob(f"bao_cao_nhan/*_{AGENCY}.xlsx"))
        book = openpyxl.load_workbook(sent)
        for (sheet, key, column), value in _ANSWERS.items():
            row = next(r for r in range(1, 60) if book[sheet].cell(r, 1).value == key)
            book[sheet].cell(row, column).value = value
        book.save(sent)
        assert build(job, home / "output", False, silent).document

    home = once(shared_folder(tmp_path_factory.getbasetemp()) / "late_return", make)
    base = (clean_job.folder / "bao_cao.docx").read_bytes()
    return Late(base, home / CLEAN.name, (home / "output" / "bao_cao.docx").read_bytes())


def merged(late: Late, his: bytes) -> MergedDocument:
    from datetime import date

    return merge(late.base, his, late.now, date(2023, 3, 20), {}, "sua.docx")


# ── kinds of edit: what is done to a paragraph of his file ───────────────────────────────────────


def retyped(p: Any) -> None:
    for run in list(p.iter(f"{W}r")):
        run.getparent().remove(run)
    p.append(parse_fragment(f"<w:r><w:t>{NEW}</w:t></w:r>")[0])


def without_marks(p: Any) -> None:
    for mark in [*p.iter(f"{W}bookmarkStart"), *p.iter(f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)


def pasted_over(p: Any) -> None:
    """Typed anew between two others: the bookmark went with the old words."""
    without_marks(p)
    retyped(p)


def cut_out_and_typed(p: Any) -> None:
    """The same words, in a paragraph of its own making."""
    text = text_said(p).replace("&", "&amp;").replace("<", "&lt;")
    p.addnext(parse_fragment(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>')[0])
    p.getparent().remove(p)


def tracked(p: Any) -> None:
    for run in list(p.iterchildren(f"{W}r")):
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
        gone = parse_fragment(f'<w:del w:id="{next(_NUMBERS)}" w:author="A" w:date="2023-03-20T00:00:00Z"/>')[0]
        run.addprevious(gone)
        gone.append(run)
    put = f'<w:ins w:id="902" w:author="A" w:date="2023-03-20T00:00:00Z"><w:r><w:t>{NEW}</w:t></w:r></w:ins>'
    p.append(parse_fragment(put)[0])


def one_word_tracked(p: Any) -> None:
    put = '<w:ins w:id="903" w:author="A" w:date="2023-03-20T00:00:00Z"><w:r><w:t> (đã xem)</w:t></w:r></w:ins>'
    p.append(parse_fragment(put)[0])


def in_pieces(p: Any) -> None:
    retyped(p)
    run = next(p.iter(f"{W}r"))
    for piece in (" Nửa sau,", " chữ đậm."):
        p.append(parse_fragment("<w:proofErr w:type='spellStart'/>")[0])
        p.append(parse_fragment(f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{piece}</w:t></w:r>')[0])
    assert run is not None


def split_runs(p: Any) -> None:
    """As Word cuts a run where the cursor was: no word changes."""
    for run in list(p.iter(f"{W}r")):
        text = run.find(f"{W}t")
        if text is None or len(text.text or "") < 4:
            continue
        twin = deepcopy(run)
        whole = text.text
        for piece, said in ((text, whole[:3]), (twin.find(f"{W}t"), whole[3:])):
            piece.text = said
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addnext(twin)


def bold(p: Any) -> None:
    for run in p.iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        if look is None:
            look = parse_fragment("<w:rPr/>")[0]
            run.insert(0, look)
        if look.find(f"{W}b") is None:
            fonts = look.find(f"{W}rFonts")
            mark = parse_fragment("<w:b/>")[0]
            look.insert(0, mark) if fonts is None else fonts.addnext(mark)


def restyled(p: Any) -> None:
    p.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Normal")


def boxed(p: Any) -> None:
    box = parse_fragment("<w:sdt><w:sdtContent/></w:sdt>")[0]
    p.addprevious(box)
    box[0].append(p)


def deleted(p: Any) -> None:
    p.getparent().remove(p)


def deletion_tracked(p: Any) -> None:
    for run in list(p.iterchildren(f"{W}r")):
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
        gone = parse_fragment(f'<w:del w:id="{next(_NUMBERS)}" w:author="A" w:date="2023-03-20T00:00:00Z"/>')[0]
        run.addprevious(gone)
        gone.append(run)


def moved(p: Any) -> None:
    body = next(p.iterancestors(f"{W}body"))
    body.insert(30, p)


def enter_pressed(p: Any) -> None:
    second = deepcopy(p)
    without_marks(second)
    retyped(p)
    p.addnext(second)


def joined(p: Any) -> None:
    """Backspace at its start: its words are the end of the paragraph before."""
    before = p.getprevious()
    while before.tag != f"{W}p":
        before = before.getprevious()
    for child in list(p):
        if child.tag != f"{W}pPr":
            before.append(child)
    p.getparent().remove(p)


def added_after(p: Any) -> None:
    p.addnext(parse_fragment(f"<w:p><w:r><w:t>{NEW}</w:t></w:r></w:p>")[0])


def added_before(p: Any) -> None:
    p.addprevious(parse_fragment(f"<w:p><w:r><w:t>{NEW}</w:t></w:r></w:p>")[0])


def table_pasted(p: Any) -> None:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{NEW}</w:t></w:r></w:p></w:tc>'
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>'
        f"<w:tr>{cell}</w:tr></w:tbl>"
    )
    p.addnext(parse_fragment(table)[0])


def line_broken(p: Any) -> None:
    p.append(parse_fragment(f"<w:r><w:br/><w:t>{NEW}</w:t></w:r>")[0])


def linked(p: Any) -> None:
    p.append(parse_fragment(f'<w:hyperlink w:anchor="x"><w:r><w:t>{NEW}</w:t></w:r></w:hyperlink>')[0])


def typed_at_start(p: Any) -> None:
    run = next(p.iter(f"{W}r"))
    run.addprevious(parse_fragment('<w:r><w:t xml:space="preserve">Nhìn chung, </w:t></w:r>')[0])


def spaces_doubled(p: Any) -> None:
    for text in p.iter(f"{W}t"):
        text.text = (text.text or "").replace(" ", "  ", 1)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def all_marks_gone(p: Any) -> None:
    without_marks(next(p.iterancestors(f"{W}body")))


def heading_reworded(p: Any) -> None:
    headings = next(p.iterancestors(f"{W}body")).iter(f"{W}pStyle")
    retyped(next(style.getparent().getparent() for style in headings if style.get(f"{W}val") == "CCHCKhoan"))


def row_deleted(p: Any) -> None:
    table = _table(p)
    table.remove(table.findall(f"{W}tr")[3])


def cell_typed(p: Any) -> None:
    retyped(list(_table(p).findall(f"{W}tr")[3].iter(f"{W}p"))[-1])


def row_added(p: Any) -> None:
    rows = _table(p).findall(f"{W}tr")
    made = deepcopy(rows[3])
    without_marks(made)
    retyped(next(made.iter(f"{W}p")))
    rows[3].addnext(made)


def table_deleted(p: Any) -> None:
    table = _table(p)
    table.getparent().remove(table)


def _table(p: Any) -> Any:
    return next(t for t in next(p.iterancestors(f"{W}body")).findall(f"{W}tbl") if len(t.findall(f"{W}tr")) > 6)


def page_turned(p: Any) -> None:
    p.find(f"{W}pPr/{W}pStyle").addnext(parse_fragment("<w:pageBreakBefore/>")[0])


EDITS: tuple[Callable[[Any], None], ...] = (
    retyped, without_marks, pasted_over, cut_out_and_typed, tracked, one_word_tracked, in_pieces, split_runs, bold,
    restyled, boxed, deleted, deletion_tracked, moved, enter_pressed, joined, added_after, added_before, table_pasted,
    line_broken, linked, typed_at_start, spaces_doubled, all_marks_gone, heading_reworded, row_deleted, cell_typed,
    row_added, table_deleted, page_turned,
)  # fmt: skip


EVERY_RUN = (
    retyped,
    pasted_over,
    deleted,
    cell_typed,
)  # the others, and all on a paragraph left alone, in `make test-long`
CHANGED, LEFT = "the data changed it", "the data left it"
CASES = [
    pytest.param(edit, where, id=f"{edit.__name__}, {where}", marks=() if quick else pytest.mark.long)
    for edit in EDITS
    for where in (CHANGED, LEFT)
    for quick in (edit in EVERY_RUN and where == CHANGED,)
]


def paragraph_of(root: Any, name: str) -> Any:
    return next(m.getparent() for m in root.iter(f"{W}bookmarkStart") if m.get(f"{W}name") == name)


def left_alone(late: Late, root: Any) -> str:
    changed = late.changed
    return next(name for name, text in _named(root).items() if name not in changed and len(text) > 150)


@pytest.mark.parametrize(("edit", "where"), CASES)
def test_no_edit_is_lost_and_no_figure_unsaid(
    late: Late, edit: Callable[[Any], None], where: str, tmp_path: Path
) -> None:
    document = Edit(late.base)
    own = bookmark_name(FIGURE)
    assert own in late.changed and len(late.changed) > 1
    name = own if where == CHANGED else left_alone(late, document.root)
    edit(paragraph_of(document.root, name))
    his = document.saved
    result = merged(late, his)
    _nothing_lost(late, his, result)
    if where == CHANGED and edit in (retyped, tracked, in_pieces, deleted, deletion_tracked):
        assert own in {one.name for one in result.conflicts}
    (tmp_path / "ghep.docx").write_bytes(result.data)
    found = OpenXmlValidator().validate(tmp_path / "ghep.docx")
    assert found.is_valid, [str(error) for error in found.errors][:3]


def _nothing_lost(late: Late, his: bytes, result: MergedDocument) -> None:
    """Rejected it is his to the letter; accepted it has his words and every new one that is no conflict."""
    assert lines(result.data, reject=True) == lines(his, reject=True)
    accepted = lines(result.data)
    conflicts = {one.name for one in result.conflicts}
    words = [line.split() for line in accepted]
    assert [text for name, text in late.changed.items() if name not in conflicts and text.split() not in words] == []
    assert "\n".join(lines(his)).count(NEW) == "\n".join(accepted).count(NEW)


@pytest.mark.long
@pytest.mark.engine("soffice")
@pytest.mark.parametrize("format", ["docx", "odt"])
def test_saved_by_another_program(late: Late, format: str, tmp_path: Path) -> None:
    """LibreOffice writes every part anew; through .odt the styles are others too."""
    convert = converter(tmp_path)
    assert convert
    document = Edit(late.base)
    retyped(paragraph_of(document.root, left_alone(late, document.root)))
    sent = tmp_path / "sua.docx"
    sent.write_bytes(document.saved)
    sent = convert(sent, "odt") if format == "odt" else sent
    his = convert(sent, "docx").read_bytes()
    result = merged(late, his)
    _nothing_lost(late, his, result)
    assert {one.what for one in result.outcomes} <= {What.PUT_IN, What.KEPT}


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.slow
def test_a_late_return_is_built_into_the_edited_file(clean_job: Built, late: Late, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(clean_job.folder, tmp_path / "kq"))
    report, made = folder / "bao_cao.docx", folder / MERGED_NAME
    document = Edit(late.base)
    retyped(paragraph_of(document.root, bookmark_name(FIGURE)))
    report.write_bytes(his := document.saved)

    told = run("build", late.job, "-o", folder, "--into", report)
    assert told.exit_code == 1 and "XUNG ĐỘT, đã giữ lời người sửa, cần xem lại: 1" in told.output, told.output
    assert report.read_bytes() == his
    assert NEW in lines(made.read_bytes()) and "Đã khảo sát xong tại 12 nơi" in "".join(lines(made.read_bytes()))
    sources = [text for text in comments(made.read_bytes()) if "Nguồn" in text]
    assert any("XUNG ĐỘT" in text and f"_{AGENCY}.xlsx › Chỉ tiêu" in text for text in sources)
    assert any("XUNG ĐỘT" not in text and f"_{AGENCY}.xlsx › Tổ chức thực hiện" in text for text in sources)
    assert (folder / SUMMARY_NAME).read_text("utf-8-sig") in told.stdout

    merged_before = made.read_bytes()
    again = run("build", late.job, "-o", folder, "--into", report)  # the base of his file is still known
    assert again.exit_code == 1 and made.read_bytes() == merged_before

    # the merged file is of the new build: its words go into the sheet, and so into the PDF
    assert generation_of_file(merged_before, "x") == generation_of_file((folder / "bao_cao_moi.docx").read_bytes(), "x")
    taken = run("absorb", late.job, made, "-o", folder)
    assert NEW in taken.output, taken.output


@pytest.mark.slow
def test_a_file_whose_original_is_not_known_is_refused(clean_job: Built, late: Late, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(clean_job.folder, tmp_path / "kq"))
    (tmp_path / "khac.docx").write_bytes(late.now)
    before = sorted(path.name for path in folder.rglob("*"))
    told = run("build", clean_job.job, "-o", folder, "--into", tmp_path / "khac.docx")
    assert told.exit_code == 2 and "khac.docx" in told.output and "không giữ bản gốc" in told.output, told.output
    assert sorted(path.name for path in folder.rglob("*")) == before
