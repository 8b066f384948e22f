"""The two periods that no sample shows: Quý III, a slice of three months, and Năm, where every target is judged."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reporting.compose.report import compose_report
from reporting.document import Document, Heading, Paragraph, Table
from reporting.excel.form_writer import form_workbook
from reporting.forms.build import form_of
from reporting.forms.form import FilledForm
from reporting.merge_and_check import agreed
from reporting.obligations import Campaign
from reporting.pipeline import material_of, understood
from sample_inputs.make.filled import filled_of, period_of, world
from tests.helpers.built import REAL, SAMPLES, silent


def report(code: str, folder: Path) -> Document:
    """The report of a job of this period, Quý I being its last: everybody sends what they sent at 6 tháng."""
    job = folder / "job"
    (job / "bao_cao_nhan").mkdir(parents=True)
    for name in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copy(SAMPLES / name, folder)
    shutil.copytree(SAMPLES / "quy_1_2023", folder / "quy_1_2023")
    place = world()
    period = replace(period_of("m6"), code=code)
    for agency in place.registry.expected():
        typed = filled_of(place, agency.code, "m6")
        form = form_of(agency, Campaign(place.plan, place.registry, period), invented=True)
        data = form_workbook(form, FilledForm(typed.rows, typed.guide))
        (job / "bao_cao_nhan" / f"{code}-2023_{agency.code}.xlsx").write_bytes(data)
    text = (REAL / "job.toml").read_text(encoding="utf-8").replace('"M6"', f'"{code}"')
    text = re.sub(r"(?m)^(register|compiler) = .*\n", "", text)
    (job / "job.toml").write_text(text, encoding="utf-8")
    _, inputs = understood(job, silent)
    consolidation, completeness = agreed(inputs, silent)
    assert inputs.previous
    return compose_report(material_of(inputs, consolidation, completeness, draft=False)).document


def whole(document: Document) -> str:
    return "\n".join(block.plain for block in document.main.blocks if isinstance(block, Paragraph | Heading))


def targets(document: Document) -> list[str]:
    return [b.plain for b in document.main.blocks if isinstance(b, Paragraph) and b.id.startswith("I.1.b.")]


@pytest.fixture(scope="module")
def third(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return report("Q3", tmp_path_factory.mktemp("quy_3"))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return report("Y", tmp_path_factory.mktemp("nam"))


def test_a_slice_is_called_what_it_is(third: Document) -> None:
    text = "\n".join(targets(third))
    assert "Số liệu tính trong kỳ, từ ngày 15/6/2023 đến ngày 14/9/2023" in whole(third)
    assert "lũy kế" not in text and "trong kỳ đạt" in text
    assert "VI. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM QUÝ IV NĂM 2023" in whole(third)


def test_three_months_are_not_set_against_what_has_added_up(third: Document) -> None:
    inspected, *_ = targets(third)
    assert "(7/30 cơ quan, đơn vị; mục tiêu năm 2023: 30%)" in inspected
    assert "so với" not in inspected
    standing = next(line for line in targets(third) if "công bố, công khai đầy đủ" in line)
    assert "không thay đổi so với" in standing or "điểm phần trăm so với" in standing


def test_at_the_years_end_every_target_is_judged(year: Document) -> None:
    lines = [line for line in targets(year) if line.startswith("- ")]
    assert len(lines) == 23
    assert "Cả 23 chỉ tiêu của Kế hoạch đều được đánh giá trong kỳ này" in whole(year)
    assert all("mục tiêu đề ra" in line for line in lines)
    assert not [line for line in lines if "mục tiêu năm" in line or "lũy kế" in line]
    assert "VI. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM NĂM 2024" in whole(year)


def test_text_and_annex_judge_alike(year: Document) -> None:
    """A sentence that says a target is reached stands beside a row that says so, and the other way round."""
    words = {"Đạt": ", bảo đảm mục tiêu", "Vượt": ", vượt mục tiêu", "Chưa đạt": ", chưa đạt mục tiêu"}
    annex = next(part for part in year.annexes if part.id == "annex-I")
    table = next(block for block in annex.blocks if isinstance(block, Table))
    judged: dict[str, list[str]] = {}
    for row in table.rows:
        code = row.id.removesuffix("/annex").split("/")[0]
        judged.setdefault(code, []).extend(c.plain for c in row.cells if c.plain in words)
    told = {
        block.id.removesuffix("/result"): sorted(
            word for word, sign in words.items() for _ in range(block.plain.count(sign))
        )
        for block in year.main.blocks
        if isinstance(block, Paragraph) and block.id in {f"{code}/result" for code in judged}
    }
    assert len(told) == 23
    assert told == {code: sorted(found) for code, found in judged.items()}
