"""A page over a workspace of its own: as an application for quick tests, as a server with its worker for the browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reporting.web.app import make_app
from reporting.web.views import Desk
from reporting.web.work import Queue, ledger_of
from reporting.web.workspace import Workspace
from tests.conftest import engine

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_inputs"
TOKEN, PORT = "token-of-the-test", 8123
ORIGIN = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The sample's plan and registry with the job of Quý I, without returns."""
    for name in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copyfile(SAMPLES / name, tmp_path / name)
    job = tmp_path / "quy_1_2023"
    shutil.copytree(SAMPLES / "quy_1_2023", job, ignore=shutil.ignore_patterns("*.xlsx"))
    shutil.copyfile(SAMPLES / "quy_1_2023" / "phan_tong_hop.xlsx", job / "phan_tong_hop.xlsx")
    text = (job / "job.toml").read_text("utf-8").replace('register = "so_nhan_bao_cao.xlsx"\n', "")
    (job / "job.toml").write_text(text, "utf-8")
    (job / "bao_cao_nhan").mkdir(exist_ok=True)
    return tmp_path


@pytest.fixture
def desk(workspace: Path) -> Desk:
    place = Workspace(workspace)
    ledger = ledger_of(place)
    return Desk(place, ledger, Queue(place, ledger))


@pytest.fixture
def client(desk: Desk) -> TestClient:
    """A browser that has opened the page: with the cookie, posting from the page's own address."""
    from starlette.testclient import TestClient

    app = make_app(desk, token=TOKEN, port=PORT)
    client = TestClient(app, base_url=ORIGIN, headers={"origin": ORIGIN}, follow_redirects=False)
    client.cookies.set("cchc", TOKEN)
    return client


@pytest.fixture
def work_off(desk: Desk) -> Callable[[], None]:
    """Does what waits in the queue, in this process."""

    def done() -> None:
        while (task := desk.queue.huey.dequeue()) is not None:
            desk.queue.huey.execute(task)

    return done


def start(workspace: Path) -> tuple[subprocess.Popen[str], str]:
    """A page of its own process, and the address that it says."""
    command = [sys.executable, str(ROOT / "cli.py"), "mo", str(workspace), "--no-browser"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stderr is not None
    return process, next(line.split()[-1] for line in process.stderr if "token=" in line)


@pytest.fixture
def served(workspace: Path) -> Iterator[str]:
    """The address of a page that runs as a user starts it, its worker beside it."""
    process, address = start(workspace)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(20)


def is_trouble(message: Any) -> bool:
    """Whatever the console calls an error but a request that a newer one took the place of."""
    return message.type == "error" and not message.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))


@pytest.fixture
def browser_page() -> Iterator[Any]:
    """A page of headless Chromium; whatever its console calls an error fails the test."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-background-networking", "--disable-sync", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=engine("chromium"), args=flags)
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
        page = context.new_page()
        page.set_default_timeout(30_000)
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if is_trouble(message) else None)
        page.on("pageerror", lambda problem: errors.append(str(problem)))
        yield page
        if os.environ.get("CCHC_PICTURE"):
            page.screenshot(path=os.environ["CCHC_PICTURE"], full_page=True)
        browser.close()
        assert not errors, errors


@pytest.fixture
def new_tab(browser_page: Any) -> Callable[[], Any]:
    """Opens another tab of the same browser."""
    return lambda: browser_page.context.new_page()


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)
