"""What all tests share: engines of this machine, hypothesis profiles, one LibreOffice per worker.

`@pytest.mark.engine("soffice", "pdftotext")`: without these programs the test is skipped, with one
line each in the closing summary; under CCHC_REQUIRE_ENGINES=1 (CI) it fails instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.helpers.built import Built


def _engines() -> dict[str, tuple[tuple[str, ...], str]]:
    """Engine → the programs that may stand for it, and the Debian packages that bring it."""
    text = Path(__file__).with_name("engines.txt").read_text(encoding="utf-8")
    rows = (line.split(":") for line in text.splitlines() if not line.startswith("#"))
    return {name: (tuple(programs.split()), packages.strip()) for name, programs, packages in rows}


ENGINES = _engines()
REQUIRED = os.environ.get("CCHC_REQUIRE_ENGINES") == "1"
_MISSING = "thiếu chương trình"
_SECONDS = 180

# What an earlier version left in the user's cache must not make a test pass, nor a font of this machine.
os.environ["CCHC_CACHE"] = "0"
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parent / "helpers" / "fonts.conf")

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") or REQUIRED else "here")


def engine(name: str) -> str | None:
    """Path of the program behind an engine's name; None where this machine lacks it."""
    programs, _ = ENGINES[name]
    return next((found for found in map(shutil.which, programs) if found), None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    names = [name for mark in item.iter_markers("engine") for name in mark.args]
    for name in names:
        if engine(name) is None:
            reason = f"{_MISSING} {name} (Debian: {ENGINES[name][1]})"
            if REQUIRED:
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if _MISSING in reason:
            terminalreporter.write_line(f"BỎ QUA {report.nodeid}: {reason}", yellow=True, bold=True)


Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """convert(path, "pdf") → the converted file, beside nothing else in a folder of its own.

    LibreOffice locks its profile, so every pytest-xdist worker has one; within a worker tests are serial.
    Use with @pytest.mark.engine("soffice").
    """
    profile = tmp_path_factory.mktemp("libreoffice-profile")

    def convert(path: Path, format: str) -> Path:
        program, folder = engine("soffice"), tmp_path_factory.mktemp("converted")
        assert program, "mark the test with @pytest.mark.engine('soffice')"
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", format, "--outdir", str(folder), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        made = list(folder.iterdir())
        assert len(made) == 1, f"LibreOffice made {made} of {path.name}: {done.stdout}{done.stderr}"
        return made[0]

    return convert


@pytest.fixture(scope="session")
def clean_job(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The clean sample, built whole, once in a test run. Not to be changed."""
    from tests.helpers.built import CLEAN, built, shared_folder

    return built(CLEAN, False, shared_folder(tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def real_life_draft(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The draft of the real-life sample, once in a test run. Not to be changed."""
    from tests.helpers.built import REAL, built, shared_folder

    return built(REAL, True, shared_folder(tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def decided_job(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The final report of the real-life sample, every error settled by an officer; once in a test run."""
    from tests.helpers.built import REAL, built, once, shared_folder
    from tests.helpers.deciding import decided_copy

    shared = shared_folder(tmp_path_factory.getbasetemp())
    home = once(shared / "decided", decided_copy)
    return built(home / REAL.name, False, shared)


@pytest.fixture(scope="session")
def third_quarter(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Quý III after a clean 6 tháng, with cumulative figures of both; once in a test run. Not to be changed."""
    from tests.helpers.built import built, once, shared_folder
    from tests.helpers.slices import third_quarter

    shared = shared_folder(tmp_path_factory.getbasetemp())
    home = once(shared / "slices", third_quarter)
    return built(home / "quy_3", False, shared)
