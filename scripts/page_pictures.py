"""Pictures of the page for README and guide, from the samples: docs/images/trang_*.png (Chromium, Playwright)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SAMPLES = ROOT / "sample_inputs"
JOB = "sau_thang_2023"
PAGES = {
    "trang_1_ke_hoach": "/ke-hoach",
    "trang_2_tong_quan": f"/viec/{JOB}",
    "trang_4_phat_hien": f"/viec/{JOB}/phat-hien",
    "trang_7_lap": f"/viec/{JOB}/lap",
}


def main() -> int:
    """Writes the pictures; the one argument, if given, is the folder."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "cchc"
        workspace.mkdir()
        for name in ("plan.xlsx", "don_vi.xlsx"):
            shutil.copy(SAMPLES / name, workspace)
        for name in (JOB, "quy_1_2023"):
            shutil.copytree(SAMPLES / name, workspace / name)
        command = [sys.executable, str(ROOT / "cli.py"), "mo", str(workspace), "--no-browser"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        try:
            assert server.stderr
            _take(next(line.split()[-1] for line in server.stderr if "token=" in line), target)
        finally:
            server.terminate()
            server.wait(20)
    return 0


def _take(address: str, target: Path) -> None:
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="vi-VN")
        page.set_default_timeout(120_000)
        page.goto(address)
        page.fill("input[name=name]", "Nguyễn Thị Lan")
        page.click("text=Lưu")
        origin = address.partition("/?")[0]
        _work(page, origin)
        for name, path in PAGES.items():
            page.goto(origin + path)
            if name.endswith("phat_hien"):
                page.locator("button:text('Xem ô')").first.click()
                page.locator(".cell-picture table").first.wait_for()
            if name.endswith("ke_hoach"):
                page.locator("article").first.scroll_into_view_if_needed()
            taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
            taken.quantize(96, dither=Image.Dither.NONE).save(target / f"{name}.png", optimize=True)
        browser.close()


def _work(page: Any, origin: str) -> None:
    """A check, a plan, letters, the text and a draft, so that every page has something to show."""
    page.goto(f"{origin}/viec/{JOB}")
    page.get_by_role("button", name="Kiểm tra lại").click()
    page.get_by_text("Kiểm tra: xong").first.wait_for()
    page.goto(f"{origin}/ke-hoach")
    page.set_input_files("#files", str(SAMPLES / "ke_hoach_2023" / "ke_hoach_cchc_2023.docx"))
    page.get_by_role("button", name="Đọc kế hoạch").click()
    page.locator("article").first.wait_for()
    page.goto(f"{origin}/viec/{JOB}/soan")
    page.locator("form[action$='/soan'] button").first.click()
    page.locator(".report").first.wait_for()
    page.goto(f"{origin}/viec/{JOB}/lap")
    page.locator("button:has-text('thảo')").first.click()
    page.locator("img").first.wait_for()


if __name__ == "__main__":
    raise SystemExit(main())
