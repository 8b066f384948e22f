"""Plans in the manner of real ones, and the small plans that once came in wrongly: what must come out of each."""

from __future__ import annotations

import random
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reporting.commands.plan_import import load_rules
from reporting.errors import CchcError
from reporting.plan_import.rules import ImportRules
from tests.helpers.mutations import cut, flip, one_byte, one_missing, parts, swollen, torn
from tests.plan_import.documents import saved
from tests.plan_import.plans import FOLDER, annex_only, word_lists
from tests.plan_import.reading import imported, listing, measured
from tests.plan_import.scoring import WRITTEN, Score, of_plan, score
from tests.plan_import.written import as_word, written

TEXT = (FOLDER / "cases" / "day_du.txt").read_text(encoding="utf-8").partition("\n===\n")[0]
WANTED = written(FOLDER / "cases" / "day_du.txt")[1]
# Items that an officer still has to correct.
KNOWN = {
    "17_giao_trong_cau": 1, "19_so_chuyen_mon_bang": 1, "40_tinh_2026_cai_thien_sipas": 1,
    "41_tinh_2026_phu_luc_nhieu_cot_vai_tro": 1,
}  # fmt: skip


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_what_comes_out_of_a_written_plan(path: Path) -> None:
    wanted, made = of_plan(path)
    found = score(wanted, made)
    assert (found.to_correct, found.wrong) == (KNOWN.get(path.stem, 0), 0), made


def test_all_written_plans_together() -> None:
    """The marks that other people's plans are held to."""
    whole = Score()
    for path in WRITTEN:
        whole += score(*of_plan(path))
    assert whole.roles_right >= 0.9 * whole.roles
    assert whole.wrong <= 0.01 * whole.asserted
    assert whole.dues_right >= 0.85 * whole.dues
    assert whole.to_correct <= 0.1 * whole.items


def test_a_score_counts_what_is_wrong() -> None:
    wanted = "I.01 | lead STP · coordinate SBN XA | 2026-06-30\nI.02\nI.02/1 ratio = 100 sum"
    made = "I.01 | lead SNV · coordinate SBN? | 2026-07-01\nI.02\nI.03 | lead STC"
    assert score(wanted, wanted) == Score(2, 3, 3, 3, 0, 1, 1, 0)
    assert score(wanted, made) == Score(2, 3, 1, 2, 2, 1, 0, 3)


@pytest.mark.parametrize("body", [
    TEXT.replace("\nII. ", "\n*II. ").replace("\nIII. ", "\n*III. "),
    TEXT.replace("\nII. ", "\n* II. "),
])  # fmt: skip
def test_a_stray_star_before_a_heading(body: str, rules: ImportRules) -> None:
    found = imported(as_word(body), rules)
    assert "\n".join((listing(found.plan.items), measured(found.plan.items))) == WANTED


def test_doubled_words_that_are_none_stay(rules: ImportRules) -> None:
    text = TEXT.replace("trong lĩnh vực đất đai", "trong lĩnh vực giao thông thông minh")
    item = imported(as_word(text), rules).plan.item("II.1.02")
    assert item is not None
    assert "giao thông thông minh" in item.text


def test_a_target_in_a_text_box(rules: ImportRules) -> None:
    made = Document(_stream(as_word(TEXT)))
    paragraph = next(p for p in made.paragraphs if p.text.startswith("- 100% văn bản"))
    text, paragraph.text = paragraph.text, ""
    box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    shape = f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:rect><v:textbox>{box}</v:textbox></v:rect></w:pict></w:r>'
    paragraph._p.append(parse_xml(shape))
    assert listing(imported(saved(made), rules).plan.items) in WANTED


def test_an_annex_table_inside_a_layout_table(rules: ImportRules) -> None:
    made = Document(_stream(as_word(TEXT)))
    annex = made.tables[-1]
    layout = made.add_table(rows=1, cols=1)
    layout.cell(0, 0)._tc.insert(0, annex._tbl)
    assert listing(imported(saved(made), rules).plan.items) in WANTED


def test_a_name_after_working_with_that_nobody_reads_is_told(rules: ImportRules) -> None:
    found = imported(written(next((FOLDER / "other").glob("17_*")))[0], rules)
    left = [dict(f.params)["left"] for f in found.findings if f.code == "import-roles-left"]
    assert left == ["VNPT tỉnh nâng cấp hệ thống"]


def _stream(data: bytes) -> BytesIO:

    return BytesIO(data)


@pytest.mark.long
def test_five_hundred_damaged_plans_are_read_or_refused(tmp_path: Path) -> None:
    from reporting.commands.plan_import import read_document
    from reporting.excel.plan_review import imported_workbook
    from reporting.plan_import.importer import import_plan
    from reporting.plan_import.review import review_rows

    dice, rules = random.Random(20260), load_rules()
    plans = (as_word(TEXT), annex_only(), word_lists())
    ways = (flip, cut, torn, parts, one_byte, one_missing, swollen)
    source, read = tmp_path / "ke_hoach.docx", 0
    for number in range(500):
        source.write_bytes(ways[number % len(ways)](dice, plans[number % len(plans)]))
        with suppress(CchcError):
            found = import_plan(read_document(source), rules)
            imported_workbook(found.plan, found.registry, review_rows(found))
            read += 1
    assert 0 < read < 500
