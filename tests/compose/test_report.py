"""The whole report: frame, sections, annexes, ids, findings."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from reporting.compiler_sheet import NO_SHEET, CompilerSheet, CompilerText, Replacement
from reporting.completeness import Decision
from reporting.compose.composing_findings import composing_findings
from reporting.compose.material import Material
from reporting.compose.replacements import fingerprint, replaceable
from reporting.compose.report import compose_record, compose_report
from reporting.consolidation import Consolidation, Coverage, ItemResult
from reporting.document import Closing as ClosingBlock
from reporting.document import Document, Heading, Letterhead, Paragraph, Table, Title, recipient_lines
from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.obligations import Campaign
from reporting.returns import Status
from tests.helpers.consolidations import (
    ROOT,
    completeness,
    consolidation,
    files_target,
    free_row,
    job,
    opinions,
    outline,
    results,
    said,
    status_cell,
)
from tests.helpers.plain_text import plain_text
from tests.helpers.small import CAMPAIGN, PERIOD, PLAN, REGISTRY


def made(
    given: Consolidation | None = None, sheet: CompilerSheet | None = None, draft: bool = False, **settings: object
) -> tuple[Document, tuple[Finding, ...]]:
    silent = settings.pop("silent", ())
    decided = settings.pop("decided", ())
    came = completeness(silent=silent, decided=decided)  # type: ignore[arg-type]
    sheet = sheet or NO_SHEET
    report = compose_report(
        Material(job(**settings), CAMPAIGN, given or consolidation(), came, outline(), sheet, draft)
    )
    return report.document, report.findings


def block(document: Document, kind: type) -> object:
    return next(b for b in document.main.blocks if isinstance(b, kind))


def headings(document: Document) -> list[str]:
    return [b.plain for b in document.main.blocks if isinstance(b, Heading)]


def row_texts(document: Document, part: str) -> list[str]:
    found = next(p for p in document.parts if p.id == part)
    tables = (b for b in found.blocks if isinstance(b, Table))
    return [" | ".join(cell.plain for cell in row.cells) for table in tables for row in table.rows]


def test_the_frame_leaves_number_and_date_to_the_document_system() -> None:
    head = block(made()[0], Letterhead)
    assert isinstance(head, Letterhead)
    assert head.superior == ""
    assert head.number_line.split() == ["Số:", "/BC-UBND"]
    assert head.place_date.split() == ["Mẫu,", "ngày", "tháng", "năm", "2023"]


def test_number_and_date_are_printed_once_the_document_system_has_given_them() -> None:
    document = made(number="7", issued=date(2023, 3, 5), annex_reference="filled")[0]
    head = block(document, Letterhead)
    assert isinstance(head, Letterhead)
    assert head.number_line == "Số: 07/BC-UBND"
    assert head.place_date == "Mẫu, ngày 05 tháng 3 năm 2023"
    assert document.annexes[0].blocks[0].reference == (  # type: ignore[union-attr]
        "(Kèm theo Báo cáo số 07/BC-UBND ngày 05 tháng 3 năm 2023 của Ủy ban nhân dân tỉnh Mẫu)"
    )


def test_title_and_opening_name_the_period_and_the_plan() -> None:
    document = made()[0]
    title = block(document, Title)
    assert isinstance(title, Title)
    assert title.subject == "Kết quả thực hiện công tác cải cách hành chính quý I năm 2023"
    assert (
        "Thực hiện Kế hoạch cải cách hành chính nhà nước năm 2023, Ủy ban nhân dân tỉnh Mẫu báo cáo kết quả thực hiện "
        "công tác cải cách hành chính quý I năm 2023 như sau:" in plain_text(document)
    )


def test_a_plan_with_a_number_is_cited_in_full() -> None:
    numbered = replace(PLAN, number="4502", symbol="KH-UBND", day=date(2022, 12, 5))
    material = Material(job(), Campaign(numbered, REGISTRY, PERIOD), consolidation(), completeness(), outline())
    text = plain_text(compose_report(material).document)
    assert "Kế hoạch số 4502/KH-UBND ngày 05 tháng 12 năm 2022 của ỦY BAN NHÂN DÂN TỈNH về thực hiện" in text


def test_the_text_ends_as_the_decree_says_and_recipients_begin_and_end() -> None:
    document = made()[0]
    ending = next(b for b in document.main.blocks if isinstance(b, Paragraph) and b.id == "main/ending")
    assert ending.plain.endswith("kính gửi Bộ Nội vụ xem xét, tổng hợp./.")
    closing = block(document, ClosingBlock)
    assert isinstance(closing, ClosingBlock)
    assert recipient_lines(closing) == ("Nơi nhận:", "- Như trên;", "- Lưu: VT.")


def test_given_recipients_keep_their_order() -> None:
    document = made(recipients=("Như trên;", "Sở Nội vụ", "Lưu: VT, NC."))[0]
    closing = block(document, ClosingBlock)
    assert isinstance(closing, ClosingBlock)
    assert closing.recipients == ("Như trên", "Sở Nội vụ", "Lưu: VT, NC")


def test_a_section_with_nothing_prints_no_heading_and_the_others_keep_their_numbers() -> None:
    numbers = [h.split()[0] for h in headings(made(consolidation(assessments=opinions()))[0])]
    assert numbers == ["I.", "a)", "b)", "II.", "1.", "III.", "1.", "V.", "1.", "VII."]


def test_agencies_opinions_stand_in_where_the_compiler_wrote_nothing_and_say_whose_they_are() -> None:
    text = plain_text(made(consolidation(assessments=opinions()))[0])
    assert "- Đề nghị bố trí biên chế pháp chế (theo báo cáo của Sở Tư pháp)." in text


def test_the_compilers_text_comes_before_the_agencies_opinions() -> None:
    sheet = CompilerSheet((CompilerText("kien_nghi", "Đề nghị một\nĐề nghị hai"),))
    main = [p.plain for p in replaceable(made(consolidation(assessments=opinions()), sheet)[0])]
    assert "- Đề nghị một." in main and "- Đề nghị hai." in main
    assert not any("biên chế pháp chế" in text for text in main)


def test_more_opinions_than_the_limit_are_counted_and_stand_in_the_annex() -> None:
    many = (("ket_qua", tuple(said("SNV", f"Kết quả thứ {n}.") for n in range(1, 9))),)
    document = made(consolidation(assessments=many))[0]
    assert "Ngoài ra, 02 ý kiến khác của các cơ quan, đơn vị được tổng hợp tại Phụ lục III." in plain_text(document)
    assert sum("Kết quả thứ" in row for row in row_texts(document, "annex-III")) == 8


def test_ids_are_unique_over_the_whole_document() -> None:
    everything = consolidation(assessments=opinions(), free_rows=(free_row(),))
    document = made(everything, draft=True, silent=("SKHDT",), annexes=("I", "II", "III", "IV"))[0]
    ids = [b.id for b in document.blocks()]
    ids += [row.id for b in document.blocks() if isinstance(b, Table) for row in b.rows]
    assert [id for id, times in Counter(ids).items() if times > 1] == []


def test_every_row_is_as_wide_as_its_table() -> None:
    everything = consolidation(assessments=opinions(), free_rows=(free_row(),))
    document = made(everything, annexes=("I", "II", "III", "IV"))[0]
    tables = [block for block in document.blocks() if isinstance(block, Table)]
    assert len(tables) > 4
    for table in tables:
        assert {sum(cell.span for cell in row.cells) for row in table.rows} == {len(table.columns)}


def test_each_annex_ends_with_the_mark() -> None:
    document = made(annexes=("I", "II", "III", "IV"))[0]
    assert len(document.annexes) == 4
    for part in document.annexes:
        assert part.blocks[-1].rows[-1].cells[-1].plain.endswith("./.")  # type: ignore[union-attr]


def test_annexes_are_numbered_in_the_jobs_order() -> None:
    document = made(annexes=("I", "III"))[0]
    assert [(p.title, p.name) for p in document.annexes] == [("Phụ lục I", "phu_luc_1"), ("Phụ lục II", "phu_luc_2")]
    assert "nêu tại các Phụ lục I và II kèm theo" in plain_text(document)
    alone = made(annexes=("II",))[0]
    assert [p.title for p in alone.annexes] == ["Phụ lục"]


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("blanks", "(Kèm theo Báo cáo số /BC-UBND ngày tháng năm của Ủy ban nhân dân tỉnh Mẫu)"),
        ("filled", "(Kèm theo Báo cáo số /BC-UBND ngày tháng năm 2023 của Ủy ban nhân dân tỉnh Mẫu)"),
    ],
)
def test_the_annexs_reference_line(mode: str, words: str) -> None:
    document = made(annex_reference=mode)[0]
    assert " ".join(document.annexes[0].blocks[0].reference.split()) == words  # type: ignore[union-attr]


def test_no_reference_line_on_request() -> None:
    assert made(annex_reference="none")[0].annexes[0].blocks[0].reference == ""  # type: ignore[union-attr]


def test_plan_codes_are_printed_in_the_record_only() -> None:
    document = made()[0]
    assert "I.1.b.01" not in plain_text(document)
    settings = job(annexes=("V",), record=("I", "II"))
    record = compose_record(Material(settings, CAMPAIGN, consolidation(), completeness(), outline()))
    assert record
    assert [part.name for part in record.parts] == ["ho_so_noi_bo", "phu_luc_1", "phu_luc_2"]
    assert any("(Mã: I.1.b.01)" in row for row in row_texts(record, "annex-I"))
    assert [part.blocks[0].reference for part in record.annexes] == ["", ""]  # type: ignore[union-attr]


def test_the_whole_of_a_shortened_text_stands_in_the_annex() -> None:
    long = ". ".join(f"Câu thứ {n} nói về một kết quả của nhiệm vụ này" for n in range(1, 20)) + "."
    item = ItemResult("II.1.01", Status.ONGOING, status_cell("STP", Status.ONGOING), narratives=(said("STP", long),))
    document = made(consolidation(item))[0]
    main = "\n".join(b.plain for b in document.main.blocks if isinstance(b, Paragraph))
    assert "Câu thứ 19" not in main
    assert any(long in row for row in row_texts(document, "annex-II"))


def test_what_others_report_stands_in_the_annex_with_their_names() -> None:
    rows = row_texts(made(consolidation(free_rows=(free_row(),)))[0], "annex-III")
    assert any("Sở Kế hoạch và Đầu tư" in row and "Ban hành kế hoạch của cơ quan 2." in row for row in rows)
    assert any("Sáng kiến tra cứu văn bản" in row and "Đã áp dụng" in row for row in rows)


def test_agencies_with_the_same_words_share_a_row() -> None:
    narrative = said("SNV", "Ban hành kế hoạch.")
    shared = replace(narrative, sources=narrative.sources + said("STP", "Ban hành kế hoạch.").sources)
    done = Status.DONE
    item = ItemResult(
        "III.1.01", narratives=(shared,), statuses=(("SNV", done), ("STP", done)), coverage=Coverage(2, 2)
    )
    rows = row_texts(made(consolidation(item))[0], "annex-III")
    assert sum("Ban hành kế hoạch." in row for row in rows) == 1
    assert any("Sở Nội vụ và Sở Tư pháp" in row for row in rows)


def test_annex_iv_says_who_accepted_a_gap() -> None:
    gap = finding("return-missing", agency="SKHDT", name="Sở Kế hoạch và Đầu tư", period="Q1-2023", owed="3")
    decision = Decision(gap.key, True, who="Nguyễn Văn A", day=date(2023, 3, 17), why="Đang kiện toàn")
    document = made(annexes=("IV",), silent=("SKHDT",), decided=((gap, decision),))[0]
    row = next(r for r in row_texts(document, "annex-IV") if "Kế hoạch và Đầu tư" in r)
    assert "Chưa gửi" in row and "Nguyễn Văn A quyết định chấp nhận ngày 17/3/2023, lý do: Đang kiện toàn" in row


def test_a_draft_marks_what_is_missing_and_a_final_report_marks_nothing() -> None:
    def gaps(document: Document) -> list[str]:
        paragraphs = (b for b in document.main.blocks if isinstance(b, Paragraph))
        return [run.text for p in paragraphs for run in p.runs if run.mark == "gap"]

    draft = made(draft=True, silent=("SKHDT",))[0]
    assert draft.draft and "[CHƯA CÓ BÁO CÁO: Sở Kế hoạch và Đầu tư]" in gaps(draft)
    assert "[CHƯA CÓ NỘI DUNG: Kinh phí, đơn vị tổng hợp bổ sung]" in gaps(draft)
    final = made(silent=("SKHDT",))[0]
    assert gaps(final) == []
    assert "3/4 cơ quan, đơn vị; chưa có báo cáo kết quả của Sở Kế hoạch và Đầu tư" in plain_text(final)


def replacement(document: Document, id: str, text: str, mark: str = "") -> Replacement:
    own = next(p for p in replaceable(document) if p.id == id)
    return Replacement(id, text, mark or fingerprint(own), Location("phan_tong_hop.xlsx", "Thay đoạn", "C9"))


def test_a_replaced_paragraph_keeps_its_dash_its_sources_and_says_so() -> None:
    plain = made()[0]
    sheet = CompilerSheet((), (replacement(plain, "II.1.01/result", "Lời của đơn vị tổng hợp"),))
    document, findings = made(sheet=sheet)
    new = next(p for p in replaceable(document) if p.id == "II.1.01/result")
    old = next(p for p in replaceable(plain) if p.id == "II.1.01/result")
    assert (new.plain, new.replaced, findings) == ("- Lời của đơn vị tổng hợp.", True, ())
    assert set(old.sources) < set(new.sources)


def test_a_replaced_paragraph_whose_data_changed_is_reported() -> None:
    sheet = CompilerSheet((), (replacement(made()[0], "I.1.b.01/result", "Lời khác"),))
    measure = files_target().measures[0]
    assert measure.figure is not None
    later = files_target(measure=replace(measure, figure=replace(measure.figure, value=measure.figure.value + 1)))
    document, findings = made(consolidation(later), sheet)
    assert [f.code for f in findings] == ["replacement-data-changed"]
    assert next(p for p in replaceable(document) if p.id == "I.1.b.01/result").replaced


def test_the_same_answer_in_a_file_of_another_name_changes_nothing() -> None:
    before = next(p for p in replaceable(made()[0]) if p.id == "II.1.01/result")
    moved = tuple(replace(s, location=Location("khac.xlsx", "X", "A1")) for s in before.sources)
    assert fingerprint(replace(before, sources=moved)) == fingerprint(before)


def test_a_replacement_for_an_unknown_block_is_reported_with_the_nearest() -> None:
    sheet = CompilerSheet((), (Replacement("II.1.1/result", "Lời", "abc"),))
    (found,) = made(sheet=sheet)[1]
    assert found.code == "replacement-unknown-block"
    assert "Có phải ý anh/chị là 'II.1.01/result'?" in found.message()


def test_a_text_that_no_section_takes_up_is_reported() -> None:
    (found,) = made(sheet=CompilerSheet((CompilerText("loi_chuc", "Chúc mừng"),)))[1]
    assert (found.code, found.subject) == ("compiler-text-unused", "loi_chuc")


def test_an_outline_that_leaves_items_out_is_reported() -> None:
    data = {"id": "ngan", "section": [{"id": "A", "level": 1, "number": "I.", "title": "A", "items": ["I.1.b"]}]}
    from reporting.compose.outline import parse_outline

    short = parse_outline(data, "ngan.toml")
    (found,) = composing_findings(Material(job(), CAMPAIGN, consolidation(), completeness(), short))
    assert (found.code, "II.1.01, II.1.02, III.1.01" in found.message()) == ("outline-omits-items", True)


def test_the_same_inputs_give_the_same_document() -> None:
    assert made()[0] == made()[0]


def test_every_item_of_the_plan_has_its_paragraph() -> None:
    ids = {p.id for p in replaceable(made()[0])}
    assert {f"{item.code}/result" for item in PLAN.items} <= ids
    assert len(results()) == len(PLAN.items)


@pytest.mark.parametrize("name", ["theo_ke_hoach", "thong_dung_tinh"])
def test_the_shipped_outlines_parse(name: str) -> None:
    assert outline(name).id == name
    assert tomllib.loads((ROOT / "templates" / "outlines" / f"{name}.toml").read_text(encoding="utf-8"))["title"]


def test_annex_v_prints_the_jobs_own_table_and_is_left_out_without_one() -> None:
    from reporting.consolidation import StatisticResult
    from reporting.forms.statistics import NO_STATISTICS, Indicator, Statistics
    from tests.helpers.consolidations import counted, source

    rows = (
        Indicator("1", "Chỉ đạo, điều hành"),
        Indicator("1.1", "Số văn bản", "Văn bản"),
        Indicator("1.2", "Số cuộc họp", "Cuộc"),
    )
    given = consolidation(statistics=(StatisticResult("1.1", counted(source("SNV", 1200), source("STP", 34))),))
    settings = job(annexes=("I", "V"))
    material = Material(settings, CAMPAIGN, given, completeness(), outline(), statistics=Statistics(indicators=rows))
    with_table = compose_report(material).document
    assert row_texts(with_table, "annex-V")[:3] == [
        "1 | Chỉ đạo, điều hành |  |  | ",
        "1.1 | Số văn bản | Văn bản | 1.234 | ",
        "1.2 | Số cuộc họp | Cuộc |  | Chưa có số liệu",
    ]
    without = compose_report(replace(material, statistics=NO_STATISTICS)).document
    assert [p.id for p in without.annexes] == ["annex-I"]


def test_annex_v_adds_up_no_percentages() -> None:
    from reporting.consolidation import StatisticResult
    from reporting.forms.statistics import Indicator, Statistics
    from tests.helpers.consolidations import counted, source

    rows = Indicator("1", "Tỷ lệ đúng hạn", "%"), Indicator("2", "Tỷ lệ số hóa", "%")
    several, alone = (source("SNV", 97), source("STP", 88)), counted(source("SNV", 97))
    given = consolidation(statistics=(StatisticResult("1", several=several), StatisticResult("2", alone)))
    material = Material(
        job(annexes=("V",)), CAMPAIGN, given, completeness(), outline(), statistics=Statistics(indicators=rows)
    )
    made = compose_report(material).document
    assert row_texts(made, "annex-V")[:2] == [
        "1 | Tỷ lệ đúng hạn | % |  | 2 đơn vị báo cáo; tỷ lệ không cộng được",
        "2 | Tỷ lệ số hóa | % | 97 | ",
    ]
