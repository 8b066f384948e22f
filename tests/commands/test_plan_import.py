"""cchc plan import and plan diff, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reporting.commands import main
from reporting.commands.plan_import import read_document
from reporting.errors import PlanError
from tests.helpers.formats import locked
from tests.plan_import.conftest import SAMPLES
from tests.plan_import.plans import annex_only

WORD = SAMPLES / "ke_hoach_2023" / "ke_hoach_cchc_2023.docx"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def sheets(path: Path) -> dict[str, list[list[str]]]:
    from reporting.excel.read import read_grid

    grid, _ = read_grid(path, path.name)
    assert grid is not None
    return {s.name: [[str(v or "") for v in row] for row in s.rows] for s in grid.sheets}


def test_the_sample_plan_becomes_a_workbook_that_plan_show_reads(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    result = run("plan", "import", WORD, "-o", target, "--registry", SAMPLES / "don_vi.xlsx")
    assert result.exit_code == 0, result.output
    assert "Đã nhập 97 mục: 23 chỉ tiêu, 40 nhiệm vụ, 34 trách nhiệm" in result.stdout
    assert "import" not in result.stdout
    shown = run("plan", "show", target, "--registry", SAMPLES / "don_vi.xlsx")
    assert shown.exit_code == 0, shown.output
    assert "III.12.01" in shown.stdout


def test_what_to_look_at_stands_in_a_sheet_of_its_own(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    run("plan", "import", WORD, "-o", target)
    rows = sheets(target)["Cần xem"]
    states = [row[0] for row in rows[2:] if row]
    assert {"Cần trả lời", "Chưa hiểu", "Đề xuất", "Nhận ra"} == set(states)
    assert any("Phần đầu hoàn thành" in "".join(row) for row in rows)


def test_a_proposed_registry_can_be_written_and_used(tmp_path: Path) -> None:
    source, plan, units = tmp_path / "kh.docx", tmp_path / "plan.xlsx", tmp_path / "don_vi.xlsx"
    source.write_bytes(annex_only())
    first = run("plan", "import", source, "-o", plan, "--registry-output", units)
    assert first.exit_code == 0, first.output
    assert "Chưa có danh mục đơn vị" in first.stdout
    again = run("plan", "import", source, "-o", tmp_path / "again.xlsx", "--registry", units)
    assert again.exit_code == 0, again.output
    assert run("plan", "diff", plan, tmp_path / "again.xlsx").stdout.startswith("Hai kế hoạch giống nhau")


def test_an_officers_workbook_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_text("công sức của cán bộ", encoding="utf-8")
    result = run("plan", "import", WORD, "-o", target)
    assert result.exit_code == 2
    assert "không ghi đè" in result.stderr
    assert target.read_text(encoding="utf-8") == "công sức của cán bộ"
    assert run("plan", "import", WORD, "-o", target, "--force").exit_code == 0


def test_what_is_no_plan_ends_with_a_reason_and_no_file(tmp_path: Path) -> None:
    source = tmp_path / "bao_cao.txt"
    source.write_text("BÁO CÁO\n\nKết quả năm 2024\n\nI. KẾT QUẢ\n\n- Xong.", encoding="utf-8")
    result = run("plan", "import", source, "-o", tmp_path / "plan.xlsx")
    assert result.exit_code == 2
    assert "BÁO CÁO, không phải kế hoạch" in result.stderr
    assert not (tmp_path / "plan.xlsx").exists()


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "anh.png"
    source.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    result = run("plan", "import", source, "-o", tmp_path / "plan.xlsx")
    assert result.exit_code == 2
    assert ".docx" in result.stderr


def test_old_word_files_without_libreoffice_name_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reporting.word.office.find_office", lambda: "")
    source = tmp_path / "kh.doc"
    source.write_bytes(b"\xd0\xcf\x11\xe0")
    result = run("plan", "import", source, "-o", tmp_path / "plan.xlsx")
    assert result.exit_code == 2
    assert "LibreOffice" in result.stderr


@pytest.mark.engine("soffice")
@pytest.mark.parametrize("ending", ["doc", pytest.param("odt", marks=pytest.mark.long)])
def test_old_word_files_and_open_document_through_libreoffice(ending: str, tmp_path: Path) -> None:
    import subprocess

    from reporting.word.office import find_office

    profile = (tmp_path / "profile").as_uri()
    command = [find_office(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(tmp_path), str(WORD)], check=True, capture_output=True, timeout=180)
    source = tmp_path / f"{WORD.stem}.{ending}"
    result = run("plan", "import", source, "-o", tmp_path / "plan.xlsx", "--registry", SAMPLES / "don_vi.xlsx")
    assert result.exit_code == 0, result.output
    assert "Đã nhập 97 mục" in result.stdout


def test_diff_tells_words_and_codes_and_is_readable_by_programs(tmp_path: Path) -> None:
    one, two = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    text = (
        "UBND TỈNH A\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2025\n\nI. NHIỆM VỤ\n\n- Rà soát {} (Sở Tư pháp chủ trì)."
    )
    for path, words in ((one, "văn bản của tỉnh"), (two, "văn bản của huyện")):
        source = path.with_suffix(".txt")
        source.write_text(text.format(words), encoding="utf-8")
        assert run("plan", "import", source, "-o", path).exit_code == 0
    human = run("plan", "diff", one, two)
    assert human.exit_code == 0
    assert "SỬA I.01" in human.stdout
    assert "[-tỉnh-] {+huyện+}" in human.stdout
    data = json.loads(run("plan", "diff", one, two, "--format", "json").stdout)
    assert [(i["change"], i["code"]) for i in data["items"]] == [("changed", "I.01")]


@pytest.mark.parametrize(("data", "said"), [
    (locked(WORD.read_bytes(), "bí mật"), "có mật khẩu"),
    (b"PK\x03\x04 xl/workbook.xml", "bảng tính Excel"),
    (b"", "không đọc được loại tệp"),
])  # fmt: skip
def test_what_only_looks_like_a_word_file_is_told_apart(data: bytes, said: str, tmp_path: Path) -> None:
    source = tmp_path / "ke_hoach.docx"
    source.write_bytes(data)
    with pytest.raises(PlanError, match=said):
        read_document(source)


def test_answers_in_the_sheet_settle_their_items_at_the_second_import(tmp_path: Path) -> None:
    from tests.plan_import.answering import answered

    first, second, third = tmp_path / "1.xlsx", tmp_path / "2.xlsx", tmp_path / "3.xlsx"
    units = ("--registry", SAMPLES / "don_vi.xlsx")
    asked = run("plan", "import", WORD, "-o", first, *units)
    assert "câu hỏi ở đầu trang 'Cần xem'" in asked.stdout
    before = first.read_bytes()
    question = next(row for row in sheets(first)["Cần xem"] if "chất lượng đội ngũ" in "".join(row))
    answered(first, {question[6]: "Sở Tư pháp"})
    result = run("plan", "import", WORD, "-o", second, "--answers", first, *units)
    assert result.exit_code == 0, result.output
    assert "Đã dùng 1 câu trả lời." in result.stdout
    leads = {row[0]: row[4] for row in sheets(second)["Chỉ tiêu, nhiệm vụ"] if row and row[0].startswith("II.4.")}
    assert set(leads.values()) == {"Sở Tư pháp"}
    assert next(row for row in sheets(second)["Cần xem"] if question[6] in row)[7] == "Sở Tư pháp"
    run("plan", "import", WORD, "-o", third, "--answers", second, *units)
    assert third.read_bytes() == second.read_bytes()
    assert before != second.read_bytes()


def test_answers_in_a_list_and_a_file_without_any(tmp_path: Path) -> None:
    source, answers = tmp_path / "kh.docx", tmp_path / "tra_loi.csv"
    source.write_bytes(annex_only())
    answers.write_text("Mã câu hỏi;Trả lời\nH-000000;Sở Nội vụ\n", "utf-8-sig")
    result = run("plan", "import", source, "-o", tmp_path / "plan.xlsx", "--answers", answers)
    assert result.exit_code == 0, result.output
    assert "tra_loi.csv › B2: Câu hỏi H-000000 (trả lời “Sở Nội vụ”) không có trong văn bản này" in result.stderr
    answers.write_text("a,b\n1,2\n", "utf-8")
    refused = run("plan", "import", source, "-o", tmp_path / "no.xlsx", "--answers", answers)
    assert refused.exit_code == 2
    assert not (tmp_path / "no.xlsx").exists()
    assert "'Câu hỏi' và 'Trả lời'" in refused.stderr


def test_a_workbook_that_cannot_be_read_again_is_an_error(tmp_path: Path) -> None:
    source = tmp_path / "kh.txt"
    source.write_text("UBND TỈNH A\n\nKẾ HOẠCH\n\nCải cách hành chính\n\nI. NHIỆM VỤ\n\n- Rà soát văn bản.", "utf-8")
    result = run("plan", "import", source, "-o", tmp_path / "plan.xlsx")
    assert result.exit_code == 1
    assert "Lỗi: Đọc lại tệp vừa ghi: plan.xlsx › Thông tin › B4: năm '0' không đọc được" in result.stderr
