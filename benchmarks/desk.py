"""136 returns dropped on the page at once: until the matrix is drawn, what other pages take, memory of all processes.

Prints three lines. The page runs as a user starts it, its worker and the readers of workbooks beside it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx

from benchmarks.measure import ROOT
from tests.helpers.province import DEPARTMENTS, write_job

AGENCIES = 136
JOB = "/viec/quy_1_2026"
PAGES = (
    "/",
    JOB,
    f"{JOB}/nhan",
    f"{JOB}/phat-hien",
    f"{JOB}/don-doc",
    f"{JOB}/cai-dat",
    f"{JOB}/lap",
    f"{JOB}/lich-su",
)
_MB = 1_000_000


class Memory(threading.Thread):
    """The most that a process and all that it started held together, in MB: pages of their own and their share of
    those that several hold (Pss of /proc)."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.most, self.done = root, 0.0, threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.1):
            self.most = max(self.most, sum(_held(process) for process in _family(self.root)) / _MB)


def _family(root: int) -> Iterator[int]:
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            continue
    found = {root}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    yield from found


def _held(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="cchc-desk-") as scratch:
        job = Path(scratch) / "quy_1_2026"
        job.mkdir()
        write_job(job, AGENCIES - len(DEPARTMENTS))
        ready = Path(scratch) / "gui_den"
        (job / "bao_cao_nhan").rename(ready)
        (job / "bao_cao_nhan").mkdir()
        command = [sys.executable, str(ROOT / "cli.py"), "mo", scratch, "--no-browser"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        assert server.stderr is not None
        address = next(line.split()[-1] for line in server.stderr if "token=" in line)
        memory = Memory(server.pid)
        memory.start()
        try:
            _use(address, sorted(ready.iterdir()))
        finally:
            memory.done.set()
            server.terminate()
            server.wait(20)
        print(f"server, worker and readers together: {memory.most:.0f} MB at most")


def _use(address: str, files: list[Path]) -> None:
    origin = address.split("/?")[0]
    with httpx.Client(base_url=origin, headers={"origin": origin}, follow_redirects=True, timeout=120) as client:
        client.get(address)
        sent = [("files", (path.name, path.read_bytes())) for path in files]
        start = time.perf_counter()
        client.post(f"{JOB}/nhan", files=sent, data={"day": "15/03/2026"}, headers={"hx-request": "true"})
        last_byte = time.perf_counter()
        while f"{AGENCIES}/{AGENCIES}" not in client.get(JOB).text:
            assert time.perf_counter() - last_byte < 60, "the matrix was never drawn"
            time.sleep(0.05)
        drawn = time.perf_counter()
        print(f"{len(files)} returns: handed over in {last_byte - start:.2f} s, matrix {drawn - last_byte:.2f} s later")
        times = {page: min(_taken(client, page) for _ in range(3)) for page in PAGES}
        slowest = max(times, key=lambda page: times[page])
        print(f"{len(PAGES)} pages: the slowest {slowest} {1000 * times[slowest]:.0f} ms")


def _taken(client: httpx.Client, page: str) -> float:
    start = time.perf_counter()
    client.get(page).raise_for_status()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
