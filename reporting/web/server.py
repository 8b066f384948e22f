"""Starting the page: one server a workspace, on loopback, its worker beside it, the browser opened."""

from __future__ import annotations

import json
import secrets
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reporting.child_process import module_command, module_environment
from reporting.errors import OutputError
from reporting.web.views import Desk
from reporting.web.work import Queue, ledger_of
from reporting.web.workspace import Workspace

HOST = "127.0.0.1"
_RUNNING = "dang_chay.json"
_LOOK_EVERY = 0.5


@dataclass(frozen=True, slots=True)
class Address:
    port: int
    token: str

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/?token={self.token}"


def serve(folder: Path, port: int, browser: bool, say: Callable[[str], None]) -> None:
    """Serve the workspace until it is stopped. Where one runs already, only open that."""
    import uvicorn

    from reporting.web.app import make_app

    workspace = Workspace(folder)
    running = _running(workspace)
    if running:
        _open(running, browser, say)
        return
    listening = _listen(port)
    address = Address(listening.getsockname()[1], secrets.token_urlsafe(24))
    desk = _desk(workspace)
    app = make_app(desk, token=address.token, port=address.port, stop=lambda: setattr(server, "should_exit", True))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off"))
    mark = workspace.state / _RUNNING
    mark.write_text(json.dumps({"port": address.port, "token": address.token}), "utf-8")
    mark.chmod(0o600)
    worker = Worker(workspace)
    threading.Thread(target=_open_when_ready, args=(server, address, browser, say), daemon=True).start()
    try:
        server.run(sockets=[listening])
    finally:
        worker.stop()
        mark.unlink(missing_ok=True)


def _desk(workspace: Workspace) -> Desk:
    ledger = ledger_of(workspace)
    return Desk(workspace, ledger, Queue(workspace, ledger))


def _listen(port: int) -> socket.socket:
    """A socket on loopback only; port 0 takes a free one."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let another program take the port over
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as problem:
        raise OutputError(
            f"cổng {port} đang có chương trình khác dùng", where="--port", action="Bỏ --port hoặc chọn số khác."
        ) from problem
    return listening


def _running(workspace: Workspace) -> Address | None:
    """The page that serves this workspace already, if it answers."""
    try:
        data = json.loads((workspace.state / _RUNNING).read_text("utf-8"))
        address = Address(int(data["port"]), str(data["token"]))
        asked = urllib.request.Request(
            f"http://{HOST}:{address.port}/song", headers={"Cookie": f"cchc={address.token}"}
        )
        with urllib.request.urlopen(asked, timeout=2) as answer:  # noqa: S310
            return address if answer.read() == b"cchc" else None
    except (OSError, ValueError, KeyError, urllib.error.URLError):
        return None


def _open(address: Address, browser: bool, say: Callable[[str], None]) -> None:
    if browser and webbrowser.open(address.url):
        say(f"Đã mở trang làm việc trong trình duyệt (cổng {address.port}).")
    say(f"Địa chỉ: {address.url}")


def _open_when_ready(server: object, address: Address, browser: bool, say: Callable[[str], None]) -> None:
    while not getattr(server, "started", False):
        time.sleep(0.05)
    _open(address, browser, say)
    say("Để cửa sổ này mở trong khi làm việc; bấm Ctrl+C, hoặc Đóng CCHC trên trang, để dừng.")


class Worker:
    """The worker process, started again whenever it ends by itself."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace, self._stopping = workspace, threading.Event()
        self._process = self._start()
        threading.Thread(target=self._watch, daemon=True).start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = module_command("reporting.web.worker", str(self._workspace.folder))
        return subprocess.Popen(command, stdin=subprocess.PIPE, env=module_environment())

    def _watch(self) -> None:
        while not self._stopping.wait(_LOOK_EVERY):
            if self._process.poll() is not None:
                self._process = self._start()

    def stop(self) -> None:
        self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
