"""Each page over the job's own files; what it writes, the command line reads."""

from __future__ import annotations

import shutil
import tomllib
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from reporting.web.ledger import CUT_OFF, RUNNING, WAITING
from reporting.web.views import Desk
from reporting.word.markup import W, text_of
from tests.helpers.built import Built
from tests.helpers.edits import Edit
from tests.web.conftest import SAMPLES

JOB = "/viec/quy_1_2023"
WorkOff = Callable[[], None]


def _returns(*codes: str) -> list[tuple[str, tuple[str, bytes]]]:
    folder = SAMPLES / "quy_1_2023" / "bao_cao_nhan"
    return [("files", (f"Q1-2023_{code}.xlsx", (folder / f"Q1-2023_{code}.xlsx").read_bytes())) for code in codes]


@pytest.fixture
def received(client: TestClient, work_off: WorkOff) -> TestClient:
    """Two returns received on 15/3, checked."""
    client.post("/ten", data={"name": "Nguyễn Thị Lan"})
    answer = client.post(f"{JOB}/nhan", data={"day": "15/03/2023"}, files=_returns("SYT", "STP"))
    assert answer.status_code == 303
    work_off()
    return client


def test_an_empty_workspace_offers_the_sample(client: TestClient, desk: Desk) -> None:
    for path in list(desk.workspace.folder.iterdir()):
        if path.name != ".cchc":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert "Tạo từ mẫu" in client.get("/").text
    client.post("/mau")
    assert "quy_1_2023" in client.get("/").text


def test_returns_are_received_registered_and_checked(received: TestClient, desk: Desk) -> None:
    folder = desk.workspace.folder / "quy_1_2023"
    assert sorted(path.name for path in (folder / "bao_cao_nhan").iterdir()) == ["Q1-2023_STP.xlsx", "Q1-2023_SYT.xlsx"]
    rows = list(load_workbook(folder / "so_nhan_bao_cao.xlsx").active.iter_rows(min_row=3, values_only=True))  # type: ignore[union-attr]
    assert {(row[0], row[2].date()) for row in rows} == {
        ("Q1-2023_SYT.xlsx", date(2023, 3, 15)),
        ("Q1-2023_STP.xlsx", date(2023, 3, 15)),
    }
    assert tomllib.loads((folder / "job.toml").read_text("utf-8"))["inputs"]["register"] == "so_nhan_bao_cao.xlsx"
    page = received.get(JOB).text
    assert ">2/36<" in page and "Sở Y tế" in page
    listed = received.get(f"{JOB}/nhan").text
    assert "15/3/2023" in listed and listed.count("được tính") >= 2


def test_a_file_that_is_no_form_says_why(received: TestClient, work_off: WorkOff) -> None:
    received.post(f"{JOB}/nhan", data={"day": "15/03/2023"}, files=[("files", ("ghi_chu.xlsx", b"no workbook"))])
    work_off()
    page = received.get(f"{JOB}/nhan").text
    assert "ghi_chu.xlsx" in page and "không được tính" in page


def test_the_same_file_twice_is_kept_once(received: TestClient, desk: Desk, work_off: WorkOff) -> None:
    received.post(f"{JOB}/nhan", data={"day": "16/03/2023"}, files=_returns("SYT"))
    work_off()
    assert len(list((desk.workspace.folder / "quy_1_2023" / "bao_cao_nhan").iterdir())) == 2
    assert "đã có tệp giống hệt" in received.get(f"{JOB}/nhan").text


def test_set_aside_moves_a_file_and_deletes_nothing(received: TestClient, desk: Desk, work_off: WorkOff) -> None:
    folder = desk.workspace.folder / "quy_1_2023"
    received.post(f"{JOB}/de-rieng", data={"file": "bao_cao_nhan/Q1-2023_SYT.xlsx"})
    work_off()
    assert (folder / "khong_dung" / "Q1-2023_SYT.xlsx").is_file()
    assert ">1/36<" in received.get(JOB).text


@pytest.mark.parametrize("name", ["../job.toml", "job.toml", "bao_cao_nhan/../job.toml", ""])
def test_only_a_file_of_the_returns_folder_can_be_set_aside(received: TestClient, desk: Desk, name: str) -> None:
    assert received.post(f"{JOB}/de-rieng", data={"file": name}).status_code == 404
    assert (desk.workspace.folder / "quy_1_2023" / "job.toml").is_file()


