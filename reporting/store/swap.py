"""Files into a folder, all or none, whatever ends the run: an error, Ctrl+C, a kill, a power cut.

New files are first written and flushed to the disk in `.cchc-…/moi`, then a journal names them, then each old file
moves to `.cchc-…/cu` and each new one to its place. A run that fails puts the old files back itself; one that is
killed leaves its journal, and the next run (`recover`) puts them back before it does anything. From the moment when
the journal is renamed to `xong.json`, the new set holds. One run at a time holds the folder's lock.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from reporting.errors import OutputError, reason
from reporting.store.files import file_sha256, flushed, sha256, write_flushed

OWN_FOLDER = ".cchc"
KEPT = f"{OWN_FOLDER}/giu_lai"
BASES = f"{OWN_FOLDER}/ban_goc"  # by generation: the Word file as written, what edits of it are told by
_STAGING, _NEW, _OLD = ".cchc-", "moi", "cu"
_DRAFT, _JOURNAL, _DONE = "nhat_ky.moi", "nhat_ky.json", "xong.json"
_WAIT = 60.0  # seconds for another run's files; a whole build holds the lock only while it moves them


@contextmanager
def locked(folder: Path, wait: float = _WAIT) -> Iterator[None]:
    """Hold the lock of a folder for writing, and clean up after a killed run; raises OutputError when another run has
    held it for `wait` seconds. On this machine the lock is a file in the user's cache, so that nothing strange lies
    beside a person's files; a folder with results of ours has one in `.cchc` too, for who shares it over the network."""
    with ExitStack() as held:
        for place in _locks(folder):
            _hold(held, place, folder, wait)
        recover(folder)
        yield


def _locks(folder: Path) -> Iterator[Path]:
    with suppress(OSError, RuntimeError):
        cache = user_cache_path("cchc", appauthor=False) / "khoa"
        cache.mkdir(parents=True, exist_ok=True)
        yield cache / f"{sha256(os.fsencode(folder.resolve()))[:16]}.lock"
    if (folder / OWN_FOLDER).is_dir():
        yield folder / OWN_FOLDER / "khoa.lock"


def _hold(held: ExitStack, place: Path, folder: Path, wait: float) -> None:
    try:
        held.enter_context(FileLock(place, timeout=wait))
    except Timeout:
        raise OutputError(
            "một lần chạy khác đang ghi vào thư mục kết quả này",
            where=folder.as_posix(),
            action="Đợi lần chạy kia xong rồi chạy lại.",
        ) from None
    except OSError:
        return  # a place where no lock can be: a folder that cannot be written to is told when files go there


