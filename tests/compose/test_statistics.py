"""The ministry's forms and subsections in the report: as data, with figures that keep their cells. Figures invented."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.compose.frame import opening, subject
from reporting.compose.material import Material
from reporting.compose.outline import Outline, OutlineSection, laid_out, topics_of, with_leads
from reporting.compose.report import compose_report
from reporting.compose.sentences import figure_sentences, sentences_are_known
from reporting.consolidation import Figure, Formula, Source, StatisticResult, TopicResult
from reporting.document import Document, Heading, Paragraph
from reporting.errors import TemplateError
from reporting.forms.statistics import Statistics, parse_statistics
from reporting.location import Location
from tests.helpers.consolidations import completeness, consolidation, counted, job, outline, source, total
from tests.helpers.small import CAMPAIGN

FORMS = parse_statistics(
    {
        "title": "Biểu mẫu số liệu {period} của {issuer}",
        "required": True,
        "form": [
            {
                "number": "1",
                "title": "Hồ sơ",
                "indicator": [
                    {"code": "1", "name": "Hồ sơ", "kind": "heading"},
                    {"code": "1.1", "name": "Đã giải quyết", "unit": "Hồ sơ", "kind": "count"},
                    {"code": "1.2", "name": "Đúng hạn", "unit": "Hồ sơ", "kind": "count"},
                    {"code": "1.3", "name": "Tỷ lệ", "unit": "%", "kind": "ratio", "part": "1.2", "whole": "1.1"},
                ],
            },
            {
                "number": "2",
                "title": "Khảo sát",
                "indicator": [
                    {"code": "1", "name": "Có khảo sát", "unit": "Có = 1; Không = 0", "kind": "yes_no"},
                    {"code": "2", "name": "Số phiếu", "unit": "Phiếu", "kind": "count"},
                ],
            },
        ],
    },
    "bieu.toml",
)
OUTLINE = Outline(
    "thu",
    "Thử",
    (
        OutlineSection("A", 1, "I.", "HỒ SƠ"),
        OutlineSection(
            "A.1",
            2,
            "1.",
            "Giải quyết hồ sơ",
            lead="SNV",
            sentences=("Đã giải quyết {1/1.1} hồ sơ, đúng hạn {1/1.2}/{1/1.1} (đạt {1/1.3})", "Có {2/2} phiếu"),
        ),
        OutlineSection("A.2", 2, "2.", "Hạn chế", limits=True),
    ),
    items_in_record=True,
    subject="Công tác hồ sơ {period}",
    basis="Công văn số 1/BNV ngày 02 tháng 7 năm 2025 của Bộ Nội vụ về báo cáo",
)


def rate(top: int, bottom: int) -> Figure:
    value = Decimal(100 * top) / bottom
    return Figure(
        "thong_ke/1/1.3", value, Formula.RATIO, (total(source("SNV", top)), total(source("SNV", bottom))), "%"
    )


def material(*results: StatisticResult, topics: tuple[TopicResult, ...] = (), draft: bool = False) -> Material:
    given = consolidation(statistics=results)
    given = replace(given, topics=topics)
    return Material(job(annexes=("V",)), CAMPAIGN, given, completeness(), OUTLINE, draft=draft, statistics=FORMS)


FIGURES = (
    StatisticResult("1/1.1", counted(source("SNV", 195197))),
    StatisticResult("1/1.2", counted(source("SNV", 193457))),
    StatisticResult("1/1.3", rate(193457, 195197)),
)


def texts(document: Document) -> list[str]:
    return [block.plain for block in document.main.blocks if isinstance(block, Heading | Paragraph)]


def test_a_sentence_has_the_figures_of_the_forms_with_their_cells() -> None:
    runs = figure_sentences(OUTLINE.sections[1].sentences, material(*FIGURES))
    assert "".join(run.text for run in runs) == "Đã giải quyết 195.197 hồ sơ, đúng hạn 193.457/195.197 (đạt 99,11%)."
    assert [run.text for run in runs if run.figure] == ["195.197", "193.457", "195.197", "99,11%"]


@pytest.mark.parametrize(
    "results",
    [
        (StatisticResult("2/2"),),
        (StatisticResult("2/2", reasons=(Source("SNV", Location("a"), None, "Chưa khảo sát"),)),),
        (StatisticResult("2/2", counted(source("SNV", 0))),),
    ],
)
def test_no_sentence_without_its_figure_or_of_nothing(results: tuple[StatisticResult, ...]) -> None:
    assert figure_sentences(("Có {2/2} phiếu",), material(*results)) == ()


def test_a_subsection_is_its_leads_words_then_the_figures() -> None:
    written = Source("SNV", Location("SNV.xlsx", "Nội dung báo cáo", "E6"), None, "Hồ sơ được giải quyết kịp thời")
    limits = Source("SNV", Location("SNV.xlsx", "Nội dung báo cáo", "G6"), None, "Thiếu máy quét.")
    topic = TopicResult("A.1", "SNV", written, None, limits)
    made = compose_report(material(*FIGURES, topics=(topic,))).document
    said = texts(made)
    assert "Hồ sơ được giải quyết kịp thời. Đã giải quyết 195.197 hồ sơ, đúng hạn 193.457/195.197 (đạt 99,11%)." in said
    assert "- Về giải quyết hồ sơ: thiếu máy quét." in said
    paragraph = next(b for b in made.main.blocks if isinstance(b, Paragraph) and b.id == "A.1/lead/1")
    assert paragraph.sources[0] == written


def test_a_draft_shows_what_its_lead_owes() -> None:
    assert "[CHƯA CÓ NỘI DUNG: Sở Nội vụ]" in texts(compose_report(material(draft=True)).document)
    assert not any("CHƯA CÓ" in text for text in texts(compose_report(material()).document))


def test_the_annex_is_printed_form_by_form() -> None:
    reason = Source("SNV", Location("SNV.xlsx", "Thống kê", "F9"), None, "Khảo sát trong Quý II")
    nothing = StatisticResult("2/1", reasons=(reason,))
    (annex,) = compose_report(material(*FIGURES, nothing)).document.annexes
    kinds = [type(block).__name__ for block in annex.blocks]
    assert kinds == ["AnnexTitle", "Paragraph", "Table", "Paragraph", "Table"]
    title, label, table, _, other = annex.blocks
    assert title.title == "BIỂU MẪU SỐ LIỆU QUÝ I NĂM 2023 CỦA ỦY BAN NHÂN DÂN TỈNH MẪU"  # type: ignore[union-attr]
    assert label.plain == "Biểu mẫu 1\nHồ sơ"  # type: ignore[union-attr]
    rows = [" | ".join(cell.plain for cell in row.cells) for row in (*table.rows, *other.rows)]  # type: ignore[union-attr]
    assert rows[:6] == [
        "1 | Hồ sơ |  |  | ",
        "1.1 | Đã giải quyết | Hồ sơ | 195.197 | ",
        "1.2 | Đúng hạn | Hồ sơ | 193.457 | ",
        "1.3 | Tỷ lệ | % | 99,11 | ",
        "1 | Có khảo sát | Có = 1; Không = 0 | - | Khảo sát trong Quý II",
        "2 | Số phiếu | Phiếu |  | Chưa có số liệu",
    ]


@pytest.mark.parametrize(
    ("result", "wanted"),
    [
        (StatisticResult("1/1.1", counted(source("SNV", 4)), owing=("STP",), asked=2), ("4", "1/2 đơn vị có báo cáo")),
        (
            StatisticResult("1/1.1", counted(source("SNV", 4)), owing=("STP",), asked=2, by_lead=True),
            ("4", "Theo số liệu của Sở Nội vụ"),
        ),
        (StatisticResult("1/1.3", of_nothing=True), ("-", "Không phát sinh")),
    ],
)
def test_what_stands_beside_a_number(result: StatisticResult, wanted: tuple[str, str]) -> None:
    (annex,) = compose_report(material(result)).document.annexes
    rows = {row.id: row for block in annex.blocks for row in getattr(block, "rows", ())}
    cells = [cell.plain for cell in rows[f"annex-V/{result.code}"].cells]
    assert tuple(cells[3:]) == wanted


def test_a_rate_that_is_not_whole_is_never_printed_as_a_hundred() -> None:
    (annex,) = compose_report(material(StatisticResult("1/1.3", rate(199999, 200000)))).document.annexes
    rows = {row.id: row for block in annex.blocks for row in getattr(block, "rows", ())}
    assert rows["annex-V/1/1.3"].cells[3].plain == "99,9995"


def test_the_outline_words_subject_and_opening() -> None:
    given = material()
    assert subject(given) == "Công tác hồ sơ quý I năm 2023"
    assert opening(given).plain == (
        "Thực hiện Công văn số 1/BNV ngày 02 tháng 7 năm 2025 của Bộ Nội vụ về báo cáo, Ủy ban nhân dân tỉnh Mẫu báo "
        "cáo công tác hồ sơ quý I năm 2023 như sau:"
    )


def test_the_province_names_its_own_leads() -> None:
    renamed = with_leads(OUTLINE, {"SNV": ("SONOIVU",)})
    (topic,) = topics_of(renamed, CAMPAIGN.plan, CAMPAIGN.period)
    assert (topic.agency, topic.section, topic.number, topic.title) == (
        "SONOIVU",
        "A.1",
        "I.1",
        "I.1. Giải quyết hồ sơ",
    )


def test_a_sentence_of_an_unknown_row_is_refused() -> None:
    wrong = replace(OUTLINE, sections=(replace(OUTLINE.sections[1], sentences=("Có {9/9} phiếu",)),))
    with pytest.raises(TemplateError, match="9/9"):
        sentences_are_known(wrong, FORMS, "bo_cuc.toml")
    sentences_are_known(wrong, Statistics(), "bo_cuc.toml")  # a job without forms prints none


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"kind": "ratio", "unit": "%"}, "thiếu tử số"),
        ({"kind": "ratio", "part": "9", "whole": "2", "unit": "%"}, "không có trong bảng"),
        ({"kind": "count", "sum": ["1"], "unit": "Người"}, "từ chính nó"),
        ({"kind": "sums", "unit": "Người"}, "sums"),
    ],
)
def test_a_form_that_cannot_be_computed_is_refused(row: dict[str, object], said: str) -> None:
    rows = [{"code": "1", "name": "Một", **row}, {"code": "2", "name": "Hai", "unit": "Người", "kind": "count"}]
    with pytest.raises(TemplateError, match=said):
        parse_statistics({"form": [{"number": "1", "title": "Thử", "indicator": rows}]}, "bieu.toml")


def test_the_shipped_outline_speaks_of_rows_that_the_shipped_forms_have() -> None:
    from reporting.resources import resource
    from reporting.store.files import read_toml

    shipped = outline("bnv-4625-2025")
    forms = parse_statistics(read_toml(resource("forms", "bnv-4625-2025.toml")), "bnv-4625-2025.toml")
    sentences_are_known(shipped, forms, "bnv-4625-2025")
    assert (len(forms.forms), len(forms.indicators)) == (7, 123)
    parts = laid_out(shipped, CAMPAIGN.plan, CAMPAIGN.period)
    assert [s.title for s in parts if s.level == 1][-1] == "PHƯƠNG HƯỚNG, NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH QUÝ II NĂM 2023"