def _silent(client: TestClient, desk: Desk) -> Any:
    """The finding that Ban Dân tộc has not sent."""
    checked = next(desk.workspace.jobs()).checked()
    assert checked is not None
    return next(f for f in checked["findings"] if f["agency"] == "BDT" and f["severity"] == "error")


def test_a_decision_goes_into_the_workbook_and_settles_the_finding(
    received: TestClient, desk: Desk, work_off: WorkOff
) -> None:
    found = _silent(received, desk)
    form = {"key": found["key"], "accepted": "1", "who": "", "day": "16/3/2023", "why": "=CHUA_CO số liệu"}
    received.post(f"{JOB}/quyet-dinh", data=form)
    work_off()
    folder = desk.workspace.folder / "quy_1_2023"
    sheet = load_workbook(folder / "quyet_dinh.xlsx").active
    row = next(r for r in sheet.iter_rows(values_only=True) if r[10] == found["key"])  # type: ignore[union-attr]
    assert row[5] == "Có" and row[7] == "Nguyễn Thị Lan" and row[9] == "=CHUA_CO số liệu"
    assert _silent(received, desk)["decided"]
    assert "=CHUA_CO" in received.get(f"{JOB}/phat-hien?severity=decided").text
    assert "Quyết định" in received.get(f"{JOB}/lich-su").text


def test_what_somebody_wrote_in_excel_meanwhile_stays(received: TestClient, desk: Desk, work_off: WorkOff) -> None:
    folder = desk.workspace.folder / "quy_1_2023"
    found = _silent(received, desk)
    shutil.copyfile(folder / "ket_qua" / "quyet_dinh.xlsx", folder / "quyet_dinh.xlsx")
    book = load_workbook(folder / "quyet_dinh.xlsx")
    other = next(r for r in book.active.iter_rows(min_row=3) if r[10].value != found["key"])  # type: ignore[union-attr]
    other[9].value = "ghi trong Excel"
    book.save(folder / "quyet_dinh.xlsx")
    form = {"key": found["key"], "accepted": "1", "who": "A", "day": "16/3/2023", "why": "B"}
    received.post(f"{JOB}/quyet-dinh", data=form)
    written = load_workbook(folder / "quyet_dinh.xlsx").worksheets[0]
    texts = {cell for row in written.iter_rows(values_only=True) for cell in row}
    assert {"ghi trong Excel", "B"} <= texts


def test_a_workbook_open_in_excel_is_told_and_not_written(received: TestClient, desk: Desk) -> None:
    folder = desk.workspace.folder / "quy_1_2023"
    (folder / "~$quyet_dinh.xlsx").write_bytes(b"")
    form = {"key": _silent(received, desk)["key"], "accepted": "1", "who": "A", "day": "16/3/2023", "why": "B"}
    answer = received.post(f"{JOB}/quyet-dinh", data=form)
    assert answer.status_code == 409 and "đang mở trong Excel" in answer.text
    assert not (folder / "quyet_dinh.xlsx").exists()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"accepted": "1", "day": "16/3/2023", "why": ""}, "lý do"),
        ({"accepted": "1", "day": "hôm qua", "why": "x"}, "ngày"),
        ({"day": "16/3/2023", "why": "x"}, "chấp nhận"),
    ],
)
def test_half_a_decision_is_not_written(received: TestClient, desk: Desk, form: dict[str, str], said: str) -> None:
    answer = received.post(f"{JOB}/quyet-dinh", data={"key": _silent(received, desk)["key"], **form})
    assert answer.status_code == 409 and said in answer.text


def test_a_cell_is_shown_among_its_neighbours_and_only_of_the_jobs_own_files(received: TestClient) -> None:
    asked = "file=bao_cao_nhan/Q1-2023_SYT.xlsx&sheet=Chỉ tiêu&cell=K8"
    assert 'class="here"' in received.get(f"{JOB}/o?{asked}").text
    for file in ("../plan.xlsx/../job.toml", "/etc/passwd", "job.toml", "bao_cao_nhan/../../don_vi.xlsx"):
        assert "Không mở được ô này" in received.get(f"{JOB}/o?file={file}&sheet=x&cell=A1").text


