"""The rules of the house that no linter knows: packaging, sizes, names, and no province in the code."""

from __future__ import annotations

import ast
import configparser
import importlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
REPORTING = ROOT / "reporting"
TEMPLATES = ROOT / "templates"
MODULES = sorted(path for path in REPORTING.rglob("*.py") if "__pycache__" not in path.parts)
LONGEST = 400
NAMES_THAT_SAY_NOTHING = {"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"}


def setup_cfg() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def normal(name: str) -> str:
    """A distribution's name as PyPI compares it, without its version or extras."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", name, maxsplit=1)[0]).lower()


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def shipped(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


# ── packaging ────────────────────────────────────────────────────────────────────────────────────


def test_the_packages_of_setup_cfg_are_the_folders_on_disk() -> None:
    folders = {dotted(path / "__init__.py") for path in {module.parent for module in MODULES}}
    listed = lines(setup_cfg()["options"]["packages"])
    assert set(listed) == folders | {"reporting.samples", "reporting.templates"}
    assert listed == sorted(listed)


def test_every_folder_with_modules_is_a_package() -> None:
    assert [path for path in {m.parent for m in MODULES} if not (path / "__init__.py").exists()] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return zipfile.ZipFile(built_wheel(tmp_path_factory))


def built_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy, so that nothing stale from build/ gets in."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("setup.cfg", "pyproject.toml", "LICENSE", "README.md"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, source)
    for name in ("reporting", "templates", "sample_inputs"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(made), str(source)]
    day = {"SOURCE_DATE_EPOCH": "1767225600"}  # of the release: the files' own times are those of a checkout
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | day)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(made.glob("*.whl"))


@pytest.mark.long
def test_the_wheel_has_the_same_bytes_wherever_it_is_built(tmp_path_factory: pytest.TempPathFactory) -> None:
    first, second = built_wheel(tmp_path_factory), built_wheel(tmp_path_factory)
    assert first.read_bytes() == second.read_bytes()


def test_all_that_is_shipped_may_stand_beside_the_licence() -> None:
    from scripts import licences

    assert list(licences.incompatible()) == []
    assert len(licences.shipped()) > 30


def test_the_wheel_holds_every_module_and_every_template(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    modules = {path.relative_to(ROOT).as_posix() for path in MODULES}
    templates = {f"reporting/templates/{path.relative_to(TEMPLATES).as_posix()}" for path in shipped(TEMPLATES)}
    assert modules | templates <= names
    strangers = {name for name in names - modules - templates if not name.startswith("reporting/samples/")}
    assert all(".dist-info/" in name for name in strangers), strangers


def test_the_wheel_holds_the_sample_job_that_init_copies(wheel: zipfile.ZipFile) -> None:
    samples = ROOT / "sample_inputs"
    wanted = [samples / "plan.xlsx", samples / "don_vi.xlsx", *shipped(samples / "quy_1_2023")]
    names = {name for name in wheel.namelist() if name.startswith("reporting/samples/")}
    assert names == {f"reporting/samples/{path.relative_to(samples).as_posix()}" for path in wanted}


def test_the_wheel_installs_the_command(wheel: zipfile.ZipFile) -> None:
    (entry_points,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "cchc = reporting.commands:main" in wheel.read(entry_points).decode()


@pytest.mark.slow
def test_the_wheel_works_without_the_checkout(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """init and build from what is installed: templates and sample job are found inside the package."""
    wheel.extractall(tmp_path / "installed")
    program = "import sys; from reporting.commands import main; main(sys.argv[1:])"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "PYTHONUTF8": "1"}
    for arguments in (["init", "work"], ["build", "work/quy_1_2023/job.toml", "-o", "made"]):
        command = [sys.executable, "-c", program, *arguments]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, env=environment)
        assert done.returncode == 0, done.stderr
    assert {"bao_cao.docx", "bao_cao.pdf", "manifest.json"} <= {path.name for path in (tmp_path / "made").iterdir()}


def test_file_names_of_templates_are_ascii() -> None:
    names = [path.name for path in shipped(TEMPLATES)]
    assert len(names) > 20
    assert [name for name in names if not name.isascii()] == []


def test_the_lock_pins_every_requirement_and_names_no_place() -> None:
    pinned = [line.partition("#")[0].strip() for line in lines((ROOT / "requirements.lock").read_text("utf-8"))]
    pinned = [line for line in pinned if line]
    assert [line for line in pinned if not re.fullmatch(r"[a-z0-9.-]+==[\w.+!]+", line)] == []
    parser = setup_cfg()
    wanted = lines(parser["options"]["install_requires"])
    wanted += [name for extra in parser["options.extras_require"].values() for name in lines(extra)]
    assert {normal(name) for name in wanted} <= {normal(line) for line in pinned}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_what_is_imported_is_required() -> None:
    used = {name for path in MODULES for name in imported(path)} - set(sys.stdlib_module_names) - {"reporting"}
    brought_by = packages_distributions()
    used_names = {normal(brought_by.get(name, [name])[0]) for name in used}
    parser = setup_cfg()
    required = lines(parser["options"]["install_requires"]) + lines(parser["options.extras_require"]["token"])
    assert used_names <= {normal(line) for line in required}


# ── sizes and names ──────────────────────────────────────────────────────────────────────────────


def test_a_module_can_be_read_in_one_sitting() -> None:
    long = {dotted(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in long.items() if length > LONGEST} == {}


def test_a_module_says_what_it_is_for() -> None:
    texts = {dotted(path): path.read_text(encoding="utf-8") for path in MODULES}
    assert [name for name, text in texts.items() if text.strip() and not ast.get_docstring(ast.parse(text))] == []
    assert [name for name in texts if set(name.split(".")) & NAMES_THAT_SAY_NOTHING] == []


def test_exported_names_exist() -> None:
    """In the modules that say what they export; type checkers trust them, `import *` would not."""
    exporting = [dotted(path) for path in MODULES if "__all__" in path.read_text(encoding="utf-8")]
    assert exporting
    modules = [importlib.import_module(name) for name in exporting]
    assert [(m.__name__, name) for m in modules for name in m.__all__ if not hasattr(m, name)] == []


def test_pyproject_is_for_the_build_and_ruff_only() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert (set(data), set(data["tool"])) == ({"build-system", "tool"}, {"ruff"})


# ── one tool for every province ──────────────────────────────────────────────────────────────────


def contents(path: Path) -> Iterator[bytes]:
    """The file's bytes; of a workbook or a Word file, those of its parts."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    else:
        yield path.read_bytes()


def test_no_province_in_the_code_or_in_the_templates() -> None:
    """A province is data: plan, registry and job name it, nothing that is shared by all does."""
    names = [unicodedata.normalize(form, name) for form in ("NFC", "NFD") for name in ("Kon Tum", "KON TUM")]
    files = [*MODULES, *shipped(TEMPLATES)]
    assert len(files) > len(MODULES)
    assert [p for p in files for part in contents(p) for name in names if name.encode() in part] == []