def swap(folder: Path, artifacts: Mapping[str, bytes], gone: tuple[str, ...] = ()) -> None:
    """`artifacts` in their places and `gone` away, or OutputError and all as it was. The caller holds the lock."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
    except OSError as error:
        raise OutputError(f"không ghi được vào thư mục kết quả ({reason(error)})", where=folder.as_posix()) from error
    try:
        _stage(staging / _NEW, artifacts)
        journal = _Journal.of(folder, artifacts, tuple(name for name in gone if name not in artifacts))
        write_flushed(staging / _DRAFT, journal.data)
        os.replace(staging / _DRAFT, staging / _JOURNAL)
        flushed(staging)
        journal.move(folder, staging)
        os.replace(staging / _JOURNAL, staging / _DONE)
        flushed(staging)
    except BaseException as error:  # Ctrl+C too
        if (staging / _JOURNAL).is_file():
            _put_back(folder, staging)
        _remove(staging)
        if not isinstance(error, OSError):
            raise
        name = Path(error.filename or "").name
        raise OutputError(
            f"không thay được tệp '{name}' ({reason(error)}); các tệp cũ được giữ nguyên",
            where=folder.as_posix(),
            action="Đóng tệp đang mở trong Word, Excel hoặc trình đọc PDF, xem đĩa còn chỗ không, rồi chạy lại.",
        ) from error
    _remove(staging)


def _put_back(folder: Path, staging: Path) -> None:
    try:
        _undo(folder, staging)
    except OSError as error:
        raise OutputError(
            f"chưa trả lại được tệp cũ '{Path(error.filename or '').name}' ({reason(error)}); tệp cũ còn nguyên trong "
            f"thư mục {staging.name}",
            where=folder.as_posix(),
            action="Đóng tệp đang mở ở chương trình khác rồi chạy lại: lần chạy sau trả lại các tệp cũ trước.",
        ) from error


def settle(folder: Path) -> None:
    """For who reads an output folder: wait for a run that is moving its files, undo one that was killed at it."""
    if folder.is_dir() and any(folder.glob(f"{_STAGING}*")):
        with locked(folder):
            pass


def recover(folder: Path) -> bool:
    """Put back what a killed run had moved, and take away what it left; whether there was such a run.
    The caller holds the lock, or has just started and nobody else can be at work."""
    left = [place for place in folder.glob(f"{_STAGING}*") if place.is_dir() and not place.is_symlink()]
    for staging in left:
        if (staging / _JOURNAL).is_file():
            _put_back(folder, staging)
        _remove(staging)
    return bool(left)


@dataclass(frozen=True, slots=True)
class _Journal:
    """`new`: names to be put in place with the SHA-256 of what is put there; `had`: those of all names that stood
    there before; `gone`: names to go away."""

    new: Mapping[str, str]
    had: tuple[str, ...]
    gone: tuple[str, ...]

    @classmethod
    def of(cls, folder: Path, artifacts: Mapping[str, bytes], gone: tuple[str, ...]) -> _Journal:
        had = tuple(name for name in (*artifacts, *gone) if (folder / name).is_file())
        return cls({name: sha256(data) for name, data in artifacts.items()}, had, gone)

    @classmethod
    def read(cls, path: Path) -> _Journal:
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(data["new"], tuple(data["had"]), tuple(data["gone"]))

    @property
    def data(self) -> bytes:
        return json.dumps({"new": self.new, "had": self.had, "gone": self.gone}, ensure_ascii=False).encode()

    def move(self, folder: Path, staging: Path) -> None:
        for name in self.had:
            kept = staging / _OLD / name
            kept.parent.mkdir(parents=True, exist_ok=True)
            if name in self.gone:
                os.replace(folder / name, kept)
        for name in self.new:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if name in self.had:
                os.replace(target, staging / _OLD / name)
            os.replace(staging / _NEW / name, target)
        for place in {(folder / name).parent for name in (*self.new, *self.gone)}:
            flushed(place)


def _undo(folder: Path, staging: Path) -> None:
    """The old set again. What a person saved over a new file since is kept apart, not lost."""
    journal = _Journal.read(staging / _JOURNAL)
    for name in reversed((*journal.new, *journal.gone)):
        target, kept, unused = folder / name, staging / _OLD / name, staging / _NEW / name
        came = name in journal.new and not unused.exists() and target.is_file()
        if came and file_sha256(target) != journal.new[name] and (kept.exists() or name not in journal.had):
            saved = folder / KEPT / f"{file_sha256(target)[:8]}_{target.name}"
            saved.parent.mkdir(parents=True, exist_ok=True)
            os.replace(target, saved)
        if kept.exists():
            os.replace(kept, target)
        elif came and name not in journal.had:
            target.unlink(missing_ok=True)
    for place in {(folder / name).parent for name in (*journal.new, *journal.gone)}:
        flushed(place)


def _stage(folder: Path, artifacts: Mapping[str, bytes]) -> None:
    for name, data in artifacts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_flushed(path, data)


def _remove(staging: Path) -> None:
    """The journal goes first: what is left of a folder without one is waste."""
    for name in (_JOURNAL, _DONE):
        with suppress(OSError):
            (staging / name).unlink(missing_ok=True)
    for path in staging.rglob("*") if sys.platform == "win32" else ():
        with suppress(OSError):  # Windows removes no read-only file
            path.chmod(stat.S_IWRITE)
    shutil.rmtree(staging, ignore_errors=True)
