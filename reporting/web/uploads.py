"""Files that a browser hands over: a name of theirs never becomes a path, sizes and numbers are bounded."""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

MOST_FILES = 2000
MOST_BYTES = 64 * 1024 * 1024  # one file; a return of 36 kB has room
MOST_IN_ALL = 1024 * 1024 * 1024
_FORBIDDEN = '<>:"/\\|?*'
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))})
_LONGEST = 120

NEW, SAME, REFUSED = "new", "same", "refused"


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of one uploaded file. `file`: its name in the returns folder; `why` where it was not taken."""

    given: str
    outcome: str
    file: str = ""
    sha256: str = ""
    why: str = ""


def safe_name(given: str) -> str:
    """The last part of a name as any Windows folder can hold it: `..\\..\\x.xlsx` → `x.xlsx`."""
    name = unicodedata.normalize("NFC", PurePosixPath(given.replace("\\", "/")).name)
    name = "".join("_" if c in _FORBIDDEN or unicodedata.category(c)[0] == "C" else c for c in name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    stem = stem[:_LONGEST].rstrip(" .") or "tep"
    if stem.casefold() in _RESERVED or stem.startswith("~$"):
        stem = f"_{stem}"
    return f"{stem}.{ending[:10]}" if ending else stem


def take_in(incoming: Path, names: list[str], returns: Path) -> list[Placed]:
    """Move what lies in `incoming` (0, 1, 2 …, in the order of `names`) into the returns folder.

    Archives are opened. Nothing that is there is replaced: the same bytes are not kept twice, another file of the
    same name gets a number.
    """
    returns.mkdir(parents=True, exist_ok=True)
    there = {_digest(path): path.name for path in returns.iterdir() if path.is_file()}
    placed: list[Placed] = []
    for number, given in enumerate(names):
        path = incoming / str(number)
        if given.lower().endswith(".zip") and zipfile.is_zipfile(path):
            placed += _take_archive(path, given, returns, there)
        else:
            placed.append(_take(path, given, returns, there))
    return placed


def _take_archive(path: Path, given: str, returns: Path, there: dict[str, str]) -> Iterator[Placed]:
    """Every file of an archive, in a folder of its own while it is taken in; the archive itself is not kept."""
    room = path.with_name(f"{path.name}.d")
    room.mkdir()
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for number, entry in enumerate(e for e in archive.infolist() if not e.is_dir()):
                shown = f"{given} › {entry.filename}"
                total += entry.file_size
                if number >= MOST_FILES or total > MOST_IN_ALL or entry.file_size > MOST_BYTES:
                    yield Placed(shown, REFUSED, why="tệp nén quá lớn hoặc có quá nhiều tệp; hãy gửi từng phần")
                elif entry.flag_bits & 1:
                    yield Placed(shown, REFUSED, why="tệp nén có mật khẩu; mở ra rồi thả từng tệp vào")
                else:
                    inside = room / str(number)
                    _unpack(archive, entry, inside)
                    yield _take(inside, entry.filename, returns, there, shown)
    except (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError) as problem:
        yield Placed(given, REFUSED, why=f"tệp nén không mở được ({problem}); mở ra rồi thả từng tệp vào")
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    """No more than what the archive's own list says of the entry, which was checked."""
    left = entry.file_size
    with archive.open(entry) as source, target.open("wb") as out:
        while left > 0 and (piece := source.read(min(left, 1 << 20))):
            out.write(piece)
            left -= len(piece)
        if left or source.read(1):
            raise zipfile.BadZipFile("kích thước tệp bên trong không đúng")


def _take(path: Path, given: str, returns: Path, there: dict[str, str], shown: str = "") -> Placed:
    shown = shown or given
    name = safe_name(given)
    if not path.is_file() or path.stat().st_size == 0:
        return Placed(shown, REFUSED, why="tệp trống")
    if name.casefold() in ("thumbs.db", "desktop.ini") or name.startswith((".", "_~$")) or "__MACOSX" in given:
        return Placed(shown, REFUSED, why="tệp phụ của Windows, macOS hoặc Office, không phải báo cáo")
    digest = _digest(path)
    if digest in there:
        return Placed(shown, SAME, there[digest], digest, "đã có tệp giống hệt")
    target = free_path(returns, name)
    shutil.move(path, target)
    there[digest] = target.name
    return Placed(shown, NEW, target.name, digest)


def free_path(folder: Path, name: str) -> Path:
    """A path that is not there yet; names that differ in case or composition alone are the same on Windows."""
    taken = {unicodedata.normalize("NFC", path.name).casefold() for path in folder.iterdir()}
    path = PurePosixPath(name)
    numbered = (path.with_name(f"{path.stem} ({n}){path.suffix}").name for n in range(2, 10_000))
    return folder / next(one for one in chain((name,), numbered) if one.casefold() not in taken)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