def test_text_of_a_return_is_text(received: TestClient, desk: Desk, work_off: WorkOff) -> None:
    name = "<script>alert(1)</script>.xlsx"
    received.post(f"{JOB}/nhan", data={"day": "15/03/2023"}, files=[("files", (name, b"x"))])
    work_off()
    assert "<script>alert" not in received.get(f"{JOB}/nhan").text


def test_words_of_the_officer_go_into_the_compilers_sheet(received: TestClient, desk: Desk, work_off: WorkOff) -> None:
    received.post(f"{JOB}/soan")
    work_off()
    page = received.get(f"{JOB}/soan").text
    assert "KẾT QUẢ THỰC HIỆN MỤC TIÊU" in page
    received.post(f"{JOB}/soan/luu", data={"key": "ket_qua_noi_bat", "text": "Dòng một.\r\nDòng hai."})
    work_off()
    assert "Dòng một.\nDòng hai." in received.get(f"{JOB}/soan").text


def test_settings_keep_comments_and_refuse_what_cannot_be_used(client: TestClient, desk: Desk) -> None:
    file = desk.workspace.folder / "quy_1_2023" / "job.toml"
    before = file.read_text("utf-8")
    fields = _fields(client)
    answer = client.post(f"{JOB}/cai-dat", data=fields | {"signing.name": "Lê Văn C", "report.annexes": "I, II"})
    assert answer.status_code == 303
    after = file.read_text("utf-8")
    data = tomllib.loads(after)
    assert data["signing"]["name"] == "Lê Văn C" and data["report"]["annexes"] == ["I", "II"]
    assert [line for line in before.splitlines() if "#" in line and "annexes" not in line][:6] == [
        line for line in after.splitlines() if "#" in line
    ][:6]
    early = client.post(f"{JOB}/cai-dat", data=_fields(client) | {"job.deadline": "01/01/2023"})
    assert early.status_code == 409 and file.read_text("utf-8") == after
    refused = client.post(f"{JOB}/cai-dat", data=_fields(client) | {"report.annexes": "IX"})
    assert refused.status_code == 409 and "IX" in refused.text
    assert file.read_text("utf-8") == after


def test_saving_settings_unchanged_leaves_the_file_as_it_is(client: TestClient, desk: Desk) -> None:
    file = desk.workspace.folder / "quy_1_2023" / "job.toml"
    before = file.read_bytes()
    client.post(f"{JOB}/cai-dat", data=_fields(client))
    assert file.read_bytes() == before


def _fields(client: TestClient) -> dict[str, str]:
    import lxml.html

    form = lxml.html.fromstring(client.get(f"{JOB}/cai-dat").text).forms[-1]  # type: ignore[attr-defined]
    return {name: value or "" for name, value in form.fields.items()}


def test_a_final_report_is_refused_with_its_reasons(received: TestClient, work_off: WorkOff, desk: Desk) -> None:
    received.post(f"{JOB}/lap")
    work_off()
    page = received.get(f"{JOB}/lap").text
    assert "lỗi chưa xử lý" in page and "Chưa gửi báo cáo" in page
    assert not (desk.workspace.folder / "quy_1_2023" / "ket_qua" / "bao_cao.docx").exists()


def test_a_run_cut_off_is_repeated_once_and_then_told(client: TestClient, desk: Desk) -> None:
    run = desk.queue.put("quy_1_2023", "check")
    desk.ledger.set_run(run, state=RUNNING, tries=1)
    desk.queue.repeat_interrupted()
    assert desk.ledger.run(run).state == WAITING  # type: ignore[union-attr]
    desk.ledger.set_run(run, state=RUNNING, tries=2)
    desk.queue.repeat_interrupted()
    assert desk.ledger.run(run).state == CUT_OFF  # type: ignore[union-attr]
    assert "kết quả cũ còn nguyên" in client.get(f"{JOB}/tien-do").text


def test_a_job_that_cannot_be_used_is_told_and_the_others_are_shown(client: TestClient, desk: Desk) -> None:
    broken = desk.workspace.folder / "hong"
    broken.mkdir()
    (broken / "job.toml").write_text("[job\n", "utf-8")
    page = client.get("/").text
    assert "sai cú pháp TOML" in page and "Quý I năm 2023" in page
    assert client.get("/viec/hong").status_code == 409


