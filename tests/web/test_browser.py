"""One quarter in a real browser, from an empty workspace to the final set; hand actions are counted."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import ROOT, SAMPLES, start, wait_until

RETURNS = SAMPLES / "quy_1_2023" / "bao_cao_nhan"


class Hand:
    """What a person does with mouse and keyboard, counted: a click, a field filled, files dropped."""

    def __init__(self, page: Any) -> None:
        self.page, self.actions = page, 0

    def click(self, what: str) -> None:
        self.actions += 1
        self.page.locator(what).first.click()

    def fill(self, what: str, text: str) -> None:
        self.actions += 1
        self.page.locator(what).first.fill(text)

    def drop(self, files: list[Path]) -> None:
        self.actions += 1
        self.page.set_input_files("#files", [str(file) for file in files])

    def see(self, text: str, within: str = "body") -> None:
        self.page.locator(within).get_by_text(text).first.wait_for()


@pytest.mark.engine("chromium")
def test_a_whole_quarter(served: str, workspace: Path, browser_page: Any, tmp_path: Path) -> None:
    hand = Hand(browser_page)
    browser_page.goto(served)
    hand.fill("input[name=name]", "Nguyễn Thị Lan")
    hand.click("text=Lưu")
    hand.click("a:text('quy_1_2023')")
    # received: all but one, then the decision on that one
    files = sorted(RETURNS.iterdir())
    late = RETURNS / "Q1-2023_BDT.xlsx"
    hand.click("nav >> text=Nhận báo cáo")
    hand.drop([file for file in files if file != late])
    hand.fill("input[name=day]", "15/03/2023")
    hand.click("button:text-is('Nhận')")
    hand.see("Các tệp đang có (35)")
    hand.click("nav >> text=Lập báo cáo")
    hand.click("text=Lập báo cáo chính thức")
    hand.see("báo cáo chính thức chưa lập được")
    hand.click(".run.bad li a")
    hand.click("summary:text('Quyết định')")
    hand.click("input[name=accepted]")
    hand.fill("input[name=why]", "Đã thống nhất qua điện thoại")
    hand.click("text=Ghi quyết định")
    hand.see("Không có phát hiện nào")
    # the late return comes after all
    hand.click("nav >> text=Nhận báo cáo")
    hand.drop([late])
    hand.click("button:text-is('Nhận')")
    hand.see("Các tệp đang có (36)")
    # one text of the officer's own
    hand.click("nav >> text=Soạn")
    hand.click("button:text('Soạn')")
    hand.click("summary:text('Kiến nghị, đề xuất')")
    hand.fill("details[open] textarea", "Đề nghị Bộ Nội vụ hướng dẫn thêm (số liệu minh họa).")
    hand.click("details[open] button:text('Lưu')")
    hand.see("Đề nghị Bộ Nội vụ hướng dẫn thêm", within=".report")
    # the final set
    hand.click("nav >> text=Lập báo cáo")
    hand.click("text=Lập báo cáo chính thức")
    hand.see("Báo cáo chính thức đã lập")
    assert browser_page.locator("img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    assert hand.actions <= 30, hand.actions
    _same_as_the_command_line(workspace / "quy_1_2023", tmp_path)
    _read_by_everybody(browser_page)


def _read_by_everybody(page: Any) -> None:
    """axe-core finds nothing serious on any page of a job with a report, wide or narrow."""
    from axe_playwright_python.sync_playwright import Axe

    axe, job = Axe(), page.url.split("/viec/")[0]
    tabs = ("", "/cai-dat", "/ky-moi", "/nhan", "/phat-hien", "/don-doc", "/soan", "/lap", "/lich-su")
    serious: set[tuple[str, str, str]] = set()
    for path in ("/", "/ke-hoach", *(f"/viec/quy_1_2023{tab}" for tab in tabs)):
        for width in (1366, 390):
            page.set_viewport_size({"width": width, "height": 768})
            page.goto(f"{job}{path}", wait_until="load")
            found = axe.run(page).response
            assert len(found["passes"]) > 10
            serious |= {
                (path, rule["id"], rule["nodes"][0]["html"][:120])
                for rule in found["violations"]
                if rule["impact"] in ("serious", "critical")
            }
    assert serious == set()


def _same_as_the_command_line(job: Path, tmp_path: Path) -> None:
    out = tmp_path / "by_command"
    subprocess.run([sys.executable, str(ROOT / "cli.py"), "build", str(job), "-o", str(out)], check=True, timeout=300)
    written = contents(out)
    assert len(written) >= 10
    page = job / "ket_qua"
    different = [name for name, data in written.items() if (page / name).read_bytes() != data]
    assert different == []


@pytest.mark.engine("chromium")
def test_two_tabs_and_a_closed_one(served: str, workspace: Path, browser_page: Any, new_tab: Callable[[], Any]) -> None:
    """Both tabs show what the other did; a tab closed while the check runs stops nothing."""
    shutil.copyfile(RETURNS / "Q1-2023_SYT.xlsx", workspace / "quy_1_2023" / "bao_cao_nhan" / "Q1-2023_SYT.xlsx")
    browser_page.goto(served)
    other = new_tab()
    other.goto(browser_page.url + "viec/quy_1_2023")
    other.get_by_role("button", name="Kiểm tra lại").click()
    other.close()
    wait_until(lambda: (workspace / "quy_1_2023" / "ket_qua" / "kiem_tra.json").is_file())
    browser_page.reload()
    browser_page.get_by_text("1/36").wait_for()


@pytest.mark.long
@pytest.mark.engine("chromium")
def test_the_page_is_killed_while_it_builds(workspace: Path, browser_page: Any) -> None:
    """The set in the folder is whole at any moment; the next start does what was cut off and says so."""
    job = workspace / "quy_1_2023"
    shutil.copytree(RETURNS, job / "bao_cao_nhan", dirs_exist_ok=True)
    command = [sys.executable, str(ROOT / "cli.py")]
    subprocess.run([*command, "build", str(job), "-o", str(job / "ket_qua"), "--draft"], check=True, timeout=300)
    old = contents(job / "ket_qua")
    process, address = start(workspace)
    browser_page.goto(address)
    browser_page.goto(address.split("/?")[0] + "/viec/quy_1_2023/lap")
    browser_page.get_by_text("Lập báo cáo chính thức").first.click()
    bar = browser_page.locator(".run progress").first
    bar.wait_for()
    wait_until(lambda: float(bar.get_attribute("value") or 0) > 0)  # in the midst of it
    browser_page.goto("about:blank")
    process.kill()
    process.wait(20)
    assert contents(job / "ket_qua") == old
    process, address = start(workspace)
    try:
        browser_page.goto(address)
        browser_page.goto(address.split("/?")[0] + "/viec/quy_1_2023/lap")
        browser_page.get_by_text("Báo cáo chính thức đã lập").first.wait_for(timeout=90_000)
        assert contents(job / "ket_qua") != old
        subprocess.run([*command, "verify", str(job / "ket_qua")], check=True, timeout=120)
    finally:
        process.terminate()
        process.wait(20)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
