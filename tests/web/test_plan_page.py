"""A plan's own document through the page: read, an item corrected, a proposal confirmed, kept as plan.xlsx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reporting.errors import PlanError
from reporting.excel.needed import read_needed
from reporting.parse.plan_workbook import parse_plan
from reporting.plan import Plan
from reporting.web.plan_draft import PROPOSED_MARK, draft_of
from reporting.web.views import Desk
from tests.web.conftest import SAMPLES

if TYPE_CHECKING:
    from starlette.testclient import TestClient

DOCUMENT = SAMPLES / "ke_hoach_2023" / "ke_hoach_cchc_2023.docx"


@pytest.fixture
def imported(client: TestClient) -> TestClient:
    answer = client.post("/ke-hoach", files={"files": (DOCUMENT.name, DOCUMENT.read_bytes())})
    assert answer.status_code == 303, answer.text
    return client


def kept(path: Path) -> Plan:
    return parse_plan(read_needed(path, path.name, PlanError))[0]


def test_every_item_stands_beside_its_sentence(imported: TestClient, desk: Desk) -> None:
    draft = draft_of(desk.workspace)
    assert draft and len(draft.items) == 97
    page = imported.get("/ke-hoach?xem=het").text
    assert page.count("<article") == 97
    doubtful = [item for item in draft.items if item.asked or item.proposed]
    assert 0 < len(doubtful) < 97
    assert imported.get("/ke-hoach").text.count("<article") == len(doubtful)
    assert all(item.source for item in draft.items)


def test_a_correction_is_kept_and_nothing_else_changes(imported: TestClient, desk: Desk) -> None:
    before = draft_of(desk.workspace)
    assert before
    item = next(one for one in before.items if one.proposed)
    given = {**item.cells, "code": item.code, "text": "=1+1 lời văn đã sửa", "due_day": "30/6/2023", "confirm": "1"}
    assert imported.post("/ke-hoach/muc", data=given).status_code == 303
    after = draft_of(desk.workspace)
    assert after
    now = next(one for one in after.items if one.code == item.code)
    assert (now.cells["text"], now.cells["due_day"], now.proposed) == ("=1+1 lời văn đã sửa", "30/06/2023", False)
    assert [one for one in after.items if one.code != item.code] == [i for i in before.items if i.code != item.code]


def test_an_answer_settles_its_items_and_keeps_what_was_corrected(imported: TestClient, desk: Desk) -> None:
    before = draft_of(desk.workspace)
    assert before
    question = next(q for q in before.questions if "chất lượng đội ngũ" in q.text)
    inside = [item for item in before.items if item.code.startswith("II.4.")]
    corrected, other = inside[0], inside[1]
    given = {
        **corrected.cells,
        "code": corrected.code,
        "lead": "Sở Y tế",
        "text": "Lời văn của cán bộ",
        "due_day": "1/6/2023",
    }
    imported.post("/ke-hoach/muc", data=given)
    imported.post("/ke-hoach/muc", data={**other.cells, "code": other.code, "text": "Chỉ sửa lời văn"})
    assert imported.post("/ke-hoach/hoi", data={question.id: "Sở Tư pháp"}).status_code == 303
    after = draft_of(desk.workspace)
    assert after
    cells = {item.code: item.cells for item in after.items}
    assert [cells[item.code]["lead"] for item in inside] == ["Sở Y tế", *["Sở Tư pháp"] * (len(inside) - 1)]
    assert (cells[corrected.code]["text"], cells[corrected.code]["due_day"]) == ("Lời văn của cán bộ", "01/06/2023")
    assert cells[other.code]["text"] == "Chỉ sửa lời văn"
    assert next(q for q in after.questions if q.id == question.id).done
    page = imported.get("/ke-hoach").text
    assert f"({len(after.questions) - 1} câu chưa trả lời)" in page and 'value="Sở Tư pháp"' in page
    imported.post("/ke-hoach/hoi", data={question.id: "ai đó"})
    assert "chưa hiểu câu trả lời" in imported.get("/ke-hoach").text


@pytest.mark.parametrize(
    ("change", "said"),
    [({"due_day": "30/2/2023"}, "không đọc được"), ({"code": "X.9"}, "không có mục X.9")],
)
def test_what_cannot_be_is_refused(imported: TestClient, desk: Desk, change: dict[str, str], said: str) -> None:
    before = draft_of(desk.workspace)
    assert before
    answer = imported.post("/ke-hoach/muc", data={**before.items[0].cells, "code": before.items[0].code, **change})
    assert answer.status_code == 409 and said in answer.text
    assert draft_of(desk.workspace) == before


def test_the_plan_is_kept_under_a_name_that_is_free(imported: TestClient, desk: Desk) -> None:
    folder = desk.workspace.folder
    old = (folder / "plan.xlsx").read_bytes()
    assert imported.post("/ke-hoach/luu").headers["location"] == "/ke-hoach?da_luu=plan%20(2).xlsx"
    assert (folder / "plan.xlsx").read_bytes() == old
    assert len(kept(folder / "plan (2).xlsx").items) == 97
    assert draft_of(desk.workspace) is None
    assert imported.post("/ke-hoach/luu").status_code == 404


def test_without_a_registry_one_is_proposed(client: TestClient, desk: Desk) -> None:
    (desk.workspace.folder / "don_vi.xlsx").unlink()
    client.post("/ke-hoach", files={"files": (DOCUMENT.name, DOCUMENT.read_bytes())})
    draft = draft_of(desk.workspace)
    assert draft and draft.registry_proposed
    client.post("/ke-hoach/luu")
    assert (desk.workspace.folder / "don_vi.xlsx").is_file()


@pytest.mark.parametrize("data", [b"", b"khong phai ke hoach", b"PK\x03\x04 hong", b"\x00" * 5000])
def test_what_is_no_plan_is_told_and_the_draft_stays(imported: TestClient, desk: Desk, data: bytes) -> None:
    answer = imported.post("/ke-hoach", files={"files": ("../../x.docx", data)})
    assert answer.status_code == 409
    draft = draft_of(desk.workspace)
    assert draft and len(draft.items) == 97


@pytest.mark.engine("chromium")
def test_the_page_confirms_a_proposal_in_place(served: str, browser_page: Any, desk: Desk) -> None:
    page = browser_page
    page.goto(served)
    page.get_by_text("Nhập kế hoạch từ văn bản").click()
    page.set_input_files("#files", str(DOCUMENT))
    page.get_by_role("button", name="Đọc kế hoạch").click()
    article = page.locator("article", has_text="có đề xuất chờ xác nhận").first
    article.wait_for()
    code = article.get_attribute("id")
    article.get_by_role("button", name="Xác nhận đề xuất").click()
    page.locator(f"[id='{code}']").get_by_text("đã lưu").wait_for()
    draft = draft_of(desk.workspace)
    assert draft
    cells = next(item.cells for item in draft.items if item.code == code)
    assert not any(PROPOSED_MARK in text for text in cells.values())


@pytest.mark.long
@pytest.mark.engine("chromium")
def test_questions_are_answered_by_their_labels_and_read_by_everybody(served: str, browser_page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser_page
    page.goto(served)
    page.get_by_text("Nhập kế hoạch từ văn bản").click()
    page.set_input_files("#files", str(DOCUMENT))
    page.get_by_role("button", name="Đọc kế hoạch").click()
    page.get_by_label("chất lượng đội ngũ").fill("đồng ý")
    page.get_by_role("button", name="Dùng các câu trả lời").click()
    page.get_by_text("đã dùng").wait_for()
    found = Axe().run(page).response
    assert [rule["id"] for rule in found["violations"] if rule["impact"] in ("serious", "critical")] == []