def test_forms_come_one_by_one_and_as_one_archive(client: TestClient, tmp_path: Path) -> None:
    import io
    import zipfile

    one = client.get(f"{JOB}/bieu/SYT")
    assert one.status_code == 200 and "Q1-2023_SYT.xlsx" in one.headers["content-disposition"]
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{JOB}/bieu.zip").content))
    assert len(archive.namelist()) == 36 and archive.read("Q1-2023_SYT.xlsx") == one.content


def test_a_build_says_what_it_changed_and_keeps_what_a_person_edited(
    received: TestClient, work_off: WorkOff, desk: Desk
) -> None:
    client, folder = received, desk.workspace.folder / "quy_1_2023"
    (folder / "bao_cao_nhan" / "Q1-2023_SYT.xlsx").unlink()
    client.post(f"{JOB}/lap", data={"draft": "1"})
    work_off()
    shutil.copy(SAMPLES / "quy_1_2023" / "bao_cao_nhan" / "Q1-2023_SYT.xlsx", folder / "bao_cao_nhan")
    report = folder / "ket_qua" / "bao_cao.docx"
    report.write_bytes(report.read_bytes() + b" ")
    client.post(f"{JOB}/lap", data={"draft": "1"})
    work_off()
    shown = client.get(f"{JOB}/lap").text
    assert "So với lần lập trước" in shown and "Sở Y tế" in shown
    assert "bao_cao.docx đã có người sửa nên để nguyên" in shown and "bao_cao_moi.docx" in shown
    assert report.read_bytes().endswith(b" ")
    assert zipfile.is_zipfile(folder / "ket_qua" / "bao_cao_moi.docx")


def test_a_pdf_that_came_back_is_looked_at(received: TestClient, work_off: WorkOff, desk: Desk) -> None:
    client, folder = received, desk.workspace.folder / "quy_1_2023"
    client.post(f"{JOB}/lap", data={"draft": "1"})
    work_off()
    pdf = (folder / "ket_qua" / "bao_cao.pdf").read_bytes()
    for data, said in (
        (pdf, "phông chữ đã nhúng"),
        (pdf + b"\n% sua\n", "không khớp mã SHA-256"),
        (b"no pdf", "không đọc được"),
    ):
        client.post(f"{JOB}/da-ky", files=[("files", ("../bao_cao.pdf", data, "application/pdf"))])
        work_off()
        shown = client.get(f"{JOB}/lap").text
        assert "bao_cao.pdf" in shown and said in shown, said
    assert (folder / "ket_qua" / "bao_cao.pdf").read_bytes() == pdf


def test_the_building_page_is_there_before_anything_was_built(received: TestClient) -> None:
    assert received.get(f"{JOB}/lap").status_code == 200
    received.post(f"{JOB}/lap")
    assert received.get(f"{JOB}/lap").status_code == 200


def test_the_deadline_shown_is_the_one_that_forms_and_letters_print(client: TestClient, desk: Desk) -> None:
    file = desk.workspace.folder / "quy_1_2023" / "job.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("\n[inputs]", "\ndeadline = 2023-03-18\n\n[inputs]", 1), "utf-8")
    assert "20/3/2023" in client.get("/").text  # the eighteenth is a Saturday
    assert "20/3/2023" in client.get(JOB).text


def test_an_edited_word_file_is_taken_in_and_named(
    client: TestClient, work_off: WorkOff, desk: Desk, clean_job: Built
) -> None:
    output = desk.workspace.folder / "quy_1_2023" / "ket_qua"
    shutil.copytree(clean_job.folder, output, dirs_exist_ok=True)
    document = Edit((output / "bao_cao.docx").read_bytes())
    paragraph = next(
        p for p in document.root.iter(f"{W}p") if p.find(f"{W}bookmarkStart") is not None and len(text_of(p)) > 150
    )
    document.say(text_of(paragraph), "Lời lãnh đạo đã sửa <b>thẳng</b> trong Word.")
    client.post(f"{JOB}/da-sua", files={"files": ("../sua.docx", document.saved)})
    work_off()
    page = client.get(f"{JOB}/lap").text
    assert "Đã lấy" in page and "Lời lãnh đạo đã sửa &lt;b&gt;thẳng&lt;/b&gt;" in page
    client.post(f"{JOB}/da-sua", files={"files": ("hong.docx", b"khong phai Word")})
    work_off()
    assert "hong.docx" in client.get(f"{JOB}/lap").text
