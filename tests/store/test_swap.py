"""Files in an output folder: the old set or the new one, whatever ends the run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reporting.errors import OutputError
from reporting.store import swap as swapping
from reporting.store.swap import KEPT, locked, recover, swap

OLD = {f"{n}.txt": b"old" * 500 for n in range(20)} | {"sub/x.txt": b"old"}
NEW = {f"{n}.txt": b"new" * 700 for n in range(5, 30)} | {"sub/x.txt": b"new", "other/y.txt": b"new"}
GONE = tuple(name for name in OLD if name not in NEW)
MOVES = len(OLD) + len(NEW)


def contents(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".cchc/khoa")}


def filled(folder: Path) -> Path:
    with locked(folder):
        swap(folder, OLD)
    return folder


def stopped_at(step: int, monkeypatch: pytest.MonkeyPatch, problem: BaseException) -> None:
    """The move with this number fails, once."""
    real, count = os.replace, iter(range(1_000))

    def replace(source: Path, target: Path) -> None:
        if next(count) == step:
            raise problem
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize("step", range(0, MOVES, 5))
@pytest.mark.parametrize(
    "problem", [OSError(28, "No space left on device", "x"), KeyboardInterrupt()], ids=["full", "^C"]
)
def test_a_run_that_fails_leaves_the_old_set(
    step: int, problem: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path / "out")
    with monkeypatch.context() as patch:
        stopped_at(step, patch, problem)
        with pytest.raises((OutputError, KeyboardInterrupt)), locked(folder):
            swap(folder, NEW, GONE)
        assert contents(folder) == OLD
    with locked(folder):
        swap(folder, NEW, GONE)
    assert contents(folder) == NEW


@pytest.mark.parametrize("step", range(7, MOVES, 6))
def test_a_run_that_dies_is_undone_by_the_next(step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the next one dies while it undoes."""
    folder = filled(tmp_path / "out")
    with monkeypatch.context() as patch:
        patch.setattr(swapping, "_put_back", _dies)
        stopped_at(step, patch, SystemExit())
        with pytest.raises(SystemExit):
            swap(folder, NEW, GONE)
    with monkeypatch.context() as patch:
        stopped_at(step // 3, patch, SystemExit())
        with pytest.raises(SystemExit):
            recover(folder)
    recover(folder)
    assert contents(folder) == OLD


def _dies(*_: object) -> None:
    raise SystemExit


def test_what_a_person_saved_over_a_half_new_set_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = filled(tmp_path / "out")
    with monkeypatch.context() as patch:
        patch.setattr(swapping, "_put_back", _dies)
        stopped_at(MOVES - 3, patch, SystemExit())
        with pytest.raises(SystemExit):
            swap(folder, NEW, GONE)
    changed = next(name for name in NEW if (folder / name).is_file() and (folder / name).read_bytes() == NEW[name])
    (folder / changed).write_bytes(b"mine")
    with locked(folder):
        pass
    kept = {name: data for name, data in contents(folder).items() if name.startswith(KEPT)}
    assert list(kept.values()) == [b"mine"]
    assert {name: data for name, data in contents(folder).items() if name not in kept} == OLD


_RUN = """
import sys
from pathlib import Path
from tests.store.test_swap import GONE, NEW, OLD
from reporting.store.swap import locked, swap
folder = Path(sys.argv[1])
print("ready", flush=True)
while True:
    for files, gone in ((NEW, GONE), (OLD, tuple(set(NEW) - set(OLD)))):
        with locked(folder):
            swap(folder, files, gone)
"""

_TURNS = """
import sys, time
from pathlib import Path
from tests.store.test_swap import GONE, NEW, OLD, contents
from reporting.store.swap import locked, swap
folder = Path(sys.argv[1])
for turn in range(12):
    with locked(folder):
        print("whole" if contents(folder) in (OLD, NEW) else sorted(contents(folder)))
        swap(folder, *((OLD, tuple(set(NEW) - set(OLD))) if turn % 2 else (NEW, GONE)))
    time.sleep(0.06)
"""


def kill_at_random(folder: Path, times: int, chance: random.Random) -> None:
    for _ in range(times):
        process = subprocess.Popen([sys.executable, "-c", _RUN, str(folder)], stdout=subprocess.PIPE)
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0, 0.06))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with locked(folder):
            assert contents(folder) in (OLD, NEW)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    kill_at_random(filled(tmp_path / "out"), 8, random.Random(1))


@pytest.mark.long
def test_killed_at_two_hundred_random_moments(tmp_path: Path) -> None:
    kill_at_random(filled(tmp_path / "out"), 200, random.Random(2))


def test_two_runs_never_mix_their_sets(tmp_path: Path) -> None:
    folder = filled(tmp_path / "out")
    command = [sys.executable, "-c", _TURNS, str(folder)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [run.communicate(timeout=60)[0] for run in runs] == ["whole\n" * 12] * 2
    assert contents(folder) in (OLD, NEW)


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere a read-only file is removed like any other")
def test_an_old_file_that_was_read_only_leaves_nothing(tmp_path: Path) -> None:
    folder = filled(tmp_path / "out")
    first = next(path for path in sorted(folder.rglob("*")) if path.is_file())
    first.chmod(0o400)
    with locked(folder):
        swap(folder, {first.relative_to(folder).as_posix(): b"new"})
    assert first.read_bytes() == b"new" and not list(folder.glob(".cchc-*"))


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(OutputError, match="một lần chạy khác"), locked(tmp_path, wait=0.05):
        pass


@pytest.mark.parametrize("name", ["5.txt", "sub"])
def test_a_folder_in_the_place_of_a_file_and_a_file_in_that_of_a_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / "sub").mkdir(parents=True)
    (folder / "5.txt").mkdir()
    artifacts = {"a.txt": b"1", name: b"2"}
    with locked(folder), pytest.raises(OutputError, match="được giữ nguyên"):
        swap(folder, artifacts)
    assert contents(folder) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of a file there")
def test_a_full_disk_while_the_new_files_are_written(tmp_path: Path) -> None:
    """The kernel's own limit on the size of a file stands for the disk."""
    folder = filled(tmp_path / "out")
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from reporting.errors import OutputError\n"
        "from reporting.store.swap import locked, swap\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "folder = Path(sys.argv[1])\n"
        "try:\n"
        "    with locked(folder): swap(folder, {'0.txt': b'x', '1.txt': b'x' * 200_000})\n"
        "except OutputError as problem: print(problem.message)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=False)
    assert "các tệp cũ được giữ nguyên" in done.stdout, done.stderr
    assert contents(folder) == OLD
